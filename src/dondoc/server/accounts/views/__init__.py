"""Trang tài khoản: vào, giữ và lấy lại lối vào. / Pages of accounts: coming in, keeping the way in, getting it back."""

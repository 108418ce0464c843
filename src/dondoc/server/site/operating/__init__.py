"""Vận hành: khởi tạo, chạy, sao lưu, khôi phục, nâng cấp. / Running an instance: what the command `dondoc` does on a server.

`enter` is the only way in: it names the instance to Django and sets Django up, after which the other modules may be imported.
"""

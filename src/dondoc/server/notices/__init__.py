"""Thông báo trong hệ thống: phòng trên ghi, người nhận đọc; không chứa nội dung công việc ra ngoài.

In-app notices: rows that higher rooms write with `actions.tell`; this room never reads work. The sentence is made from a key
when it is shown, in the reader's language.

Doors: actions.tell, actions.mark_read, queries.unread_count; page /thong-bao/.
"""

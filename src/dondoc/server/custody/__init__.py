"""Lưu giữ và kiểm tra: trang nhật ký và bản xuất nhật ký cho người kiểm tra.

Custody: the inspector's pages of the journal, and its export, which verifies off-line. Acts that cross rooms (merge, end,
erase) belong here too.

Doors: pages /nhat-ky/; actions.export_journal.
"""

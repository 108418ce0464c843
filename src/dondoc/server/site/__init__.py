"""Khung của hệ thống: cấu hình, trang đầu theo vai trò, tìm kiếm, hướng dẫn, bảng vai trò.

The frame: settings, addresses, base page, design tokens, first page by role, search, help, and `roles`, the one screen where
acts are gathered into roles. `panels` gathers what higher rooms show on the pages of lower things.

Doors: settings, urls, roles, panels, middleware; pages / , /tim-kiem/, /huong-dan/.
"""

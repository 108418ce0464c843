"""Bảng nối cột: xuất danh mục nhiệm vụ theo mẫu của hệ thống khác, nhập bảng ấy trở lại, nhập một lần dùng cho mọi nơi.

Column maps: which of our fields goes to which column of another follow-up system, kept in versions by the office. The filtered list
leaves by a map as .xlsx and comes back: every changed cell is an act of the engine, tried whole before anything is done.

Doors: actions.set_map, hold, carry, drop, set_ref, note_export; queries.usable, table; pages /nhiem-vu/bang-noi/
"""

"""Lưu giữ và sắp xếp: trang nhật ký, bản xuất cho người kiểm tra, việc đi qua nhiều phòng.

Custody: the inspector's pages of the journal and its export, which verifies off-line; acts that cross rooms: found, rename, move,
merge, split, end an organization, undo it, and the handover when a term ends.

Doors: pages /nhat-ky/, /co-quan-don-vi/sap-xep/; plans.Plan; actions.carry_out, preview, undo, hand_over, export_journal.
"""

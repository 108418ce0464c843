"""Kho tệp: lưu theo mã băm SHA-256 của nội dung, không sửa, không đè.

The content-addressed store: a file is kept byte for byte under its SHA-256, read-only, and fsynced before its row commits.
Rows of other rooms (attachments, evidence) say what a file is for and who may fetch it; this room knows only bytes.

The clock reads the store again part by part, tells what is damaged and sweeps what an act cut off left behind.

Doors: actions.keep, store.open_stored, store.scrub, jobs.look_at.
"""

"""Nhật ký: ai đã làm gì, với cái gì, lúc nào; chỉ ghi thêm, móc xích bằng mã băm.

The journal: who did what to what, when; append-only and chained. Every act of every room ends with
`actions.write`. It knows no page, no person's name and sends nothing. `chain` checks an export without Django.

Doors: actions.write (the last statement of an act), actions.remember_answer, queries.about, queries.export_lines,
chain.verify, keys.pending (the idempotency key of the form being handled).
"""

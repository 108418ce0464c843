"""Văn bản: đăng ký, đọc, tách nội dung, xử lý từng nội dung chỉ đạo, gửi.

Documents: registered with their files byte for byte, read by the machine, corrected by people, and every directing clause
disposed of. This room never assigns: accepting a proposal is an act of `assignments`, which calls `actions.dispose` here.

Doors: actions.take_in, register, correct_head, set_directs, edit_proposal, dispose, record_minute, distribute; queries.split_view.
"""

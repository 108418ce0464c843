"""Nhiệm vụ: cụ thể hóa, trình, duyệt, giao, tiếp nhận, phân công, hoàn thành.

Orders (the shared what) and assignments (each body's part): made concrete from a document, sent up, approved, issued,
received, a person named, done, withdrawn. An origin calls these acts; this room knows an origin only by reference.

Doors: actions.take, draft, concretise, divide, edit, set_bodies, submit, decide, issue, take_back, withdraw, receive, name_doer,
take_up, report_done, accept, send_back; queries.table, gate, expand_all, inbox, order_page, to_receive; papers.table_sheet.
"""

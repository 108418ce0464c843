"""Báo cáo: kỳ báo cáo, kết quả, minh chứng, xem xét, xác nhận; các danh mục nhiệm vụ.

Periods, reports with evidence, reviews; the lists, card and matrix of work, since this is the lowest room that sees both work
and reports. The officer enters, the head approves, the office reviews, the authority confirms completion.

Doors: actions.open_period, enter, add_evidence, submit, propose_verdict, decide, make_unit_report, attach_signed_scan;
queries.unit_page, review_queue, outcomes, waiting_for; the unit's signed report through `dondoc.writing`.
"""

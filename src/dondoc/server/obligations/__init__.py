"""Việc đến kỳ: nhiệm vụ định kỳ, mỗi kỳ một lần phải làm; đổi lịch chỉ đổi các kỳ sau.

Recurring work: each period of it is an obligation of its own, due, done in time or late, told as missed, or waived while the work
was suspended. The series of an order may change; what is open already stays. A rolling `deadline_on` of the assignment, that of the
oldest obligation not answered, lets every list, reminder and calendar of the rooms around treat it as any other work.

Doors: actions.open_due, answer, take_back, answer_by_report, reopen, tell_issue, change_series; queries.recurring, turns, matrix.
"""

"""Số của luật và của lệ làm việc: có ngày, có nguồn. Mã chương trình không chứa con số nào.

Numbers of law and of practice: dated, sourced, never constants in code. `RULES["receive_days"].at(day)` gives the value in
force and where it comes from, so that a page can say why. A value without a confirmed source says so and the office can
correct it (`rulebook` on the server).
"""

from dondoc.rules.dated import RULES, Dated, Rule

__all__ = ["RULES", "Dated", "Rule"]

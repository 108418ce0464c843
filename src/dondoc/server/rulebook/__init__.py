"""Sổ quy định của cơ quan: ngày nghỉ, ngày làm bù, điều chỉnh có ngày và căn cứ.

The office's dated corrections: holidays and worked Saturdays with their source, and corrections of rules, each with its
basis. Numbers of law stand in `dondoc.rules`; this room holds what an office adds or mends.

Doors: pages /quy-dinh/; queries.calendar (for worktime), queries.rule, actions.seed_holidays, actions.set_day, actions.correct.
"""

"""Đôn đốc: nhắc, điện thoại, công văn, giải trình, danh sách; theo bậc thang có ngày, có nguồn của từng cơ quan.

Urging: reminders, telephone notes, one letter per unit a week with all its late work, the second letter with an explanation,
the list to the Standing Board. The ladder is dated data of each organization, inherited down. The clock reminds and proposes;
persons telephone, sign and hand on. Extensions asked for, suspensions and results under review stop it.

Doors: queries.plan (what is due today, without doing it), queries.counts; actions.remind, record_call, issue_letter, explain,
judge, hand_list; pages /don-doc/.
"""

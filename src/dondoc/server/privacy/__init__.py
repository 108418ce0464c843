"""Minh bạch với chính người được ghi: hồ sơ của tôi, ai xem được và vì sao, lưu bao lâu thì xóa.

What a person is owed: the own record with who opened it, correction asked and answered, its export; who sees a thing and why;
the inventory of personal data; retention, with a dry run before anything is erased.

Doors: actions.open_record, export_record, ask_correction, answer_correction, propose_retention; inventory.load; pages
/ho-so-cua-toi/, /ai-xem-duoc/ and /luu-giu/.
"""

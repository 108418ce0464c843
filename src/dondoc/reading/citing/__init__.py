"""Viện dẫn: văn bản này nhắc tới văn bản nào, vì sao. / Citations: which other documents a text names, and why.

kinds       tên loại và chữ viết tắt / kinds of document and their abbreviations
grammar     số, ký hiệu, khoảng trống, khóa / number and symbol, gaps, terms
issuers     «của Bộ Kế hoạch và Đầu tư …»: tên cơ quan dừng ở đâu / where the name of a body ends
numbered    văn bản có số / documents named by number: with symbol, in lists, by number alone, standards
sessions    văn bản của một kỳ họp, đại hội / documents of a session, congress or meeting
laws        luật có năm, ngày / laws with a year or day, and later mentions of them
aliases     tên gọi tắt / short names and what they stand for
relations   căn cứ, thực hiện, sửa đổi …; điểm, khoản, Điều; trích yếu / relation, pinpoint, title
resolution  viện dẫn nào là văn bản nào / which document each citation means
"""

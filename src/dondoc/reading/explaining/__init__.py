"""Vì sao một chỗ được, hoặc không được, đọc là … / Why a place was or was not read as head, clause, citation or assignment.

habits      quy tắc và cửa chặn: tên, thói quen của lời văn / rules and gates: their names and the habit each rests on (habits.toml)
watching    nghe các hàm ấy trả lời trong khi đọc / hears those functions answer while the document is read
answers     câu trả lời cho một chỗ, theo bốn phần / what they said of one place, in four parts
command     lệnh `dondoc explain` / the command

Nothing is guessed afterwards: the document is read as always, and the very functions that decide are heard while they do. Reading
without anybody listening pays nothing for it.
"""

"""Trao đổi với hệ thống khác: giao diện cho máy, và mã đầu chuỗi của nhật ký gửi đi, nhận về.

Exchange with other systems. The interface for machines (`api`): the acts and reads of the pages, for who bears a person's token. The
journal's head goes to the instance above and to a mailbox of the inspection commission; heads of instances below are kept here, and
one that contradicts an earlier one raises an alarm. Only addresses an administrator named.

Doors: api.edge (/api/v1/), jobs.run (daily checkpoint, then what is not sent yet), pages /nhat-ky/cap-duoi/, the address
/trao-doi/moc/ for instances below.
"""

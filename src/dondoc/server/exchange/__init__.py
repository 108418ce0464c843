"""Trao đổi với hệ thống khác: gửi mã đầu chuỗi của nhật ký lên cấp trên và vào hòm thư kiểm tra, giữ mã của cấp dưới.

Exchange with other systems: the journal's head goes to the instance above and to a mailbox of the inspection commission; heads of
instances below are kept here, and one that contradicts an earlier one raises an alarm. Only addresses an administrator named.

Doors: jobs.run (daily checkpoint, then what is not sent yet), pages /nhat-ky/cap-duoi/, the address /trao-doi/moc/ for instances below.
"""

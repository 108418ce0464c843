"""Quyền: vai trò, giao quyền và thu quyền, việc cần hai người, vì sao xem được.

Rights: who holds which role where, and why. Acts that take two persons (countersigns) for every room above: one proposes with
frozen arguments, another confirms. Grants are given so. Rooms above say who sees their things as `seeing.Ways`, from which
both their lists and the pages «vì sao tôi xem được» and «ai xem được» are made.

Doors: two_person.TwoPersonAct, two_person.register; actions.propose, confirm, refuse, withdraw, expire_due, propose_grant,
take_back_grant; seeing.Ways; queries.waiting; pages /quyen/ and /cho-xac-nhan/.
"""

"""Mọi thay đổi của phòng đôn đốc. / Every write of urging.

The clock reminds, proposes letters and announces lists, once a working day outside quiet hours; persons telephone, sign, judge and
hand on. A run that is killed leaves nothing; one that comes twice does nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.assignments.models import Assignment
from dondoc.server.assignments.queries import excused
from dondoc.server.files import actions as files
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person, PersonKind
from dondoc.server.organizations.queries import seats
from dondoc.server.rulebook.queries import calendar, quiet_hours, rule, rules_at
from dondoc.server.urging import papers, queries
from dondoc.server.urging.lifecycle import LETTER, LIST
from dondoc.server.urging.models import Explanation, LateList, Letter, LetterState, ListState, Round, Step, Urging
from dondoc.terms.vietnamese import nfc
from dondoc.worktime import Calendar, add_working_days

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROUND = "ladder"
#: «314», «314a»: the symbol is the office's
NUMBER = re.compile(r"\d{1,5}[a-zđ]?")


@transaction.atomic
def remind(*, by: Person, at: datetime) -> int:
    """What the clock does of the ladder, once a working day outside quiet hours; returns how many steps were taken.

    The day is claimed by a conditional update in the same transaction: of two workers one does it, a killed one has done nothing.
    """
    if by.kind != PersonKind.SYSTEM:
        raise PermissionDenied(_("Việc của đồng hồ do hệ thống thực hiện."))
    today, days = timezone.localdate(at), calendar()
    if not days.works(today) or quiet_hours(at) or not _claimed(today, at):
        return 0
    plan = queries.plan(today)
    made = _remembered([(due.part, due.step) for due in plan.reminders], by, at)
    _digest(plan.reminders, at)
    letters = _propose(plan, at)
    listed = _announce(plan, days, by, at)
    _ready(today, at)
    told = {"on": today, "reminders": len(made), "letters": letters, "listed": listed}
    journal.write("urging.remind", Round.objects.get(name=ROUND), by=by, at=at, payload=told)
    return len(made) + letters + listed


def _claimed(today: date, at: datetime) -> bool:
    Round.objects.get_or_create(name=ROUND)
    return Round.objects.filter(Q(day=None) | Q(day__lt=today), name=ROUND).update(day=today, at=at) == 1


def _remembered(
    steps: Iterable[tuple[Assignment, Step]], by: Person, at: datetime, late_list: LateList | None = None, words: str = ""
) -> list[Urging]:
    today = timezone.localdate(at)
    told: dict[str, Any] = {"on": today, "at": at, "by": by, "late_list": late_list, "words": words}
    made = [Urging(assignment=part, step=step, deadline_on=part.deadline_on or today, **told) for part, step in steps]
    return Urging.objects.bulk_create(made, batch_size=500)


def _digest(reminders: Iterable[queries.Due], at: datetime) -> None:
    """One notice a person a day, with how much is soon due and how much is late."""
    soon: Counter[Person] = Counter()
    late: Counter[Person] = Counter()
    for due in reminders:
        part = due.part
        if due.step == Step.LATE:
            late.update({part.doer or part.head, part.head})
        else:
            soon.update({part.doer or part.head})
    by_words: defaultdict[tuple[int, int], list[Person]] = defaultdict(list)
    for person in {*soon, *late}:
        by_words[soon[person], late[person]].append(person)
    for (few, many), persons in by_words.items():
        notices.tell(persons, key="urging.digest", words={"soon": few, "late": many}, path="/nhiem-vu/?ds=mine", at=at)


def _propose(plan: queries.Plan, at: datetime) -> int:
    """A letter for each unit that needs one; what is no longer needed is dropped. Returns how many are new."""
    due = {(row.organization.pk, row.authority.pk, row.unit.pk): row for row in plan.letters}
    new, told = 0, set()
    for letter in Letter.objects.select_for_update().filter(state=LetterState.PROPOSED):
        row = due.pop((letter.organization_id, letter.authority_id, letter.unit_id), None)
        if row is None:
            letter.state = LETTER.after(letter.state, "drop")
            letter.save(update_fields=["state"])
        elif row.second != letter.second:
            letter.second = row.second
            letter.save(update_fields=["second"])
    for row in due.values():
        Letter.objects.create(organization=row.organization, authority=row.authority, unit=row.unit, second=row.second, proposed_at=at)
        new += 1
        told.add(row.organization)
    for place in told:
        count = sum(row.organization == place for row in due.values())
        persons = {*access.holders("urging.prepare", place), *access.holders("urging.sign", place)}
        notices.tell(persons, key="letter.proposed", words={"count": count}, path="/don-doc/", at=at)
    return new


def _announce(plan: queries.Plan, days: Calendar, by: Person, at: datetime) -> int:
    """Units hear the day on which they will be on a list, and may mend until then. One list of an authority at a time."""
    open_lists = set(LateList.objects.filter(state=ListState.ANNOUNCED).values_list("authority", flat=True))
    count = 0
    for authority, parts in plan.lists.items():
        if authority in open_lists:
            continue
        day = add_working_days(plan.on, plan.list_notice[authority], days)
        made = LateList.objects.create(authority_id=authority, announced_on=plan.on, hand_on=day)
        count += len(_remembered([(part, Step.LIST) for part in parts], by, at, made))
        by_head = Counter(part.head for part in parts)
        for person, many in by_head.items():
            words: dict[str, str | int] = {"count": many, "day": day.strftime("%d/%m/%Y")}
            notices.tell([person], key="list.announced", words=words, path="/nhiem-vu/?ds=received&status=late", at=at)
    return count


def _ready(today: date, at: datetime) -> None:
    """Who signs hears on its day that a list can be handed on."""
    for ready in LateList.objects.filter(state=ListState.ANNOUNCED, hand_on=today).select_related("authority"):
        notices.tell(
            access.holders("urging.sign", ready.authority), key="list.ready", words={}, path=f"/don-doc/danh-sach/{ready.uid}/", at=at
        )


@transaction.atomic
def record_call(
    parts: Sequence[Assignment], *, spoken_with: str, promised_on: date | None = None, words: str = "", by: Person, at: datetime
) -> list[Urging]:
    """Note that a unit was telephoned about its late work: with whom, and until when they promised."""
    rows = list(
        Assignment.objects.select_for_update(of=("self",)).select_related("order__organization").filter(pk__in=[p.pk for p in parts])
    )
    if not rows or len({row.organization_id for row in rows}) != 1:
        raise ValidationError(_("Chọn việc của một đơn vị."))
    for row in rows:
        access.require(by, "urging.prepare", row.order.organization)
    if not spoken_with.strip():
        raise ValidationError({"spoken_with": _("Ghi đã trao đổi với ai.")})
    today = timezone.localdate(at)
    told = {"spoken_with": nfc(spoken_with).strip(), "promised_on": promised_on, "words": nfc(words).strip()}
    made = [
        Urging(assignment=row, step=Step.TELEPHONE, deadline_on=row.deadline_on or today, on=today, at=at, by=by, **told) for row in rows
    ]
    for call in made:
        call.save()
    for call in made:
        journal.write("urging.call", call, by=by, at=at, payload={"assignment": call.assignment.uid, **told})
    return made


@transaction.atomic
def nudge(parts: Sequence[Assignment], *, words: str = "", by: Person, at: datetime) -> int:
    """Remind units of late work directly, once a unit a day. What was answered meanwhile is left out; returns how many units were told."""
    rows = list(
        Assignment.objects.select_for_update(of=("self",))
        .select_related("order__organization", "order__authority")
        .filter(pk__in=[p.pk for p in parts])
    )
    for row in rows:
        if not access.allowed(by, "urging.order", row.order.authority) and not access.allowed(by, "urging.sign", row.order.organization):
            access.require(by, "urging.prepare", row.order.organization)
    today, said, chosen = timezone.localdate(at), nfc(words).strip(), {row.pk for row in rows}
    told: dict[str, list[str]] = {}
    for unit in queries.to_nudge(by, today):
        held = [part for part in unit.parts if part.pk in chosen]
        if held:
            _remembered([(part, Step.BY_HAND) for part in held], by, at, words=said)
            persons = [person for part in held for person in (part.head, part.doer) if person is not None]
            filled: dict[str, str | int] = {"who": by.full_name, "count": len(held), "words": said}
            key = "urging.by_hand_said" if said else "urging.by_hand"
            notices.tell(persons, key=key, words=filled, path="/nhiem-vu/?ds=received&status=late", at=at)
            told[str(unit.uid)] = [str(part.uid) for part in held]
    journal.write("urging.nudge", by, by=by, at=at, payload={"units": told, "words": said})
    return len(told)


def _locked(letter: Letter) -> Letter:
    return (
        Letter.objects.select_for_update(of=("self",))
        .select_related("organization__parent", "authority", "unit__parent", "ordered_by")
        .get(pk=letter.pk)
    )


@transaction.atomic
def order_letter(letter: Letter, *, by: Person, at: datetime) -> Letter:
    """The authority orders a letter that rank keeps the office from sending by itself."""
    letter = _locked(letter)
    access.require(by, "urging.order", letter.authority)
    LETTER.after(letter.state, "issue")
    letter.ordered_by, letter.ordered_at = by, at
    letter.save(update_fields=["ordered_by", "ordered_at"])
    signers = access.holders("urging.sign", letter.organization)
    notices.tell(signers, key="letter.ordered", words={"unit": letter.unit.called}, path=f"/don-doc/cong-van/{letter.uid}/", at=at)
    journal.write("letter.order", letter, by=by, at=at)
    return letter


@transaction.atomic
def issue_letter(letter: Letter, *, number: str, by: Person, at: datetime) -> Letter:
    """Sign and send a proposed letter with the late work as it stands now; nothing late any more drops it.

    It is the paper of the office in which the signer sits.
    """
    letter = _locked(letter)
    access.require(by, "urging.sign", letter.organization)
    letter.state, today = LETTER.after(letter.state, "issue"), timezone.localdate(at)
    parts = queries.late_work(letter, today)
    if not parts:
        letter.state = LetterState.DROPPED
        letter.save(update_fields=["state"])
        journal.write("letter.drop", letter, by=by, at=at)
        return letter
    held = excused(parts, by, today)
    how = queries.manner_of(letter, parts, held)
    if how.by_order and letter.ordered_by_id is None:
        raise ValidationError(_("Công văn lần hai gửi cơ quan này theo chỉ đạo của lãnh đạo. Đề nghị xin ý kiến trước khi ký."))
    letter.number = _free_number(letter, number, today)
    days = int(rule("urging_answer_days", on=today, organization=letter.organization))
    letter.issued_on, letter.signed_by, letter.answer_by = today, by, add_working_days(today, days, calendar())
    office = _office(by, letter.organization)
    data = papers.letter(
        letter,
        parts,
        how,
        office=office,
        answer_by=letter.answer_by,
        signer=by,
        on=today,
        held=held,
    )
    letter.file = files.keep(data, media_type=DOCX, at=at)
    letter.save()
    _named_in(letter, parts, by, at)
    receivers = {*access.holders("assignment.receive", letter.unit), *(part.head for part in parts)}
    notices.tell(receivers, key="letter.issued", words={"number": letter.number}, path=f"/don-doc/cong-van/{letter.uid}/", at=at)
    told = {"number": letter.number, "unit": letter.unit.uid, "assignments": [part.uid for part in parts], "second": letter.second}
    told |= {"held": [part.uid for part in parts if part.pk in held]}
    journal.write("letter.issue", letter, by=by, at=at, payload={**told, "sha256": letter.file.sha256})
    return letter


def _office(signer: Person, giver: Organization) -> Organization:
    """The office of the giving body in which the signer sits, else that body itself."""
    return next((seat.organization for seat in seats(signer) if giver.holds(seat.organization)), giver)


def _free_number(letter: Letter, number: str, today: date) -> str:
    """A number is used once a year by one office."""
    found = nfc(number).strip()
    if not NUMBER.fullmatch(found):
        raise ValidationError({"number": _("Ghi số công văn bằng chữ số, ví dụ 314; ký hiệu do hệ thống ghi.")})
    if Letter.objects.filter(organization=letter.organization, number=found, issued_on__year=today.year).exists():
        raise ValidationError({"number": _("Số %(number)s đã dùng trong năm nay.") % {"number": found}})
    return found


def _named_in(letter: Letter, parts: Sequence[Assignment], by: Person, at: datetime) -> None:
    """What the letter names, each by its step: the second time only for work the first letter named, once late enough."""
    numbers = rules_at(["urging_second"], [letter.organization], on=timezone.localdate(at))[letter.organization_id]
    first = set(Urging.objects.filter(assignment__in=parts, step=Step.LETTER).values_list("assignment", "deadline_on"))
    today, days = timezone.localdate(at), calendar()
    rows = []
    for part in parts:
        deadline = part.deadline_on or today
        again = letter.second and (part.pk, deadline) in first
        due = add_working_days(deadline, int(str(numbers["urging_second"])), days) <= today
        step = Step.SECOND if again and due else Step.LETTER
        rows.append(Urging(assignment=part, step=step, deadline_on=deadline, on=today, at=at, by=by, letter=letter))
    Urging.objects.bulk_create(rows)


@transaction.atomic
def explain(letter: Letter, *, words: str, by: Person, at: datetime) -> Explanation:
    """The unit answers the second letter."""
    letter = _locked(letter)
    access.require(by, "explanation.give", letter.unit)
    if not letter.second:
        raise ValidationError(_("Công văn này không yêu cầu giải trình; kết quả báo cáo theo từng nhiệm vụ."))
    letter.state = LETTER.after(letter.state, "explain")
    said = nfc(words).strip()
    if not said:
        raise ValidationError({"words": _("Ghi nội dung giải trình.")})
    made = Explanation(letter=letter, words=said, given_by=by, given_at=at)
    made.save()
    letter.save(update_fields=["state"])
    persons = access.holders("urging.sign", letter.organization)
    notices.tell(persons, key="letter.explained", words={"unit": letter.unit.called}, path=f"/don-doc/cong-van/{letter.uid}/", at=at)
    journal.write("explanation.give", made, by=by, at=at, payload={"letter": letter.uid, "words": said})
    return made


@transaction.atomic
def judge(explanation: Explanation, *, accepted: bool, words: str = "", by: Person, at: datetime) -> Explanation:
    """Accept an explanation, or refuse it with a reason: the unit answers anew. It changes no deadline and no lateness."""
    explanation = Explanation.objects.select_for_update(of=("self",)).select_related("given_by").get(pk=explanation.pk)
    letter = explanation.letter = _locked(explanation.letter)
    access.require(by, "urging.sign", letter.organization)
    if by.pk == explanation.given_by_id:
        raise ValidationError(_("Người giải trình không tự xem xét."))
    letter.state = LETTER.after(letter.state, "accept" if accepted else "refuse")
    said = nfc(words).strip()
    if not accepted and not said:
        raise ValidationError({"words": _("Ghi lý do chưa chấp nhận.")})
    explanation.accepted, explanation.judged_by, explanation.judged_at, explanation.judgement = accepted, by, at, said
    explanation.save()
    letter.save(update_fields=["state"])
    key = "explanation.accepted" if accepted else "explanation.refused"
    notices.tell([explanation.given_by], key=key, words={"number": letter.number}, path=f"/don-doc/cong-van/{letter.uid}/", at=at)
    journal.write("explanation.judge", explanation, by=by, at=at, payload={"accepted": accepted, "words": said})
    return explanation


@transaction.atomic
def hand_list(late_list: LateList, *, by: Person, at: datetime) -> LateList:
    """Hand an announced list on to the Standing Board, not before its day: only what is still late. Nothing left drops it."""
    made = LateList.objects.select_for_update(of=("self",)).select_related("authority").get(pk=late_list.pk)
    access.require(by, "urging.sign", made.authority)
    today = timezone.localdate(at)
    state = LIST.after(made.state, "hand")
    if today < made.hand_on:
        raise ValidationError(_("Đã báo trước cho đơn vị: báo cáo từ ngày %(day)s.") % {"day": made.hand_on.strftime("%d/%m/%Y")})
    parts = queries.still_listed(made)
    if not parts:
        made.state = LIST.after(made.state, "drop")
        made.save(update_fields=["state"])
        journal.write("list.drop", made, by=by, at=at)
        return made
    office = _office(by, parts[0].order.organization)
    data = papers.late_list(made, parts, office=office, signer=by, on=today, held=excused(parts, by, today))
    made.state, made.handed_by, made.handed_at, made.file = state, by, at, files.keep(data, media_type=DOCX, at=at)
    made.save()
    leaders = access.holders("urging.order", made.authority)
    notices.tell(leaders, key="list.handed", words={"count": len(parts)}, path=f"/don-doc/danh-sach/{made.uid}/", at=at)
    journal.write("list.hand", made, by=by, at=at, payload={"assignments": [part.uid for part in parts], "sha256": made.file.sha256})
    return made

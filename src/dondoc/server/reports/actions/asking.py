"""Hỏi và trả lời giữa các bên của một nhiệm vụ. / Question and answer between the parties of an assignment; stops no clock."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.models import OPEN_STATES, Assignment
from dondoc.server.journal import actions as journal
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models import Question
from dondoc.terms.vietnamese import nfc


def of_unit(assignment: Assignment, person: Person) -> bool:
    """Whether this person speaks for the body that does the work."""
    return person.pk in (assignment.doer_id, assignment.head_id) or access.allowed(person, "assignment.receive", assignment.organization)


def of_giver(assignment: Assignment, person: Person) -> bool:
    """Whether this person speaks for who gives or follows the work."""
    order = assignment.order
    return access.allowed(person, "report.review", order.organization) or access.allowed(person, "report.confirm", order.authority)


def _whole(assignment: Assignment) -> Assignment:
    related = ("order__organization", "order__authority", "order__drafted_by", "organization", "head", "doer")
    return Assignment.objects.select_for_update(of=("self",)).select_related(*related).get(pk=assignment.pk)


def _tell(part: Assignment, to_unit: bool, key: str, at: datetime) -> None:
    persons = [part.head, part.doer] if to_unit else [part.order.drafted_by, *access.holders("report.review", part.order.organization)]
    told = [person for person in persons if person is not None]
    notices.tell(told, key=key, words={"task": str(part.order)}, path=f"/nhiem-vu/viec/{part.uid}/", at=at)


@transaction.atomic
def ask(assignment: Assignment, *, words: str, by: Person, at: datetime) -> Question:
    """Ask the other side about open work."""
    part, said = _whole(assignment), nfc(words).strip()
    unit = of_unit(part, by)
    if not unit and not of_giver(part, by):
        raise PermissionDenied(_("Chỉ các bên của nhiệm vụ trao đổi ở đây."))
    if part.state not in OPEN_STATES:
        raise NotNow("ask", part.state, ())
    if not said:
        raise ValidationError({"words": _("Chưa ghi nội dung trao đổi.")})
    asked = Question(assignment=part, by_unit=unit, words=said, by=by, at=at)
    asked.save()
    _tell(part, not unit, "question.ask", at)
    journal.write("question.ask", asked, by=by, at=at, payload={"assignment": part.uid, "words": said})
    return asked


@transaction.atomic
def answer(question: Question, *, words: str, by: Person, at: datetime) -> Question:
    """The other side answers, once."""
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    part, said = _whole(question.assignment), nfc(words).strip()
    if by.pk == question.by_id or not (of_giver(part, by) if question.by_unit else of_unit(part, by)):
        raise PermissionDenied(_("Bên kia của nhiệm vụ trả lời."))
    if question.answer:
        raise NotNow("answer", "answered", ())
    if not said:
        raise ValidationError({"words": _("Đề nghị ghi nội dung trả lời.")})
    question.answer, question.answered_by, question.answered_at = said, by, at
    question.save()
    _tell(part, question.by_unit, "question.answer", at)
    journal.write("question.answer", question, by=by, at=at, payload={"assignment": part.uid, "words": said})
    return question

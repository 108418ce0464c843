"""Mọi thay đổi của phòng trao đổi. / Every write of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dondoc.server.accounts.models import Token
from dondoc.server.exchange.models import ChildHead, Delivery, Keeper, KeptAnswer
from dondoc.server.journal import actions as journal
from dondoc.server.journal import marks
from dondoc.server.journal.models import Checkpoint
from dondoc.server.notices import actions as notices
from dondoc.server.organizations.access import holders
from dondoc.server.organizations.models import Organization, Person


@dataclass(frozen=True)
class Outcome:
    """What a keeper answered: taken, or why not; `contradicts`: it was told something else before."""

    taken: bool
    refusal: str = ""
    contradicts: bool = False


@transaction.atomic
def record_delivery(checkpoint: Checkpoint, *, keeper: str, outcome: Outcome, by: Person, at: datetime) -> Delivery:
    """Note what came of telling a keeper. One that contradicts us alarms everybody who reads the journal: ours was rewritten, or his."""
    delivery, _made = Delivery.objects.select_for_update().get_or_create(checkpoint=checkpoint, keeper=keeper, defaults={"tried_at": at})
    if delivery.taken_at is not None:
        return delivery
    delivery.tried_at, delivery.refusal = at, outcome.refusal[:300]
    delivery.taken_at = at if outcome.taken else None
    delivery.save()
    if outcome.contradicts:
        _alarm(at, key="journal.contradicted", words={"keeper": str(Keeper(keeper).label)})
    if outcome.contradicts or outcome.taken:
        told = {"keeper": keeper, "size": checkpoint.size, "taken": outcome.taken}
        journal.write("journal.contradicted" if outcome.contradicts else "journal.deliver", delivery, by=by, at=at, payload=told)
    return delivery


@transaction.atomic
def keep(note: str, *, keys: dict[str, list[str]], by: Person, at: datetime) -> ChildHead:
    """Keep the head an instance below told. `marks.Wrong` for a note not signed by a key named for it.

    keys: origin -> public keys an administrator named.

    Told again it is the same head. One that contradicts an earlier one is kept as evidence all the same, and an alarm goes out.
    """
    origin = note.split("\n", 1)[0]
    mark = marks.read(note, keys.get(origin, []))
    size = mark.size or 0
    known = ChildHead.objects.select_for_update().filter(origin=origin)
    if same := known.filter(size=size, head=mark.head).first():
        return same
    conflict = known.filter(conflict=False, size__gte=size).exists()
    kept = ChildHead.objects.create(origin=origin, size=size, head=mark.head, note=note, received_at=at, conflict=conflict)
    if conflict:
        _alarm(at, key="journal.split_view", words={"origin": origin})
    journal.write("child_head.split_view" if conflict else "child_head.keep", kept, by=by, at=at, payload={"origin": origin, "size": size})
    return kept


def _alarm(at: datetime, *, key: str, words: dict[str, str | int]) -> None:
    told = [person for root in Organization.objects.filter(parent=None) for person in holders("journal.read", root)]
    notices.tell(told, key=key, words=words, path="/nhat-ky/cap-duoi/", at=at)


@transaction.atomic
def claim_key(key: str, *, body_hash: str, token: Token, by: Person, at: datetime) -> KeptAnswer:
    """Take a caller's key before the act, in the act's own transaction. `IntegrityError` when the same person has used it."""
    return KeptAnswer.objects.create(key=key, person=by, token=token, body_hash=body_hash, at=at)


@transaction.atomic
def fill_answer(kept: KeptAnswer, *, status: int, answer: str, by: Person, at: datetime) -> None:
    """Keep what the act was answered, in the act's own transaction."""
    KeptAnswer.objects.filter(pk=kept.pk, person=by).update(status=status, answer=answer, at=at)


@transaction.atomic
def forget_answers(*, before: datetime, by: Person, at: datetime) -> int:
    """Answers kept for machines that send again are gone after their time; the clock acts as the system's person. Returns how many."""
    gone, _tables = KeptAnswer.objects.filter(at__lt=before).delete()
    if gone:
        journal.write("kept_answer.forget", by, by=by, at=at, payload={"count": gone, "before": str(before)})
    return gone

"""Từ đoạn văn đến từng mạch giao việc. / A paragraph cut into runs of sentences with the same lead.

«Giao Sở A …; báo cáo … . Đồng thời, rà soát … . Sở B hướng dẫn …» is two runs: what follows without a new subject belongs to the
body before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.reading.assigning.actors import phrase_at, split
from dondoc.reading.assigning.chapeaux import closes
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.sentence import Kind, Statement
from dondoc.reading.assigning.statements import begins_work, read
from dondoc.reading.assigning.support import helpers
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor

#: «Trong đó, …», «Trường hợp …», «Việc …»: goes on with the work before it
_GOES_ON = spaced(
    r"(?:trong đó|đồng thời|trường hợp|việc|đối với|riêng|ngoài ra|trong quá trình|thời gian"
    r"|thời hạn|kết quả|cụ thể|lưu ý|kinh phí|nội dung|theo đó)\b"
)
#: «Trong thời gian tới, Tỉnh …»: findings turn to what is to be done
_AHEAD = spaced(
    r"(?:trong )?(?:thời gian tới|những tháng cuối năm|các tháng cuối năm|thời gian còn lại|giai đoạn tới)\b|từ nay đến|sắp tới"
)
_MUST_NAMED = spaced(r"(?:có trách nhiệm|chịu trách nhiệm)\b")


@dataclass
class Run:
    """Sentences with one lead. `lead` None: the doer stands above."""

    start: int
    end: int
    first: Statement
    lead: tuple[Actor, ...] | None
    kinds: list[Kind] = field(default_factory=list)


def runs(prose: Prose, start: int, end: int, *, strict: bool = False) -> list[Run]:
    """The runs of work in a paragraph, in order."""
    found: list[Run] = []
    for a, b in pieces(prose, start, end):
        strict = strict and not _AHEAD.match(prose.low, a, b)
        statement = read(prose, a, b, strict=strict)
        _add(prose, found, statement, strict)
    return found


def _add(prose: Prose, found: list[Run], statement: Statement, strict: bool) -> None:
    """Put one sentence to the run before it, or open a new one."""
    current = found[-1] if found else None
    if statement.kind in {Kind.ORDERED, Kind.NAMED} and statement.lead:
        lead = tuple(actor for span in (statement.lead, *statement.also) for actor in split(prose, *span))
        if current and current.lead is not None and same(current.lead, lead):
            current.end = statement.end
        else:
            found.append(Run(statement.start, statement.end, statement, lead))
    elif statement.kind in {Kind.BARE, Kind.TOPIC}:
        if current:
            current.end = statement.end
        else:
            found.append(Run(statement.start, statement.end, statement, None))
    elif current and statement.kind is Kind.NONE and not strict and _GOES_ON.match(prose.low, statement.start):
        current.end = statement.end
    if found:
        found[-1].kinds.append(statement.kind)


def same(one: tuple[Actor, ...], two: tuple[Actor, ...]) -> bool:
    """Whether the second names the same bodies as the first, perhaps in short: «các đơn vị được giao …», then «các đơn vị»."""
    ours, theirs = [_name(a.text) for a in one], [_name(a.text) for a in two]
    return all(any(name == known or known.startswith(name + " ") for known in ours) for name in theirs) and len(theirs) == len(ours)


#: «… sang trồng cây ăn quả. Phòng Kinh tế | chủ trì tham mưu, hoàn thành năm 2027.», «…; giao đồng chí Lò Văn An | phụ trách»
_ONLY_WHO = spaced(
    r"[ ,]*(?:(?:chịu trách nhiệm |có trách nhiệm |được giao )?(?:chủ trì|phụ trách|thực hiện|đảm nhiệm|tham mưu|triển khai"
    r"|tổ chức thực hiện|theo dõi)(?:,? (?:và )?(?:tham mưu|thực hiện|triển khai|tổ chức thực hiện|phối hợp(?: với)? [^.;:]{3,80}?))*)?"
    r"(?:[ ,;]+(?:hoàn thành|xong|thời gian|trước|trong|chậm nhất)\b[^.;:]{0,60})?[ .;/]*$"
)
_LONGEST_WHO = 200


def joined(prose: Prose, above: tuple[Actor, ...], found: list[Run]) -> list[Run]:
    """A unit that first leaves its doer unsaid is one piece of work with what follows, if that names the very one who stands above,
    or says nothing but who does it.
    """
    if len(found) < 2 or found[0].lead is not None or not found[1].lead:
        return found
    one, two, *rest = found
    short = two.end - two.start < _LONGEST_WHO and _ONLY_WHO.match(prose.low, two.first.deed, two.end)
    if short or (above and same(above, two.lead or ())):
        return [Run(one.start, two.end, two.first, two.lead, [*one.kinds, *two.kinds]), *rest]
    return found


_COUNTED = ("các ", "những ", "từng ", "mỗi ")


def _name(text: str) -> str:
    words = " ".join(text.split()).lower()
    return next((words[len(counted) :] for counted in _COUNTED if words.startswith(counted)), words)


def pieces(prose: Prose, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences, cut again where after «;» (or «,» before «có trách nhiệm») another body begins its own work; none that closes."""
    for a, b in prose.sentences(start, end):
        at, whole = a, prose.low.find(";", a, b) < 0
        if whole and closes(prose, a, b):
            continue  # «Thủ trưởng các cơ quan (trừ …), các tổ chức có trách nhiệm thi hành Quyết định này»
        for cut in _cuts(prose, a, b):
            if not closes(prose, *(piece := prose.trim(at, cut))):
                yield piece
            at = cut
        if (whole and at == a) or not closes(prose, *prose.trim(at, b)):
            yield prose.trim(at, b)


_STOPS = spaced(r"[()]|; *(?:đồng thời,? *|và +)?")
_STOPS_AND_COMMAS = spaced(r"[()]|; *(?:đồng thời,? *|và +)?|, *")


def _cuts(prose: Prose, start: int, end: int) -> Iterator[int]:
    """Where another body begins its own work. Stops inside a noun phrase already read are passed over."""
    must = _MUST_NAMED.search(prose.low, start, end) if prose.low.find("trách", start, end) >= 0 else None
    if must is None and prose.low.find(";", start, end) < 0:
        return
    first = read(prose, start, end)
    depth, reached = 0, first.lead[1] if first.lead else start
    helped = list(helpers(prose, start, end)) if prose.low.find("phối hợp", start, end) >= 0 else []
    for match in (_STOPS_AND_COMMAS if must else _STOPS).finditer(prose.low, start, end):
        stop = match.group()
        if stop in "()":
            depth += 1 if stop == "(" else -1
        elif depth <= 0 and match.end() > reached and not any(a < match.start() < b for a, b in helped):
            reached, opens = _opens(prose, match.end(), end, strong=stop[0] == ",")
            if opens:
                yield match.end()


def _opens(prose: Prose, at: int, end: int, *, strong: bool) -> tuple[int, bool]:
    """How far the phrase at `at` goes, and whether it is a body with its own deed; after a comma only «có trách nhiệm» is sure."""
    span = phrase_at(prose, at, end)
    reached = span[1] if span else at
    if strong:
        return reached, bool(span and _MUST_NAMED.match(prose.low, _skip(prose, reached, end)))
    return reached, begins_work(prose, at, end)


def _skip(prose: Prose, at: int, end: int) -> int:
    while at < end and prose.flat[at] == " ":
        at += 1
    return at

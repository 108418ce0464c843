"""Ai phối hợp. / Who must help: «phối hợp với …», «phối hợp chặt chẽ, hướng dẫn …», «thống nhất với …»."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.reading.assigning.actors import phrase_at, split
from dondoc.reading.assigning.cues import Cued, stands
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor

_HOW = r"(?:chặt chẽ|thường xuyên|hiệu quả|tốt|đồng bộ|kịp thời|chủ động|nhịp nhàng|toàn diện)"
_ALSO = r"(?:hướng dẫn|hỗ trợ|trao đổi(?: thông tin)?|thống nhất|làm việc|giúp đỡ|cung cấp thông tin)"
#: «phối hợp với», «phối hợp, hướng dẫn», «phối hợp chặt chẽ, thường xuyên với», «phối hợp cùng»
_WITH = spaced(rf"phối(?<![\w]phối) hợp(?:,? *(?:và +)?{_HOW})*(?:,? *(?:và +)?{_ALSO})*(?: +(?:với|cùng với|cùng))?(?= +\w)")
#: «chủ trì, cùng với Sở Nội vụ», «chủ trì cùng các sở»
_WITH_WHOM = spaced(r"chủ(?<![\w]chủ) trì,? cùng(?: với)?(?= +\w)")
#: «Sở Y tế chủ trì, | các sở, ngành | phối hợp kiểm tra …», «… chủ trì, | Công an tỉnh | phối hợp»
_AFTER = spaced(r"chủ(?<![\w]chủ) trì(?: thực hiện)?[,;] +(?:và )?(?!phối)(?=\w)")
_THEY_HELP = spaced(r" +(?:cùng )?phối hợp\b(?! (?:với|cùng)\b)")
#: «trao đổi, thống nhất với», «lấy ý kiến thống nhất của»
_AGREE = spaced(r"(?<![\w])(?:trao đổi,? *(?:và )?thống nhất|làm việc(?: cụ thể)?,? *(?:và )?thống nhất|thống nhất) với(?= +\w)")
#: «với sự phối hợp của», «có sự tham gia, phối hợp của», «với sự hỗ trợ của»; without «với», «có» only where it is joint work
_OF = spaced(
    rf"(?<![\w])(?:(?:với|có|cùng) sự (?:tham gia|hỗ trợ|giúp đỡ|phối hợp)|sự (?:tham gia,? (?:và )?)?phối hợp)"
    rf"(?:,? (?:và )?(?:phối hợp|hỗ trợ|tham gia|giúp đỡ|{_HOW}))* (?:của|từ)(?= +\w)"
)
_ALL = (Cued(_WITH, "phối"), Cued(_AGREE, "thống"), Cued(_OF, "sự "), Cued(_WITH_WHOM, "trì"), Cued(_AFTER, "trì"))


def supports(prose: Prose, start: int, end: int, leads: tuple[Actor, ...] = ()) -> tuple[Actor, ...]:
    """The bodies named after words of help in [start, end), each once, leads left out."""
    if not stands(("phối", "thống", "sự", "chủ trì"), prose.low, start, end):
        return ()
    seen = {_key(lead.text) for lead in leads}
    found: list[Actor] = []
    for span in helpers(prose, start, end):
        for actor in split(prose, *span):
            if _key(actor.text) not in seen:
                seen.add(_key(actor.text))
                found.append(actor)
    return tuple(found)


def helpers(prose: Prose, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The phrases of bodies after words of help, in the order of the text. They go on over «;»: «phối hợp với các sở; các xã | rà soát»."""
    matches = [match for cued in _ALL for match in cued.finditer(prose.low, start, end)]
    for match in sorted(matches, key=lambda m: m.start()):
        at = match.end()
        while at < end and prose.flat[at] == " ":
            at += 1
        span = phrase_at(prose, at, end)
        if span and (match.re.pattern is not _AFTER.pattern or _THEY_HELP.match(prose.low, span[1], end)):
            yield span


_COUNTED = ("các ", "những ")


def _key(name: str) -> str:
    words = " ".join(name.split()).lower()
    return next((words[len(counted) :] for counted in _COUNTED if words.startswith(counted)), words)


def once(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The bodies, each kept where it stands first."""
    seen: dict[str, Actor] = {}
    for actor in actors:
        seen.setdefault(_key(actor.text), actor)
    return tuple(seen.values())

"""Câu dẫn và câu kết. / Sentences that only introduce or only close.

«… tập trung thực hiện tốt các nhiệm vụ sau:» gives no work itself, its body passes to what follows. «… khẩn trương khắc phục hậu quả, trong
đó tập trung:» gives work and introduces. «Trên đây là …», «Văn phòng thông báo … biết, thực hiện./.» close.
"""

from __future__ import annotations

from dondoc.reading.assigning.actors import phrase_at
from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
from dondoc.reading.patterns import lazy

#: «…; trong đó lưu ý một số nội dung sau:», «…. Cụ thể:», «…, bảo đảm một số yêu cầu sau:»
_ANNOUNCE = spaced(
    r"[,;.]? *(?:(?:và|đồng thời|trong đó|cụ thể|bao gồm|gồm)\b[ ,]*)?(?:(?:cần|phải|tập trung"
    r"|lưu ý|chú ý|bảo đảm|đảm bảo|thực hiện|với|theo|ưu tiên|trọng tâm|một số) +){0,3}(?:vào +"
    r"|thực hiện +|tốt +|về +)*"
    r"(?:(?:các|một số|những) +(?:nhóm +)?(?:nội dung|nhiệm vụ|giải pháp|yêu cầu|công việc|vấn đề"
    r"|việc|biện pháp|điểm|tiêu chí|mặt)\b[^.;:]{0,60}?)(?:như +)?(?:sau(?: đây)?|dưới đây)? *:$"
    r"|[,;.]? *(?:trong đó|cụ thể(?: như sau| là)?|như sau|sau đây|gồm|bao gồm)[^.;:]{0,40}:$"
)
_GENERIC = (
    r"(?:tiếp tục|chủ động|khẩn trương|nghiêm túc|nghiêm|tốt|đầy đủ|kịp thời|có hiệu quả|hiệu quả"
    r"|quyết liệt|đồng bộ|triển khai|thực hiện|tổ chức|tập trung|chỉ đạo|lãnh đạo|quán triệt"
    r"|hướng dẫn|"
    r"phải|cần|có trách nhiệm|chịu trách nhiệm|(?:kế hoạch|chương trình|đề án)(?: này)?|cùng"
    r"|theo chức năng,? nhiệm vụ(?:,? thẩm quyền)?(?: được giao)?"
    r"|trong thời gian tới|thời gian tới|đạt kết quả|thật|và|ngay|sâu sát|trực tiếp|thi hành"
    r"|hoàn thành|trong phạm vi (?:chức năng, )?nhiệm vụ(?:, quyền hạn)?(?: được giao| của mình)?"
    r"|theo thẩm quyền|theo quy định|xem xét|lưu ý|chú ý|chú trọng|quan tâm|cụ thể|báo cáo|việc"
    r"|có|sớm|nhất|cao)"
)
_TASKS = (
    r"(?:(?:các|một số|những|nội dung) +(?:nhóm +)?(?:nội dung|nhiệm vụ|giải pháp|yêu cầu|công việc"
    r"|công tác|vấn đề|việc|biện pháp|phần việc)\b[^.;]{0,90}?"
    r"|(?:các|một số|những) +(?:(?:n[ộôố]i|nhi[ệê]m|gi[ảa]i|công)(?: +\w{1,5})?)(?= +(?:sau|dưới)))"
)
_EMPTY = spaced(rf"(?:[ ,]*{_GENERIC})*[ ,]*(?:{_TASKS}|nhiệm vụ\b[^.;]{{0,160}}?)?(?: *như)?(?: *(?:sau(?: đây)?|dưới đây))?[ :.]*$")
#: «Sở Nông nghiệp chỉ đạo Chi cục Thủy sản:»: only handed on
_PASSES_ON = spaced(r"(?:lãnh đạo, )?(?:chỉ đạo|giao|yêu cầu|hướng dẫn|tham mưu(?: cho| giúp)?|giúp) +")
_HELPED = spaced(r"(?:chủ trì,? *)?phối hợp(?: chặt chẽ)?(?: với| cùng)? +")

#: «Văn phòng … thông báo … biết, thực hiện», «Trên đây là Kế hoạch …»
_CLOSING = spaced(
    r"(?:trên đây là|kèm theo|xin trân trọng|trân trọng|chi tiết liên hệ|mọi chi tiết)|.{0,140}?\b(?:thông báo"
    r"|xin thông báo|trân trọng thông báo)\b.{0,400}?\b(?:biết|thực hiện|thông báo)(?:[^.]{0,40})\./?\.?$"
    r"|.{0,140}?\b(?:trả lời|phúc đáp|có ý kiến|trao đổi|gửi)\b.{0,200}?\b(?:để|cho)\b.{0,200}?\bbiết(?:[^.]{0,40})\./?\.?$"
)
#: «… chịu trách nhiệm thi hành Quyết định này», «… căn cứ Quyết định thi hành»
_ARTICLE = spaced(
    r"(?:chịu trách nhiệm|có trách nhiệm|chịu trách nhiệm tổ chức)(?: tổ chức)? *(?:triển khai,? *)?(?:thi hành"
    r"|thực hiện|hướng dẫn thi hành) *(?:nội dung )?(?:quyết định|nghị quyết|nghị định|thông tư"
    r"|quy định|quy chế|luật|pháp lệnh|chỉ thị)(?: này)?(?:,? kể từ[^.]*)?[ ./]*$|căn cứ (?:quyết định"
    r"|nghị quyết|chỉ thị)(?: này)?(?:,? (?:tổ chức|chịu trách nhiệm))? thi hành[^.]{0,30}[ ./]*$"
    r"|tổ chức thực hiện,? và kiểm tra việc (?:thực hiện|thi hành) (?:nghị quyết|quyết định|luật|nghị định|thông tư|chỉ thị) này[ ./]*$"
    r"|(?<!việc)(?<!dẫn)(?<!tra)(?:có trách nhiệm|chịu trách nhiệm)? +(?<!việc )thi hành (?:quyết định"
    r"|nghị quyết|thông tư|nghị định|chỉ thị|quy định) này(?: kể từ[^.]*)?[ ./]*$"
)
_WHOLE = spaced(
    rf"(?:[ ,]*{_GENERIC.replace('|báo cáo|', '|')})*[ ,]*(?:(?:các |những )?(?:nội dung|nhiệm vụ|ý kiến|chỉ đạo|quy định"
    rf"|yêu cầu)[^.;]{{0,40}}(?:nêu trên|trên đây|tại (?:kế hoạch|công văn|văn bản|công điện|chỉ thị"
    rf"|thông báo) này|này|trên)|(?:kế hoạch|công văn|văn bản|công điện|chỉ thị|thông báo|hướng dẫn"
    rf"|quyết định|kết luận|nghị quyết) này|(?:kế hoạch|chỉ thị|công điện)(?= *[./]))?(?: (?:theo"
    rf"|trên địa bàn|đúng|bảo đảm|đảm bảo)\b[^.;,]{{0,60}})?[ ./]*$"
)


#: seldom stand more blanks and stops after an announcing colon
_TAIL = 60


def introduces(prose: Prose, start: int, end: int) -> bool:
    """Whether a paragraph ends by announcing what follows."""
    last = prose.flat[max(start, end - _TAIL) : end].rstrip(" *.-–")
    return last.endswith(":") if last else prose.flat[start:end].rstrip(" *.-–").endswith(":")


def announcement(prose: Prose, start: int, end: int) -> int:
    """Where the announcing tail of a chapeau begins; `end` when there is none."""
    colon = prose.flat.rfind(":", start, end)
    if colon < 0:
        return end
    match = _ANNOUNCE.search(prose.low, max(start, colon - 160), colon + 1)
    return match.start() if match else colon


#: what tells which bodies are meant, between their name and what they do: «các doanh nghiệp | có hoạt động liên quan đến vật liệu nổ | thực
#: hiện một số nội dung sau:», «các đơn vị | liên quan đến hoạt động khoáng sản trên địa bàn | nghiêm túc thực hiện»
_WHICH_BODIES = spaced(
    r"(?:có (?:hoạt động|liên quan|chức năng|cơ sở)|liên quan|đến|tới|hoạt động|nằm|đóng|trên địa bàn|thuộc)\b[^;:.]{0,140}?"
    r"(?: *$| (?=(?:nghiêm túc|khẩn trương|tập trung|tổ chức|triển khai|thực hiện)\b(?: +(?:nghiêm túc|tổ chức|triển khai|thực hiện|tốt"
    r"|các|một|những|nội|nghiêm)\b|[ ./]*$)))"
)


def is_empty(prose: Prose, deed: int, end: int) -> bool:
    """Whether what must be done is only «to carry out the following tasks»."""
    at = deed
    while at < end and prose.flat[at] in " ,":
        at += 1
    if which := _WHICH_BODIES.match(prose.low, at, end):
        at = which.end()
    words = prose.low[at:end]
    for hands_on in (_PASSES_ON, _HELPED, _PASSES_ON):
        passes = hands_on.match(words)
        span = phrase_at(prose, at + passes.end(), end) if passes else None
        if span:
            at = span[1]
            while at < end and prose.flat[at] in " ,":
                at += 1
            words = prose.low[at:end]
    return bool(_EMPTY.match(words))


def closes(prose: Prose, start: int, end: int) -> bool:
    """Whether a sentence is a closing formula."""
    low = prose.low
    formula = low.startswith(_FORMULAS, start, end) or stands(_TELLS, low, start, min(end, start + 400))
    article = stands(("thi ", "trách"), low, start, end)
    if not (formula or article):
        return False
    words = _single(low[start:end])
    return bool((formula and _CLOSING.match(words)) or (article and _ARTICLE.search(words)))


#: the first words of closing formulas that do not announce
_TELLS = ("thông", "trả lời", "phúc đáp")
_FORMULAS = ("trên", "kèm", "xin", "trân", "chi", "mọi")


def _single(words: str) -> str:
    """Each run of blanks as one."""
    return _BLANKS.sub(" ", words) if "  " in words else words


_BLANKS = lazy(r" {2,}")


def repeats_all(prose: Prose, deed: int, end: int) -> bool:
    """«… nghiêm túc triển khai thực hiện các nội dung nêu trên./.»: the whole document once more."""
    while deed < end and prose.flat[deed] == " ":
        deed += 1
    which = _WHICH_BODIES.match(prose.low, deed, end)
    return bool(_WHOLE.match(_single(prose.low[which.end() if which else deed : end]).strip()))

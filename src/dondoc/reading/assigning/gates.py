"""Câu ấy có phải giao việc ở chỗ này không. / Whether a sentence gives work in the place and the kind of document where it stands.

A letter recites the law, a rule says what anybody must do, a notice tells what will happen, findings praise: the same words are no
work there.
"""

from __future__ import annotations

import re

from dondoc.reading.assigning.actors import is_citizen, is_named
from dondoc.reading.assigning.chapeaux import repeats_all
from dondoc.reading.assigning.clues import deed_at
from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.frames import Walk
from dondoc.reading.assigning.places import Place, bears_year
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.runs import Run
from dondoc.reading.assigning.sentence import Kind, Statement
from dondoc.reading.assigning.units import Unit
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor, Head
from dondoc.reading.lines import flat, lowered


def counts(state: Walk, unit: Unit, run: Run) -> bool:
    """Whether a run gives work in the place where it stands."""
    prose, first = state.prose, run.first
    opening_run = unit.first and run.start - unit.start < 40
    closing = not opening_run or prose.low.find("vướng mắc", run.end, unit.end) >= 0
    if closing and first.kind in {Kind.ORDERED, Kind.NAMED} and repeats_all(prose, first.deed, run.end):
        return False  # also as the last clause: «9. Yêu cầu các sở nghiêm túc thực hiện. Nếu có vướng mắc, báo cáo …»
    if run.lead is None and first.force is not None and state.head.kind == "CV" and state.frame.place is Place.WORK:
        return True  # «Đề nghị bổ sung các căn cứ pháp lý …»: whoever the letter is sent to
    if run.lead is None and first.force is not None and is_trouble(prose, first):
        return True
    if run.lead is None:
        return bare_allowed(state, unit) and not _DEFINES.match(prose.low, run.start, run.end)
    if first.kind is not Kind.ORDERED and unit.clause is None and not (state.opened or is_trouble(prose, first)):
        return False
    return gives(state, first, run.lead)


#: «Lập hồ sơ giả quy định tại điểm a là hành vi …» tells what words mean, «Nếu bằng điểm thì đơn vị nào … cao hơn …» how it is judged,
#: «Quá thời hạn trên, địa phương nào không có ý kiến coi như đồng ý» what follows if nothing is done
_DEFINES = spaced(
    r"(?:quá|sau|hết) (?:thời hạn|thời gian|thời điểm|ngày)\b[^.;]{0,80}?\b(?:đơn vị|địa phương|cơ quan|tập thể|cá nhân|người) nào\b|"
    r"[^.;]{0,240}? là (?:hành vi|trường hợp)\b|(?:nếu|trường hợp|đối với)\b[^;]{0,300}? thì (?:đơn vị|địa phương|cơ quan|tập thể|cá nhân"
    r"|người|trường hợp) nào\b"
)


def gives(state: Walk, statement: Statement, lead: tuple[Actor, ...]) -> bool:
    """Whether this kind of document gives work by such a sentence."""
    if statement.kind is Kind.ORDERED or not lead:
        return not lead or _may_order(state, statement, lead)
    prose, head = state.prose, state.head
    if is_trouble(prose, statement):
        return True
    if _REWARDS.match(prose.low, statement.deed) or (_WILL.match(prose.low, statement.deed) and not _concludes(state)):
        return False
    if head.kind == "CV" and (is_citizen(lead, head.addressees) or _is_issuer(head, lead) or _applies_law(state, statement)):
        return False  # a letter explains the law to whom it concerns («Công ty phải nộp …») and tells what its writer does
    if state.frame.place is Place.SCOPE and not statement.modal and not is_named(lead):
        return False  # «cán bộ làm công tác giảm nghèo»: whom a plan concerns, not who must act
    if state.frames[0].place is not Place.RULE:
        return True
    if _DECIDES.match(prose.low, statement.deed) or not is_named(lead):
        return False
    return state.frame.place is Place.WORK or (_is_job(prose, statement) and not _PROCEDURE.match(prose.low, statement.start))


_CASES, _CASE_NEAR = ("trường hợp", "trưởng hợp"), 60
#: «Cục Thuế nhận được công văn … nêu vướng mắc về …, Tổng cục có ý kiến như sau:»
_ANSWERS = spaced(
    r"(?:nhận được|trả lời|phúc đáp) (?:công văn|văn bản|đơn|phiếu|câu hỏi|thư|báo cáo|kiến nghị)\b[^;]{0,700}?(?:ý kiến|trả lời|hướng dẫn)"
    r"(?: như sau)? *:"
)


def _applies_law(state: Walk, statement: Statement) -> bool:
    """In a letter that answers a question: «… trường hợp … thì cơ quan thuế áp dụng …» tells what the law says of a case."""
    near = statement.start + _CASE_NEAR
    return state.answers and not statement.modal and stands(_CASES, state.prose.low, statement.start, near)


def answers(prose: Prose, head: Head, start: int) -> bool:
    """Whether a letter only answers what somebody asked."""
    return head.kind == "CV" and bool(_ANSWERS.search(prose.low, start, start + _OPENING))


#: «Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, tổ chức phản ánh về Sở Nội vụ …»: in a rule too
_HARD = spaced(r"(?<![\w])(?:vướng mắc|khó khăn|phát sinh)(?![\w])")
_HARDSHIPS = ("vướng", "khó", "phát")
_IF = spaced(r"(?<![\w])(?:nếu|trường hợp|khi)(?![\w])")
_TURN_TO = spaced(r"(?<![\w])(?:phản ánh|báo cáo|gửi|kiến nghị|thông tin|đề nghị)(?![\w])")
_NEAR = 240


def is_trouble(prose: Prose, statement: Statement) -> bool:
    """Whether the sentence tells where to turn with difficulties, which gives work to anybody anywhere."""
    start, low = statement.start, prose.low
    end = min(statement.end, start + _NEAR)
    hard = _HARD.search(low, start, end) if stands(_HARDSHIPS, low, start, end) else None
    if hard is None or not _IF.search(low, start, hard.start()) or low.find(".", start, hard.start()) >= 0:
        return False
    return bool(_TURN_TO.search(low, hard.end(), min(statement.end, hard.end() + _NEAR)))


def _may_order(state: Walk, statement: Statement, lead: tuple[Actor, ...]) -> bool:
    """A rule tells anybody what holds and orders nobody; the forms in its annexes are filled in by those who ask."""
    if state.frames[0].place is not Place.RULE:
        return True
    if is_trouble(state.prose, statement):
        return True
    return is_named(lead) and not (state.in_annex and statement.force == "đề nghị")


#: what is done each time somebody applies: «Trong thời hạn 05 ngày kể từ ngày nhận đủ hồ sơ, …», «Trường hợp hồ sơ chưa hợp lệ, …»
_PROCEDURE = spaced(
    r" *(?:(?:trong )?(?:thời hạn|thời gian|vòng)|trong|chậm nhất|sau khi|kể từ|trường hợp|khi|căn cứ hồ sơ|trên cơ sở hồ sơ)\b[^;]{0,200}?"
    r"\b(?:nhận|hồ sơ|tiếp nhận|thẩm định|kiểm tra)\b"
)


def _is_issuer(head: Head, lead: tuple[Actor, ...]) -> bool:
    """Whether only the writer is named, whatever marks a scan took from its name: «CUC THUY LOI» is «Cục Thủy lợi»."""
    issuer = " ".join(flat(head.issuer or "").split())
    return bool(issuer) and all(issuer.startswith(" ".join(flat(actor.text).split())) for actor in lead)


_DECIDES = spaced(r" *(?:trực tiếp )?(?:quyết định|quy định|phê duyệt|xem xét|có quyền|được quyền)\b")


#: «Chủ tịch Ủy ban nhân dân tỉnh xem xét tặng Bằng khen …»: what may be given, no work
_REWARDS = spaced(r" *(?:xem xét|xét|quyết định)?,? *(?:tặng|khen thưởng|trao (?:tặng|thưởng))\b")
_WILL = spaced(r" *sẽ\b")


def _concludes(state: Walk) -> bool:
    """Whether the document draws conclusions or plans, so that «sẽ» promises work; a notice only tells what happens."""
    head = state.head
    if head.kind not in {"TB", "CV", "BC"} or (head.subject and _CONCLUDING.search(lowered(head.subject))):
        return True
    return head.kind == "TB" and state.announced


_CONCLUDING = spaced(r"kết luận|chỉ đạo|giao ban|phân công|giao nhiệm vụ")
#: «… Bộ trưởng có ý kiến chỉ đạo như sau:», «… đã kết luận, giao nhiệm vụ cụ thể:»
_ANNOUNCED = spaced(r"(?<![\w])(?:ý kiến|kết luận|chỉ đạo|yêu cầu|phân công)\b[^.;:]{0,80}(?:như sau|sau đây|cụ thể) *:")
#: how far after the head a notice announces its conclusions
_OPENING = 3_000


def announces(prose: Prose, start: int) -> bool:
    """Whether the first paragraphs announce what somebody concluded or ordered."""
    return bool(_ANNOUNCED.search(prose.low, start, start + _OPENING))


#: in a rule a body's job is what it has to see to, never what it may decide
JOB = spaced(
    r" *(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|hướng dẫn|kiểm tra|theo dõi|đôn đốc"
    r"|tổng hợp|tham mưu|phối hợp|giám sát|tổ chức (?:thực hiện|triển khai|hướng dẫn|kiểm tra)"
    r"|triển khai|báo cáo|công bố|rà soát|căn cứ|là đầu mối"
    r"|ban hành (?:kế hoạch|danh mục|hướng dẫn|quy chế|quy trình|mẫu|văn bản hướng dẫn)|xây dựng|bố trí|bảo đảm"
    r"|chỉ đạo|lãnh đạo|thu thập|sưu tầm|thành lập (?:tổ|đoàn|ban|bộ phận|đầu mối|đội)"
    r"|chủ động|đề xuất|tuyên truyền|cập nhật|công khai|niêm yết|thường xuyên|định kỳ|hằng năm|hàng năm|điều hành|cử|tham gia|quản lý, )\b"
)


def _is_job(prose: Prose, statement: Statement) -> bool:
    low, deed, end = prose.low, statement.deed, statement.end
    return bool(
        JOB.match(low, deed)
        or _DUTY_LATER.match(low, deed, end)
        or _WITHIN_POWERS.match(low, deed, end)
        or _AGAIN.match(low, statement.start)
    )


#: «…, trong phạm vi nhiệm vụ, quyền hạn của mình, giám sát việc thực hiện …», «… theo chức năng, nhiệm vụ được giao kiểm tra …»
_WITHIN_POWERS = spaced(
    r",? *(?:trong phạm vi|theo|căn cứ) (?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền)[^.;:]{0,80}?[, ] *"
    r"(?:có trách nhiệm|giám sát|kiểm tra|phối hợp|hướng dẫn|theo dõi|tổ chức|tuyên truyền)\b"
)
#: «Định kỳ 03 năm một lần, Bộ … sửa đổi Danh mục»: what is done again and again by one body is its job
_AGAIN = spaced(r"(?:định kỳ|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|hằng tuần|hàng tuần)\b")


#: «Sở Công Thương tiếp nhận văn bản …, có trách nhiệm xem xét …»
_DUTY_LATER = spaced(r"[^.;:]{0,160}?, *(?:và +)?có trách nhiệm\b")


#: «Chấp thuận nhà đầu tư …», then «Trách nhiệm của nhà đầu tư»: in a decision on one case the party of that case is a known one
_PARTY = spaced(r"(?:nhà đầu tư|chủ đầu tư|chủ dự án|nhà thầu|chủ cơ sở|đơn vị tư vấn)(?![\w])", re.IGNORECASE)


def of_this_act(head: Head, lead: tuple[Actor, ...]) -> bool:
    """Whether those named are the parties of a decision on one case, which bears no year in its symbol."""
    return head.kind == "QĐ" and bool(lead) and not bears_year(head.symbol) and all(_PARTY.match(actor.text) for actor in lead)


def bare_allowed(state: Walk, unit: Unit) -> bool:
    """A deed without subject counts where work is given: under a charge, in a task section, or as a demand."""
    place, charge = state.frame.place, state.frame.charge
    if place not in {Place.WORK, Place.DEMAND}:
        return False
    if (state.head.kind in {"CV", "CT", "CĐ"} or not _concludes(state)) and not charge.lead and charge.force is None:
        return False  # in a letter or notice a list without an order recites a rule; before a directive's order stand the grounds
    if state.head.kind == "CV" and charge.force is None and is_citizen(charge.lead, state.head.addressees):
        return False
    if state.frames[0].place is Place.RULE and not (is_named(charge.lead) or of_this_act(state.head, charge.lead)):
        return False
    if unit.clause is None:
        return state.opened and bool(state.frame.charge.lead)
    return (
        unit.first or bool(state.frame.charge.lead) or ((state.frame.titled or state.frame.working) and _opens_with_deed(state.prose, unit))
    )


def _opens_with_deed(prose: Prose, unit: Unit) -> bool:
    """Under a title a plain paragraph gives work when its very first words are a deed."""
    return deed_at(prose, unit.start, unit.end) and prose.flat.count(" ", unit.start, unit.end) > _FEW_WORDS


_FEW_WORDS = 5

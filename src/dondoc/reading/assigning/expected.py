"""Mục dưới tên một cơ quan chỉ có thể là việc của cơ quan ấy. / An item below a body's title can only be its work.

«2. Sở Y tế⏎- Cứu chữa người bị thương …»: no list of verbs is whole; under a title that names who, what begins like a deed is one.
"""

from __future__ import annotations

from dondoc.reading.assigning.chapeaux import closes
from dondoc.reading.assigning.drafts import Draft
from dondoc.reading.assigning.frames import Walk
from dondoc.reading.assigning.gates import bare_allowed
from dondoc.reading.assigning.sentence import Kind
from dondoc.reading.assigning.statements import read
from dondoc.reading.assigning.support import once, supports
from dondoc.reading.assigning.units import Unit
from dondoc.reading.assigning.words import spaced

#: words that begin things counted or described, not deeds: «Số hộ có nhà bị sập», «Tỷ lệ …»
_COUNTS = spaced(
    r"(?:dự án|tiểu dự án|phương án|cơ chế|chính sách|kế hoạch|chương trình|đề án|nghị quyết"
    r"|quyết định|số|tổng|tỷ lệ|mức|các|những|mọi|một|việc|công tác|nội dung|danh mục|danh sách"
    r"|thời gian"
    r"|thời hạn|kinh phí|đối với|trường hợp|tên|họ|loại|nhóm|hồ sơ"
    r"|địa điểm|thành phần|đối tượng|phạm vi|căn cứ|theo|về|là|có|được|đã|không|chưa|còn|đơn vị"
    r"|nguồn|tại|trong|từ|khi|nếu|do|vì|và|hoặc|phần|chương|mục|ngày|tháng|năm)\b"
)


def expected(state: Walk, unit: Unit) -> bool:
    """Whether an item below a body's title can only be its deed, though no known verb opens it: «Cứu chữa người bị thương»."""
    words = state.prose.flat[unit.start : unit.end].split()
    return (
        unit.first
        and state.frame.charge.expects
        and bool(state.frame.charge.lead)
        and bare_allowed(state, unit)
        and len(words) > 3
        and words[0][0].isupper()
        and words[1][0].islower()
        and words[0].isalpha()
        and not _COUNTS.match(state.prose.low, unit.start)
        and read(state.prose, unit.start, unit.end).kind is Kind.NONE
        and not closes(state.prose, unit.start, unit.end)
    )


def plain(state: Walk, unit: Unit) -> Draft:
    charge = state.frame.charge
    path = unit.clause.path if unit.clause else None
    help_ = once((*supports(state.prose, unit.start, unit.end, charge.lead), *charge.support))
    return Draft(unit.start, unit.end, path, charge.lead, help_, charge.force, "list", "below-a-body")

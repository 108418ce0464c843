"""Word: số tự động, bảng, vết sửa, chữ ẩn, chú thích, phông cũ. / Numbers, tables, changes, hidden text, notes, old fonts."""

from __future__ import annotations

import io

import docx
import pytest

from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats import paper
from dondoc.reading.formats.tests.making import level, numbered, p, r, tbl, tc, word
from dondoc.reading.formats.word.numbering import spelled


def read(body: str, **parts: str) -> Paper:
    return paper(word(body, **parts))


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.split("\n")


def codes(found: Paper) -> set[str]:
    return {reason.code for reason in found.reasons}


def lists(*abstracts: str, nums: str = "") -> str:
    made = "".join(f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>' for number, levels in enumerate(abstracts))
    plain = "".join(f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(len(abstracts)))
    return made + plain + nums


OUTLINE = level(0, "%1.", "upperRoman") + level(1, "%2.") + level(2, "%2.%3.") + level(3, "%4)", "lowerLetter") + level(4, "-", "bullet")


def test_numbers_of_levels_are_computed() -> None:
    clauses = [("A", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 3), ("f", 3), ("g", 4), ("H", 0), ("i", 1)]
    body = "".join(numbered(text, 1, depth) for text, depth in clauses)
    assert lines(body, numbering=lists(OUTLINE)) == ["I. A", "1. b", "2. c", "2.1. d", "a) e", "b) f", "- g", "II. H", "1. i"]


def test_a_list_that_overrides_its_start_restarts_once() -> None:
    nums = '<w:num w:numId="7"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    body = numbered("a", 1) + numbered("b", 1) + numbered("c", 7) + numbered("d", 7) + numbered("e", 1)
    assert lines(body, numbering=lists(level(0, "%1."), nums=nums)) == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_a_level_may_never_restart() -> None:
    levels = level(0, "%1.") + level(1, "%2)", more='<w:lvlRestart w:val="0"/>')
    body = numbered("a", 1) + numbered("b", 1, 1) + numbered("c", 1) + numbered("d", 1, 1)
    assert lines(body, numbering=lists(levels)) == ["1. a", "1) b", "2. c", "2) d"]


def test_legal_numbers_are_decimal_everywhere() -> None:
    levels = level(0, "%1.", "upperRoman") + level(1, "%1.%2.", more="<w:isLgl/>")
    assert lines(numbered("a", 1) + numbered("b", 1, 1), numbering=lists(levels)) == ["I. a", "1.1. b"]


def test_a_list_may_come_from_the_style_and_be_switched_off() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="T"><w:basedOn w:val="S"/></w:style>'
    off = '<w:pStyle w:val="T"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("a", properties='<w:pStyle w:val="S"/>') + p("b", properties='<w:pStyle w:val="T"/>') + p("c", properties=off)
    assert lines(body, numbering=lists(level(0, "Điều %1.")), styles=styles) == ["Điều 1. a", "Điều 2. b", "c"]


def test_symbol_bullets_become_signs() -> None:
    symbol = level(0, "\uf0b7", "bullet", more="") + level(1, "\uf0a7", "bullet")
    assert lines(numbered("a", 1) + numbered("b", 1, 1), numbering=lists(symbol)) == ["• a", "▪ b"]


@pytest.mark.parametrize(
    ("value", "format_", "shown"),
    [(4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (27, "lowerLetter", "aa"), (3, "decimalZero", "03"), (0, "upperRoman", "0"),
     (21, "vietnameseCounting", "hai mươi mốt"), (15, "vietnameseCounting", "mười lăm"), (9, "unknownFormat", "9"), (5, "none", "")],
)  # fmt: skip
def test_numbers_are_spelled(value: int, format_: str, shown: str) -> None:
    assert spelled(value, format_) == shown


def test_a_head_in_two_cells_reads_left_then_right() -> None:
    head = tbl([tc(p("TỈNH ỦY ĐÔNG LĨNH"), p("Số 12-TB/TU")), tc(p("ĐẢNG CỘNG SẢN VIỆT NAM"), p("Đông Lĩnh, ngày 5 tháng 3 năm 2026"))])
    found = read(head + p("THÔNG BÁO"))
    assert found.text.split("\n") == [
        "TỈNH ỦY ĐÔNG LĨNH", "Số 12-TB/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Đông Lĩnh, ngày 5 tháng 3 năm 2026", "THÔNG BÁO",
    ]  # fmt: skip
    cells = found.tables[0].rows[0]
    assert found.text[cells[0].start : cells[0].end] == "TỈNH ỦY ĐÔNG LĨNH\nSố 12-TB/TU"


def test_merged_cells_repeat_their_span() -> None:
    across = '<w:gridSpan w:val="2"/>'
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        [tc(p("STT")), tc(p("Nhiệm vụ")), tc(p("Chủ trì"))],
        [tc(p("Nhóm một"), properties=across), tc(p("Sở A"), properties=down)],
        [tc(p("1")), tc(p("Rà soát")), tc(p(""), properties=on)],
    )
    found = read(table)
    shown = [[found.text[cell.start : cell.end] for cell in row] for row in found.tables[0].rows]
    assert shown == [["STT", "Nhiệm vụ", "Chủ trì"], ["Nhóm một", "Nhóm một", "Sở A"], ["1", "Rà soát", "Sở A"]]


def test_a_huge_span_is_no_huge_table() -> None:
    found = read(tbl([tc(p("a"), properties='<w:gridSpan w:val="2147483647"/>')]))
    assert len(found.tables[0].rows[0]) <= 63
    assert len(read(tbl([tc(p("a"), properties='<w:gridSpan w:val="9999"/>')])).tables[0].rows[0]) == 63


def test_tables_inside_tables_keep_their_words() -> None:
    found = read(tbl([tc(p("ngoài"), tbl([tc(p("trong")), tc(p("nữa"))]), p("sau"))]))
    assert found.text.split("\n") == ["ngoài", "trong", "nữa", "sau"]
    assert len(found.tables) == 2


def test_tracked_changes_are_read_as_accepted() -> None:
    change = '<w:ins w:id="1">' + r("thêm ") + '</w:ins><w:del w:id="2"><w:r><w:delText>bỏ </w:delText></w:r></w:del>'
    found = read(p("trước ", change, "sau"))
    assert found.text == "trước thêm sau"
    assert codes(found) == {"tracked-changes"}
    assert found.status is Status.READ


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert lines(p("một ", properties="<w:rPr><w:del/></w:rPr>") + p("hai")) == ["một hai"]


def test_hidden_and_invisible_text_is_left_out_and_told() -> None:
    unseen = r("ẩn", "<w:vanish/>") + r("li ti", '<w:sz w:val="2"/>') + r("trắng", '<w:color w:val="FFFFFF"/>')
    found = read(p("thấy", unseen))
    assert found.text == "thấy"
    assert codes(found) == {"hidden-text"}


def test_white_letters_on_a_dark_cell_are_seen() -> None:
    assert read(tbl([tc(p(r("trắng", '<w:color w:val="FFFFFF"/>'))), tc(p("b"))])).text == "trắng\nb"


def test_footnotes_follow_the_text() -> None:
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>' + f'<w:footnote w:id="3">{p("Chỉ thị số 27-CT/TU")}</w:footnote>'
    found = lines(p("Theo chỉ thị", '<w:r><w:footnoteReference w:id="3"/></w:r>', " ấy"), footnotes=notes)
    assert found == ["Theo chỉ thị ấy", "", "[1] Chỉ thị số 27-CT/TU"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('HỎA TỐC')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(p("trên", both) + p("dưới")) == ["trên", "HỎA TỐC", "dưới"]


def test_fields_show_their_result_only() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO cmd </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("kết quả") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    found = read(p("trước ", field, " sau"))
    assert found.text == "trước kết quả sau"
    assert codes(found) == {"active-field"}


def test_old_fonts_are_decoded_run_by_run() -> None:
    tcvn = r("KÕ ho¹ch s\u00ad", '<w:rFonts w:ascii=".VnTime"/>')
    capitals = r("uû ban", '<w:rFonts w:ascii=".VnTimeH"/>')
    vni = r("Keá hoaïch", '<w:rFonts w:ascii="VNI-Times"/>')
    found = read(p(tcvn) + p(capitals) + p(vni) + p("Kế hoạch"))
    assert found.text.split("\n") == ["Kế hoạch sư", "UỶ BAN", "Kế hoạch", "Kế hoạch"]
    assert found.encoding == "TCVN3+VNI"


def test_letters_split_over_runs_are_whole() -> None:
    assert read(p(r("Kê"), r("\u0301 hoạch"))).text == "Kế hoạch"
    assert read(p(r("Kea", '<w:rFonts w:ascii="VNI-Times"/>'), r("ù", '<w:rFonts w:ascii="VNI-Times"/>'))).text == "Keá"


def test_running_heads_stand_aside() -> None:
    found = read(p("Thân văn bản"), header=p("TỐI MẬT"))
    assert found.text == "Thân văn bản"
    assert found.aside == "TỐI MẬT"


def test_a_file_made_by_python_docx_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("Giao Sở Tài chính")
    document.add_paragraph("rà soát", style="List Number")
    out = io.BytesIO()
    document.save(out)
    assert paper(out.getvalue()).text.split("\n") == ["Giao Sở Tài chính", "1. rà soát"]

"""Văn bản để đo, do ta viết. / What is measured on: our own words from a fixed seed, as text, Word, PDF; and English beside them."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from pathlib import Path

from docx import Document

HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐÔNG LĨNH
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 812/KH-UBND

Đông Lĩnh, ngày 02 tháng 3 năm 2025

KẾ HOẠCH
Triển khai công tác cải cách hành chính trên địa bàn tỉnh

"""
FOOT = """
Nơi nhận:
- Như trên;
- Các sở, ban, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Minh
"""
BODIES = ("Sở Nội vụ", "Sở Tài chính", "Công an tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Ủy ban nhân dân các xã, phường", "Sở Y tế")
#: two in eight cite, three documents in all: denser than real plans; the rest is prose of work and of findings
SENTENCES = (
    "Căn cứ {kind} số {number} ngày {day} của Ủy ban nhân dân tỉnh về nâng cao chất lượng phục vụ người dân, "
    "{body} tham mưu kế hoạch trước ngày {day}.",
    "Thực hiện Chỉ thị số {low}-CT/TU, ngày {day} của Ban Thường vụ Tỉnh ủy (khóa XVI) và Kết luận số {low}-KL/TU, "
    "các đơn vị báo cáo hằng tháng.",
    "{body} chủ trì, phối hợp với {other} rà soát, bổ sung quy trình tiếp nhận hồ sơ, bảo đảm công khai, minh "
    "bạch, thuận tiện cho tổ chức và công dân.",
    "Thời gian qua, các cơ quan, đơn vị đã tích cực triển khai nhiệm vụ được giao; nhiều cách làm hay, mô hình tốt "
    "được nhân rộng và đạt kết quả rõ nét.",
    "Bên cạnh đó, việc phối hợp giữa một số đơn vị còn chậm, chất lượng tham mưu chưa đồng đều, tiến độ một số "
    "công việc chưa bảo đảm yêu cầu đề ra.",
    "Giao {body} hướng dẫn, kiểm tra, đôn đốc việc thực hiện, định kỳ hằng quý tổng hợp, báo cáo Ủy ban nhân dân "
    "tỉnh (qua {other}) để chỉ đạo.",
    "Tăng cường tuyên truyền, vận động cán bộ, đảng viên và Nhân dân hưởng ứng phong trào xây dựng nếp sống văn "
    "minh, giữ gìn vệ sinh môi trường.",
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội giám sát, phản biện, kịp thời "
    "phản ánh khó khăn, vướng mắc.",
)
KINDS = (("Quyết định", "QĐ-UBND"), ("Kế hoạch", "KH-UBND"), ("Chương trình", "CTr-UBND"), ("Nghị quyết", "NQ-HĐND"))


def text_of(megabytes: float) -> str:
    """A document of about so many million bytes in UTF-8: head, numbered clauses three deep, foot."""
    chance, target = random.Random(2025), megabytes * 1_000_000  # fixed seed: no secret is drawn
    parts, size, count = [HEAD], len(HEAD.encode()), 0
    while size < target:
        count += 1
        heading = f"{count}. {chance.choice(BODIES)}\n"
        clauses = [f"{'abcdđe'[place]}) {_sentence(chance)}\n- {_sentence(chance)}\n" for place in range(chance.randint(1, 5))]
        block = heading + "".join(clauses)
        parts.append(block)
        size += len(block.encode())
    return "".join([*parts, FOOT])


def _sentence(chance: random.Random) -> str:
    kind, code = chance.choice(KINDS)
    return chance.choice(SENTENCES).format(
        kind=kind,
        number=f"{chance.randint(100, 9999)}/{code}",
        low=chance.randint(10, 99),
        day=f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(2015, 2025)}",
        body=chance.choice(BODIES),
        other=chance.choice(BODIES),
    )


ENGLISH = (
    "In Bush v. Gore, 531 U.S. 98, 99 (2000), the Court considered how ballots were to be counted. ",
    "The county had argued that the ordinance was within its power, and the record shows no objection at the time. ",
    "See Smith v. Jones, {volume} F.{series}d {page}, {pin} (9th Cir. {year}); accord id. at {pin}. ",
    "Nothing in the statute, 42 U.S.C. § 1983, requires a hearing before the order is issued, as the agency explained. ",
    "The motion was denied on the papers; counsel did not ask for leave to amend, and no appeal was taken. ",
    "We review the judgment for an abuse of discretion, and affirm where the reasons given are supported by the evidence. ",
)


def english_of(megabytes: float) -> str:
    """An opinion of about so many million bytes, one sentence in three with a citation."""
    chance, parts, size = random.Random(7), [], 0
    while size < megabytes * 1_000_000:
        volume, page, year = chance.randint(100, 999), chance.randint(100, 999), chance.randint(1960, 2020)
        parts.append(chance.choice(ENGLISH).format(volume=volume, series=chance.choice("23"), page=page, pin=page + 3, year=year))
        size += len(parts[-1])
    return "".join(parts)


#: words on a page of A4 in 14 points, and of how many bytes
PAGE_BYTES = 3_000


def paragraphs(pages: int) -> list[str]:
    return [line for line in text_of(pages * PAGE_BYTES / 1e6).split("\n") if line.strip()]


def word_of(pages: int) -> bytes:
    """A .docx of about so many pages, with a table of tasks at its end."""
    made, out = Document(), io.BytesIO()
    for line in paragraphs(pages):
        made.add_paragraph(line)
    table = made.add_table(rows=0, cols=4)
    for cells in (
        ("STT", "Nội dung", "Cơ quan chủ trì", "Thời gian"),
        *((str(n), "Rà soát quy trình", BODIES[n % 6], "Quý III/2025") for n in range(1, 20)),
    ):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    made.save(out)
    return out.getvalue()


def pdf_of(pages: int, place: Path) -> bytes | None:
    """The same as Chromium prints it, or None where that is missing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return None
    lines = "".join(f"<p>{line}</p>" for line in paragraphs(pages))
    (place / "a.html").write_text(f"<meta charset=utf-8><style>body{{font:14pt serif}}@page{{size:A4;margin:2cm}}</style>{lines}", "utf-8")
    words = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={place}/profile"]
    subprocess.run([*words, f"--print-to-pdf={place}/a.pdf", f"file://{place}/a.html"], check=True, capture_output=True, timeout=120)
    return (place / "a.pdf").read_bytes()


#: strings that make careless patterns slow: each is repeated to the length wanted
HOSTILE = {
    "one line of brackets": "(",
    "one line of quotation marks": "“",
    "one line of blanks": " ",
    "one line of stars": "*",
    "one line of bars": "| ",
    "one line of digits": "1",
    "one line of dots and digits": "1.",
    "one line of commas": "sở, ",
    "a sentence of bodies": "Sở Nội vụ, Ủy ban nhân dân các xã, ",
    "a sentence of orders": "giao Sở Nội vụ ",
    "a sentence of and": "và các ",
    "a sentence of days": "ngày 15/4/2025 ",
    "a sentence of day words": "ngày tháng năm ",
    "citations linked": "Nghị định số 30/2020/NĐ-CP, ",
    "numbers linked": "số 12/QĐ-UBND, 13/QĐ-UBND và ",
    "kind words": "Quyết định phê duyệt Quy hoạch ",
    "pinpoints": "khoản 1 Điều 2 ",
    "marks of letters": "a\u0301",
    "lines of bars": "|\n",
    "lines of markers": "1. a\n",
    "lines of bullets": "- Giao Sở Nội vụ rà soát\n",
    "lines of motto": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    "lines of recipients": "Nơi nhận:\n- Như trên;\n",
    "lines of open quotations": "“Điều 1.\n",
    "lines of tabs": "a\tb\tc\td\n",
    "blank lines": "\n",
}

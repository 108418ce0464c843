"""Văn bản do ta viết để thử, và một bài đọc viết tay. / A document written by us for tests, and a reading of it written by hand.

What the readers find is tested in `reading`; here what people do with it is, so the reading is fixed.
"""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document as Word

TEXT = """TỈNH ỦY ĐÔNG LĨNH
Số 214-TB/VPTU

THÔNG BÁO
kết luận của Thường trực Tỉnh ủy về cải cách hành chính ở xã, phường

Thực hiện Nghị quyết số 15-NQ/TU, Thường trực Tỉnh ủy kết luận:

I- Đánh giá chung
Công tác cải cách hành chính có chuyển biến, song còn nơi để hồ sơ quá hạn.

II- Nhiệm vụ thời gian tới
1- Đảng ủy xã An Bình, Đảng ủy xã Bình Minh rà soát toàn bộ hồ sơ quá hạn, báo cáo Tỉnh ủy trước ngày 15/12/2026.
2- Ủy ban Kiểm tra Tỉnh ủy kiểm tra việc thực hiện ở ít nhất 05 xã, phường.
- Kiểm tra đột xuất; báo cáo hằng tháng.
- Công khai kết quả kiểm tra.
3- Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Thông báo này.
4- Các cơ quan báo chí tuyên truyền việc làm tốt.

Nơi nhận:
- Các đảng ủy trực thuộc.
"""

#: first words of a clause -> (path, marker, level, path of its parent, whether it directs)
_CLAUSES = {
    "I- Đánh": ("I", "I-", 1, None, False),
    "II- Nhiệm": ("II", "II-", 1, None, False),
    "1- Đảng": ("II/1", "1-", 2, "II", True),
    "2- Ủy": ("II/2", "2-", 2, "II", True),
    "- Kiểm": ("II/2/-1", "-", 3, "II/2", True),
    "- Công": ("II/2/-2", "-", 3, "II/2", True),
    "3- Giao": ("II/3", "3-", 2, "II", True),
    "4- Các": ("II/4", "4-", 2, "II", True),
}


def reading(text: str = TEXT, **changes: Any) -> dict[str, Any]:
    """The reading of `TEXT`: 8 clauses of which 6 direct, 4 proposals, 1 citation."""
    starts = [text.index(words) for words in _CLAUSES]
    ends = [*(text.rindex("\n", 0, start) for start in starts[1:]), text.index("\n\nNơi nhận")]
    made = {
        row[0]: {
            "path": row[0],
            "marker": row[1],
            "level": row[2],
            "start": start,
            "end": len(text[:end].rstrip()),
            "text_start": start + len(row[1]) + 1,
            "text_end": len(text[:end].rstrip()),
            "heading": None,
            "directs": row[4],
            "children": [],
        }
        for row, start, end in zip(_CLAUSES.values(), starts, ends, strict=True)
    }
    roots = []
    for path, _marker, _level, parent, _directs in _CLAUSES.values():
        (made[parent]["children"] if parent else roots).append(made[path])
    for parent in ("II/2", "II"):
        made[parent]["end"] = made[parent]["children"][-1]["end"]
    symbol = text.index("15-NQ/TU")
    found: dict[str, Any] = {
        "schema": "dondoc.reading/1",
        "reader": "1.0",
        "status": "read",
        "reasons": [],
        "source": {"media_type": "text/plain"},
        "text": text,
        "head": {
            "kind": "TB",
            "symbol": "214-TB/VPTU",
            "date": None,
            "issuer": "Văn phòng Tỉnh ủy Đông Lĩnh",
            "subject": "kết luận của Thường trực Tỉnh ủy về cải cách hành chính ở xã, phường",
            "signer": {"name": "Hoàng Văn Dũng", "title": "Chánh Văn phòng", "capacity": "T/L"},
            "recipients": ["Các đảng ủy trực thuộc"],
        },
        "head_spans": {"symbol": {"start": text.index("214"), "end": text.index("214") + 11, "rule": "head.symbol"}},
        "outline": roots,
        "citations": [{"start": symbol - 14, "end": symbol + 8, "kind": "NQ", "symbol": "15-NQ/TU", "relation": "implements"}],
        "assignments": [
            _work(
                text,
                "II/1",
                "Đảng ủy xã An Bình",
                "báo cáo Tỉnh ủy trước ngày 15/12/2026.",
                ["Đảng ủy xã An Bình", "Đảng ủy xã Bình Minh"],
                "2026-12-15",
            ),
            _work(text, "II/2", "Ủy ban Kiểm tra Tỉnh ủy kiểm tra", "xã, phường.", ["Ủy ban Kiểm tra Tỉnh ủy"]),
            _work(text, "II/2/-1", "Kiểm tra đột xuất", "hằng tháng.", ["Ủy ban Kiểm tra Tỉnh ủy"], cadence="monthly"),
            _work(text, "II/3", "Văn phòng Tỉnh ủy theo dõi", "Thông báo này.", ["Văn phòng Tỉnh ủy"]),
        ],
        "findings": [
            {
                "start": 0,
                "end": 5,
                "code": "task-without-measure",
                "severity": "warning",
                "message": "Thiếu ngày.",
                "message_en": "No date.",
            }
        ],
    }
    return found | changes


def _work(text: str, clause: str, first: str, last: str, lead: list[str], day: str | None = None, cadence: str = "") -> dict[str, Any]:
    start = text.index(first)
    end = text.index(last, start) + len(last)
    deadline = re.search(r"trước ngày [\d/]+", text[start:end])
    return {
        "clause": clause,
        "start": start,
        "end": end,
        "text": text[start:end],
        "lead": [{"text": name} for name in lead],
        "support": [],
        "force": "giao",
        "deadline": {"text": deadline[0], "date": day, "kind": "before"} if deadline and day else None,
        "cadence": {"text": "hằng tháng", "every": cadence} if cadence else None,
        "quantity": [],
        "criteria": [],
        "product": None,
        "confidence": 0.9,
        "rule": "test",
    }


def word_file(text: str = TEXT) -> bytes:
    """The same words as a .docx."""
    made, paper = io.BytesIO(), Word()
    for line in text.splitlines():
        paper.add_paragraph(line)
    paper.save(made)
    return made.getvalue()

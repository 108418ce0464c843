"""Công cụ khác trên cùng cỡ văn bản. / Other tools at the same size: run by an environment of their own (scripts/env-bench.sh).

python others.py ENGLISH_TEXT WORD_FILE      prints JSON: citations a second by eyecite, ms of CPU by python-docx and markitdown
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path


def cpu(work: Callable[[], object], rounds: int = 5) -> float:
    work()
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return statistics.median(spent)


def main() -> None:
    from docx import Document
    from eyecite import get_citations
    from markitdown import MarkItDown

    text, word = Path(sys.argv[1]).read_text("utf-8"), Path(sys.argv[2]).read_bytes()

    def words() -> str:
        document = Document(io.BytesIO(word))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)

    converter = MarkItDown()
    found = len(get_citations(text))
    print(
        json.dumps(
            {
                "eyecite": {"seconds": cpu(lambda: get_citations(text), 1), "megabytes": len(text.encode()) / 1e6, "found": found},
                "python-docx": 1000 * cpu(words),
                "markitdown": 1000 * cpu(lambda: converter.convert_stream(io.BytesIO(word), file_extension=".docx")),
            }
        )
    )


if __name__ == "__main__":
    main()

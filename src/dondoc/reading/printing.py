"""JSON như lệnh in ra. / The JSON as the command prints it."""

from __future__ import annotations

import json
from typing import Any


def as_text(data: dict[str, Any]) -> str:
    """The reading as text, letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

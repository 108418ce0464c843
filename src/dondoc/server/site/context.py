"""Khung trang: thực đơn, người đang làm việc, dấu bản dùng thử. / What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base page."""
    return {"demo": settings.DEMO, "person": getattr(request, "person", None), "menu": []}

"""Một từ nhìn thấy. / A word as the recogniser saw it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """Its box in pixels from the upper left, its baseline there and the slope of that, the number of its line, confidence 0 to 100."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    slope: float
    line: int
    confidence: float

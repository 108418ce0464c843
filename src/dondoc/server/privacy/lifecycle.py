"""Trạng thái của yêu cầu đính chính. / States of a request for correction."""

from dondoc.lifecycle import Lifecycle

CORRECTION = Lifecycle(
    {
        ("asked", "correct"): "corrected",
        ("asked", "decline"): "declined",
        ("asked", "withdraw"): "withdrawn",
    },
    start="asked",
)

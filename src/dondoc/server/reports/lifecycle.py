"""Trạng thái của báo cáo. / States of a report (model.md); cells skip «entered»."""

from dondoc.lifecycle import Lifecycle

REPORT = Lifecycle(
    {
        ("open", "enter"): "entered",
        ("entered", "enter"): "entered",
        ("entered", "submit"): "submitted",
        ("entered", "hand_back"): "open",
        ("open", "submit"): "submitted",
        ("submitted", "accept"): "accepted",
        ("submitted", "return"): "returned",
    },
    start="open",
)

"""Trạng thái của báo cáo, của đính chính. / States of a report (model.md; cells skip «entered») and of a correction."""

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

REPORT_CORRECTION = Lifecycle(
    {
        ("entered", "sign"): "signed",
        ("entered", "drop"): "dropped",
        ("signed", "drop"): "dropped",
        ("signed", "accept"): "accepted",
        ("signed", "refuse"): "refused",
    },
    start="entered",
)

"""Trạng thái của công văn đôn đốc, của danh sách. / States of a follow-up letter, and of a list to the Standing Board."""

from dondoc.lifecycle import Lifecycle

LETTER = Lifecycle(
    {
        ("proposed", "issue"): "issued",
        ("proposed", "drop"): "dropped",
        ("issued", "explain"): "explained",
        ("explained", "accept"): "settled",
        ("explained", "refuse"): "issued",
    },
    start="proposed",
)

LIST = Lifecycle(
    {
        ("announced", "hand"): "handed",
        ("announced", "drop"): "dropped",
    },
    start="announced",
)

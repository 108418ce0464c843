"""Trạng thái của một lần xác nhận. / States of a countersign (model.md)."""

from dondoc.lifecycle import Lifecycle

COUNTERSIGN = Lifecycle(
    {
        ("proposed", "confirm"): "confirmed",
        ("proposed", "refuse"): "refused",
        ("proposed", "withdraw"): "withdrawn",
        ("proposed", "expire"): "expired",
    },
    start="proposed",
)

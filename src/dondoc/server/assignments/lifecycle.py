"""Trạng thái của lệnh giao việc, của nhiệm vụ, của đề nghị. / States of orders, assignments, requests (model.md)."""

from dondoc.lifecycle import Lifecycle

ORDER = Lifecycle(
    {
        ("drafted", "submit"): "submitted",
        ("submitted", "approve"): "approved",
        ("submitted", "return"): "returned",
        ("returned", "submit"): "submitted",
        ("drafted", "issue"): "issued",
        ("approved", "issue"): "issued",
        ("issued", "issue"): "issued",
        ("issued", "withdraw"): "withdrawn",
        ("issued", "cancel"): "cancelled",
        ("issued", "take_back"): "approved",
        ("drafted", "discard"): "discarded",
        ("returned", "discard"): "discarded",
    },
    start="drafted",
)

ASSIGNMENT = Lifecycle(
    {
        ("issued", "receive"): "received",
        ("issued", "withdraw"): "withdrawn",
        ("issued", "cancel"): "cancelled",
        ("issued", "pass_on"): "passed_on",
        ("received", "start"): "in_hand",
        ("received", "report_done"): "reported_done",
        ("received", "withdraw"): "withdrawn",
        ("received", "cancel"): "cancelled",
        ("received", "pass_on"): "passed_on",
        ("received", "suspend"): "suspended",
        ("in_hand", "report_done"): "reported_done",
        ("in_hand", "suspend"): "suspended",
        ("in_hand", "withdraw"): "withdrawn",
        ("in_hand", "cancel"): "cancelled",
        ("in_hand", "pass_on"): "passed_on",
        ("suspended", "resume"): "in_hand",
        ("suspended", "withdraw"): "withdrawn",
        ("suspended", "cancel"): "cancelled",
        ("suspended", "pass_on"): "passed_on",
        ("reported_done", "accept"): "accepted",
        ("reported_done", "send_back"): "in_hand",
        ("reported_done", "withdraw"): "withdrawn",
        ("reported_done", "cancel"): "cancelled",
        ("accepted", "reopen"): "in_hand",
    },
    start="issued",
)

REQUEST = Lifecycle(
    {("asked", "agree"): "agreed", ("asked", "refuse"): "refused", ("asked", "drop"): "dropped"},
    start="asked",
)

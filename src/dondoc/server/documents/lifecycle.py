"""Trạng thái của văn bản đến và văn bản đi. / States of incoming and outgoing documents (model.md)."""

from dondoc.lifecycle import Lifecycle

INCOMING = Lifecycle(
    {
        ("received", "register"): "registered",
        ("registered", "present"): "presented",
        ("registered", "route"): "routed",
        ("presented", "minute"): "minuted",
        ("presented", "route"): "routed",
        ("minuted", "minute"): "minuted",
        ("minuted", "present"): "presented",
        ("minuted", "route"): "routed",
        ("routed", "present"): "presented",
        ("routed", "route"): "routed",
        ("routed", "call_back"): "registered",  # taken back at once from everybody
        ("routed", "close"): "closed",
        ("registered", "close"): "closed",
        ("minuted", "close"): "closed",
    },
    start="received",
)

OUTGOING = Lifecycle(
    {
        ("draft", "comment"): "commented",
        ("draft", "submit"): "submitted",
        ("commented", "submit"): "submitted",
        ("submitted", "return"): "returned",
        ("returned", "submit"): "submitted",
        ("submitted", "sign"): "signed",
        ("signed", "number"): "issued",
        ("issued", "correct"): "corrected",
        ("issued", "withdraw"): "withdrawn",
        ("corrected", "withdraw"): "withdrawn",
    },
    start="draft",
)

PROPOSAL = Lifecycle(
    {
        ("open", "take"): "taken",
        ("open", "dismiss"): "dismissed",
        ("open", "join"): "joined",
        ("open", "split"): "split",
        ("dismissed", "reopen"): "open",
        ("taken", "reopen"): "open",  # only when the draft made of it was dropped: the room above looks
    },
    start="open",
)

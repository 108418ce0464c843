"""Hợp đồng JSON dondoc.reading/1. / The contract as JSON: `to_json` prints a reading, `from_json` takes it back.

Every key is present in every status. A reading refused as secret has nulls for its source and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from dondoc.reading.contract import (
    SCHEMA,
    Actor,
    Assignment,
    Cadence,
    Citation,
    Clause,
    Deadline,
    Finding,
    Force,
    Found,
    Head,
    Quantity,
    Quote,
    Reading,
    Reason,
    Signer,
    Source,
    Status,
)

Json = dict[str, Any]
_Piece = TypeVar("_Piece")


class NotAReading(ValueError):
    """The JSON is not of schema dondoc.reading/1, or a required key is missing or of the wrong shape."""


def to_json(reading: Reading) -> Json:
    """The reading as plain dicts, lists, strings and numbers, keys in the order of the contract."""
    return {
        "schema": reading.schema,
        "reader": reading.reader,
        "status": reading.status.value,
        "reasons": [_flat(reason) for reason in reading.reasons],
        "source": _flat(reading.source),
        "text": reading.text,
        "head": _head(reading.head),
        "head_spans": {key: _flat(span) for key, span in reading.head.spans.items()},
        "outline": [_clause(clause) for clause in reading.outline],
        "citations": [_flat(citation) for citation in reading.citations],
        "assignments": [_assignment(assignment) for assignment in reading.assignments],
        "findings": [_flat(finding) for finding in reading.findings],
    }


def _flat(thing: Any) -> Json:
    """A dataclass of plain values; dates in ISO form."""
    return {field.name: _plain(getattr(thing, field.name)) for field in fields(thing)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _optional(thing: Any) -> Json | None:
    return None if thing is None else _flat(thing)


def _head(head: Head) -> Json:
    plain = {field.name: _plain(getattr(head, field.name)) for field in fields(head) if field.name not in ("spans", "signer")}
    plain["recipients"], plain["addressees"] = list(head.recipients), list(head.addressees)
    order = ["kind", "kind_name", "symbol", "number", "date", "issuer", "issuer_parent", "place", "subject"]
    signer = {"signer": _flat(head.signer)}
    return {key: plain[key] for key in order} | signer | {key: value for key, value in plain.items() if key not in order}


def _clause(clause: Clause) -> Json:
    # an outline may be deep only by its own markers; children are few levels, so recursion is safe
    plain = {field.name: getattr(clause, field.name) for field in fields(clause) if field.name != "children"}
    return plain | {"children": [_clause(child) for child in clause.children]}


def _assignment(assignment: Assignment) -> Json:
    return {
        "clause": assignment.clause,
        "start": assignment.start,
        "end": assignment.end,
        "text": assignment.text,
        "lead": [_flat(actor) for actor in assignment.lead],
        "support": [_flat(actor) for actor in assignment.support],
        "force": None if assignment.force is None else assignment.force.value,
        "source": assignment.source,
        "deadline": _optional(assignment.deadline),
        "cadence": _optional(assignment.cadence),
        "quantity": [_flat(quantity) for quantity in assignment.quantity],
        "criteria": [_flat(quote) for quote in assignment.criteria],
        "product": _optional(assignment.product),
        "confidence": assignment.confidence,
        "rule": assignment.rule,
    }


def from_json(data: Mapping[str, Any]) -> Reading:
    """The reading a JSON object holds; NotAReading when it is none. Keys that this version does not know are passed over."""
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        raise NotAReading(f"not a reading of schema {SCHEMA}")
    try:
        return Reading(
            status=Status(data["status"]),
            source=_made(Source, data["source"]),
            text=str(data["text"]),
            reasons=_many(Reason, data["reasons"]),
            head=_head_from(data["head"], data["head_spans"]),
            outline=tuple(_clause_from(clause) for clause in data["outline"]),
            citations=tuple(_dated(Citation, citation) for citation in data["citations"]),
            assignments=tuple(_assignment_from(assignment) for assignment in data["assignments"]),
            findings=_many(Finding, data["findings"]),
            reader=str(data["reader"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAReading(f"{type(error).__name__}: {error}") from None


def _made(make: Callable[..., _Piece], data: Mapping[str, Any]) -> _Piece:
    known = {field.name for field in fields(make)}  # type: ignore[arg-type]  # every `make` here is a dataclass
    return make(**{key: value for key, value in data.items() if key in known})


def _many(make: Callable[..., _Piece], rows: list[Mapping[str, Any]]) -> tuple[_Piece, ...]:
    return tuple(_made(make, row) for row in rows)


def _dated(make: Callable[..., _Piece], data: Mapping[str, Any]) -> _Piece:
    day = data.get("date")
    return _made(make, {**data, "date": date.fromisoformat(day) if day else None})


def _head_from(data: Mapping[str, Any], spans: Mapping[str, Any]) -> Head:
    plain = {**data, "signer": _made(Signer, data["signer"]), "spans": {key: _made(Found, span) for key, span in spans.items()}}
    plain |= {"recipients": tuple(data["recipients"]), "addressees": tuple(data["addressees"])}
    return _dated(Head, plain)


def _clause_from(data: Mapping[str, Any]) -> Clause:
    return replace(_made(Clause, {**data, "children": ()}), children=tuple(_clause_from(child) for child in data["children"]))


def _assignment_from(data: Mapping[str, Any]) -> Assignment:
    return _made(
        Assignment,
        {
            **data,
            "lead": _many(Actor, data["lead"]),
            "support": _many(Actor, data["support"]),
            "force": Force(data["force"]) if data["force"] else None,
            "deadline": _dated(Deadline, data["deadline"]) if data["deadline"] else None,
            "cadence": _made(Cadence, data["cadence"]) if data["cadence"] else None,
            "quantity": _many(Quantity, data["quantity"]),
            "criteria": _many(Quote, data["criteria"]),
            "product": _made(Quote, data["product"]) if data["product"] else None,
        },
    )

"""Mã này của ai, được làm gì. / Whose token this is, and what it may."""

from __future__ import annotations

from ninja import Router

from dondoc.server.exchange.api.bearing import PersonRequest
from dondoc.server.exchange.api.operations import reads
from dondoc.server.exchange.api.shapes import Instant, Named, Told, named
from dondoc.server.organizations.queries import seats

router = Router(tags=["own"])


class Seat(Told):
    """A post held today."""

    title: str
    organization: Named
    is_head: bool
    acting: bool


class Own(Told):
    """The person a token stands for."""

    person: Named
    seats: list[Seat]
    token: str
    scopes: list[str]
    expires_at: Instant


@reads(router, "/own", Own, scope="", title="Mã này / This token")
def own(request: PersonRequest) -> Own:
    """Người mà mã thay mặt, chức vụ, phạm vi, hạn dùng. / The person, posts, scopes and expiry of this token."""
    token = request.auth.token
    held = [Seat(title=s.title, organization=named(s.organization), is_head=s.is_head, acting=s.acting) for s in seats(request.person)]
    return Own(person=named(request.person), seats=held, token=token.name, scopes=token.scopes, expires_at=token.expires_at)

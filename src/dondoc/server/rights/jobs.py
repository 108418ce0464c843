"""Việc của đồng hồ ở phòng quyền. / What the clock does in this room."""

from datetime import datetime

from dondoc.server.organizations.models import Person, PersonKind
from dondoc.server.rights.actions import expire_due


def run(at: datetime) -> int:
    """What nobody confirmed in time expires, in the name of the system's actor."""
    system = Person.objects.filter(kind=PersonKind.SYSTEM).first()
    return expire_due(by=system, at=at) if system else 0

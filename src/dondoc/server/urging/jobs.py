"""Việc của đồng hồ ở phòng đôn đốc. / What the clock does in this room."""

from datetime import datetime

from dondoc.server.organizations.models import Person, PersonKind
from dondoc.server.urging.actions import remind


def run(at: datetime) -> int:
    """Today's steps of the ladder, in the name of the system's actor."""
    system = Person.objects.filter(kind=PersonKind.SYSTEM).first()
    return remind(by=system, at=at) if system else 0

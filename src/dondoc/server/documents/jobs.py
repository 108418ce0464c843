"""Việc của đồng hồ ở phòng văn bản. / What the clock does in this room."""

from datetime import datetime

from dondoc.server.documents.actions import purge_held


def run(at: datetime) -> int:
    """Destroy uploads that nobody declared free of a secret mark in time."""
    return purge_held(at)

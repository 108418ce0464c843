"""Đọc của phòng minh bạch. / Reads of this room."""

from dondoc.server.privacy.queries.record import Record, addressees, lines_of, record
from dondoc.server.privacy.queries.seen import KINDS, Seen, seen
from dondoc.server.privacy.queries.told import exported

__all__ = ["KINDS", "Record", "Seen", "addressees", "exported", "lines_of", "record", "seen"]

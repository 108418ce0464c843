"""Kiểm tra cả tệp. / Checking a whole file: what it would change, what is wrong with it and the way out.

Pure: what stands is given as `Standing`; nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dondoc.server.organizations.import_people import People
from dondoc.server.organizations.import_places import Places
from dondoc.server.organizations.import_rows import PEOPLE, PEOPLE_COLUMNS, PLACE_COLUMNS, PLACES, Checked, Standing, read_rows


def check(sheets: Mapping[str, Sequence[Sequence[str]]], standing: Standing, *, on: date) -> Checked:
    """What these sheets would change. Sheets are rows of text, the titles first; a sheet may be missing."""
    found = Checked()
    rows = read_rows(sheets.get(PLACES, ()), PLACE_COLUMNS, PLACES, found)
    places = Places(standing, found, on)
    for number, said in rows:
        places.take(number, said)
    places.settle()
    people = People(standing, found, places, on)
    for number, said in read_rows(sheets.get(PEOPLE, ()), PEOPLE_COLUMNS, PEOPLE, found):
        people.take(number, said)
    people.settle()
    return found

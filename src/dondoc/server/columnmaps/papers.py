"""Bảng .xlsx theo bảng nối. / The table by a map, as .xlsx: the first row is the other system's own titles."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.server.columnmaps.cells import written
from dondoc.server.columnmaps.fields import CODES, FIELDS
from dondoc.server.columnmaps.models import MapVersion
from dondoc.server.columnmaps.queries import Line
from dondoc.sheets.writing import Sheet, workbook


def table(version: MapVersion, lines: Iterable[Line]) -> tuple[bytes, int]:
    """(the workbook, how many rows). Drop-downs where a cell is one of a list."""
    columns = [(one["field"], one["title"]) for one in version.columns]
    told = {"codes": version.codes, "days": version.days}
    rows = [[written(field, line.values[field], **told) for field, _title in columns] for line in lines]
    choices = {
        place: [str(written(field, key, **told)) for key in keys]
        for place, (field, _title) in enumerate(columns)
        if (keys := CODES.get(field))
    }
    widths = [FIELDS[field].width for field, _title in columns]
    name = version.column_map.system
    return workbook([Sheet(name, [title for _field, title in columns], rows, widths, choices=choices)]), len(rows)

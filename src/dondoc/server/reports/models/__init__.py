"""Bảng của báo cáo, theo chủ đề. / Tables of reports, by theme."""

from dondoc.server.reports.models.corrections import REPORT_CORRECTION_WAYS, WAITING, ReportCorrection, ReportCorrectionState
from dondoc.server.reports.models.reporting import (
    REPORT_WAYS,
    Evidence,
    Period,
    Progress,
    Question,
    Reply,
    Report,
    ReportQuerySet,
    ReportState,
    Review,
    SavedFilter,
    UnitReport,
    Verdict,
)

__all__ = [
    "REPORT_CORRECTION_WAYS",
    "REPORT_WAYS",
    "WAITING",
    "Evidence",
    "Period",
    "Progress",
    "Question",
    "Reply",
    "Report",
    "ReportCorrection",
    "ReportCorrectionState",
    "ReportQuerySet",
    "ReportState",
    "Review",
    "SavedFilter",
    "UnitReport",
    "Verdict",
]

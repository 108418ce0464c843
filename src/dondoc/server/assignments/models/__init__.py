"""Bảng của lệnh giao việc và nhiệm vụ, theo chủ đề. / Tables of orders and assignments, by theme."""

from dondoc.server.assignments.models.changes import (
    Cause,
    DeadlineChange,
    Extension,
    LeadChange,
    Request,
    RequestState,
    Suspension,
    WaitsFor,
)
from dondoc.server.assignments.models.handovers import Handover, HandoverRole
from dondoc.server.assignments.models.parties import STANDING, Party, Role
from dondoc.server.assignments.models.words import Bound, Cadence, DayUnit, DeadlineSource, Force, OrderState, RelativeTo
from dondoc.server.assignments.models.work import (
    ASSIGNMENT_WAYS,
    ENDED_STATES,
    OPEN_STATES,
    ORDER_WAYS,
    Assignment,
    AssignmentState,
    Criterion,
    Order,
    Part,
    Submission,
    SubmissionState,
    Target,
)

__all__ = [
    "ASSIGNMENT_WAYS",
    "ENDED_STATES",
    "OPEN_STATES",
    "ORDER_WAYS",
    "STANDING",
    "Assignment",
    "AssignmentState",
    "Bound",
    "Cadence",
    "Cause",
    "Criterion",
    "DayUnit",
    "DeadlineChange",
    "DeadlineSource",
    "Extension",
    "Force",
    "Handover",
    "HandoverRole",
    "LeadChange",
    "Order",
    "OrderState",
    "Part",
    "Party",
    "RelativeTo",
    "Request",
    "RequestState",
    "Role",
    "Submission",
    "SubmissionState",
    "Suspension",
    "Target",
    "WaitsFor",
]

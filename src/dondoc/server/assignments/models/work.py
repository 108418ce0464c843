"""Bảng của lệnh giao việc và nhiệm vụ. / Orders and assignments (model.md)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models.words import Bound, Cadence, DayUnit, DeadlineSource, Force, OrderState, RelativeTo, Source
from dondoc.server.assignments.timing import said
from dondoc.server.documents.models import Clause, Document, Minute, Proposal
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Group, Organization, Person, Post
from dondoc.server.programmes.models import Pillar
from dondoc.server.rights.seeing import ByName, ByPlace, Through, Ways


class SubmissionState(models.TextChoices):
    """States of what was sent up."""

    SUBMITTED = "submitted", _("Chờ ý kiến")
    APPROVED = "approved", _("Đã duyệt")
    RETURNED = "returned", _("Trả lại")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Reads of submissions."""

    def visible_to(self, person: Person) -> SubmissionQuerySet:
        """By place (the body that prepares, the body whose leader decides), or by name (who sent it)."""
        here = organizations_where(person, "order.see")
        return self.filter(Q(organization__in=here) | Q(post__organization__in=here) | Q(submitted_by=person)) if person.pk else self.none()


class Submission(Recorded):
    """Phiếu trình: a distribution of work sent up to a leader's post, answered by a minute."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="submissions")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="submissions")  # the leader's
    summary = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=SubmissionState.choices, default=SubmissionState.SUBMITTED)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="submissions_made")
    submitted_at = models.DateTimeField()
    minute = models.OneToOneField(Minute, null=True, blank=True, on_delete=models.PROTECT, related_name="submission")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="submission_state_listed", condition=Q(state__in=SubmissionState.values)),
            models.CheckConstraint(
                name="submission_answer_is_whole",
                condition=Q(state="submitted", minute=None, decided_at=None)
                | (~Q(state="submitted") & Q(minute__isnull=False, decided_at__isnull=False)),
            ),
        ]


_RECEIVERS = (
    ByPlace(_("Cơ quan này được giao nhiệm vụ"), "assignment.see", "organization", filled=True),
    ByName(_("Người thực hiện nhiệm vụ"), "doer"),
    ByName(_("Người đứng đầu chịu trách nhiệm về nhiệm vụ"), "head"),
)
_GIVERS = (
    ByPlace(_("Cơ quan này giao việc và theo dõi"), "order.see", "organization", filled=True),
    ByPlace(_("Việc giao theo ý kiến chỉ đạo của cơ quan này"), "order.see", "authority", filled=True),
)
_NAMED = ByName(_("Lãnh đạo phụ trách, chuyên viên theo dõi"), "person")
_INFORMED = ByPlace(_("Cơ quan này được gửi để biết"), "assignment.see", "organization")
#: Who sees an order.
ORDER_WAYS = Ways(
    (
        *_GIVERS,
        ByName(_("Người dự kiến giao việc"), "drafted_by"),
        Through("assignments.Assignment", Ways(_RECEIVERS), back="order"),
        Through("assignments.Party", Ways((_NAMED,)), back="order"),
        Through("assignments.Party", Ways((_INFORMED,)), back="order", when=Q(told_at__isnull=False)),
    )
)
#: Who sees an assignment.
ASSIGNMENT_WAYS = Ways(
    (
        *_RECEIVERS,
        Through("assignments.Order", Ways(_GIVERS), forward="order", few=True),
        Through("assignments.Party", Ways((_NAMED,)), back="order", link="order"),
    )
)


class OrderQuerySet(models.QuerySet["Order"]):
    """Reads of orders."""

    def visible_to(self, person: Person) -> OrderQuerySet:
        """By place: the giving body, the authority; once issued, the bodies it went to. By name: who drafted it, who does it."""
        return self.filter(ORDER_WAYS.of(person))


class Order(Recorded):
    """The shared what. Issued once, changed or withdrawn as one; each body's part is an `Assignment`."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="orders_given"
    )  # the body that gives and follows up
    authority = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="orders_directed")  # whose direction it is
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    above = models.ForeignKey(
        "Assignment", null=True, blank=True, on_delete=models.PROTECT, related_name="orders_below"
    )  # the work of the giving body that this order passes further down
    past_above = models.TextField(blank=True)  # why a deadline after that work's was set all the same
    origin_type = models.CharField(max_length=80, blank=True)  # an origin of the rooms above, by reference only
    origin_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.DOCUMENT)
    source_ref = models.CharField(max_length=300, blank=True)  # the paper or plan outside, the function or post of a duty
    said_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="orders_said")  # orally
    said_on = models.DateField(null=True, blank=True)
    confirmed = models.OneToOneField(Minute, null=True, blank=True, on_delete=models.PROTECT, related_name="order_confirmed")
    external_ref = models.CharField(max_length=120, blank=True)  # "system:code" of work that came in by file
    words = models.TextField()  # of the direction, as they stand in the source
    task = models.TextField()  # the work in plain words, what lists show
    force = models.CharField(max_length=10, choices=Force.choices, default=Force.ASSIGN)
    product_kind = models.CharField(max_length=30, blank=True)  # key of rules/products.toml
    product = models.CharField(max_length=300, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    bound = models.CharField(max_length=10, choices=Bound.choices, blank=True)
    deadline_source = models.CharField(max_length=12, choices=DeadlineSource.choices, blank=True)
    deadline_words = models.CharField(max_length=300, blank=True)
    support_on = models.DateField(null=True, blank=True)  # the supporters' own last day; None: by the rule, before the lead's
    cadence = models.CharField(max_length=15, choices=Cadence.choices, blank=True)
    cadence_at = models.CharField(max_length=200, blank=True)  # the day in each period, as worktime.Recurrence takes it
    relative_days = models.PositiveSmallIntegerField(null=True, blank=True)  # «15 ngày làm việc kể từ ngày tiếp nhận»
    relative_unit = models.CharField(max_length=10, choices=DayUnit.choices, blank=True)
    relative_to = models.CharField(max_length=10, choices=RelativeTo.choices, blank=True)
    relative_event = models.CharField(max_length=200, blank=True)  # the event in words, where it is another
    event_on = models.DateField(null=True, blank=True)  # the day it came, once somebody told it
    weight = models.PositiveSmallIntegerField(default=1)
    pillar = models.ForeignKey(Pillar, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    default_product = models.BooleanField(default=False)  # filled by default: shown as such, counted before issue
    default_criteria = models.BooleanField(default=False)
    default_deadline = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.DRAFTED)
    submission = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="orders_drafted")
    drafted_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="orders_issued")
    issued_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)  # ground of withdrawal or cancelling
    version = models.PositiveIntegerField(default=1)  # a stale form is told so
    folded = models.TextField(blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "pk"]
        constraints = [
            models.CheckConstraint(name="order_state_listed", condition=Q(state__in=OrderState.values)),
            models.CheckConstraint(
                name="what_was_said_names_who_and_when", condition=~Q(source="oral") | Q(said_by__isnull=False, said_on__isnull=False)
            ),
            models.CheckConstraint(name="order_force_listed", condition=Q(force__in=Force.values)),
            models.CheckConstraint(
                name="a_deadline_tells_bound_and_source", condition=Q(deadline_on=None) | (~Q(bound="") & ~Q(deadline_source=""))
            ),
            models.CheckConstraint(
                name="an_issued_order_is_whole",
                condition=Q(state__in=["drafted", "submitted", "approved", "returned", "discarded"])
                | (
                    Q(issued_at__isnull=False, issued_by__isnull=False)
                    & ~Q(product="")
                    & (Q(deadline_on__isnull=False) | ~Q(cadence="") | Q(relative_days__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="a_relative_deadline_is_whole",
                condition=Q(relative_days=None, relative_unit="", relative_to="", relative_event="", event_on=None)
                | Q(relative_days__gte=1, relative_unit__in=DayUnit.values, relative_to__in=("issue", "receipt"), relative_event="")
                | (Q(relative_days__gte=1, relative_unit__in=DayUnit.values, relative_to="event") & ~Q(relative_event="")),
            ),
            models.CheckConstraint(
                name="an_ended_order_says_why", condition=~Q(state__in=["withdrawn", "cancelled"]) | ~Q(ended_reason="")
            ),
        ]
        indexes = [models.Index(fields=["state", "deadline_on"])]

    def __str__(self) -> str:
        return self.task[:120]

    @property
    def timing(self) -> str:
        """When it is due, where no day is printed: how often, or how many days from what; "" otherwise."""
        if self.cadence:
            on = said(self.cadence, self.cadence_at)
            return f"{self.get_cadence_display()}, {on}" if on else str(self.get_cadence_display())
        if self.relative_days is None:
            return ""
        event = self.relative_event or self.get_relative_to_display()
        return gettext("%(n)s %(unit)s kể từ %(event)s") % {
            "n": self.relative_days,
            "unit": self.get_relative_unit_display(),
            "event": event,
        }


class Criterion(models.Model):
    """By what the work will be judged, known in advance."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    unit = models.CharField(max_length=60, blank=True)  # measured when set
    base = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)  # where it starts from
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["order", "position"]
        constraints = [models.CheckConstraint(name="a_criterion_has_words", condition=~Q(text=""))]


class Part(models.TextChoices):
    """What a body does in an order."""

    LEAD = "lead", _("Chủ trì")
    SUPPORT = "support", _("Phối hợp")


class Target(models.Model):
    """To whom an order will go: an organization, or a group expanded when it is issued. `left_out` are the exceptions («trừ …»)."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="targets")
    part = models.CharField(max_length=10, choices=Part.choices)
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    left_out = models.BooleanField(default=False)
    held = models.BooleanField(default=False)  # not sent: the unit has no head who answers

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_target_is_one_thing",
                condition=Q(organization__isnull=False, group=None) | Q(organization=None, group__isnull=False),
            ),
            models.CheckConstraint(name="target_part_listed", condition=Q(part__in=Part.values)),
            models.UniqueConstraint(fields=["order", "part", "organization", "left_out"], name="one_target_an_organization"),
        ]


class AssignmentState(models.TextChoices):
    """States of an assignment."""

    ISSUED = "issued", _("Đã giao, chưa tiếp nhận")
    RECEIVED = "received", _("Đã tiếp nhận")
    IN_HAND = "in_hand", _("Đang thực hiện")
    SUSPENDED = "suspended", _("Tạm dừng")
    REPORTED_DONE = "reported_done", _("Chờ xác nhận")
    ACCEPTED = "accepted", _("Hoàn thành")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")
    CANCELLED = "cancelled", _("Đã hủy")
    PASSED_ON = "passed_on", _("Đã chuyển giao")


#: Work that is nobody's duty any more, without having been done: counted apart from the four outcomes.
ENDED_STATES = (AssignmentState.WITHDRAWN, AssignmentState.CANCELLED, AssignmentState.PASSED_ON)

#: Work the unit itself still works on: not suspended, not yet reported done.
WORKED_ON = (AssignmentState.ISSUED, AssignmentState.RECEIVED, AssignmentState.IN_HAND)

#: Work that is still somebody's duty.
OPEN_STATES = (
    AssignmentState.ISSUED,
    AssignmentState.RECEIVED,
    AssignmentState.IN_HAND,
    AssignmentState.SUSPENDED,
    AssignmentState.REPORTED_DONE,
)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Reads of assignments."""

    def visible_to(self, person: Person) -> AssignmentQuerySet:
        """By place: the body that has it, the body that gave it, the authority. By name: who answers, who does it."""
        return self.filter(ASSIGNMENT_WAYS.of(person))

    def open(self) -> AssignmentQuerySet:
        """Still a duty."""
        return self.filter(state__in=OPEN_STATES)


class Assignment(Recorded):
    """An order's part for one organization. `parent` is only for cascade; `helps` is the lead a supporter works with."""

    # neither has an index of its own: those below begin with them
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="assignments", db_index=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="assignments", db_index=False)
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.LEAD)
    helps = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="supporters")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="cascaded")
    handed_from = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments_handed_on")
    head = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments_answered")
    succeeds = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")  # passed on, split
    share = models.TextField(blank=True)  # which part of the work this body has, where it was split
    doer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments_done")
    doer_named_at = models.DateTimeField(null=True, blank=True)
    # the last day that still counts, `bound` already worked out; of recurring work, that of the oldest obligation not answered
    deadline_on = models.DateField(null=True, blank=True)
    first_deadline_on = models.DateField(null=True, blank=True)  # as it was issued: printed beside a later one
    late_before = models.PositiveSmallIntegerField(default=0)  # days overdue before an extension asked late was granted: they stay
    state = models.CharField(max_length=15, choices=AssignmentState.choices, default=AssignmentState.ISSUED)
    issued_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments_received")
    received_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)  # the day the accepted result was submitted
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments_accepted")
    accepted_at = models.DateTimeField(null=True, blank=True)
    opened_to = models.DateField(null=True, blank=True)  # up to which day the obligations of recurring work stand
    ended_reason = models.TextField(blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["deadline_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "organization"],
                name="one_part_an_organization",
                condition=~Q(state__in=["withdrawn", "cancelled", "passed_on"]) & Q(handed_from=None),
            ),
            models.CheckConstraint(name="assignment_state_listed", condition=Q(state__in=AssignmentState.values)),
            models.CheckConstraint(name="assignment_part_listed", condition=Q(part__in=Part.values)),
            models.CheckConstraint(name="a_supporter_helps_a_lead", condition=Q(part="lead", helps=None) | Q(part="support")),
            models.CheckConstraint(
                name="reception_is_whole",
                condition=Q(received_at=None, received_by=None) | Q(received_at__isnull=False, received_by__isnull=False),
            ),
            models.CheckConstraint(
                name="acceptance_is_whole",
                condition=(~Q(state="accepted") & Q(accepted_at=None, accepted_by=None, done_on=None))
                | Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False, done_on__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ended_assignment_says_why",
                condition=~Q(state__in=["withdrawn", "cancelled", "passed_on"]) | ~Q(ended_reason=""),
            ),
            models.CheckConstraint(name="nothing_cascades_from_itself", condition=Q(parent=None) | ~Q(parent=F("pk"))),
        ]
        indexes = [
            models.Index(fields=["organization", "state", "deadline_on"]),
            # the cells of a table, and how the bodies of each order stand, are read off these alone
            models.Index(fields=["state", "deadline_on", "done_on", "organization"]),
            models.Index(fields=["order", "state", "deadline_on", "organization"]),
        ]

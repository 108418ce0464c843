"""Bảng của văn bản. / Tables of documents: what was taken in, what was read, what people decided on it."""

from __future__ import annotations

from textwrap import shorten

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.files.models import StoredFile
from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.access import organizations_where
from dondoc.server.organizations.models import Organization, Person, Post
from dondoc.server.rights.seeing import ByName, ByPlace, Through, Ways


class Direction(models.TextChoices):
    """Whether the document came in or goes out; ours, once issued, is disposed clause by clause as well."""

    INCOMING = "incoming", _("Văn bản đến")
    OUTGOING = "outgoing", _("Văn bản đi")


class DocumentState(models.TextChoices):
    """States of both lifecycles; which belong to which stands in lifecycle.py."""

    RECEIVED = "received", _("Đã tiếp nhận, chưa đăng ký")
    REGISTERED = "registered", _("Đã đăng ký")
    PRESENTED = "presented", _("Đã trình")
    MINUTED = "minuted", _("Đã có ý kiến chỉ đạo")
    ROUTED = "routed", _("Đã giao, đã chuyển")
    CLOSED = "closed", _("Đã kết thúc")
    DRAFT = "draft", _("Dự thảo")
    COMMENTED = "commented", _("Đã góp ý")
    SUBMITTED = "submitted", _("Đã trình ký")
    RETURNED = "returned", _("Trả lại")
    SIGNED = "signed", _("Đã ký, chờ lấy số")
    ISSUED = "issued", _("Đã phát hành")
    CORRECTED = "corrected", _("Đã đính chính")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")


_SENT_HERE = ByPlace(_("Văn bản được gửi đến cơ quan này"), "document.see", "organization")
#: Who sees a document.
DOCUMENT_WAYS = Ways(
    (
        ByPlace(_("Văn bản do cơ quan này tiếp nhận, đăng ký"), "document.see", "organization", filled=True),
        ByName(_("Người tiếp nhận văn bản"), "taken_in_by"),
        Through("documents.Distribution", Ways((_SENT_HERE,)), back="document"),
    )
)


class DocumentQuerySet(models.QuerySet["Document"]):
    """Reads of documents."""

    def visible_to(self, person: Person) -> DocumentQuerySet:
        """By place (the registering body, or a body it was sent to), or by name (who took it in)."""
        return self.filter(DOCUMENT_WAYS.of(person))


class Document(Recorded):
    """A document and its printed head. `authority` (whose direction) is not `issuer` is not `signer`."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="documents")
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.INCOMING)
    state = models.CharField(max_length=12, choices=DocumentState.choices, default=DocumentState.RECEIVED)
    book_year = models.PositiveSmallIntegerField(null=True, blank=True)
    book_number = models.PositiveIntegerField(null=True, blank=True)  # số đến
    kind = models.CharField(max_length=12, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issuer_parent = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)
    subject = models.TextField(blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    signer_capacity = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    authority_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="directions_given"
    )
    addressees = models.JSONField(default=list, blank=True)
    recipients = models.JSONField(default=list, blank=True)  # the printed lines
    urgency = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)  # what all offsets count in, of the confirmed reading
    folded = models.TextField(blank=True)
    taken_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents_taken_in")
    taken_in_at = models.DateTimeField()
    registered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="documents_registered")
    registered_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_in_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="document_state_listed", condition=Q(state__in=DocumentState.values)),
            models.CheckConstraint(
                name="document_registration_is_whole",
                condition=Q(registered_at=None, registered_by=None, book_number=None, book_year=None)
                | Q(registered_at__isnull=False, registered_by__isnull=False, book_number__isnull=False, book_year__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organization", "direction", "book_year", "book_number"], name="one_document_a_number_in_the_book"
            ),
        ]
        indexes = [models.Index(fields=["symbol", "dated"])]

    def __str__(self) -> str:
        return self.symbol or shorten(self.subject, 80, placeholder="…")


class Role(models.TextChoices):
    """What a file is to its document."""

    MAIN = "main", _("Văn bản chính")
    ANNEX = "annex", _("Phụ lục, tài liệu kèm theo")


class Attachment(Recorded):
    """One main file and any annexes, each kept as it came. Seen and fetched by those who see the document."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    role = models.CharField(max_length=10, choices=Role.choices)
    name = models.CharField(max_length=255)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["document"], condition=Q(role="main"), name="one_main_file")]


class StoredReading(Recorded):
    """What a reader of some version found in the main file, whole (schema dondoc.reading/1); never changed, newer are added."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    reader = models.CharField(max_length=40)
    status = models.CharField(max_length=10)
    data = models.JSONField()
    read_at = models.DateTimeField()
    current = models.BooleanField(default=True)  # the one whose text and offsets the clauses use

    class Meta:
        ordering = ["read_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["document"], condition=Q(current=True), name="one_current_reading")]


class ClauseQuerySet(models.QuerySet["Clause"]):
    """Reads of clauses."""

    def visible_to(self, person: Person) -> ClauseQuerySet:
        """Those of visible documents."""
        return self.filter(DOCUMENT_WAYS.of(person, "document__"))


class Clause(Recorded):
    """Nội dung: a node of the outline, or words selected by hand. Offsets count in `document.text`."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="clauses")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveIntegerField()  # reading order in the document
    path = models.CharField(max_length=200)
    marker = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_start = models.PositiveIntegerField()
    text_end = models.PositiveIntegerField()
    heading = models.TextField(blank=True)
    directs = models.BooleanField(default=False)
    directs_reason = models.TextField(blank=True)  # why a person set or cleared it
    by_hand = models.BooleanField(default=False)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["document", "position"]
        constraints = [
            models.CheckConstraint(name="clause_has_length", condition=Q(end__gt=F("start"))),
            models.UniqueConstraint(fields=["document", "path"], name="one_clause_a_path"),
        ]


class CitationQuerySet(models.QuerySet["Citation"]):
    """Reads of citations."""

    def visible_to(self, person: Person) -> CitationQuerySet:
        """Those of visible documents."""
        return self.filter(DOCUMENT_WAYS.of(person, "document__"))


class Citation(models.Model):
    """A span that names another document. `target` when that document is here."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    relation = models.CharField(max_length=20, blank=True)
    target = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="cited_by")

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["document", "start"]


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("Chờ đối chiếu")
    TAKEN = "taken", _("Đã chọn")
    DISMISSED = "dismissed", _("Không giao")
    JOINED = "joined", _("Đã gộp")
    SPLIT = "split", _("Đã tách")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Reads of proposals."""

    def visible_to(self, person: Person) -> ProposalQuerySet:
        """Those of visible documents."""
        return self.filter(DOCUMENT_WAYS.of(person, "document__"))


class Proposal(Recorded):
    """Work the machine (or a person, by hand) found in the words. Nothing is ordered until a named person takes it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="proposals")
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()  # of the document, as they stand; may be edited before taking
    lead = models.JSONField(default=list)  # names as written
    support = models.JSONField(default=list)
    force = models.CharField(max_length=10, blank=True)
    deadline_words = models.CharField(max_length=300, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    deadline_bound = models.CharField(max_length=10, blank=True)  # by, before, within, relative
    cadence = models.CharField(max_length=15, blank=True)
    quantity = models.JSONField(default=list)  # [{"value": 1, "unit": "mô hình", "text": "01 mô hình"}]
    product = models.CharField(max_length=300, blank=True)
    criteria = models.JSONField(default=list)
    confidence = models.FloatField(default=0)
    rule = models.CharField(max_length=80, blank=True)
    by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    reason = models.TextField(blank=True)
    into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="made_of")  # joined into
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals_decided")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["document", "position", "pk"]
        constraints = [
            models.CheckConstraint(name="proposal_state_listed", condition=Q(state__in=ProposalState.values)),
            models.CheckConstraint(
                name="proposal_decision_is_whole",
                condition=Q(state="open", decided_at=None, decided_by=None)
                | (~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(name="a_dismissal_has_its_reason", condition=~Q(state="dismissed") | ~Q(reason="")),
        ]


class DispositionKind(models.TextChoices):
    """What is done with a clause (model.md)."""

    ASSIGNED = "assigned", _("Giao nhiệm vụ")
    CONCRETISED = "concretised", _("Cụ thể hóa thành nhiều nhiệm vụ")
    STANDING = "standing", _("Nhiệm vụ thường xuyên, là một đề mục của báo cáo định kỳ")
    OWN_PLAN = "own_plan", _("Chờ kế hoạch của đơn vị")
    COVERED = "covered", _("Đã có trong …")
    NO_ACTION = "no_action", _("Không giao, vì …")


class DispositionQuerySet(models.QuerySet["Disposition"]):
    """Reads of dispositions."""

    def visible_to(self, person: Person) -> DispositionQuerySet:
        """Those of visible documents."""
        return self.filter(DOCUMENT_WAYS.of(person, "clause__document__"))

    def standing(self) -> DispositionQuerySet:
        """Those in force: not taken back."""
        return self.filter(ended_at=None)


class Disposition(Recorded):
    """How, by whom, and the public id of what covers the clause: an order, a heading of the report, another document."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="dispositions")
    kind = models.CharField(max_length=12, choices=DispositionKind.choices)
    covers = models.UUIDField(null=True, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DispositionQuerySet.as_manager()

    class Meta:
        ordering = ["clause", "at", "pk"]
        constraints = [
            models.CheckConstraint(name="disposition_kind_listed", condition=Q(kind__in=DispositionKind.values)),
            models.CheckConstraint(name="no_action_and_covered_say_why", condition=~Q(kind__in=["covered", "no_action"]) | ~Q(reason="")),
            models.CheckConstraint(
                name="work_names_what_covers_it", condition=~Q(kind__in=["assigned", "concretised"]) | Q(covers__isnull=False)
            ),
        ]


class MinuteQuerySet(models.QuerySet["Minute"]):
    """Reads of minutes."""

    def visible_to(self, person: Person) -> MinuteQuerySet:
        """Those on documents of bodies one looks into, one's own, and those one typed. A body the document was sent to sees none."""
        if not person.pk:
            return self.none()
        here = organizations_where(person, "document.see")
        return self.filter(Q(document__organization__in=here) | Q(leader=person) | Q(typed_by=person))


class Minute(Recorded):
    """Bút phê: a leader's words on a document or submission, who typed them for the leader, and the scan."""

    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes")
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="minutes")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="minutes")
    words = models.TextField()
    given_on = models.DateField()
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="minutes_typed")
    typed_at = models.DateTimeField()
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes")
    scan_name = models.CharField(max_length=255, blank=True)

    objects = MinuteQuerySet.as_manager()

    class Meta:
        ordering = ["typed_at", "pk"]
        constraints = [
            models.CheckConstraint(name="a_minute_has_words", condition=~Q(words="")),
            models.CheckConstraint(name="typed_for_a_leader_with_a_scan", condition=Q(leader=F("typed_by")) | Q(scan__isnull=False)),
        ]


class DistributionQuerySet(models.QuerySet["Distribution"]):
    """Reads of distributions."""

    def visible_to(self, person: Person) -> DistributionQuerySet:
        """All of a document of bodies one looks into; a body the document was sent to sees its own receipt alone."""
        if not person.pk:
            return self.none()
        here = organizations_where(person, "document.see")
        return self.filter(Q(document__organization__in=here) | Q(organization__in=here))


class Distribution(Recorded):
    """A document sent to an organization: sent, received; what it was printed as among the recipients."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="distributions")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="documents_received")
    line = models.CharField(max_length=300, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents_sent")
    sent_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="documents_acknowledged")
    received_at = models.DateTimeField(null=True, blank=True)

    objects = DistributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "organization"], name="sent_once_to_each"),
            models.CheckConstraint(
                name="receipt_is_whole",
                condition=Q(received_at=None, received_by=None) | Q(received_at__isnull=False, received_by__isnull=False),
            ),
        ]

"""Cây tổ chức. / The tree: organizations, dated placements, dated names, links of other kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan, StartsWith
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.codes import both_orders
from dondoc.terms.vietnamese import fold

if TYPE_CHECKING:
    from datetime import date

    from dondoc.server.organizations.models.people import Person


class Line(models.TextChoices):
    """Which system a body belongs to."""

    PARTY = "party", _("Đảng")
    STATE = "state", _("Nhà nước")
    FRONT = "front", _("Mặt trận và đoàn thể")


class Kind(models.TextChoices):
    """What a body is. Groups by rule («các ban của Tỉnh ủy») are made of these."""

    COMMITTEE = "committee", _("Cấp ủy")
    STANDING = "standing", _("Thường trực, Ban Thường vụ")
    OFFICE = "office", _("Văn phòng")
    BOARD = "board", _("Ban của cấp ủy")
    INSPECTION = "inspection", _("Ủy ban Kiểm tra")
    PARTY_UNIT = "party_unit", _("Đơn vị sự nghiệp của cấp ủy")
    CELL = "cell", _("Chi bộ")
    COUNCIL = "council", _("Hội đồng nhân dân")
    DELEGATION = "delegation", _("Đoàn đại biểu Quốc hội")
    PEOPLES_COMMITTEE = "peoples_committee", _("Ủy ban nhân dân")
    DEPARTMENT = "department", _("Sở, ngành")
    VERTICAL = "vertical", _("Cơ quan ngành dọc")
    ARMED = "armed", _("Lực lượng vũ trang")
    DIVISION = "division", _("Phòng, bộ phận")
    SCHOOL = "school", _("Trường học")
    SERVICE = "service", _("Đơn vị sự nghiệp")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    FRONT = "front", _("Ủy ban Mặt trận Tổ quốc")
    UNION = "union", _("Tổ chức chính trị - xã hội")
    ASSOCIATION = "association", _("Hội quần chúng")
    GROUP = "group", _("Bộ phận giúp việc")


class Level(models.TextChoices):
    """Where a body stands; «district» until 30/6/2025, a commune's committee is directly above grassroots since."""

    CENTRAL = "central", _("Trung ương")
    PROVINCE = "province", _("Cấp tỉnh")
    ABOVE_GRASSROOTS = "above_grassroots", _("Trên trực tiếp cơ sở")
    DISTRICT = "district", _("Cấp huyện (đến 30/6/2025)")
    GRASSROOTS = "grassroots", _("Cơ sở")
    PART = "part", _("Bộ phận")
    CELL = "cell", _("Chi bộ")


class Category(models.TextChoices):
    """Loại hình: chooses guidance, forms and the group a body is compared within."""

    COMMUNE = "commune", _("Xã")
    WARD = "ward", _("Phường")
    SPECIAL_ZONE = "special_zone", _("Đặc khu")
    AGENCY = "agency", _("Cơ quan")
    SERVICE = "service", _("Đơn vị sự nghiệp")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    ARMED = "armed", _("Lực lượng vũ trang")
    OTHER = "other", _("Khác")


@models.CharField.register_lookup
class Below(StartsWith):
    """`path__below=/1/2/`: this path and those under it, by the index on every database.

    SQLite uses no index for LIKE with an escape, so there it is a range: the paths from «/1/2/» to before «/1/20», since 0 follows the
    slash and a path goes on with digits alone. PostgreSQL keeps LIKE, which its index of patterns serves in every collation.
    """

    lookup_name = "below"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        """The operator of `startswith`, wherever there is no range."""
        return str(connection.operators["startswith"] % rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The range."""
        column, held = self.process_lhs(compiler, connection)
        start = str(self.rhs)
        return f"({column} >= %s AND {column} < %s)", [*held, start, *held, f"{start[:-1]}0"]


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Reads of the tree."""

    def under(self, *organizations: Organization) -> OrganizationQuerySet:
        """These organizations and everything below them. The path ends with a slash: /1/2/ is no prefix of /1/20/."""
        below = Q(pk__in=[])
        for organization in organizations:
            below |= Q(path__below=organization.path)
        return self.filter(below)

    def living(self) -> OrganizationQuerySet:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def visible_to(self, person: Person) -> OrganizationQuerySet:
        """The tree itself is no secret: every person with an account sees which bodies exist."""
        return self.all() if person.pk else self.none()

    def named(self, words: str) -> OrganizationQuerySet:
        """Those whose name, today's or a former one, holds these words without marks, or who bear or bore this code, in either order."""
        folded = fold(words)
        held = Q(GreaterThan(StrIndex("folded", Value(folded)), 0))  # twice as fast as LIKE, which folds what is folded already
        wanted = held | Q(pk__in=FormerName.objects.filter(held).values("organization"))
        if codes := both_orders(words):
            wanted |= Q(pk__in=IdentityCode.objects.filter(code__in=codes).values("organization"))
        return self.filter(wanted)

    def standing_on(self, day: date) -> OrganizationQuerySet:
        """Those that stood somewhere in the tree on this day, whatever became of them."""
        placed = Placement.objects.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))
        return self.filter(pk__in=placed.values("organization"))


class Organization(Recorded):
    """A node. `parent` and `path` are today's, derived from placements in the act that places; history is `Placement`.

    So is `party_organization_of`, from links, and `code`, from identity codes.
    """

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    symbol = models.CharField(max_length=30, blank=True)  # as in document symbols: TU, VPTU, UBND
    line = models.CharField(max_length=10, choices=Line.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.CharField(max_length=20, choices=Level.choices)
    category = models.CharField(max_length=20, choices=Category.choices, default=Category.AGENCY)
    code = models.CharField(max_length=40, blank=True)  # today's mã định danh, derived from `IdentityCode`
    founded_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=200, db_index=True)
    position = models.PositiveIntegerField(default=0)  # the customary order among siblings
    party_organization_of = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="party_organization")
    folded = models.CharField(max_length=300)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [models.Index("category", "ended_on", "path", name="organization_by_category")]  # groups by rule, counted on each picker
        constraints = [
            models.CheckConstraint(name="organization_kind_listed", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="organization_line_listed", condition=Q(line__in=Line.values)),
            models.CheckConstraint(
                name="organization_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(founded_on=None) | Q(ended_on__gte=F("founded_on")),
            ),
            models.UniqueConstraint(name="one_organization_a_code", fields=["code"], condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code_lowest_first(self) -> str:
        """The code in the older order, from the lowest unit up."""
        return ".".join(reversed(self.code.split("."))) if self.code else ""

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def holds(self, other: Organization) -> bool:
        """Whether the other is this one or stands below it."""
        return other.path.startswith(self.path)


class Placement(models.Model):
    """Where an organization stood, from a day to a day (the last day excluded)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="placed")
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_open_placement", fields=["organization"], condition=Q(until=None)),
            models.CheckConstraint(name="placement_has_length", condition=Q(until=None) | Q(until__gt=F("since"))),
            models.CheckConstraint(name="nothing_stands_under_itself", condition=Q(parent=None) | ~Q(parent=F("organization"))),
        ]


class FormerName(models.Model):
    """A name an organization bore until a day (the day excluded). What is written that day keeps it; search finds it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    symbol = models.CharField(max_length=30, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField()
    basis = models.CharField(max_length=300, blank=True)
    folded = models.CharField(max_length=300)

    class Meta:
        ordering = ["organization", "until"]
        constraints = [models.CheckConstraint(name="a_name_has_length", condition=Q(since=None) | Q(until__gt=F("since")))]


class IdentityCode(models.Model):
    """A mã định danh a body bears from a day (None: since it was founded) to a day (excluded), and the paper that gave it.

    Kept in the newer order. A code belongs to one body for good: what was written with it must stay readable.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="identity_codes")
    code = models.CharField(max_length=40, unique=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["organization", F("until").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization"], name="one_open_code", condition=Q(until=None)),
            models.CheckConstraint(name="a_code_is_not_empty", condition=~Q(code="")),
            models.CheckConstraint(name="a_code_has_length", condition=Q(until=None) | Q(since=None) | Q(until__gt=F("since"))),
        ]

    @property
    def lowest_first(self) -> str:
        """The code in the older order, from the lowest unit up."""
        return ".".join(reversed(self.code.split(".")))


class SuccessionKind(models.TextChoices):
    """By what a body follows another: its place, or its work."""

    TERRITORY = "territory", _("theo địa bàn")
    FUNCTION = "function", _("theo chức năng")


class Succession(models.Model):
    """Who follows a body that ended, from which day. One body may have many successors by territory, many one by function."""

    predecessor = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="follows")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    since = models.DateField()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "since"], name="a_successor_once_a_day"),
            models.CheckConstraint(name="succession_kind_listed", condition=Q(kind__in=SuccessionKind.values)),
            models.CheckConstraint(name="nobody_follows_itself", condition=~Q(predecessor=F("successor"))),
        ]


class LinkKind(models.TextChoices):
    """Ties beside direct subordination. A grant may follow one; none does by default."""

    LEADS = "leads", _("lãnh đạo")
    GUIDES = "guides", _("chỉ đạo chuyên môn, nghiệp vụ")
    WORKS_WITH = "works_with", _("phối hợp công tác")
    PARTY = "party", _("tổ chức đảng của")


class Link(Recorded):
    """A dated tie of another kind between two bodies (the last day excluded)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="links_out")
    other = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "other", "kind"], name="one_open_link_of_a_kind", condition=Q(until=None)),
            models.UniqueConstraint(fields=["organization"], name="one_agency_a_party_body", condition=Q(until=None, kind="party")),
            models.UniqueConstraint(fields=["other"], name="one_party_body_an_agency", condition=Q(until=None, kind="party")),
            models.CheckConstraint(name="link_kind_listed", condition=Q(kind__in=LinkKind.values)),
            models.CheckConstraint(name="link_has_length", condition=Q(until=None) | Q(until__gt=F("since"))),
            models.CheckConstraint(name="nothing_is_linked_to_itself", condition=~Q(organization=F("other"))),
        ]

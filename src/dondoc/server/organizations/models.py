"""Bảng của cây tổ chức. / The tree: organizations, dated placements, persons, posts, terms, grants, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded

if TYPE_CHECKING:
    from collections.abc import Iterable


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


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Reads of the tree."""

    def under(self, *organizations: Organization) -> OrganizationQuerySet:
        """These organizations and everything below them. The path ends with a slash: /1/2/ is no prefix of /1/20/."""
        below = Q(pk__in=[])
        for organization in organizations:
            below |= Q(path__startswith=organization.path)
        return self.filter(below)

    def living(self) -> OrganizationQuerySet:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def visible_to(self, person: Person) -> OrganizationQuerySet:
        """The tree itself is no secret: every person with an account sees which bodies exist."""
        return self.all() if person.pk else self.none()

    def named(self, folded: str) -> OrganizationQuerySet:
        """Those whose name, without marks, holds these words."""
        return self.filter(folded__contains=folded)


class Organization(Recorded):
    """A node. `parent` and `path` are today's, derived from placements in the act that places; history is `Placement`."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    symbol = models.CharField(max_length=30, blank=True)  # as in document symbols: TU, VPTU, UBND
    line = models.CharField(max_length=10, choices=Line.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.CharField(max_length=20, choices=Level.choices)
    category = models.CharField(max_length=20, choices=Category.choices, default=Category.AGENCY)
    code = models.CharField(max_length=40, blank=True)  # mã định danh
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


class PersonKind(models.TextChoices):
    """A human being, or a named actor of the system that holds a role like anybody."""

    HUMAN = "human", _("Người")
    SYSTEM = "system", _("Hệ thống")


class PersonQuerySet(models.QuerySet["Person"]):
    """Reads of persons."""

    def visible_to(self, person: Person) -> PersonQuerySet:
        """Names and posts of office holders are official; everybody signed in may look them up."""
        return self.all() if person.pk else self.none()

    def holding(self, *, organization: Organization) -> PersonQuerySet:
        """Persons with an open term in a post of this organization."""
        return self.filter(terms__post__organization=organization, terms__until=None, terms__post__until=None).distinct()


class Person(Recorded):
    """Who acts. No private data: no birth date, no address, no citizen number."""

    full_name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=400, db_index=True)
    folded = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=PersonKind.choices, default=PersonKind.HUMAN)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [models.CheckConstraint(name="person_kind_listed", condition=Q(kind__in=PersonKind.values))]

    def __str__(self) -> str:
        return self.full_name


class Post(Recorded):
    """A seat of an organization; rights hang on it. The head's post answers for the work of the whole."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160)
    is_head = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organization", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_head_post", fields=["organization"], condition=Q(is_head=True, until=None)),
            models.CheckConstraint(name="post_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return self.title


class Term(Recorded):
    """A person in a post, from a day to a day (both included)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="terms")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="terms")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    acting = models.BooleanField(default=False)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_open_term_a_person_and_post", fields=["person", "post"], condition=Q(until=None)),
            models.CheckConstraint(name="term_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]


class Reach(models.TextChoices):
    """How far a grant goes from its node."""

    OWN = "own", _("Tại chính cơ quan")
    BELOW = "below", _("Các cơ quan cấp dưới")
    BOTH = "both", _("Tại cơ quan và cấp dưới")


class Grant(Recorded):
    """A role held by a post at a node. Rows store the role's key; what the role may do stands in `site/roles.py`."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="grants")
    reach = models.CharField(max_length=10, choices=Reach.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_open_grant", fields=["post", "role", "organization", "reach"], condition=Q(until=None)),
            models.CheckConstraint(name="grant_reach_listed", condition=Q(reach__in=Reach.values)),
            models.CheckConstraint(name="grant_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]


class Delegation(Recorded):
    """The rights of a post, lent to a person for a time (thừa lệnh, ủy quyền), on a named basis."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    role = models.CharField(max_length=40)  # one of the roles granted to the post
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="delegation_names_its_basis", condition=~Q(basis="")),
            models.CheckConstraint(name="delegation_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]


class GroupQuerySet(models.QuerySet["Group"]):
    """Reads of groups."""

    def visible_to(self, person: Person) -> GroupQuerySet:
        """Groups are names for sets of bodies; everybody who sees the tree sees them."""
        return self.all() if person.pk else self.none()


class Group(Recorded):
    """Organizations by rule («tất cả xã, phường»): always today's members, expanded when an order is issued.

    rule: {"under": uid of an organization, "kinds": [...], "categories": [...], "levels": [...], "lines": [...]};
    absent keys mean any.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    rule = models.JSONField()
    position = models.PositiveIntegerField(default=0)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def members(self) -> OrganizationQuerySet:
        """The living organizations that fit the rule today."""
        found = Organization.objects.living()
        if under := self.rule.get("under"):
            found = found.under(*Organization.objects.filter(uid=under))
        for key, field in _RULE_FIELDS.items():
            if wanted := self.rule.get(key):
                found = found.filter(**{f"{field}__in": list(_texts(wanted))})
        return found


_RULE_FIELDS = {"kinds": "kind", "categories": "category", "levels": "level", "lines": "line"}


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (str(value) for value in values)

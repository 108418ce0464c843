"""Con người, chức vụ, nhiệm kỳ. / Persons, posts and terms of office."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models.tree import Organization


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


class PostQuerySet(models.QuerySet["Post"]):
    """Reads of posts."""

    def visible_to(self, person: Person) -> PostQuerySet:
        """Posts and who holds them are public within the tree, as the bodies are."""
        return self.filter(organization__in=Organization.objects.visible_to(person))


class Post(Recorded):
    """A seat of an organization; rights hang on it. The head's post answers for the work of the whole.

    A seat of an assisting group is held ex officio: whoever holds the post named there holds the seat, its terms follow in the same act.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160)
    is_head = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    shared = models.BooleanField(default=False)  # several may hold it at once: «Chuyên viên», «Ủy viên»
    ex_officio = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

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

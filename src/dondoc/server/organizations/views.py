"""Trang cơ quan, đơn vị. / Pages of organizations: the tree level by level, and one organization."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from dondoc.server.organizations import queries
from dondoc.server.organizations.models import Group, Organization
from dondoc.terms.vietnamese import fold


@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """The roots with what stands right below; search by name without marks."""
    seen = Organization.objects.visible_to(request.person).living()
    words = fold(request.GET.get("q", "")[:100])
    found = seen.named(words).select_related("parent")[:100] if words else []
    roots = seen.filter(parent=None).order_by("pk")
    groups = [(group, group.members().count()) for group in Group.objects.visible_to(request.person)]
    context = {
        "roots": [(root, queries.below(root)) for root in roots],
        "found": found,
        "words": request.GET.get("q", ""),
        "groups": groups,
    }
    return render(request, "organizations/tree.html", context)


@require_GET
def page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One organization: where it stands, its posts and who holds them, what is below."""
    place = get_object_or_404(Organization.objects.visible_to(request.person).select_related("parent", "party_organization_of"), uid=uid)
    context = {"place": place, "above": queries.above(place), "below": queries.below(place), "posts": queries.posts_of(place)}
    return render(request, "organizations/page.html", context)

"""Gỡ tình trạng không ai vào được. / The way out when nobody can come in: a sign-in made anew at the machine itself."""

from __future__ import annotations

import sys

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone, translation
from rich.console import Console

from dondoc.server.accounts import resetting
from dondoc.server.accounts.models import Account
from dondoc.server.organizations.models import Person, PersonKind
from dondoc.server.site.instance import Instance, NotConfigured
from dondoc.server.site.operating import tables

out = Console(highlight=False)


def reset(instance: Instance, *, username: str, reason: str, although: bool) -> int:
    """The command `dondoc reset`: prints a one-time link for the account's owner, the journal keeps that it was done here and why."""
    tables.check_mode(instance)
    account = Account.objects.filter(username=username.strip().lower()).select_related("person").first()
    if account is None:
        raise NotConfigured(f"{username}: không có tài khoản này / no such account")
    system = Person.objects.filter(kind=PersonKind.SYSTEM).order_by("pk").first()
    assert system is not None  # made with the first organization
    try:
        with translation.override("vi"):
            token = resetting.at_the_machine(account, reason=reason, although=although, by=system, at=timezone.now())
    except (PermissionDenied, ValidationError) as error:
        sys.stderr.write("dondoc: " + " ".join(getattr(error, "messages", [str(error)])) + "\n")
        return 1
    out.print(f"Đã cấp lại lối vào của / Made anew: {account.person.full_name} ({account.username})")
    out.print("Đường dẫn dùng một lần, hết hạn sau 7 ngày / One-time link, valid for 7 days:")
    out.print(f"  {instance.address}/moi/{token}/", soft_wrap=True)
    return 0

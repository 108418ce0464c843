"""Khởi tạo một bản cài đặt. / Making an instance: an empty real one, or the demo province."""

from __future__ import annotations

from django.utils import timezone, translation
from rich.console import Console

from dondoc.server.accounts import actions as accounts
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Kind, Level, Line
from dondoc.server.site import demo
from dondoc.server.site.instance import Instance
from dondoc.server.site.operating import tables

out = Console(highlight=False)


def init(instance: Instance, *, organization: str, symbol: str, administrator: str, username: str) -> int:
    """An empty instance: its first organization, and a one-time link for its first administrator."""
    tables.migrate()
    at = timezone.now()
    today = timezone.localdate(at)
    with translation.override("vi"):
        root, system = organizations.found_first(
            name=organization,
            symbol=symbol,
            line=Line.PARTY,
            kind=Kind.COMMITTEE,
            level=Level.PROVINCE,
            by_name="Khởi tạo hệ thống",
            since=today,
            demo=False,
            at=at,
        )
        person = organizations.enroll(full_name=administrator, organization=root, by=system, at=at)
        post = organizations.open_post(organization=root, title="Quản trị hệ thống", since=today, position=900, by=system, at=at)
        organizations.appoint(person=person, post=post, since=today, by=system, at=at)
        organizations.grant(post=post, role="administrator", organization=root, reach="both", since=today, by=system, at=at)
        _, token = accounts.invite(person=person, username=username, organization=root, by=system, at=at)
    tables.gather_static()
    out.print(f"Đã khởi tạo / Made: {instance.home}")
    out.print(f"Cơ quan / Organization: {organization}")
    out.print("Đường dẫn dùng một lần, hết hạn sau 7 ngày / One-time link, valid for 7 days:")
    out.print(f"  {instance.address}/moi/{token}/", soft_wrap=True)
    out.print("Chạy / Run: dondoc serve")
    return 0


def demo_province(instance: Instance, *, quiet: bool = False, merger: bool = False) -> int:
    """The demo province of today, or the change of 1 July 2025. A folder that holds one already is left as it is."""
    if tables.pending():
        tables.migrate()
    if tables.is_demo() is None:
        out.print("Đang dựng tỉnh Đông Lĩnh (dữ liệu dùng thử) … / Building the demo province …")
        with translation.override("vi"):
            if merger:
                demo.build_merger(at=timezone.now())
            else:
                demo.build(at=timezone.now())
        tables.gather_static()
    tables.check_mode(instance)
    if not quiet:
        tell_sign_ins(instance, merger=merger)
    return 0


def tell_sign_ins(instance: Instance, *, merger: bool = False) -> None:
    """Print the address and who may sign in."""
    out.print(f"\n  {instance.address}   (mật khẩu chung / password for all: {demo.PASSWORD})")
    for username, title in demo.sign_ins(merger=merger):
        out.print(f"    {username:<12} {title}", soft_wrap=True)

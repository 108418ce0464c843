"""Cấp lại lối vào: việc cần hai người. / A sign-in made anew: an act that takes two persons (rights.two_person)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.accounts import actions
from dondoc.server.accounts.models import Account
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.queries import seats
from dondoc.server.rights import actions as rights
from dondoc.server.rights import two_person
from dondoc.server.rights.models import Countersign
from dondoc.server.rights.two_person import Arguments, Preview, TwoPersonAct

RESET = "account.reset"


def _account(arguments: Arguments) -> Account:
    found = Account.objects.filter(uid=arguments["account"]).select_related("person").first()
    if found is None:
        raise ValidationError(_("Tài khoản này không còn."))
    return found


def _check(arguments: Arguments, *, person: Person, right: str) -> None:
    """Both look after every body in which the owner sits: a commune's administrators have no hold on the province's people."""
    actions.require_over(person, _account(arguments).person)


def _perform(arguments: Arguments, *, by: Person, at: datetime) -> Account:
    return actions.reset(_account(arguments), by=by, at=at)


def _preview(arguments: Arguments) -> Preview:
    account = _account(arguments)
    held = "; ".join(f"{seat.title}, {seat.organization.called}" for seat in seats(account.person))
    return Preview(
        _("Cấp lại lối vào cho %(who)s") % {"who": account.person.full_name},
        ((_("Tên đăng nhập"), account.username), (_("Chức vụ"), held)),
        _(
            "Xác nhận thì mật khẩu, ứng dụng tạo mã, khóa truy cập cũ bị bỏ, các phiên kết thúc; sau đó quản trị tạo đường dẫn "
            "dùng một lần để trao tận tay. Hãy gặp hoặc gọi người đó trước khi xác nhận."
        ),
    )


def _concerned(arguments: Arguments) -> Collection[int]:
    return (_account(arguments).person_id,)


ACT = TwoPersonAct(
    name=gettext_lazy("Cấp lại lối vào"),
    propose="account.invite",
    confirm="account.invite",
    check=_check,
    perform=_perform,
    preview=_preview,
    concerned=_concerned,
)


def register() -> None:
    """When the server starts."""
    two_person.register(RESET, ACT)


def propose(account: Account, *, reason: str, by: Person, at: datetime) -> Countersign:
    """One administrator says that a person has lost the way in; nothing changes until another confirms."""
    held = seats(account.person)
    if not held:
        raise ValidationError(_("Người này không giữ chức vụ nào; tài khoản không mở được gì."))
    return rights.propose(
        act=RESET, organization=held[0].organization, arguments={"account": str(account.uid)}, reason=reason, by=by, at=at
    )

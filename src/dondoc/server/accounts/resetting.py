"""Cấp lại lối vào: việc cần hai người. / A sign-in made anew: an act that takes two persons (rights.two_person)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.accounts import actions
from dondoc.server.accounts.models import Account
from dondoc.server.notices import actions as notices
from dondoc.server.organizations import access
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


def who_can(account: Account) -> list[Person]:
    """Who could make this sign-in anew on the pages today: they look after every seat of its owner and can come in themselves."""
    over = [set(access.holders("account.invite", seat.organization)) for seat in seats(account.person)]
    found = set.intersection(*over) - {account.person} if over else set()
    able = Account.objects.filter(person__in=found, is_active=True, waiting=False).select_related("person")
    return sorted((one.person for one in able), key=lambda person: person.sort_key)


@transaction.atomic
def at_the_machine(account: Account, *, reason: str, although: bool = False, by: Person, at: datetime) -> str:
    """The way out of a lockout, for whoever runs the server: no pair of administrators is left who can come in. Returns a one-time token.

    by: the system's own actor. although: also where two could, on paper. Who reads the journal and who looks after accounts are told.
    """
    if not reason.strip():
        raise ValidationError(_("Đề nghị ghi rõ căn cứ, lý do."))
    able = who_can(account)
    if len(able) > 1 and not although:
        names = ", ".join(person.full_name for person in able)
        raise ValidationError(_("Trên trang Người dùng, hai trong số các quản trị này cấp lại được: %(names)s.") % {"names": names})
    if not account.is_active:
        actions.unlock(account, by=by, at=at)
    told = {*able, *(reader for seat in seats(account.person) for reader in access.holders("journal.read", seat.organization))}
    words = {"person": account.person.full_name}
    notices.tell(told - {account.person}, key="account.reset_at_machine", words=words, path="/nhat-ky/", at=at)
    actions.reset(account, reason=reason.strip(), by=by, at=at)
    return actions.invite_again(account, by=by, at=at)

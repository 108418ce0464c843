"""Mã định danh: cấp, thôi dùng. / Identity codes: given from a day, borne no more; a code is never given twice."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.codes import is_code, newer_order
from dondoc.server.organizations.models import IdentityCode, Organization, Person
from dondoc.terms.vietnamese import nfc


def free_code(organization: Organization) -> None:
    """Keep the code in the newer order; `ValidationError` that names who has it already, or had it. A code is never given again."""
    organization.code = newer_order(organization.code)
    if not organization.code:
        return
    other = IdentityCode.objects.filter(code=organization.code).exclude(organization=organization.pk).select_related("organization").first()
    if other is not None:
        raise ValidationError(
            {
                "code": _("Mã định danh %(code)s đã dùng cho %(place)s. Mỗi mã chỉ dùng cho một cơ quan, kể cả khi đã kết thúc.")
                % {"code": organization.code, "place": other.organization}
            }
        )


def borne(organization: Organization, source: str = "") -> list[IdentityCode]:
    """The row, to be saved by the act that set the code on the body: a new one, or a mistyped one mended; none where all is said."""
    now = IdentityCode.objects.filter(organization=organization, until=None).first()
    if not organization.code or (now is not None and now.code == organization.code):
        return []
    _not_borne_before(organization, organization.code)
    row = now or IdentityCode(organization=organization, source=nfc(source)[:300])
    row.code = organization.code
    return [row]


def _not_borne_before(organization: Organization, code: str) -> None:
    if before := IdentityCode.objects.filter(organization=organization, code=code).exclude(until=None).first():
        raise ValidationError(
            {
                "code": _("%(place)s đã thôi dùng mã %(code)s từ ngày %(day)s. Ghi mã mới, hoặc để nguyên mã đang dùng.")
                % {"place": organization, "code": code, "day": f"{before.until:%d/%m/%Y}"}
            }
        )


@transaction.atomic
def give_code(organization: Organization, *, code: str, since: date, source: str, by: Person, at: datetime) -> IdentityCode:
    """A body bears a code from a day, by a paper; the one it bore ends that day and is never given again."""
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    access.require(by, "organization.manage", organization)
    _fits(organization, code, since, at)
    if not source.strip():
        raise ValidationError({"source": _("Ghi văn bản cấp mã: số, ngày, cơ quan ban hành.")})
    organization.code, old = code, organization.code
    free_code(organization)
    if organization.code == old:
        raise ValidationError({"code": _("%(place)s đang dùng mã này.") % {"place": organization}})
    _not_borne_before(organization, organization.code)
    _close(organization, since)
    row = IdentityCode.objects.create(organization=organization, code=organization.code, since=since, source=nfc(source).strip())
    organization.save(update_fields=["code"])
    told = {"code": row.code, "old": old, "since": since, "source": row.source}
    journal.write("organization.give_code", organization, by=by, at=at, payload=told)
    return row


@transaction.atomic
def end_code(organization: Organization, *, until: date, reason: str, by: Person, at: datetime) -> None:
    """The first day a body bears no code any more."""
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    access.require(by, "organization.manage", organization)
    if not organization.code:
        raise ValidationError({"until": _("%(place)s không có mã định danh nào đang dùng.") % {"place": organization}})
    if until > timezone.localdate(at):
        raise ValidationError({"until": _not_come(until)})
    if not reason.strip():
        raise ValidationError({"reason": _("Ghi lý do hoặc văn bản thôi dùng mã.")})
    _close(organization, until, field="until")
    old, organization.code = organization.code, ""
    organization.save(update_fields=["code"])
    journal.write("organization.end_code", organization, by=by, at=at, payload={"code": old, "until": until, "reason": nfc(reason).strip()})


def _fits(organization: Organization, code: str, since: date, at: datetime) -> None:
    if organization.ended_on is not None:
        raise ValidationError(
            _("%(place)s đã kết thúc hoạt động ngày %(day)s.") % {"place": organization, "day": f"{organization.ended_on:%d/%m/%Y}"}
        )
    if not is_code(code):
        raise ValidationError(
            {
                "code": _("“%(code)s” không phải mã định danh. Mã gồm các nhóm 2 đến 4 chữ, số, cách nhau bằng dấu chấm, ví dụ A01.23.")
                % {"code": code}
            }
        )
    if since > timezone.localdate(at):
        raise ValidationError({"since": _not_come(since)})
    if organization.founded_on is not None and since < organization.founded_on:
        raise ValidationError(
            {
                "since": _("%(place)s thành lập ngày %(day)s. Chọn ngày từ đó trở đi.")
                % {"place": organization, "day": f"{organization.founded_on:%d/%m/%Y}"}
            }
        )


def _not_come(day: date) -> str:
    return _("Ngày %(day)s chưa đến. Thực hiện vào ngày đó.") % {"day": f"{day:%d/%m/%Y}"}


def _close(organization: Organization, on: date, field: str = "since") -> None:
    """End the code borne now; one that would have no length is refused."""
    now = IdentityCode.objects.filter(organization=organization, until=None).first()
    if now is None:
        return
    first = now.since or organization.founded_on
    if first is not None and on <= first:
        raise ValidationError(
            {
                field: _("Mã %(code)s dùng từ ngày %(day)s. Chọn ngày sau đó, hoặc sửa mã nếu đã ghi sai.")
                % {"code": now.code, "day": f"{first:%d/%m/%Y}"}
            }
        )
    now.until = on
    now.save(update_fields=["until"])

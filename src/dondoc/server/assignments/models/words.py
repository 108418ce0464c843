"""Những lựa chọn của lệnh giao việc. / What the fields of an order may say."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Force(models.TextChoices):
    """How strongly a body is told; the verb and the signer of every letter follow it."""

    ASSIGN = "giao", _("Giao")
    DEMAND = "yêu cầu", _("Yêu cầu")
    REQUEST = "đề nghị", _("Đề nghị")
    COORDINATE = "phối hợp", _("Phối hợp")
    INFORM = "để biết", _("Để biết")


class Source(models.TextChoices):
    """Where work comes from: one engine, many origins (those with rooms of their own name themselves by `origin_type`)."""

    DOCUMENT = "document", _("Văn bản")
    MINUTE = "minute", _("Bút phê của lãnh đạo")
    ORAL = "oral", _("Chỉ đạo trực tiếp bằng lời, xác nhận sau")
    DUTY = "duty", _("Nhiệm vụ thường xuyên theo chức năng, chức vụ")
    ABOVE = "above", _("Cấp trên giao ngoài hệ thống này")
    OWN = "own", _("Đơn vị tự đăng ký từ kế hoạch của mình")


class OrderState(models.TextChoices):
    """States of an order."""

    DRAFTED = "drafted", _("Dự kiến giao")
    SUBMITTED = "submitted", _("Chờ ý kiến cấp trên")
    APPROVED = "approved", _("Đã duyệt, chưa giao")
    RETURNED = "returned", _("Trả lại để hoàn thiện")
    ISSUED = "issued", _("Đã giao")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")
    CANCELLED = "cancelled", _("Đã hủy")
    DISCARDED = "discarded", _("Đã bỏ dự kiến")


class DeadlineSource(models.TextChoices):
    """What makes a deadline binding."""

    PRINTED = "printed", _("Ghi trong văn bản")
    SET = "set", _("Người giao ấn định")
    APPROVED = "approved", _("Văn phòng đề xuất, lãnh đạo duyệt")
    REGISTERED = "registered", _("Đơn vị tự đăng ký")


class Bound(models.TextChoices):
    """«trước ngày» is not «chậm nhất ngày»."""

    BY = "by", _("Chậm nhất ngày")
    BEFORE = "before", _("Trước ngày")


class Cadence(models.TextChoices):
    """How often the work itself is due."""

    DAILY = "daily", _("Hằng ngày")
    WEEKLY = "weekly", _("Hằng tuần")
    MONTHLY = "monthly", _("Hằng tháng")
    QUARTERLY = "quarterly", _("Hằng quý")
    HALF_YEARLY = "half-yearly", _("6 tháng một lần")
    YEARLY = "yearly", _("Hằng năm")
    CONTINUOUS = "continuous", _("Thường xuyên")
    EACH_ISSUE = "each-issue", _("Mỗi kỳ phát hành")
    ON_DATES = "on-dates", _("Vào các ngày định trước")


class RelativeTo(models.TextChoices):
    """From which event a deadline counts that is a number of days and not a day."""

    ISSUE = "issue", _("ngày giao")
    RECEIPT = "receipt", _("ngày tiếp nhận")
    EVENT = "event", _("một sự kiện khác")


class DayUnit(models.TextChoices):
    """What such a number counts."""

    WORKING = "working", _("ngày làm việc")
    CALENDAR = "calendar", _("ngày")

"""Đọc thông báo: câu được ghép khi hiện, theo ngôn ngữ người đọc. / Reads of notices; the sentence is made when shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dondoc.server.notices.feeds import hashed
from dondoc.server.notices.models import Day, Feed, Notice, Preference
from dondoc.server.organizations.access import allowed, serves
from dondoc.server.organizations.models import Person

SENTENCES = {
    "countersign.proposed": _("Có việc chờ đồng chí xác nhận: %(act)s."),
    "countersign.confirmed": _("Đề nghị của đồng chí đã được xác nhận: %(act)s."),
    "countersign.refused": _("Đề nghị của đồng chí không được xác nhận: %(act)s."),
    "countersign.expired": _("Đề nghị của đồng chí quá hạn xác nhận, không còn hiệu lực: %(act)s."),
    "account.reset_at_machine": _("Lối vào của %(person)s đã được cấp lại ngay trên máy chủ, không qua hai quản trị."),
    "correction.asked": _("%(person)s yêu cầu đính chính hồ sơ."),
    "correction.corrected": _("Hồ sơ của đồng chí đã được đính chính."),
    "correction.declined": _("Yêu cầu đính chính của đồng chí đã được trả lời."),
    "journal.split_view": _("Cảnh báo: nhật ký của %(origin)s mâu thuẫn với mã đã giữ."),
    "journal.contradicted": _("Cảnh báo: %(keeper)s giữ một mã khác của nhật ký này."),
    "document.present": _("Văn bản trình đồng chí cho ý kiến: %(document)s"),
    "document.minute": _("Lãnh đạo đã cho ý kiến chỉ đạo trên văn bản %(document)s."),
    "document.send": _("Có văn bản gửi đến đơn vị: %(document)s"),
    "submission.made": _("Có %(count)s nhiệm vụ trình đồng chí cho ý kiến."),
    "submission.approve": _("Lãnh đạo đã duyệt %(count)s nhiệm vụ."),
    "submission.return": _("Lãnh đạo trả lại %(count)s nhiệm vụ để hoàn thiện."),
    "question.ask": _("Có câu hỏi về nhiệm vụ: %(task)s"),
    "question.answer": _("Câu hỏi về nhiệm vụ đã được trả lời: %(task)s"),
    "report.reply": _("Khó khăn, kiến nghị đã được trả lời: %(task)s"),
    "order.said": _("Có nhiệm vụ đã giao theo chỉ đạo bằng lời của đồng chí, chờ xác nhận."),
    "order.confirmed": _("Chỉ đạo bằng lời đã được xác nhận: %(task)s"),
    "order.oversees": _("Đồng chí được phân công phụ trách %(count)s nhiệm vụ."),
    "order.monitors": _("Đồng chí được phân công theo dõi %(count)s nhiệm vụ."),
    "order.informed": _("Cơ quan, đơn vị được gửi để biết %(count)s nhiệm vụ."),
    "order.issued": _("Đơn vị được giao %(count)s nhiệm vụ mới."),
    "order.withdrawn": _("Đã thu hồi nhiệm vụ: %(task)s"),
    "order.cancelled": _("Đã hủy nhiệm vụ: %(task)s"),
    "adjustment.asked": _("%(unit)s đề nghị điều chỉnh nhiệm vụ: %(task)s"),
    "extension.agreed": _("Đã đồng ý gia hạn: %(task)s"),
    "extension.refused": _("Không đồng ý gia hạn: %(task)s"),
    "suspension.agreed": _("Đã tạm dừng nhiệm vụ: %(task)s"),
    "suspension.refused": _("Không xác nhận tạm dừng: %(task)s"),
    "obstacle.agreed": _("Trở ngại khách quan đã được xác nhận: %(task)s"),
    "obstacle.refused": _("Trở ngại khách quan không được xác nhận: %(task)s"),
    "order.criteria": _("Tiêu chí đánh giá thay đổi từ kỳ sau: %(task)s"),
    "lead_change.refused": _("Không điều chỉnh cơ quan chủ trì: %(task)s"),
    "assignment.resumed": _("Nhiệm vụ được thực hiện lại: %(task)s"),
    "assignment.passed_on": _("Nhiệm vụ đã chuyển giao cho cơ quan khác: %(task)s"),
    "assignment.reopened": _("Nhiệm vụ được mở lại: %(task)s"),
    "assignment.doer": _("Đồng chí được phân công thực hiện: %(task)s"),
    "assignment.taken_over": _("Đơn vị tiếp nhận %(count)s nhiệm vụ của %(source)s."),
    "assignment.handed_over": _("Đồng chí %(source)s bàn giao %(count)s nhiệm vụ của đơn vị."),
    "urging.digest": _("Cần chú ý: %(soon)s việc sắp đến hạn, %(late)s việc quá hạn."),
    "urging.by_hand": _("%(who)s đề nghị báo cáo kết quả %(count)s nhiệm vụ quá hạn."),
    "urging.by_hand_said": _("%(who)s đề nghị báo cáo kết quả %(count)s nhiệm vụ quá hạn: “%(words)s”"),
    "letter.proposed": _("Có %(count)s công văn đôn đốc chờ ký."),
    "letter.ordered": _("Lãnh đạo đồng ý gửi công văn đôn đốc %(unit)s."),
    "letter.issued": _("Đơn vị nhận công văn đôn đốc số %(number)s."),
    "letter.explained": _("%(unit)s đã giải trình, chờ xem xét."),
    "explanation.accepted": _("Giải trình theo công văn số %(number)s được chấp nhận."),
    "explanation.refused": _("Giải trình theo công văn số %(number)s chưa được chấp nhận, đề nghị bổ sung."),
    "list.announced": _(
        "%(count)s việc quá hạn sẽ có trong danh sách báo cáo Thường trực từ ngày %(day)s, nếu chưa báo cáo trước ngày đó."
    ),
    "list.ready": _("Danh sách việc quá hạn đến ngày báo cáo."),
    "list.handed": _("Có danh sách %(count)s việc quá hạn báo cáo đồng chí."),
    "file.damaged": _("Một tệp lưu không còn nguyên vẹn: %(sha256)s. Đề nghị khôi phục từ bản sao lưu."),
    "clock.back": _("Đồng hồ máy chủ bị vặn lùi khoảng %(minutes)s phút. Thứ tự các việc theo số trong nhật ký."),
    "clock.forward": _("Đồng hồ máy chủ bị vặn tới khoảng %(minutes)s phút. Thứ tự các việc theo số trong nhật ký."),
    "report.submitted": _("%(unit)s đã nộp %(count)s báo cáo, chờ xem xét."),
    "report.proposed": _("Có báo cáo của %(unit)s chờ xác nhận."),
    "report.accept": _("Báo cáo đã được xác nhận: %(task)s"),
    "report_correction.signed": _("%(unit)s đề nghị đính chính báo cáo: %(task)s"),
    "report_correction.accepted": _("Đính chính báo cáo đã được chấp nhận: %(task)s"),
    "report_correction.refused": _("Đính chính báo cáo không được chấp nhận: %(task)s"),
    "report.return": _("Báo cáo được trả lại để bổ sung: %(task)s"),
}


@dataclass(frozen=True)
class Line:
    """A notice as a page shows it."""

    at: datetime
    sentence: str
    path: str
    unread: bool


def unread_count(person: Person) -> int:
    """How many kinds of notices wait for this person: what the bell counts is what the page lists."""
    return Notice.objects.visible_to(person).filter(read_at=None, key__in=SENTENCES).order_by().values("key").distinct().count()


def lines(notices: Iterable[Notice]) -> list[Line]:
    """Notices in the reader's language."""
    return [Line(row.at, str(SENTENCES[row.key]) % row.words, row.path, row.read_at is None) for row in notices if row.key in SENTENCES]


#: Told outside the application at once, besides the digest: new work, returned, overdue.
AT_ONCE = (
    "order.issued",
    "assignment.doer",
    "assignment.reopened",
    "report.return",
    "submission.return",
    "urging.by_hand",
    "urging.by_hand_said",
    "letter.issued",
    "list.announced",
)
#: What a line that gathers many notices of a kind is called; kinds without one are called by their newest notice.
KINDS = {
    "report.submitted": _("Báo cáo đã nộp, chờ xem xét"),
    "report.proposed": _("Báo cáo chờ xác nhận"),
    "report.accept": _("Báo cáo đã được xác nhận"),
    "report_correction.signed": _("%(unit)s đề nghị đính chính báo cáo: %(task)s"),
    "report_correction.accepted": _("Đính chính báo cáo đã được chấp nhận: %(task)s"),
    "report_correction.refused": _("Đính chính báo cáo không được chấp nhận: %(task)s"),
    "report.return": _("Báo cáo được trả lại để bổ sung"),
    "document.send": _("Văn bản gửi đến đơn vị"),
    "document.present": _("Văn bản trình đồng chí cho ý kiến"),
    "document.minute": _("Lãnh đạo đã cho ý kiến chỉ đạo"),
    "submission.made": _("Nhiệm vụ trình đồng chí cho ý kiến"),
    "submission.approve": _("Lãnh đạo đã duyệt nhiệm vụ"),
    "submission.return": _("Lãnh đạo trả lại nhiệm vụ để hoàn thiện"),
    "order.issued": _("Nhiệm vụ mới giao cho đơn vị"),
    "order.withdrawn": _("Nhiệm vụ đã thu hồi"),
    "assignment.doer": _("Nhiệm vụ phân công đồng chí thực hiện"),
    "adjustment.asked": _("Đề nghị điều chỉnh nhiệm vụ"),
    "extension.agreed": _("Đề nghị gia hạn được đồng ý"),
    "urging.digest": _("Việc sắp đến hạn, quá hạn"),
    "urging.by_hand": _("Lãnh đạo, văn phòng đôn đốc"),
    "letter.issued": _("Công văn đôn đốc gửi đơn vị"),
    "letter.explained": _("Giải trình chờ xem xét"),
}
#: More unread notices than this are counted, not shown one by one.
MOST = 4000


@dataclass(frozen=True)
class Part:
    """The notices of one kind about one document, unit or task: the sentence with their counts added up."""

    sentence: str
    path: str
    at: datetime
    count: int


@dataclass(frozen=True)
class Kind:
    """One line a kind, opening to its parts; newest first."""

    key: str
    title: str
    at: datetime
    count: int
    parts: tuple[Part, ...]


def gathered(person: Person) -> list[Kind]:
    """Unread notices, one line a kind and document or unit. One query."""
    kinds: dict[str, dict[str, list[Notice]]] = {}
    for row in Notice.objects.visible_to(person).filter(read_at=None)[:MOST]:
        if row.key in SENTENCES:
            kinds.setdefault(row.key, {}).setdefault(_about(row), []).append(row)
    return [_kind(key, parts) for key, parts in kinds.items()]


def _about(row: Notice) -> str:
    """What a notice is about: the document, the unit, the task; else where it leads."""
    return next((str(row.words[name]) for name in ("document", "unit", "task", "number") if row.words.get(name)), row.path)


def _kind(key: str, by_thing: dict[str, list[Notice]]) -> Kind:
    parts = tuple(_part(rows) for rows in by_thing.values())
    title = str(KINDS[key]) if key in KINDS else parts[0].sentence
    return Kind(key, title, max(part.at for part in parts), sum(part.count for part in parts), parts)


def _part(rows: list[Notice]) -> Part:
    newest = rows[0]
    words = dict(newest.words)
    if isinstance(words.get("count"), int) and newest.key not in ("urging.by_hand", "urging.by_hand_said"):
        words["count"] = sum(int(row.words.get("count", 0)) for row in rows)
    return Part(str(SENTENCES[newest.key]) % words, newest.path, newest.at, len(rows))


def to_mail(at: datetime, *, digest: bool) -> list[tuple[Preference, bool]]:
    """Whom something waits for that was not mailed of: (preference, whether it is the day's digest). A fixed number of queries."""
    today = timezone.localdate(at)
    new = Notice.objects.filter(person=OuterRef("person"), read_at=None, at__gt=OuterRef("mailed_until"))
    wishes = (
        Preference.objects.exclude(email="")
        .filter(person__account__is_active=True)
        .annotate(any_new=Exists(new), urgent=Exists(new.filter(key__in=AT_ONCE)))
        .filter(any_new=True)
    )
    found = []
    for wish in wishes:
        due = digest and wish.digest and (wish.mailed_on is None or wish.mailed_on < today)
        if due or (wish.at_once and getattr(wish, "urgent", False)):
            found.append((wish, due))
    return found


def preference(person: Person) -> Preference | None:
    """What a person chose."""
    return Preference.objects.visible_to(person).first()


def feeds(person: Person) -> list[Feed]:
    """A person's addresses that still lead somewhere."""
    return list(Feed.objects.visible_to(person).filter(revoked_at=None).select_related("organization"))


def feed_of(secret: str) -> tuple[Feed, QuerySet[Day]] | None:
    """The feed of a secret address with its days; None for a wrong or revoked one, or one whose owner lost the account or the right."""
    feed = Feed.objects.filter(secret_hash=hashed(secret), revoked_at=None).select_related("person", "organization").first()
    if feed is None or not Person.objects.filter(pk=feed.person_id, account__is_active=True).exists() or not serves(feed.person):
        return None
    days = Day.objects.visible_to(feed.person)
    if feed.organization is None:
        return feed, days.filter(Q(head=feed.person) | Q(doer=feed.person))
    if not allowed(feed.person, "assignment.see", feed.organization):
        return None
    return feed, days.filter(organization=feed.organization)

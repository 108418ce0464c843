"""Văn bản của tỉnh dùng thử, do chúng tôi viết. / The documents of the demo province, written by us; dates follow the day it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.worktime import PeriodKey


@dataclass(frozen=True)
class PaperOf:
    """A paper with the day it bears and its text."""

    day: date
    name: str
    text: str


def month_end(on: date, back: int) -> date:
    """The last day of the month `back` months before (negative: after)."""
    index = on.year * 12 + on.month - 1 - back
    return PeriodKey.parse(f"{index // 12}-{index % 12 + 1:02d}").last


def _vi(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _short(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _party(number: str, office: str, day: date, kind: str, subject: str, body: str, foot: str) -> str:
    return f"""TỈNH ỦY ĐÔNG LĨNH
{office}
*
Số {number}

ĐẢNG CỘNG SẢN VIỆT NAM
Đông Lĩnh, {_vi(day)}

{kind}
{subject}
-----

{body}

{foot}
"""


_OFFICE_FOOT = """Nơi nhận:
- Thường trực Tỉnh ủy (để báo cáo),
- Các ban của Tỉnh ủy,
- Các đảng ủy xã, phường, đặc khu,
- Các sở, ngành tỉnh,
- Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh,
- Lưu Văn phòng Tỉnh ủy.

CHÁNH VĂN PHÒNG

{name}"""


def plan(on: date, signer: str) -> PaperOf:
    """A Party plan of five months ago: work for all communes, boards and departments, all due by now."""
    day = month_end(on, 5) - timedelta(days=19)
    first, second = month_end(on, 3), month_end(on, 2)
    body = f"""I. MỤC ĐÍCH, YÊU CẦU

1- Nâng cao trách nhiệm của người đứng đầu trong giải quyết việc bức xúc của Nhân dân.

II. NHIỆM VỤ

1- Các xã, phường, đặc khu rà soát những nguyện vọng chính đáng của cử tri, lập danh mục việc cần làm và phân công người phụ trách từng việc, hoàn thành chậm nhất ngày {_short(first)}.

2- Các xã, phường, đặc khu tổ chức đối thoại trực tiếp với Nhân dân ở cơ sở, báo cáo kết quả trước ngày {_short(second)}.

3- Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với Báo và phát thanh, truyền hình Đông Lĩnh mở chuyên mục về các tấm gương tiêu biểu, hoàn thành chậm nhất ngày {_short(first)}.

4- Ban Tổ chức Tỉnh ủy hướng dẫn việc đăng ký nêu gương của cán bộ, đảng viên trước ngày {_short(first)}.

5- Văn phòng Tỉnh ủy theo dõi, đôn đốc, định kỳ hằng tháng tổng hợp báo cáo Thường trực Tỉnh ủy."""
    foot = _OFFICE_FOOT.format(name=signer).replace("CHÁNH VĂN PHÒNG", "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ")
    text = _party("37-KH/TU", "*", day, "KẾ HOẠCH", "nâng cao tinh thần trách nhiệm, nói đi đôi với làm", body, foot).replace(
        "\n*\n*\n", "\n*\n"
    )
    return PaperOf(day, "ke-hoach-37.txt", text)


def state_plan(on: date, signer: str) -> PaperOf:
    """A State plan of four months ago for the departments."""
    day = month_end(on, 4) - timedelta(days=12)
    late, soon = month_end(on, 1), month_end(on, 0)
    text = f"""ỦY BAN NHÂN DÂN
TỈNH ĐÔNG LĨNH
Số: 512/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đông Lĩnh, {_vi(day)}

KẾ HOẠCH
Thực hành tiết kiệm, chống lãng phí; chấn chỉnh kỷ luật, kỷ cương hành chính

I. NHIỆM VỤ

1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ rà soát tài sản công dôi dư sau sắp xếp, báo cáo Ủy ban nhân dân tỉnh trước ngày {_short(late)}.

2. Sở Nông nghiệp và Môi trường xử lý dứt điểm các điểm ô nhiễm kéo dài, hoàn thành chậm nhất ngày {_short(soon)}.

3. Sở Nội vụ kiểm tra giờ giấc làm việc của công chức, viên chức, định kỳ hằng tháng báo cáo kết quả.

4. Sở Xây dựng công khai quy hoạch tại trụ sở các xã, phường, hoàn thành chậm nhất ngày {_short(late)}.

5. Thanh tra tỉnh kiểm tra việc thực hiện Kế hoạch này, báo cáo kết quả chậm nhất ngày {_short(soon)}.

Nơi nhận:
- Thường trực Tỉnh ủy;
- Các sở, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

{signer}
"""
    return PaperOf(day, "ke-hoach-512.txt", text)


def briefing(on: date, signer: str) -> PaperOf:
    """Last month's notice of conclusions: due this month and the next; one item waits for the leader."""
    day = month_end(on, 1) - timedelta(days=8)
    this, following = month_end(on, 0), month_end(on, -1)
    body = f"""Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, Thường trực Tỉnh ủy kết luận:

1- Các xã, phường, đặc khu giải quyết dứt điểm ít nhất 02 việc bức xúc, tồn đọng trên địa bàn, báo cáo kết quả chậm nhất ngày {_short(this)}.

2- Giao Ban Nội chính Tỉnh ủy chủ trì, phối hợp với Ủy ban Kiểm tra Tỉnh ủy rà soát đơn thư kéo dài, báo cáo trước ngày {_short(following)}.

3- Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội giám sát việc thực hiện lời hứa với cử tri, hoàn thành chậm nhất ngày {_short(following)}.

4- Yêu cầu Sở Y tế khắc phục tình trạng thiếu thuốc tại các trạm y tế, báo cáo kết quả trước ngày {_short(this)}."""
    text = _party(
        "198-TB/VPTU",
        "VĂN PHÒNG",
        day,
        "THÔNG BÁO",
        "kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban tháng",
        body,
        _OFFICE_FOOT.format(name=signer),
    )
    return PaperOf(day, "thong-bao-198.txt", text)


def fresh(on: date, signer: str) -> PaperOf:
    """A notice of a few days ago, registered, its directing clauses still to be disposed of; one slip: a directive numbered as a plan."""
    day = on - timedelta(days=4)
    following = month_end(on, -1)
    body = f"""Thực hiện Chỉ thị số 40-KH/TU, ngày 15/8/2025 của Ban Thường vụ Tỉnh ủy, Thường trực Tỉnh ủy kết luận như sau:

I. ĐÁNH GIÁ

1- Nhiều xã, phường đã giải quyết tốt các kiến nghị của cử tri; tuy nhiên, sự chuyển biến chưa đều.

II. NHIỆM VỤ TRỌNG TÂM

1- Từng cơ quan, đơn vị giao việc thật cụ thể, tiêu chí đánh giá thật rõ, gắn với kiểm tra, đánh giá kết quả hằng tháng.

2- Giao Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với Ban Tổ chức Tỉnh ủy xây dựng hướng dẫn nhân rộng điển hình tiên tiến, hoàn thành trước ngày {_short(following)}.

3- Các xã, phường, đặc khu xây dựng ít nhất 01 mô hình tiêu biểu về phục vụ Nhân dân, báo cáo kết quả chậm nhất ngày {_short(following)}.

4- Yêu cầu Sở Nông nghiệp và Môi trường, Sở Xây dựng giải quyết dứt điểm kiến nghị về đất đai đã trả lời nhiều lần, báo cáo Thường trực Tỉnh ủy trước ngày {_short(following)}.

5- Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh tăng cường giám sát, thường xuyên lắng nghe ý kiến Nhân dân.

Văn phòng Tỉnh ủy thông báo để các cơ quan, đơn vị biết, thực hiện."""
    text = _party(
        "214-TB/VPTU",
        "VĂN PHÒNG",
        day,
        "THÔNG BÁO",
        "kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban trực tuyến",
        body,
        _OFFICE_FOOT.format(name=signer),
    )
    return PaperOf(day, "thong-bao-214.txt", text)


def general(on: date, signer: str) -> PaperOf:
    """A wholly general notice: no deadline, no single body. Taken in, waiting to be registered."""
    day = on - timedelta(days=1)
    body = """I. ĐÁNH GIÁ KẾT QUẢ

1- Các cấp ủy đã triển khai đồng bộ việc học tập và làm theo gương.

II. NHIỆM VỤ TRONG THỜI GIAN TỚI

1- Tiếp tục thực hiện tốt chuyên đề năm về nêu cao tinh thần trách nhiệm.

- Mỗi cán bộ, đảng viên phải gần gũi Nhân dân, nói đi đôi với làm.

- Kiên quyết khắc phục những hạn chế, khuyết điểm đã được chỉ ra.

2- Từng cơ quan, đơn vị, địa phương phải chú ý nhân rộng những tấm gương điển hình.

3- Các cấp ủy, tổ chức Đảng tăng cường kiểm tra, theo dõi, đôn đốc."""
    text = _party(
        "215-TB/VPTU",
        "VĂN PHÒNG",
        day,
        "THÔNG BÁO",
        "kết luận của Thường trực Tỉnh ủy về việc học tập và làm theo gương",
        body,
        _OFFICE_FOOT.format(name=signer),
    )
    return PaperOf(day, "thong-bao-215.txt", text)


def before_merger(on: date, signer: str) -> PaperOf:
    """From before 1/7/2025, addressed to district committees that are no more."""
    day = date(2025, 5, 12)
    body = """1- Các huyện ủy, thị ủy, thành ủy rà soát, bàn giao hồ sơ, tài liệu trước khi kết thúc hoạt động, hoàn thành trước ngày 25/6/2025.

2- Các huyện ủy, thị ủy, thành ủy báo cáo số việc còn tồn đọng để chuyển tiếp theo dõi."""
    text = _party(
        "96-CV/TU", "*", day, "CÔNG VĂN", "về việc bàn giao hồ sơ khi kết thúc hoạt động cấp huyện", body, _OFFICE_FOOT.format(name=signer)
    ).replace("\n*\n*\n", "\n*\n")
    return PaperOf(day, "cong-van-96.txt", text)


#: In the order they were taken in.
PAPERS: dict[str, Callable[[date, str], PaperOf]] = {
    "before_merger": before_merger,
    "plan": plan,
    "state_plan": state_plan,
    "briefing": briefing,
    "fresh": fresh,
    "general": general,
}

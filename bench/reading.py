"""Đo tốc độ đọc. / How fast a text is read: citations alone and the whole reading, and whether time grows with length only.

    python bench/reading.py [--sizes 0.1 1 10] [--rounds 3] [--only citations|reading]

The text is our own: sentences of offices that do not exist, their numbers and days drawn from a fixed seed, in a document's shape.
Times are CPU of this process, warm, the median of the rounds; ratios compare a size with the one before. Figures of a busy machine are
worth little: the load before and after is printed with them.
Aims (design/reading.md): citations 5 MB/s or more, the whole reading 1 MB/s or more.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from dondoc.reading.citations import citations
from dondoc.reading.contract import Head
from dondoc.reading.reader import read_text

AIMS = {"citations": 5.0, "reading": 1.0}
HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐÔNG LĨNH
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 812/KH-UBND

Đông Lĩnh, ngày 02 tháng 3 năm 2025

KẾ HOẠCH
Triển khai công tác cải cách hành chính trên địa bàn tỉnh

"""
FOOT = """
Nơi nhận:
- Như trên;
- Các sở, ban, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Minh
"""
BODIES = ("Sở Nội vụ", "Sở Tài chính", "Công an tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Ủy ban nhân dân các xã, phường", "Sở Y tế")
#: two in eight cite, three documents in all: denser than real plans; the rest is prose of work and of findings
SENTENCES = (
    "Căn cứ {kind} số {number} ngày {day} của Ủy ban nhân dân tỉnh về nâng cao chất lượng phục vụ người dân, "
    "{body} tham mưu kế hoạch trước ngày {day}.",
    "Thực hiện Chỉ thị số {low}-CT/TU, ngày {day} của Ban Thường vụ Tỉnh ủy (khóa XVI) và Kết luận số {low}-KL/TU, "
    "các đơn vị báo cáo hằng tháng.",
    "{body} chủ trì, phối hợp với {other} rà soát, bổ sung quy trình tiếp nhận hồ sơ, bảo đảm công khai, minh "
    "bạch, thuận tiện cho tổ chức và công dân.",
    "Thời gian qua, các cơ quan, đơn vị đã tích cực triển khai nhiệm vụ được giao; nhiều cách làm hay, mô hình tốt "
    "được nhân rộng và đạt kết quả rõ nét.",
    "Bên cạnh đó, việc phối hợp giữa một số đơn vị còn chậm, chất lượng tham mưu chưa đồng đều, tiến độ một số "
    "công việc chưa bảo đảm yêu cầu đề ra.",
    "Giao {body} hướng dẫn, kiểm tra, đôn đốc việc thực hiện, định kỳ hằng quý tổng hợp, báo cáo Ủy ban nhân dân "
    "tỉnh (qua {other}) để chỉ đạo.",
    "Tăng cường tuyên truyền, vận động cán bộ, đảng viên và Nhân dân hưởng ứng phong trào xây dựng nếp sống văn "
    "minh, giữ gìn vệ sinh môi trường.",
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội giám sát, phản biện, kịp thời "
    "phản ánh khó khăn, vướng mắc.",
)
KINDS = (("Quyết định", "QĐ-UBND"), ("Kế hoạch", "KH-UBND"), ("Chương trình", "CTr-UBND"), ("Nghị quyết", "NQ-HĐND"))


def text_of(megabytes: float) -> str:
    """A document of about so many million bytes in UTF-8: head, numbered clauses three deep, foot."""
    chance, target = random.Random(2025), megabytes * 1_000_000  # fixed seed: no secret is drawn
    parts, size, count = [HEAD], len(HEAD.encode()), 0
    while size < target:
        count += 1
        heading = f"{count}. {chance.choice(BODIES)}\n"
        clauses = [f"{'abcdđe'[place]}) {_sentence(chance)}\n- {_sentence(chance)}\n" for place in range(chance.randint(1, 5))]
        block = heading + "".join(clauses)
        parts.append(block)
        size += len(block.encode())
    return "".join([*parts, FOOT])


def _sentence(chance: random.Random) -> str:
    kind, code = chance.choice(KINDS)
    return chance.choice(SENTENCES).format(
        kind=kind,
        number=f"{chance.randint(100, 9999)}/{code}",
        low=chance.randint(10, 99),
        day=f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(2015, 2025)}",
        body=chance.choice(BODIES),
        other=chance.choice(BODIES),
    )


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Median CPU seconds of this process, after one run to warm up."""
    work()
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def load() -> str:
    return "load " + " ".join(f"{part:.2f}" for part in os.getloadavg()) if hasattr(os, "getloadavg") else "load unknown"


def peak_megabytes() -> float:
    """The most memory this process has held, in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def measure(name: str, work: Callable[[str], object], sizes: list[float], rounds: int) -> None:
    before = 0.0, 0.0
    for size in sizes:
        text = text_of(size)
        megabytes = len(text.encode()) / 1e6
        spent = seconds(lambda text=text: work(text), rounds)
        ratio = f"  time x{spent / before[1]:.1f} for size x{megabytes / before[0]:.1f}" if before[1] else ""
        rate = megabytes / spent
        print(f"{name:10} {megabytes:6.2f} MB  {spent * 1000:9.1f} ms CPU  {rate:6.2f} MB/s  {rate / AIMS[name]:5.2f} of the aim{ratio}")
        before = megabytes, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.1, 1, 10], help="MB of UTF-8")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=sorted(AIMS))
    options = parser.parse_args()
    print("before:", load())
    if options.only != "reading":
        measure("citations", lambda text: citations(text, Head()), options.sizes, options.rounds)
    if options.only != "citations":
        measure("reading", read_text, options.sizes, options.rounds)
    print("after: ", load(), f"  peak memory {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()

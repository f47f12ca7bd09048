"""Rates beside other figures: named anew, or moved once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.meaning.measures import MeasureReading
from extractor.meaning.surroundings import Surroundings

# «54 hộ kinh doanh, tỷ lệ hộ nghèo giảm 3%»: a rate named beside, which moves in points.
OWN_RATE = re.compile(r"[,;] (?:và |đưa |kéo |kéo giảm |giảm )?(?:tỷ lệ|tỉ lệ) (?!giảm|tăng)")
# «tăng 3% so với tháng trước và tăng 9%»: the same moved so far since another time.
AGAIN = re.compile(
    r"(?: so (?:với )?[^,;.()%]{0,50})?(?:,| và| nhưng)(?: cũng| lại)?"
    r" (?:tăng|giảm|cao hơn|thấp hơn)"
    r"(?: (?:tới|đến|hơn|gần|khoảng|mạnh|nhẹ|thêm)){0,2} "
)
# «có 9 dự án; cả nước có 58% số xã đạt chuẩn»: a clause of its own, about other things.
OWN_WHOLE = re.compile(r" (?:tổng )?số (?!tiền|vốn|thu|chi|nợ|này|đó|còn|trên|dư)| dân số")
OF_BEFORE = re.compile(r"\b(?:chiếm|trong đó|đạt|bằng|tương|trên tổng)\b")
# «…, tỷ lệ giải ngân đạt 21% kế hoạch»: a rate with a name completes nothing before it; nor does
# what a clause of its own says: «…; giải ngân vốn đầu tư công đạt tỷ lệ 71%».
NAMED_RATE = re.compile(
    r"[,;] (?:và |đưa )?(?:tỷ|tỉ) lệ (?!tăng|giảm|đạt|hoàn|là|chiếm|khoảng|gần|hơn|trên|này|\d)"
    r"|; ?(?:[^\W\d_]+ ){3,14}đạt (?:tỷ|tỉ) lệ (?:là |gần |hơn |trên )?$"
)


def names_rate(low: str, start: int, end: int) -> bool:
    """Whether a rate is named between two figures that moves by the second."""
    return OWN_RATE.search(low, start, end) is not None


def but_told_anew(
    low: str, all_at: Sequence[Surroundings], at: Surroundings, number: int | None
) -> int | None:
    """The figure, unless the percentage is a rate with a name of its own, or a share of others."""
    if (
        number is None
        or _tells_anew(low, at)
        or NAMED_RATE.search(low, all_at[number].end, at.start)
    ):
        return None
    return number


def moves_on(low: str, other: Surroundings, at: Surroundings, moved: MeasureReading) -> bool:
    """Whether the figure before moved in points, and this one says how far the same rate moved
    against another time: «đạt 41%, giảm 3% so với tháng trước và giảm 9% so với cùng kỳ»."""
    return moved.measure == "change" and AGAIN.fullmatch(low, other.end, at.start) is not None


def _tells_anew(low: str, at: Surroundings) -> bool:
    """Whether a percentage opens a clause by what it is a share of, behind figures of others."""
    if OWN_WHOLE.match(low, at.end) is None:
        return False
    opened = low.rfind(";", at.since, at.start)
    return opened >= 0 and OF_BEFORE.search(low, opened, at.start) is None

"""Rates beside other figures: named anew, or moved once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.meaning.measure_grounds import MeasureReading
from extractor.meaning.surroundings import Surroundings

# «54 hộ kinh doanh, tỷ lệ hộ nghèo giảm 3%»: a rate named beside, which moves in points.
OWN_RATE = re.compile(r"[,;] (?:và |đưa |kéo |kéo giảm |giảm )?(?:tỷ lệ|tỉ lệ) (?!giảm|tăng)")
# «tăng 3% so với tháng trước và tăng 9%»: the same moved so far since another time.
AGAIN = re.compile(
    r"(?: so (?:với )?[^,;.()%]{0,50})?(?:,| và| nhưng)(?: cũng| lại)?"
    r" (?:tăng|giảm|cao hơn|thấp hơn)"
    r"(?: (?:tới|đến|hơn|gần|khoảng|mạnh|nhẹ|thêm)){0,2} "
)
# From where to where a rate moved, in brackets behind its move; how far back another may stand.
FROM_TO = re.compile(r" \((?:giảm |tăng )?từ [\d.,]+ ?%[^()%]{0,24} (?:xuống|lên|còn) ")
MOVED_BACK = 9
# «có 9 dự án; cả nước có 58% số xã đạt chuẩn»: a clause of its own, about other things.
OWN_WHOLE = re.compile(r" (?:tổng )?số (?!tiền|vốn|thu|chi|nợ|này|đó|còn|trên|dư)| dân số")
OF_BEFORE = re.compile(r"\b(?:chiếm|trong đó|đạt|bằng|tương|trên tổng)\b")
OPENS_PART = re.compile(r"(?:[,;] ?| và )(?:(?:có|đã có|hiện có|gần|hơn|trên|khoảng) ){0,2}$")
# «5/5 chi hội và 100% hội viên hưởng ứng»
FOLK = re.compile(
    r" (?:tổng )?(?:số )?(?:(?:hội|đoàn|đảng|giáo|học) viên|cán bộ|công chức|người dân|nhân dân"
    r"|hộ dân|hộ gia đình|gia đình|học sinh|chi (?:hội|bộ|đoàn)|khu dân cư|cơ quan|đơn vị|thôn|ấp)"
)
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


def moves_alike(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> int | None:
    """The figure of the sentence that moved in the same words: «xã A giảm 13% (từ 22% xuống còn
    9%) và có 160 lao động …; xã B giảm 7% (từ 19% xuống còn 12%)»."""
    if FROM_TO.match(low, at.end) is None:
        return None
    for other in reversed(all_at[max(0, at.number - MOVED_BACK) : at.number]):
        if other.sentence != at.sentence:
            return None
        if other.quantity.unit == "%" and FROM_TO.match(low, other.end):
            return other.number
    return None


def tells_own_whole(low: str, at: Surroundings, cue: MeasureReading | None) -> bool:
    """Whether a percentage opens its part of a list and is a share of what stands behind it:
    «còn 12 hộ nghèo, 100% hộ dân dùng nước sạch»."""
    behind = cue is not None and cue.cue is not None and cue.cue.start >= at.end
    share = behind and cue is not None and cue.measure == "share"
    folk = (cue is None or cue.cue is None) and FOLK.match(low, at.end) is not None
    return (share or folk) and OPENS_PART.search(low, max(0, at.start - 16), at.start) is not None


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

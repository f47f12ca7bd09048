"""Numbers that are no figures: what others are told per."""

from __future__ import annotations

import re

# «45 thuê bao/100 dân»: what rates are told per.
BASES = frozenset({"100", "1000", "1.000", "10.000", "100.000"})
TAKEN = re.compile(r"\d{1,3}(?:\.?\d{3})? ?(?=[^\W\d_])")
PER_ONE_BACK = 60
PER_ONE_AHEAD = 70
# «thu nhập bình quân trên 1 hộ đạt 120 triệu đồng»: from what is averaged to the unit it is per.
PER_ONE = re.compile(
    r"(?:bình quân|trung bình|chi phí|giá thành)(?: [^\W\d_]+){0,6} (?:trên|cho|của|tính trên) "
    r"(?:0?1|một) (?!(?:tháng|năm|ngày|tuần|giờ|quý|lần|số|trong|phần)\b)(?=[^\W\d_]"
    r"[^,.;:()\d]{0,40}\b(?:là|đạt|khoảng|hết|từ|chỉ|ước|hơn|gần)\b[^,.;:()\d]{0,20}\d)"
)


def is_rate_base(low: str, start: int) -> bool:
    """Whether the number at `start` is a round one that a rate is told per: «…/10.000 dân»."""
    if low[start - 1 : start] != "/" or not low[start - 2 : start - 1].isalpha():
        return False
    count = TAKEN.match(low, start)
    return count is not None and count.group().strip() in BASES


def is_per_one(low: str, start: int, end: int) -> bool:
    """Whether the one at `start` is what an average is taken over: «bình quân trên 1 hộ đạt …»."""
    one = PER_ONE.search(low, max(0, start - PER_ONE_BACK), end + PER_ONE_AHEAD)
    return one is not None and start < one.end() <= end

"""What figures are told per: numbers that are no figures themselves, and rates said only once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extractor.mentions import Quantity

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
# How far two figures stand apart that share what they are per, and the words that lead in both.
TWIN_REACH, TWIN_WORDS = 90, 2
PARTED = re.compile(r"[;.:\n\d]")


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


def with_shared_rates(low: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, money with the «/ha» that the next one has for both: «đồng trên cho thu nhập
    340 triệu và đồng dưới cho thu nhập 250 triệu đồng/ha»."""
    shared = list(found)
    for number in range(len(shared) - 2, -1, -1):
        here, follow = shared[number], shared[number + 1]
        lacks = here.kind == follow.kind == "money" and follow.per and not here.per
        if lacks and _led_alike(low, here, follow):
            shared[number] = replace(here, per=follow.per)
    return shared


def _led_alike(low: str, here: Quantity, follow: Quantity) -> bool:
    """Whether the same words lead in two figures of one clause."""
    gap = low[here.span.end : follow.span.start]
    if len(gap) > TWIN_REACH or " và " not in gap or PARTED.search(gap):
        return False
    start = here.span.start
    led = low[max(0, start - TWIN_REACH) : start].split()[-TWIN_WORDS:]
    return len(led) == TWIN_WORDS and led == gap.split()[-TWIN_WORDS:] and "".join(led).isalpha()

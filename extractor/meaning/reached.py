"""Percentages that say what the figure before them has reached, or say that figure again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.meaning.measure_grounds import MeasureReading
from extractor.meaning.measures import WHOLE
from extractor.meaning.restated import restates
from extractor.meaning.surroundings import Surroundings, figure_before

# What a percentage can complete, change or be a share of.
COUNTED = frozenset({"count", "money", "measure", "ratio"})
# How close behind a ratio its own percentage stands.
RESTATED, RESTATED_FAR = 45, 110
# How far a percentage may be rounded from its ratio.
HALF_POINT = Decimal("0.51")
COMPLETES = re.compile(r" ?[,;(]? ?(?:đạt|bằng|vượt|hoàn thành) (?:khoảng |gần |hơn |trên )?")
FULFILS = re.compile(
    r" ?[,(;]? ?(?:mới |chỉ |mới chỉ |ước )?(?:đạt|bằng) (?:khoảng |gần |hơn |trên )?"
)

# What leads in a plan's figure, how far before it, and a percentage of it.
PLAN = re.compile(r"(?:kế hoạch|chỉ tiêu|dự toán|nghị quyết|(?<![^\W\d_])kh|giao)(?![^\W\d_])")
PLAN_BACK, OF_PLAN, AMOUNTS = 40, ("đạt", "bằng", "được"), frozenset({"count", "money", "measure"})

# «làm rõ 6 vụ, đạt 75%», «tiêm cho 215 trẻ dưới 1 tuổi, đạt 98%»: of all that there were.
REACHES = re.compile(
    r"(?:[^,;:.()\d\n]|\d{1,2} (?:tháng )?tuổi){0,45}, (?:đã )?đạt (?:khoảng |gần |hơn |trên )?"
)


def completes_rate(
    low: str,
    all_at: Sequence[Surroundings],
    at: Surroundings,
    earlier: Sequence[MeasureReading],
) -> bool:
    """«tỷ lệ hộ nghèo còn 3,6%, đạt 111,9% kế hoạch»: a plan for a rate, right behind it."""
    before = figure_before(all_at, at)
    if before is None or before.quantity.kind != "percent":
        return False
    rate = earlier[before.number].measure == "level"
    return rate and COMPLETES.fullmatch(low, before.end, at.start) is not None


def follows_ratio(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> bool:
    """«412/468 hộ, đạt 88%»: the percentage restates the ratio."""
    before = figure_before(all_at, at)
    if before is None or before.quantity.kind != "ratio":
        return False
    led = low[before.end : at.start].rstrip().endswith((" đạt", " chiếm"))
    return at.start - before.end < (RESTATED_FAR if led else RESTATED)


def reaches_count(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> bool:
    """«giải quyết đúng hạn 2.300 hồ sơ, đạt 98%»: the share that the count before makes."""
    before = figure_before(all_at, at)
    if before is None or before.quantity.kind != "count":
        return False
    return REACHES.fullmatch(low, before.end, at.start) is not None


def equals_ratio(all_at: Sequence[Surroundings], at: Surroundings) -> int | None:
    """«319/322 cử tri đi bầu tại 7 khu vực, đạt 99%»: the ratio a few figures before that comes
    to just this percentage; 100% is of many things."""
    value = at.quantity.value
    if value is None or value == WHOLE:
        return None
    for other in reversed(all_at[max(0, at.number - 3) : at.number]):
        part, whole = other.quantity.value, other.quantity.denominator
        if other.sentence != at.sentence:
            return None
        if other.quantity.kind != "ratio" or part is None or not whole:
            continue
        if abs(part * WHOLE / whole - value) < HALF_POINT:
            return other.number
    return None


def done_of_plan(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> int | None:
    """«giao cho xã 25 người, đã đưa đi 18 người, đạt 72%», «1.350 người (kế hoạch 1.200 người), đạt
    112,5%»: what was done, where the percentage is just what that makes of the plan beside it."""
    value, before = at.quantity.value, low[max(at.since, at.start - 12) : at.start].rstrip()
    if value is None or at.quantity.kind != "percent" or not before.endswith(OF_PLAN):
        return None
    told = [one for one in all_at[max(0, at.number - 4) : at.number] if _is_amount(one, at)]
    for first, second in zip(reversed(told[:-1]), reversed(told[1:]), strict=True):
        if first.quantity.unit != second.quantity.unit:
            continue
        for done, plan in ((second, first), (first, second)):
            part, whole = done.quantity.value or WHOLE, plan.quantity.value or WHOLE
            begin = max(plan.since, plan.start - PLAN_BACK)
            exact = abs(part * WHOLE / whole - value) < HALF_POINT
            if exact and PLAN.search(low, begin, plan.start):
                return done.number
    return None


def _is_amount(one: Surroundings, at: Surroundings) -> bool:
    told = one.sentence == at.sentence and one.quantity.kind in AMOUNTS
    return told and bool(one.quantity.value)


def is_fulfilled(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> bool:
    """«thu 54 tỷ đồng, đạt 50,9%»: money reaches a part of its plan, though no plan is named;
    «giao 31 thanh niên nhập ngũ, đạt 172,2%»: so does a count that reaches more than all."""
    before = figure_before(all_at, at)
    if before is None:
        return False
    if before.quantity.kind == "money":
        return FULFILS.fullmatch(low, before.end, at.start) is not None
    over = at.quantity.kind == "percent" and (at.quantity.value or WHOLE) > WHOLE
    led = low[before.end : at.start].rstrip().endswith(" đạt")
    return over and led and before.quantity.kind in COUNTED and at.start - before.end < RESTATED_FAR


def restates_percent(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> bool:
    """Whether a sum says again what a percentage before it said: «0,7% (tương đương 17 USD)»."""
    before = figure_before(all_at, at)
    return before is not None and before.quantity.kind == "percent" and restates(low, before, at)


def says_again(low: str, all_at: Sequence[Surroundings], at: Surroundings) -> bool:
    """Whether a percentage is what the figure before reached of its plan, or that one again."""
    before = figure_before(all_at, at)
    counted = before is not None and before.quantity.kind in COUNTED
    return is_fulfilled(low, all_at, at) or (counted and restates(low, before, at))

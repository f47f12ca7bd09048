"""Counts times values of one each, against the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from extractor.checks.finding import Finding, quote, say, say_interval
from extractor.checks.interval import Interval, total
from extractor.checks.sheet import SIZES, Sheet
from extractor.checks.tuning import Check, Tuning

# So many figures before a total, and it is no longer clear what they make up.
MOST = 20
# A thousand, a million: nghìn, triệu and tỷ mistaken for one another.
SLIPS = (Decimal(1000), Decimal(10**6))


class Batch(Struct, frozen=True):
    """So many things of so much each, and the total that is stated for them."""

    counts: tuple[int, ...]
    each: tuple[int, ...]
    stated: int
    made: Interval
    total: Interval


def check_worth(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«60 suất, mỗi suất 400.000 đồng, tổng 34 triệu đồng»: the product is another sum."""
    for batch in _batches(sheet, tuning):
        if batch.made.meets(batch.total) or _slip(batch) or _has_more(sheet, batch, tuning):
            continue
        yield _finding(sheet, batch, "≠")


def check_scale(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«1.250 người, mỗi người 600 – 800 nghìn đồng, tổng 900 tỷ đồng»: tỷ instead of triệu."""
    for batch in _batches(sheet, tuning):
        factor = None if batch.made.meets(batch.total) else _slip(batch)
        if factor is not None:
            yield _finding(sheet, batch, "≈ ÷" if factor > 1 else "≈ ×", factor)


def _slip(batch: Batch) -> Decimal | None:
    """By what the total would have to be divided to be right: 1000, or 1/1000, or None."""
    for factor in SLIPS:
        for by in (factor, 1 / factor):
            if Interval(batch.total.low / by, batch.total.high / by).meets(batch.made):
                return by
    return None


def _batches(sheet: Sheet, tuning: Tuning) -> Iterator[Batch]:
    figures = sheet.figures
    for stated in sheet.by_kind["money"]:
        figure = figures[stated]
        if stated < 2 or figures[stated - 1].kind != "money" or figures[stated - 2].kind != "count":
            continue
        if figure.per or figure.measure not in SIZES:
            continue
        if not tuning.words["total"].inside(sheet.before(stated)[-tuning.whole("near") :]):
            continue
        pairs = _pairs(sheet, stated, tuning)
        made = _made(sheet, pairs)
        meant = sheet.interval(stated)
        if made is not None and meant is not None:
            counts, each = zip(*pairs, strict=True)
            yield Batch(counts, each, stated, made, meant)


def _pairs(sheet: Sheet, stated: int, tuning: Tuning) -> list[tuple[int, int]]:
    """Each count before the total with its price; empty where a count has none."""
    figures, group = sheet.figures, sheet.group_of[stated]
    before = list(range(group.start, stated))
    if len(before) > MOST:
        return []
    pairs: list[tuple[int, int]] = []
    while before:
        each = before.pop()
        if (
            not before
            or figures[each].kind != "money"
            or figures[each].unit != figures[stated].unit
        ):
            return []
        count = before.pop()
        if not _priced(sheet, count, each, tuning):
            return []
        pairs.insert(0, (count, each))
    apart = [sheet.between(each, count) for (_, each), (count, _) in pairwise(pairs)]
    return [] if any(";" in words or "." in words for words in apart) else pairs


def _priced(sheet: Sheet, count: int, each: int, tuning: Tuning) -> bool:
    """Whether the money right after the count is what one of them is worth."""
    counted, price = sheet.figures[count], sheet.figures[each]
    if counted.kind != "count" or counted.measure not in SIZES or counted.per:
        return False
    words = sheet.between(count, each)
    if price.per and len(price.per) == 1:
        unit = price.per[0]
        return counted.unit == unit or counted.unit_text.lower().startswith(unit)
    return not words.strip() and counted.unit in tuning.forms["priced"]


def _made(sheet: Sheet, pairs: list[tuple[int, int]]) -> Interval | None:
    made = []
    for count, each in pairs:
        counted, price = sheet.interval(count), sheet.interval(each)
        if counted is None or price is None:
            return None
        made.append(counted.times(price))
    return total(made) if made else None


def _has_more(sheet: Sheet, batch: Batch, tuning: Tuning) -> bool:
    """Whether the total may take in gifts beside the money."""
    low = sheet.low[sheet.span(batch.counts[0]).start : sheet.span(batch.stated).start]
    return batch.total.low > batch.made.high and tuning.words["more"].inside(low)


def _finding(sheet: Sheet, batch: Batch, sign: str, factor: Decimal | None = None) -> Finding:
    figures = sheet.figures
    terms = " + ".join(
        f"{quote(figures[count])} × {quote(figures[each])}"
        for count, each in zip(batch.counts, batch.each, strict=True)
    )
    by = "" if factor is None else say(max(factor, 1 / factor))
    stated = quote(figures[batch.stated])
    made = say_interval(batch.made, "VND")
    right = f"{sign} {stated}" if factor is None else f"≈ {stated} {sign[2:]} {by}"
    pairs = [number for pair in zip(batch.counts, batch.each, strict=True) for number in pair]
    return Finding((*pairs, batch.stated), f"{terms} = {made} {right}",
                   {"made": made, "stated": stated})  # fmt: skip


CHECKS = (
    Check("c11", check_scale, ("made", "stated"), ("near",), ("total", "priced"), "total"),
    Check("c4", check_worth, ("made", "stated"), ("near",), ("total", "priced", "more"), "total"),
)

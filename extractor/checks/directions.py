"""Rises and falls against the numbers, and points taken for percent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.finding import Finding, quote, say
from extractor.checks.sheet import SIZES, Sheet
from extractor.checks.tuning import Check, Tuning

STANDING = SIZES | {"per_unit"}


def check_direction(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«giảm còn 2,4% (năm trước 2,1%)», «giảm từ 5 vụ xuống 7 vụ»: it moved the other way."""
    for number, (figure, then) in enumerate(pairwise(sheet.figures)):
        after = number + 1
        if figure.unit != then.unit or not {figure.measure, then.measure} <= STANDING:
            continue
        if after not in sheet.group_of[number]:
            continue
        way = _led_way(sheet, number, after, tuning)
        if way is not None:
            first, second, direction = way
            yield from _against_way(sheet, first, second, direction)


def _led_way(sheet: Sheet, number: int, after: int, tuning: Tuning) -> tuple[int, int, str] | None:
    """The level before, the one after, and which way the words say it went."""
    words, gap = tuning.words, sheet.between(number, after)
    if len(gap) > tuning.whole("far"):
        return None
    if words["from"].close(sheet.before(number)):
        for direction in ("down", "up"):
            if words[f"to_{direction}"].close(gap):
                return number, after, direction
        return None
    if gap.lstrip().startswith("(") and words["earlier"].inside(gap):
        for direction in ("down", "up"):
            if words[f"reached_{direction}"].close(sheet.before(number)):
                return after, number, direction
    return None


def _against_way(sheet: Sheet, first: int, second: int, direction: str) -> Iterator[Finding]:
    before, after = sheet.interval(first), sheet.interval(second)
    if before is None or after is None:
        return
    wrong = after.low > before.high if direction == "down" else after.high < before.low
    if wrong:
        quoted = quote(sheet.figures[first]), quote(sheet.figures[second])
        sign = "<" if direction == "down" else ">"
        way = ("giảm", "fell") if direction == "down" else ("tăng", "rose")
        words = {"before": quoted[0], "after": quoted[1], "way": way[0], "way_en": way[1]}
        yield Finding(tuple(sorted((first, second))), f"{quoted[0]} {sign} {quoted[1]}", words)


def check_points(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«tỷ lệ hộ nghèo còn 1,9%, giảm 12%»: points, or a twelfth of what it was?"""
    for number in sheet.by_measure["change"]:
        figure = sheet.figures[number]
        if figure.unit != "điểm %" or figure.direction != "down":
            continue
        level = sheet.target(figure.about)
        if level is None or level + 1 != number or sheet.figures[level].measure != "level":
            continue
        if figure.baseline is not None and figure.baseline.kind not in ("year_start", "prev_year"):
            continue
        now, moved = sheet.figures[level].value, figure.value
        if now is None or moved is None:
            continue
        if figure.baseline is None and tuning.words["long"].inside(sheet.sentence(number)):
            continue
        if moved >= tuning.limits["least"] and moved > now * tuning.limits["times"]:
            yield _points_finding(sheet, level, number, now, moved)


def _points_finding(sheet: Sheet, level: int, number: int, now: Decimal, moved: Decimal) -> Finding:
    points = now + moved
    relative = now / (1 - moved / 100) if moved < 100 else None
    either = f"{say(now)} + {say(moved)} = {say(points, '%')}"
    other = (
        ""
        if relative is None
        else f"; {say(now)} / (1 − {say(moved, '%')}) = " + say(relative, "%")
    )
    quoted = {"level": quote(sheet.figures[level]), "stated": quote(sheet.figures[number])}
    return Finding((level, number), either + other, quoted)


CHECKS = (
    Check("c18", check_direction, ("before", "after", "way", "way_en"), ("far",),
          ("from", "to_down", "to_up", "reached_down", "reached_up", "earlier")),
    Check("c26", check_points, ("level", "stated"), ("least", "times"), ("long",)),
)  # fmt: skip

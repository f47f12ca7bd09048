"""The headline's figure against the body's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from extractor.checks.finding import Finding, quote, say_interval
from extractor.checks.interval import Interval, total
from extractor.checks.sheet import SIZES, Sheet
from extractor.checks.tuning import Check, Tuning

# Sums of at most so many figures may be what a headline tells.
TERMS = 3
# The first line that says something, with more behind it; a sentence of the text itself ends in
# a full stop.
HEADLINE = re.compile(r"\s*(\S[^\n]*(?<![.\s]))\s*\n\s*\S")
# Headlines have few figures.
IN_HEADLINE = 4
# No more figures than these are added up.
ADDENDS = 8


def check_headline(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«Hơn 30.000 học sinh …» above a body that counts 29.486 of them."""
    end = _headline_end(sheet.record.article.text, tuning.whole("longest"))
    for number, figure in enumerate(sheet.figures[:IN_HEADLINE]):
        if figure.start >= end:
            return
        if not _is_countable(sheet, number, tuning):
            continue
        told = _same_things(sheet, number, end)
        stated = sheet.interval(number)
        if stated is None or not told or _is_explained(sheet, number, stated, end):
            continue
        near = [n for n in told if _is_near(sheet, n, stated, tuning)]
        if len(near) == len(told) == 1:
            yield _repeat_finding(sheet, number, near[0])


def _headline_end(text: str, longest: int) -> int:
    """Where the first line that says something ends; 0 when it is no headline."""
    match = HEADLINE.match(text)
    if match is None or len(match[1]) > longest or ". " in match[1]:
        return 0
    return match.end(1)


def _is_countable(sheet: Sheet, number: int, tuning: Tuning) -> bool:
    figure = sheet.figures[number]
    sized = figure.measure in SIZES and figure.per is None and figure.value is not None
    return sized and figure.value >= tuning.limits["least"] if figure.value else False


def _same_things(sheet: Sheet, number: int, end: int) -> list[int]:
    """Figures of the body that measure the same, in one unit, at one place and status."""
    figure = sheet.figures[number]
    found = []
    for other in range(number + 1, len(sheet.figures)):
        told = sheet.figures[other]
        if told.start < end or told.unit != figure.unit or told.kind != figure.kind:
            continue
        same = figure.indicator is not None and told.indicator == figure.indicator
        named = _head(told.subject) == _head(figure.subject) is not None
        sized = told.measure in SIZES and told.per is None and told.status == figure.status
        if sized and told.part_of is None and (same or named):
            found.append(other)
    return found


def _head(subject: str | None) -> str | None:
    return None if subject is None else subject.lower()


def _is_explained(sheet: Sheet, number: int, stated: Interval, end: int) -> bool:
    """Whether any figure of that unit in the body, or a sum of some, allows the headline's."""
    figure = sheet.figures[number]
    values: list[Interval] = []
    for other in range(number + 1, len(sheet.figures)):
        told = sheet.figures[other]
        interval = sheet.interval(other) if told.unit == figure.unit else None
        if interval is None or told.start < end:
            continue
        if stated.meets(interval):
            return True
        if not figure.indicator or told.indicator in (None, figure.indicator):
            values.append(interval)
    if len(values) > ADDENDS:
        return True
    return any(
        stated.meets(total(some))
        for size in range(2, TERMS + 1)
        for some in combinations(values, size)
    )


def _is_near(sheet: Sheet, other: int, stated: Interval, tuning: Tuning) -> bool:
    """Whether the two are close enough to be told of the same thing."""
    interval = sheet.interval(other)
    if interval is None or not stated.low:
        return False
    share = 1 - tuning.limits["spread"]
    return interval.high >= stated.low * share and interval.low <= stated.high / share


def _repeat_finding(sheet: Sheet, number: int, other: int) -> Finding:
    figures = sheet.figures
    intervals = sheet.interval(number), sheet.interval(other)
    unit = figures[number].unit
    left, right = (say_interval(value, unit) if value else "" for value in intervals)
    return Finding(
        (number, other),
        f"{left} ≠ {right}",
        {"headline": quote(figures[number]), "body": quote(figures[other])},
    )


CHECKS = (Check("c20", check_headline, ("headline", "body"), ("least", "spread", "longest")),)

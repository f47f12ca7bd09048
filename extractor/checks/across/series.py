"""One indicator at one place, told by several articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from statistics import median

from extractor.checks.across.clash import Clash, cite, said
from extractor.checks.across.facts import Fact
from extractor.checks.finding import say, say_interval
from extractor.checks.interval import Interval
from extractor.checks.tuning import Tuning

SIZED = frozenset({"level", "flow"})
FACTORS = (Decimal(1000), Decimal(10**6), Decimal(10**9))
# When poverty was measured anew, and when units were merged.
BREAKS = ("2016-01-01", "2021-01-01", "2022-01-01", "2025-07-01")


def check_contradictions(facts: list[Fact], tuning: Tuning) -> Iterator[Clash]:
    """«cuối 2022 còn 42 hộ nghèo», elsewhere «cuối 2022 còn 47»: both cannot hold."""
    for first, second in _contradictions(facts, tuning):
        if _slip(first, second) is None:
            yield _clash(first, second, None, _softened(first, second, tuning))


def check_travelled_units(facts: list[Fact], tuning: Tuning) -> Iterator[Clash]:
    """The same digits a thousand times larger elsewhere: a unit changed on the way."""
    for first, second in _contradictions(facts, tuning):
        factor = _slip(first, second)
        if factor is not None:
            yield _clash(first, second, factor, None)


def _contradictions(facts: list[Fact], tuning: Tuning) -> Iterator[tuple[Fact, Fact]]:
    """For each slot the first fact, and each later value that cannot be the same."""
    slots: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.measure in SIZED and fact.status in ("actual", "estimate"):
            subject = "" if fact.unit == "%" else fact.subject
            slots[fact.measure, fact.first_day, fact.last_day, subject].append(fact)
    for told in slots.values():
        seen = [told[0]]
        for fact in told[1:]:
            known = any(fact.interval.meets(other.interval) for other in seen)
            if not known and len(seen) <= tuning.whole("values"):
                if fact.article != seen[0].article:
                    yield seen[0], fact
                seen.append(fact)


def _slip(first: Fact, second: Fact) -> Decimal | None:
    """By what the larger must be divided to be the smaller, when that is a power of a thousand."""
    small, large = sorted((first.interval, second.interval))
    for factor in FACTORS:
        if Interval(large.low / factor, large.high / factor).meets(small) and small.high > 0:
            return factor
    return None


def _softened(first: Fact, second: Fact, tuning: Tuning) -> str | None:
    """A revision, or an estimate beside a result, may well differ: only a note."""
    revised = any(tuning.words["revised"].inside(f.sentence.lower()) for f in (first, second))
    return "info" if revised or first.status != second.status else None


def _clash(first: Fact, second: Fact, factor: Decimal | None, softer: str | None) -> Clash:
    intervals = (say_interval(fact.interval, fact.unit) for fact in (first, second))
    shown = " ≠ ".join(intervals) if factor is None else f"{said(first)} ≈ {say(factor)} × …"
    if factor is not None:
        small, large = sorted((first, second), key=lambda fact: fact.interval)
        shown = f"«{large.text}» / {say(factor)} ≈ «{small.text}»"
    words = {"first": said(first), "second": said(second), "place": first.place_name}
    return Clash((cite(first), cite(second)), shown, words, "info" if softer else None)


def check_breaks(facts: list[Fact], tuning: Tuning) -> Iterator[Clash]:
    """«hộ nghèo 1,2%» and a year later «6,8%»: a new standard, a merger, or a slip."""
    by_day: dict[str, Fact] = {}
    for fact in facts:
        if fact.measure == "level" and fact.status == "actual" and Decimal(fact.value):
            by_day.setdefault(fact.last_day, fact)
    series = [by_day[day] for day in sorted(by_day)]
    steps = [abs(Decimal(b.value) - Decimal(a.value)) for a, b in pairwise(series)]
    for number, (before, after) in enumerate(pairwise(series)):
        others = [step for place, step in enumerate(steps) if place != number]
        if _leaps(before, after, others, tuning) and before.article != after.article:
            yield _break(before, after)


def _leaps(before: Fact, after: Fact, others: list[Decimal], tuning: Tuning) -> bool:
    """Whether the step is several times the usual one, and nobody says why."""
    if before.ends is None or after.ends is None:
        return False
    if not tuning.limits["least_days"] <= (after.ends - before.ends).days <= tuning.limits["days"]:
        return False
    times = tuning.limits["times"]
    values = sorted((before.interval, after.interval))
    if values[1].low <= values[0].high * times:
        return False
    if len(others) >= tuning.limits["steps"]:
        usual = median(others)
        if abs(Decimal(after.value) - Decimal(before.value)) <= times * usual:
            return False
    return not any(tuning.words["explained"].inside(f.sentence.lower()) for f in (before, after))


def _break(before: Fact, after: Fact) -> Clash:
    words = {"before": said(before), "after": said(after), "place": before.place_name}
    between = [day[:4] for day in BREAKS if before.last_day < day <= after.last_day]
    shown = f"{say(Decimal(before.value), before.unit)} → {say(Decimal(after.value), after.unit)}"
    return Clash(
        (cite(before), cite(after)), shown + (f" ({', '.join(between)})" if between else ""), words
    )

"""A change told by one article against last year's level, told by another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.checks.across.clash import Clash, cite, said
from extractor.checks.across.facts import Fact
from extractor.checks.finding import quote_text, say_interval
from extractor.checks.interval import HUNDRED, Interval
from extractor.checks.sheet import MOVES
from extractor.checks.tuning import Tuning

YEARLY = frozenset({"year_start", "prev_year"})


def check_change_over_years(facts: list[Fact], tuning: Tuning) -> Iterator[Clash]:
    """«còn 2,15%, giảm 0,64% so với đầu năm», while last year's article ended at 2,49%."""
    for change in facts:
        if change.measure not in MOVES or change.status != "actual" or not change.direction:
            continue
        earlier = [fact for fact in facts if _is_start(change, fact)]
        if not earlier or any(_fits(change, fact) for fact in earlier):
            continue
        yield _clash(change, earlier[-1])


def _is_start(change: Fact, fact: Fact) -> bool:
    """Whether `fact` is the level, or last period's flow, that the change starts from."""
    if fact.measure in MOVES or fact.status != "actual" or fact.article == change.article:
        return False
    ends = change.ends
    if ends is None:
        return False
    if change.first_day == change.last_day:
        starts = {date(ends.year - 1, 12, 31).isoformat(), date(ends.year, 1, 1).isoformat()}
        return change.baseline in YEARLY and fact.measure == "level" and fact.last_day in starts
    if change.baseline not in ("same_period_prev_year", "prev_year") or fact.measure != "flow":
        return False
    return (fact.first_day, fact.last_day) == (_year_before(change.first_day),
                                               _year_before(change.last_day))  # fmt: skip


def _year_before(day: str) -> str:
    return f"{int(day[:4]) - 1}{day[4:]}" if day[5:] != "02-29" else f"{int(day[:4]) - 1}-02-28"


def _fits(change: Fact, before: Fact) -> bool:
    return _moved(change, before).meets(change.interval)


def _moved(change: Fact, before: Fact) -> Interval:
    """By how much it moved, by the two levels; in percent for relative changes."""
    down = change.direction == "down"
    now, then = change.now, before.interval
    moved = then.minus(now) if down else now.minus(then)
    if change.measure == "change":
        return moved
    least, most = (HUNDRED * moved.low, HUNDRED * moved.high)
    bases = [base for base in then if base > 0] or [HUNDRED]
    return Interval(min(least / base for base in bases), max(most / base for base in bases))


def _clash(change: Fact, before: Fact) -> Clash:
    unit = before.unit if change.measure == "change" else "%"
    exact = say_interval(_moved(change, before), unit)
    now = say_interval(change.now, before.unit)
    shown = f"{quote_text(before.text)} → {now}: {exact} ≠ {quote_text(change.text)}"
    words = {"before": said(before), "after": now, "exact": exact, "stated": said(change)}
    return Clash((cite(before), cite(change)), shown, words)

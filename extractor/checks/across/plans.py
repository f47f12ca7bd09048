"""Targets, and what was reported when their time had come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from extractor.checks.across.clash import Clash, cite, said
from extractor.checks.across.facts import Fact
from extractor.checks.finding import say, say_interval
from extractor.checks.tuning import Tuning

SIZED = frozenset({"level", "flow"})


def check_targets(facts: list[Fact], tuning: Tuning) -> Iterator[Clash]:
    """«phấn đấu kết nạp 10 đảng viên», and at the end of that year «kết nạp 12»."""
    targets: dict[tuple[str, str], Fact] = {}
    results: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        if fact.measure in SIZED and fact.published:
            slot = fact.measure, fact.last_day
            if fact.status == "target":
                targets.setdefault(slot, fact)
            elif fact.status == "actual":
                results[slot] = fact
    for slot, target in sorted(targets.items()):
        result = results.get(slot)
        if result is not None and _is_later(target, result, tuning):
            yield _compare(target, result, tuning)


def _is_later(target: Fact, result: Fact, tuning: Tuning) -> bool:
    days = date.fromisoformat(result.published[:10]) - date.fromisoformat(target.published[:10])
    return days.days >= tuning.limits["days"] and target.article != result.article


def _compare(target: Fact, result: Fact, tuning: Tuning) -> Clash:
    sentence = result.sentence.lower()
    copied = (
        target.value == result.value
        and tuning.words["plan"].inside(sentence)
        and not tuning.words["done"].inside(sentence)
    )
    share = result.interval.percent_of(target.interval)
    shown = f"{say(Decimal(result.value))} / {say(Decimal(target.value))} × 100"
    shown += f" = {say_interval(share, '%')}"
    words = {"target": said(target), "result": said(result), "share": say_interval(share, "%")}
    return Clash((cite(target), cite(result)), shown, words, None if copied else "info")

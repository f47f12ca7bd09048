"""Which figure qualifies which, and which is part of which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractor.lexicon import Hit, Lexicon
from extractor.meaning.measures import QUALIFIERS, MeasureReading
from extractor.meaning.surroundings import Surroundings
from extractor.mentions import Quantity
from extractor.rules import RuleSet
from extractor.rules.rows_meaning import WordsRow

# What a percentage can complete, change or be a share of.
COUNTED = frozenset({"count", "money", "measure", "ratio"})
# How far apart the members of one list stand at most.
LISTED = 90
START = attrgetter("start")
# How close behind a ratio its own percentage stands.
RESTATED = 45


@dataclass(frozen=True, slots=True)
class Relations:
    """Indexes of the figures that one figure is about and part of."""

    about: int | None = None
    part_of: int | None = None
    # The figure before this one in a list, or before «trong đó»: of the same nature.
    beside: int | None = None


class RelationReader:
    """Finds antecedents by the nearest-antecedent rule, within one sentence."""

    def __init__(self, rules: RuleSet) -> None:
        words = {row.id: row for row in rules.rows("words", WordsRow)}
        self._subset = Lexicon((form, "subset") for form in words["subset"].forms)
        self._worth = Lexicon((form, "worth") for form in words["worth"].forms)

    def prepare(self, low: str) -> tuple[list[Hit[str]], list[Hit[str]]]:
        return self._subset.scan(low), self._worth.scan(low)

    def read(
        self,
        prepared: tuple[list[Hit[str]], list[Hit[str]]],
        all_at: Sequence[Surroundings],
        number: int,
        cue: MeasureReading | None,
        low: str,
    ) -> Relations:
        """What figure `number` qualifies and belongs to."""
        at = all_at[number]
        subset, worth = prepared
        part_of = self._whole(subset, all_at, number)
        about = None
        kind = at.quantity.kind
        if kind in ("percent", "multiple"):
            about = self._qualified(all_at, number, cue, low)
        elif cue is not None and cue.measure == "change":
            about = _nearest(all_at, number, {kind}, at.quantity.unit)
        elif kind == "money" and (at.quantity.per or _between(worth, at.since, at.start)):
            about = _nearest(all_at, number, {"count"})
        return Relations(about, part_of, _beside(subset, all_at, number))

    def _qualified(
        self, all_at: Sequence[Surroundings], number: int, cue: MeasureReading | None, low: str
    ) -> int | None:
        at = all_at[number]
        measure = cue.measure if cue else None
        if at.quantity.kind == "multiple":
            return _nearest(all_at, number, COUNTED | {"percent"})
        if cue is None and at.number and _follows_ratio(all_at[at.number - 1], at):
            return at.number - 1
        if measure in QUALIFIERS or _in_brackets(low, at):
            return _nearest(all_at, number, COUNTED)
        if measure == "share":
            return _nearest(all_at, number, COUNTED)
        return None

    def _whole(
        self, subset: list[Hit[str]], all_at: Sequence[Surroundings], number: int
    ) -> int | None:
        """The figure before «trong đó» that this one is part of: same unit, else same kind."""
        at = all_at[number]
        index = bisect_left(subset, at.start, key=START) - 1
        if index < 0 or subset[index].start < at.clause.start:
            return None
        opener = subset[index]
        before = [
            other.number
            for other in all_at[max(0, number - 12) : number]
            if other.sentence == at.sentence and other.end <= opener.start
        ]
        same = [i for i in before if all_at[i].quantity.unit == at.quantity.unit]
        return same[-1] if same and at.quantity.kind != "percent" else None


def _follows_ratio(before: Surroundings, at: Surroundings) -> bool:
    """«412/468 hộ, đạt 88%»: the percentage restates the ratio."""
    near = before.sentence == at.sentence and at.start - before.end < RESTATED
    return near and before.quantity.kind == "ratio"


def _beside(subset: list[Hit[str]], all_at: Sequence[Surroundings], number: int) -> int | None:
    """The figure before, when a subset opens or a list goes on since."""
    at = all_at[number]
    if not number or all_at[number - 1].sentence != at.sentence:
        return None
    before = all_at[number - 1]
    if _between(subset, at.since, at.start):
        return before.number
    same = (
        before.quantity.unit == at.quantity.unit
        or at.quantity.kind == before.quantity.kind == "money"
    )
    listed = same and at.start - before.end < LISTED
    return before.number if listed else None


def _nearest(
    all_at: Sequence[Surroundings],
    number: int,
    kinds: frozenset[str] | set[str],
    unit: str | None = None,
) -> int | None:
    at = all_at[number]
    for other in reversed(all_at[max(0, number - 8) : number]):
        if other.sentence != at.sentence:
            return None
        quantity: Quantity = other.quantity
        if quantity.kind in kinds and (unit is None or quantity.unit == unit):
            return other.number
    return None


def _in_brackets(low: str, at: Surroundings) -> bool:
    """«(X%)» or «(chiếm X%)» right after another figure's phrase."""
    return low.rfind("(", max(at.since, at.start - 30), at.start) >= 0


def _between(hits: list[Hit[str]], start: int, end: int) -> bool:
    index = bisect_left(hits, start, key=START)
    return index < len(hits) and hits[index].end <= end

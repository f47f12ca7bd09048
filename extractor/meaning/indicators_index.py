"""Indicator rows compiled for linking: which forms there are, and where an article has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.rules import RuleSet
from extractor.rules.rows_indicators import IndicatorRow, TieRow, TopicRow
from extractor.text import Text


class Role(IntEnum):
    """What a form says for its row."""

    NOUN = 0
    HEAD = 1
    TAIL = 2
    VERB = 3
    OBJECT = 4
    NEAR = 5
    NOT_BESIDE = 6
    NOT_NEAR = 7
    TIE = 8
    TOPIC = 9


ROLE_FIELDS = {
    Role.NOUN: "nouns",
    Role.HEAD: "heads",
    Role.TAIL: "tails",
    Role.VERB: "verbs",
    Role.OBJECT: "objects",
    Role.NEAR: "near",
    Role.NOT_BESIDE: "not_beside",
    Role.NOT_NEAR: "not_near",
}
RELATIVE_KINDS = frozenset(["percent", "multiple"])
Mark = tuple[int, int]


class Found(NamedTuple):
    """A form at [start, end) with what it says for which rows."""

    start: int
    end: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's forms in text order, found once for all its figures."""

    text: Text
    found: list[Found]
    starts: list[int]
    # Where the words stand that rows want near, for scopes wider than the sentence.
    near: dict[int, list[int]]
    headings: dict[str, list[Found]] = field(default_factory=dict)


class Index:
    """All indicator, tie and topic rows with one automaton over their forms."""

    def __init__(self, rules: RuleSet) -> None:
        self.rows = rules.rows("indicators", IndicatorRow)
        self.ties = rules.rows("ties", TieRow)
        self.topics = rules.rows("topics", TopicRow)
        self.number = {row.id: place for place, row in enumerate(self.rows)}
        self.rate_of = {row.rate_of: row.id for row in self.rows if row.rate_of}
        self._by_unit = _rows_by_unit(self.rows)
        marks = _marks(self.rows, self.ties, self.topics)
        self._marks = [tuple(entry) for entry in marks.values()]
        self._automaton = AhoCorasick(list(marks), matchkind=MatchKind.Standard)

    def accepting(self, kind: str, unit: str | None) -> frozenset[int]:
        """The rows whose figures may have this kind and unit."""
        return self._by_unit.get("VND" if kind == "money" else unit or "", frozenset())

    def prepare(self, text: Text) -> Prepared:
        """Where the article has words that say something about its figures."""
        found = self.find(text.low)
        near: dict[int, list[int]] = {}
        for start, _, marks in found:
            for role, row in marks:
                if role == Role.NEAR:
                    near.setdefault(row, []).append(start)
        return Prepared(text, found, [start for start, _, _ in found], near)

    def find(self, low: str) -> list[Found]:
        """Every form in `low` that begins and ends at a syllable edge, in text order."""
        size = len(low)
        found: list[Found] = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start and low[start - 1].isalpha() and low[start].isalpha():
                continue
            if end < size and low[end].isalpha() and low[end - 1].isalpha():
                continue
            found.append(Found(start, end, self._marks[index]))
        found.sort()
        return found


def _rows_by_unit(rows: Iterable[IndicatorRow]) -> dict[str, frozenset[int]]:
    units: dict[str, set[int]] = {}
    for place, row in enumerate(rows):
        for unit in row.units:
            units.setdefault(unit, set()).add(place)
    # A rate moves by points.
    units["điểm %"] = units.get("điểm %", set()) | units.get("%", set())
    return {unit: frozenset(places) for unit, places in units.items()}


def _marks(
    rows: Iterable[IndicatorRow], ties: Iterable[TieRow], topics: Iterable[TopicRow]
) -> dict[str, list[Mark]]:
    marks: dict[str, list[Mark]] = {}
    for form, mark in _forms(rows, ties, topics):
        entry = marks.setdefault(form, [])
        if mark not in entry:
            entry.append(mark)
    return marks


def _forms(
    rows: Iterable[IndicatorRow], ties: Iterable[TieRow], topics: Iterable[TopicRow]
) -> Iterator[tuple[str, Mark]]:
    for place, row in enumerate(rows):
        for role, name in ROLE_FIELDS.items():
            for form in getattr(row, name):
                yield form, (int(role), place)
    for role, others in ((Role.TIE, ties), (Role.TOPIC, topics)):
        for place, other in enumerate(others):
            for form in other.forms:
                yield form, (int(role), place)

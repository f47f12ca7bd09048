"""Indicator rows compiled for linking: which forms there are, and where an article has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.rules import RuleSet
from extractor.rules.rows_indicators import (
    IndicatorRow,
    MeasuredRow,
    TieRow,
    TopicRow,
    UnlistedRow,
)
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
# Roles that count for a percentage of something that has no rate of its own.
RELATIVE_ROLES = frozenset(Role) - {Role.VERB, Role.OBJECT}
Mark = tuple[int, int]
# What each form, by number, says for the rows of one unit.
Table = dict[int, tuple[Mark, ...]]


class Found(NamedTuple):
    """A form, by number, at [start, end)."""

    start: int
    end: int
    form: int


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
        listed = rules.rows("indicators", IndicatorRow)
        self.rows: tuple[MeasuredRow, ...] = (*listed, *rules.rows("unlisted", UnlistedRow))
        self.ties = rules.rows("ties", TieRow)
        self.topics = rules.rows("topics", TopicRow)
        self.number = {row.id: place for place, row in enumerate(listed)}
        self.rate_of = {row.rate_of: row.id for row in listed if row.rate_of}
        self._by_unit = _rows_by_unit(self.rows)
        marks = _marks(self.rows, self.ties, self.topics)
        self._tables, self._relative = _tables(self.rows, len(listed), marks.values())
        self._wide = _wide_near(self.rows, marks.values())
        self.topic_of = _topics(marks.values())
        self._automaton = AhoCorasick(list(marks), matchkind=MatchKind.Standard)

    def accepting(self, unit: str) -> frozenset[int]:
        """The rows whose figures may have this unit."""
        return self._by_unit.get(unit, frozenset())

    def table(self, unit: str, relative: bool) -> Table:
        """What the forms say for the rows that a figure of this unit may measure."""
        return self._relative if relative else self._tables.get(unit, self._tables[""])

    def prepare(self, text: Text) -> Prepared:
        """Where the article has words that say something about its figures."""
        found = self.find(text.low)
        near: dict[int, list[int]] = {}
        for start, _, form in found:
            for row in self._wide.get(form, ()):
                near.setdefault(row, []).append(start)
        return Prepared(text, found, [start for start, _, _ in found], near)

    def find(self, low: str) -> list[Found]:
        """Every form in `low` that begins and ends at a syllable edge, in text order."""
        size = len(low)
        found: list[Found] = []
        for form, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start and low[start - 1].isalpha() and low[start].isalpha():
                continue
            if end < size and low[end].isalpha() and low[end - 1].isalpha():
                continue
            found.append(Found(start, end, form))
        found.sort()
        return found


def _rows_by_unit(rows: Iterable[MeasuredRow]) -> dict[str, frozenset[int]]:
    units: dict[str, set[int]] = {}
    for place, row in enumerate(rows):
        for unit in row.units:
            units.setdefault(unit, set()).add(place)
    # A rate moves by points.
    units["điểm %"] = units.get("điểm %", set()) | units.get("%", set())
    return {unit: frozenset(places) for unit, places in units.items()}


def _marks(
    rows: Iterable[MeasuredRow], ties: Iterable[TieRow], topics: Iterable[TopicRow]
) -> dict[str, list[Mark]]:
    """What each form says, and for which row."""
    marks: dict[str, list[Mark]] = {}
    for form, mark in _forms(rows, ties, topics):
        entry = marks.setdefault(form, [])
        if mark not in entry:
            entry.append(mark)
    return marks


def _forms(
    rows: Iterable[MeasuredRow], ties: Iterable[TieRow], topics: Iterable[TopicRow]
) -> Iterator[tuple[str, Mark]]:
    for place, row in enumerate(rows):
        for role, name in ROLE_FIELDS.items():
            for form in getattr(row, name):
                yield form, (int(role), place)
    for role, others in ((Role.TIE, ties), (Role.TOPIC, topics)):
        for place, other in enumerate(others):
            for form in other.forms:
                yield form, (int(role), place)


def _tables(
    rows: tuple[MeasuredRow, ...], listed: int, marks: Iterable[list[Mark]]
) -> tuple[dict[str, Table], Table]:
    """The forms that matter to each unit, and those that matter to a share of anything."""
    tables: dict[str, dict[int, list[Mark]]] = {"": {}}
    tables |= {unit: {} for row in rows for unit in row.units}
    relative: dict[int, list[Mark]] = {}
    for form, entry in enumerate(marks):
        for role, row in entry:
            if role == Role.TOPIC:
                continue
            units = tables if role == Role.TIE else rows[row].units
            for unit in units:
                tables[unit].setdefault(form, []).append((role, row))
            if "%" in units or (role in RELATIVE_ROLES and row < listed) or role == Role.TIE:
                relative.setdefault(form, []).append((role, row))
    frozen = {unit: _frozen(table) for unit, table in tables.items()}
    return frozen, _frozen(relative)


def _frozen(table: dict[int, list[Mark]]) -> Table:
    return {form: tuple(entry) for form, entry in table.items()}


def _wide_near(
    rows: tuple[MeasuredRow, ...], marks: Iterable[list[Mark]]
) -> dict[int, tuple[int, ...]]:
    """The rows that a form satisfies from beyond the sentence."""
    wide: dict[int, tuple[int, ...]] = {}
    for form, entry in enumerate(marks):
        near = [row for role, row in entry if role == Role.NEAR]
        if kept := tuple(row for row in near if rows[row].scope in ("paragraph", "article")):
            wide[form] = kept
    return wide


def _topics(marks: Iterable[list[Mark]]) -> dict[int, int]:
    """The topic row of each form that decides one."""
    return {
        form: row for form, entry in enumerate(marks) for role, row in entry if role == Role.TOPIC
    }

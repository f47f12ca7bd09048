"""Indicator rows compiled for linking: which forms there are, and where a sentence has them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import IntEnum

from msgspec import Struct, field

from extractor.lexicon import Scanner, is_edge
from extractor.meaning.short_forms import shortened
from extractor.meaning.word_lists import word_lists
from extractor.rules import RuleSet
from extractor.rules.rows_indicators import (
    IndicatorRow,
    MeasuredRow,
    ShortFormRow,
    TieRow,
    TopicRow,
    UnlistedRow,
)
from extractor.rules.rows_quantities import UnitRow
from extractor.text import Span, Text


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
    NEAR_FAR = 8
    LABEL = 9
    TIE = 10


ROLE_FIELDS = {
    Role.NOUN: "nouns",
    Role.HEAD: "heads",
    Role.TAIL: "tails",
    Role.VERB: "verbs",
    Role.OBJECT: "objects",
    Role.NEAR: "near",
    Role.NOT_BESIDE: "not_beside",
    Role.NOT_NEAR: "not_near",
    Role.NEAR_FAR: "near_far",
    Role.LABEL: "labels",
}
# Roles that count for a percentage of something that has no rate of its own.
RELATIVE_ROLES = frozenset(Role) - {Role.VERB, Role.OBJECT, Role.LABEL}
RELATIVE = "relative"
SIGNS = frozenset(map(int, (Role.NOUN, Role.HEAD, Role.TAIL, Role.VERB, Role.LABEL)))
TIE = int(Role.TIE)
LAND = "ha"
# How many forms on either side of a figure may hold its topic word.
TOPIC_REACH = 40
# What each form, by number, says for which rows: (role, row) pairs.
Table = dict[int, list[tuple[int, int]]]


# A form, by number: (start, end, form); and what it says for one row: (start, end, role, row).
# Bare tuples: there are a hundred for every figure.
Found = tuple[int, int, int]
Mark = tuple[int, int, int, int]


class Prepared(Struct, frozen=True):
    """An article's forms, found sentence by sentence and once for all figures of a sentence."""

    text: Text
    forms: list[Found]
    found: dict[Span | str, list[Found]] = field(default_factory=dict)
    marks: dict[tuple[int, str], list[Mark]] = field(default_factory=dict)
    headings: dict[tuple[str, str], list[Mark]] = field(default_factory=dict)
    ends: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def first_end(self, row: int, forms: Iterable[str], since: int, until: int) -> int:
        """Where the first of a row's forms in [since, until) ends; beyond the text if none does."""
        key = (row, since, until)
        end = self.ends.get(key)
        if end is None:
            low = self.text.low
            places = ((find_form(low, form, since, until), len(form)) for form in forms)
            ends = [at + size for at, size in places if at is not None]
            end = self.ends[key] = min(ends, default=len(low) + 1)
        return end


def find_form(low: str, form: str, since: int = 0, until: int | None = None) -> int | None:
    """Where `form` first stands between syllable edges, in [since, until)."""
    at = low.find(form, since, until)
    while at >= 0 and not (is_edge(low, at) and is_edge(low, at + len(form))):
        at = low.find(form, at + len(form), until)
    return at if at >= 0 else None


class Index:
    """All indicator, tie and topic rows, and where a text has their forms."""

    def __init__(self, rules: RuleSet, scanner: Scanner) -> None:
        listed = rules.rows("indicators", IndicatorRow)
        self.rows: tuple[MeasuredRow, ...] = (*listed, *rules.rows("unlisted", UnlistedRow))
        self.ties = rules.rows("ties", TieRow)
        self.topics = rules.rows("topics", TopicRow)
        self.number = {row.id: place for place, row in enumerate(listed)}
        self.rates_of: dict[str, list[str]] = {}
        for row in listed:
            if row.rate_of:
                self.rates_of.setdefault(row.rate_of, []).append(row.id)
        self.worth_of = {counted: row.id for row in listed for counted in row.worth_of}
        self.growth_of = {row.growth_of: row for row in listed if row.growth_of}
        self._listed = len(listed)
        self._spelled = _spellings(rules.rows("units", UnitRow))
        self._by_unit = _rows_by_unit(self.rows)
        self._forms = {form: number for number, form in enumerate(self._all_forms())}
        self._topic_of = {
            self._forms[form]: place for place, row in enumerate(self.topics) for form in row.forms
        }
        # Filled as units are met: an archive meets few of them, and start-up is dear.
        self._tables: dict[str, Table] = {}
        self._scanner = scanner
        short = shortened(self._forms, rules.rows("short_forms", ShortFormRow))
        self._number = scanner.enlist([*self._forms, *short])
        # The form that each found one stands for.
        self._meant = [*self._forms.values(), *short.values()]
        self._undone = scanner.enlist(word_lists(rules)["undone"])

    def find(self, low: str) -> list[Found]:
        """Every form in `low` that begins and ends at a syllable edge, in text order.

        What is not so measures nothing: «25 trẻ chưa được tiêm chủng» are not vaccinated, unless
        a form says that itself.
        """
        found, meant = self._scanner.found(low, self._number), self._meant
        # Where the word after «chưa được» begins.
        undone = {1 - minus_end for _, minus_end, _ in self._scanner.found(low, self._undone)}
        return sorted(
            [
                (start, -minus_end, meant[form])
                for start, minus_end, form in found
                if start not in undone or low[start - 1] != " "
            ]
        )

    def known_unit(self, unit: str) -> str:
        """The longest beginning of a unit that some row names: «camera an ninh» is a camera."""
        while unit and unit not in self._by_unit:
            unit = unit.rpartition(" ")[0]
        return unit

    def accepting(self, unit: str) -> frozenset[int]:
        """The rows whose figures may have this unit."""
        return self._by_unit.get(unit, frozenset())

    def marks(self, prepared: Prepared, sentence: Span, unit: str) -> list[Mark]:
        """What the words of a sentence say for figures of a unit, in text order."""
        key = (sentence.start, unit)
        marks = prepared.marks.get(key)
        if marks is None:
            marks = self._read(self._found(prepared, sentence), unit)
            prepared.marks[key] = marks
        return marks

    def heading_marks(self, prepared: Prepared, heading: str, unit: str) -> list[Mark]:
        """What the words of a heading say for figures of a unit."""
        key = (heading, unit)
        marks = prepared.headings.get(key)
        if marks is None:
            found = prepared.found.get(heading)
            if found is None:
                found = prepared.found[heading] = self.find(heading)
            marks = prepared.headings[key] = self._read(found, unit)
        return marks

    def topic(self, prepared: Prepared, sentence: Span, at: int) -> str | None:
        """The domain that the topic word nearest to `at` names."""
        found = self._found(prepared, sentence)
        middle = bisect_left(found, (at,))
        near = [
            (abs(start - at), self._topic_of[form])
            for start, _, form in found[max(middle - TOPIC_REACH, 0) : middle + TOPIC_REACH]
            if form in self._topic_of
        ]
        return self.topics[min(near)[1]].id if near else None

    def _found(self, prepared: Prepared, sentence: Span) -> list[Found]:
        found = prepared.found.get(sentence)
        if found is None:
            first = bisect_left(prepared.forms, (sentence.start,))
            last = bisect_left(prepared.forms, (sentence.end,), first)
            found = [form for form in prepared.forms[first:last] if form[1] <= sentence.end]
            prepared.found[sentence] = found
        return found

    def _read(self, found: Iterable[Found], unit: str) -> list[Mark]:
        table = self._tables.get(unit)
        if table is None:
            table = self._tables[unit] = self._table(unit)
        marks = [
            (start, end, role, row)
            for start, end, form in found
            if form in table
            for role, row in table[form]
        ]
        # Without a sign, what else speaks for or against a row is idle.
        signed = {row for _, _, role, row in marks if role in SIGNS}
        return [mark for mark in marks if mark[3] in signed or mark[2] == TIE]

    def _table(self, unit: str) -> Table:
        """What the forms say for the rows that a figure of this unit may measure."""
        exact = self.accepting("%" if unit == RELATIVE else unit)
        table: Table = {}
        for place, row in enumerate(self.rows):
            if place not in exact and not (unit == RELATIVE and place < self._listed):
                continue
            for role, name in ROLE_FIELDS.items():
                if place in exact or role in RELATIVE_ROLES:
                    for form in self._of_role(row, name):
                        table.setdefault(self._forms[form], []).append((int(role), place))
        for place, tie in enumerate(self.ties):
            for form in tie.forms:
                table.setdefault(self._forms[form], []).append((TIE, place))
        return table

    def _of_role(self, row: MeasuredRow, name: str) -> list[str]:
        """A row's forms of one role; nouns also in other spellings of their unit («hécta cam»),
        and what stands on land in other units of land («sào cam»)."""
        forms: list[str] = getattr(row, name)
        if name != "nouns":
            return forms
        land = [unit for unit in row.units if unit in self._spelled]
        more = []
        for form in forms:
            unit, _, rest = form.partition(" ")
            others = [*self._spelled.get(unit, ()), *(land if unit == LAND else ())]
            more += [f"{other} {rest}" for other in others if rest]
        return [*forms, *more]

    def _all_forms(self) -> Iterator[str]:
        """Every form once, in the order of the rule files."""
        seen: dict[str, None] = {}
        for row in self.rows:
            for name in ROLE_FIELDS.values():
                seen.update(dict.fromkeys(self._of_role(row, name)))
        for other in (*self.ties, *self.topics):
            seen.update(dict.fromkeys(other.forms))
        yield from seen


def _spellings(units: Iterable[UnitRow]) -> dict[str, list[str]]:
    """The units of measure, each with how else it is written."""
    spelled = {}
    for row in units:
        if row.kind == "measure" and row.unit in row.forms:
            spelled[row.unit] = [form for form in row.forms if form != row.unit]
    return spelled


def _rows_by_unit(rows: Iterable[MeasuredRow]) -> dict[str, frozenset[int]]:
    units: dict[str, set[int]] = {}
    for place, row in enumerate(rows):
        for unit in row.units:
            units.setdefault(unit, set()).add(place)
    # A rate moves by points.
    units["điểm %"] = units.get("điểm %", set()) | units.get("%", set())
    return {unit: frozenset(places) for unit, places in units.items()}

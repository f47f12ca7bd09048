"""Literal forms found in text: one Aho-Corasick pass, or the longest form at one place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

T = TypeVar("T")
# Something found: its start and its end come first.
F = TypeVar("F", bound=tuple[Any, ...])
LETTERS = re.compile(r"[^\W\d_]+")


class Hit(NamedTuple, Generic[T]):
    """A form found at [start, end) and the entry it belongs to."""

    start: int
    end: int
    entry: T


def is_edge(low: str, at: int) -> bool:
    """Whether a syllable may begin or end at `at`: no letter goes on across it."""
    return at <= 0 or at >= len(low) or not (low[at - 1].isalpha() and low[at].isalpha())


class Scanner:
    """One pass over a text for many lexicons; the hits of the last text are kept.

    Each lexicon of its own would scan every text once more, and the scan is most of the cost.
    """

    def __init__(self) -> None:
        self._owners: dict[str, list[tuple[int, int]]] = {}
        self._lexicons = 0
        self._automaton: AhoCorasick | None = None
        self._places: list[list[tuple[int, int]]] = []
        self._last: tuple[str, list[list[tuple[int, int, int]]]] = ("", [])

    def enlist(self, forms: Iterable[str]) -> int:
        """The number under which the hits of these forms are to be asked for."""
        number = self._lexicons
        for index, form in enumerate(forms):
            self._owners.setdefault(form, []).append((number, index))
        self._lexicons += 1
        self._automaton = None
        self._last = ("", [])
        return number

    def found(self, low: str, number: int) -> list[tuple[int, int, int]]:
        """Start, minus the end and index of the forms of one lexicon, between syllable edges."""
        text, hits = self._last
        if text is not low or not hits:
            hits = self._scan(low)
            self._last = (low, hits)
        return hits[number]

    def _scan(self, low: str) -> list[list[tuple[int, int, int]]]:
        if self._automaton is None:
            self._places = list(self._owners.values())
            self._automaton = AhoCorasick(list(self._owners), matchkind=MatchKind.Standard)
        hits: list[list[tuple[int, int, int]]] = [[] for _ in range(self._lexicons)]
        adds = [found.append for found in hits]
        places, text = self._places, low + " "
        # A form begins and ends at a syllable edge. The blank put at the end is the edge there, and
        # at index -1 the edge at the beginning.
        for place, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if text[end].isalpha() and text[end - 1].isalpha():
                continue
            if text[start - 1].isalpha() and text[start].isalpha():
                continue
            for number, index in places[place]:
                adds[number]((start, -end, index))
        return hits


class Lexicon(Generic[T]):
    """Lower-case forms of one kind, each with its entry.

    Matching is on characters with syllable edges, never on word tokens: a segmenter cuts
    «hộ dân» but «hộ | dân nghèo», and a lexicon must find both. Lexicons that share a `scanner`
    share its pass over a text.
    """

    def __init__(
        self,
        entries: Mapping[str, T] | Iterable[tuple[str, T]],
        scanner: Scanner | None = None,
    ) -> None:
        self.entries: dict[str, T] = dict(entries)
        self._forms = list(self.entries)
        self._values = list(self.entries.values())
        self._lengths: dict[str, list[int]] | None = None
        # How forms begin, in two letters: most places are turned away by them.
        self._openings = {form[:2] for form in self._forms}
        self._singles = {form for form in self._forms if len(form) < 2}
        self._scanner = scanner or Scanner()
        self._number = self._scanner.enlist(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    def scan(self, low: str) -> list[Hit[T]]:
        """Every form in `low`, leftmost longest, none overlapping another."""
        values, new = self._values, tuple.__new__
        taken: list[Hit[T]] = []
        reached = 0
        for start, minus_end, index in sorted(self._found(low)):
            if start >= reached:
                reached = -minus_end
                # By way of `Hit` itself it would take twice as long, hundreds of times a text.
                taken.append(new(Hit, (start, reached, values[index])))
        return taken

    def scan_all(self, low: str) -> list[Hit[T]]:
        """Every form in `low` that begins and ends at a syllable edge, overlapping ones too."""
        values, new = self._values, tuple.__new__
        return [
            new(Hit, (start, -minus_end, values[index]))
            for start, minus_end, index in self._found(low)
        ]

    def _found(self, low: str) -> list[tuple[int, int, int]]:
        return self._scanner.found(low, self._number)

    def at(self, low: str, start: int) -> Hit[T] | None:
        """The longest form that begins at `start`, or None."""
        opening = low[start : start + 2]
        if opening not in self._openings and opening[:1] not in self._singles:
            return None
        # Many lexicons are only scanned, and never need this order.
        lengths = self._lengths or self._measure()
        run = LETTERS.match(low, start)
        for length in lengths.get(run[0] if run else opening[:1], ()):
            form = low[start : start + length]
            if form in self.entries and is_edge(low, end := start + len(form)):
                return Hit(start, end, self.entries[form])
        return None

    def _measure(self) -> dict[str, list[int]]:
        """How long the forms with one first run of letters are, or character: longest first."""
        found: dict[str, set[int]] = {}
        for form in self._forms:
            run = LETTERS.match(form)
            found.setdefault(run[0] if run else form[:1], set()).add(len(form))
        self._lengths = {first: sorted(sizes, reverse=True) for first, sizes in found.items()}
        return self._lengths


def without_held(found: list[F], names: Iterable[Hit[Any]]) -> list[F]:
    """What was found, in order, less what is only a part of one of these names."""
    held: set[int] = set()
    for name in names:
        place = bisect_left(found, (name.start,))
        while place < len(found) and found[place][0] < name.end:
            start, end = found[place][0], found[place][1]
            if end <= name.end and end - start < name.end - name.start:
                held.add(place)
            place += 1
    return [one for place, one in enumerate(found) if place not in held] if held else found

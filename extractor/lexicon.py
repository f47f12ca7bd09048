"""Literal forms found in text: one Aho-Corasick pass, or the longest form at one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

T = TypeVar("T")
LETTERS = re.compile(r"[^\W\d_]+")


class Hit(NamedTuple, Generic[T]):
    """A form found at [start, end) and the entry it belongs to."""

    start: int
    end: int
    entry: T


def is_edge(low: str, at: int) -> bool:
    """Whether a syllable may begin or end at `at`: no letter goes on across it."""
    return at <= 0 or at >= len(low) or not (low[at - 1].isalpha() and low[at].isalpha())


class Lexicon(Generic[T]):
    """Lower-case forms of one kind, each with its entry.

    Matching is on characters with syllable edges, never on word tokens: a segmenter cuts
    «hộ dân» but «hộ | dân nghèo», and a lexicon must find both.
    """

    def __init__(self, entries: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        self.entries: dict[str, T] = dict(entries)
        self._forms = list(self.entries)
        self._values = list(self.entries.values())
        self._by_start: dict[str, list[str]] = {}
        # How forms begin, in two letters: most places are turned away by them.
        self._openings = {form[:2] for form in self._forms}
        self._singles = {form for form in self._forms if len(form) < 2}
        for form in sorted(self._forms, key=len, reverse=True):
            self._by_start.setdefault(_letters(form, 0), []).append(form)
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def __len__(self) -> int:
        return len(self._forms)

    def scan(self, low: str) -> list[Hit[T]]:
        """Every form in `low`, leftmost longest, none overlapping another."""
        values = self._values
        taken: list[Hit[T]] = []
        reached = 0
        for start, minus_end, index in sorted(self._found(low)):
            if start >= reached:
                reached = -minus_end
                taken.append(Hit(start, reached, values[index]))
        return taken

    def scan_all(self, low: str) -> list[Hit[T]]:
        """Every form in `low` that begins and ends at a syllable edge, overlapping ones too."""
        values = self._values
        return [
            Hit(start, -minus_end, values[index]) for start, minus_end, index in self._found(low)
        ]

    def _found(self, low: str) -> list[tuple[int, int, int]]:
        """Start, minus the end and number of every form between syllable edges.

        The blank put at the end is the edge there, and at index -1 the edge at the beginning.
        """
        text = low + " "
        return [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True)
            if not (
                (text[start - 1].isalpha() and text[start].isalpha())
                or (text[end].isalpha() and text[end - 1].isalpha())
            )
        ]

    def at(self, low: str, start: int) -> Hit[T] | None:
        """The longest form that begins at `start`, or None."""
        opening = low[start : start + 2]
        if opening not in self._openings and opening[:1] not in self._singles:
            return None
        run = LETTERS.match(low, start)
        for form in self._by_start.get(run[0] if run else low[start : start + 1], ()):
            end = start + len(form)
            if low.startswith(form, start) and is_edge(low, end):
                return Hit(start, end, self.entries[form])
        return None


def _letters(low: str, start: int) -> str:
    """The run of letters at `start`, or the one character there."""
    run = LETTERS.match(low, start)
    return run.group() if run else low[start : start + 1]

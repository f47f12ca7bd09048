"""One pass over one text for the names of places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from extractor.mentions import Person
from extractor.places.mentions import PlaceMention, ScopeWord
from extractor.places.names import NAME, fold
from extractor.places.units import LEVELS, Level, Unit
from extractor.places.vocabulary import KIND_LEVELS, Entry, Vocabulary
from extractor.text import Span, Text

# «các xã A, B và C»: names that go on after a typed one.
AND = re.compile(r"(?:,| và|;) (?=[^\s])")
# A bare name heads a figure: «Tân Lập: 12 hộ», «Tân Lập 12 hộ», «Tân Lập có 12 hộ», «(Tân Lập)».
LABEL = re.compile(r"\)| ?: | ?\(?(?:(?:có|còn|đạt|được|hơn|gần|trên|là|với) ){0,2}\d")
KINDS_LISTED = re.compile(r",? (?:và )?")
CLAUSE_STARTS = ("", ",", ".", ";", ":", "\n", "-")
# «xã An Khánh Đông (TP. Hồ Chí Minh)»: a place, though An is a surname too.
CONTAINED = re.compile(r" ?[,(-] ?(?:huyện|quận|thị xã|thành phố|tỉnh|tp|tx|h\.|q\.)")
LOOK_BACK = 24
LONGEST_NAME = 3


class Parts(Struct, frozen=True):
    """The communes of one unit, and the automaton that finds their names."""

    units: tuple[Unit, ...]
    automaton: AhoCorasick


class Scan:
    """One pass over one text."""

    def __init__(self, vocabulary: Vocabulary, text: Text, people: Sequence[Person]) -> None:
        self._words = vocabulary
        self._norm, self._low = text.norm, text.low
        self._people = sorted(span for person in people for span in person.mentions)
        self._starts = [span.start for span in self._people]
        self.mentions: list[PlaceMention] = []
        self.scopes: list[ScopeWord] = []

    def run(self) -> None:
        """Fill `mentions` and `scopes`."""
        low, entries = self._low, self._words.entries
        size, reached = len(low), 0
        for index, start, end in self._words.automaton.find_matches_as_indexes(low):
            if start < reached or (start and low[start - 1].isalnum()):
                continue
            entry = entries[index]
            if entry.role == "dead" or (
                end < size and low[end].isalpha() and low[end - 1].isalpha()
            ):
                continue
            found = self._read(entry, start, end)
            if found is not None:
                self.mentions.append(found)
                reached = self._go_on(found)

    def _read(self, entry: Entry, start: int, end: int) -> PlaceMention | None:
        if entry.role == "name":
            return self._bare(entry, start, end)
        if entry.role == "alias":
            return self._alias(entry, start, end)
        if entry.role == "nation":
            self.scopes.append(ScopeWord(Span(start, end), "nước"))
            return None
        found = self._typed(entry, start, end)
        if found is None:
            self._scope(entry, start, end)
        return found

    def _alias(self, entry: Entry, start: int, end: int) -> PlaceMention | None:
        if not self._norm[start].isupper() or not entry.units:
            return None
        unit = entry.units[-1]
        return PlaceMention(
            Span(start, end), unit.name, entry.key, entry.kind, unit.level, entry.units
        )

    def _typed(self, entry: Entry, start: int, end: int) -> PlaceMention | None:
        at = end + 1 if self._norm[end : end + 1] == " " else end
        match = NAME.match(self._norm, at)
        if match is None or (at == end and self._norm[at - 1] != "."):
            return None
        run = self._without_person(match.group(), at)
        if not run or entry.kind is None:
            return None
        if entry.role == "hamlet":
            if entry.kind == "tổ" and not run[-1].isdigit():
                return None
            return PlaceMention(Span(start, at + len(run)), run, fold(run), entry.kind, "hamlet")
        return self._unit(entry, start, at, run)

    def _unit(self, entry: Entry, start: int, at: int, run: str) -> PlaceMention | None:
        """The unit that `run` begins with; after «TP.», «h.» only one that is known."""
        kind = entry.kind or ""
        name, key, units = self._words.read_run(run, kind)
        if not units and (entry.short or not self._may_be(name, kind, start, at + len(name))):
            return None
        open_end = run.isupper() and len(name) < len(run) and run[len(name) :][:2].strip() != "-"
        span = Span(start, at + len(name))
        return PlaceMention(span, name, key, kind, _level(kind, units), units, doubtful=open_end)

    def _may_be(self, name: str, kind: str, start: int, end: int) -> bool:
        """Whether a name that no table has may still be a unit's."""
        contained = CONTAINED.match(self._low, end) is not None
        return (
            bool(name)
            and self._words.may_be_name(name, kind, contained)
            and not self._blocked(start)
            and not self._is_persons(kind, start)
        )

    def _is_persons(self, kind: str, start: int) -> bool:
        """Whether an unknown name after «UBND tỉnh» is its chairman's: all provinces are known."""
        left = self._low[max(0, start - LOOK_BACK) : start].rstrip(" ")
        return kind == "tỉnh" and left.endswith(self._words.offices)

    def _without_person(self, run: str, at: int) -> str:
        """`run` up to where a person's name begins in it, unless that is the unit's own name."""
        index = bisect_left(self._starts, at)
        if index == len(self._starts) or self._starts[index] >= at + len(run):
            return run
        short = run[: self._starts[index] - at].rstrip(" -")
        # No commune is called «Phan»: «xã Phan Lâm Trung» has no person in it.
        return short if " " in short or not short or len(run.split()) > LONGEST_NAME else run

    def _scope(self, entry: Entry, start: int, end: int) -> None:
        span, words = Span(start, end), self._words
        left = self._low[max(0, start - LOOK_BACK) : start].rstrip(" ")
        if entry.role == "kind" and left.endswith(words.scopes):
            self.scopes.append(ScopeWord(span, entry.kind))
        elif left.endswith(words.severals) or self._goes_on_listing(start):
            self.scopes.append(ScopeWord(span, entry.kind, several=True))
        elif (
            entry.role == "kind"
            and left[-1:] in CLAUSE_STARTS
            and self._low.startswith(words.subjects, end + 1)
        ):
            self.scopes.append(ScopeWord(span, entry.kind, weak=True))

    def _goes_on_listing(self, start: int) -> bool:
        """«các xã, phường»: the second type word means as many as the first."""
        if not self.scopes or not self.scopes[-1].several:
            return False
        gap = self._low[self.scopes[-1].span.end : start]
        return len(gap) < LOOK_BACK and KINDS_LISTED.fullmatch(gap) is not None

    def _bare(self, entry: Entry, start: int, end: int) -> PlaceMention | None:
        norm = self._norm
        if not all(norm[start + at].isupper() for at in entry.starts):
            return None
        if self._in_person(start) or self._goes_on(start, end) or self._blocked(start):
            return None
        firm = any(len(unit.code) == 2 for unit in entry.units)
        level: Level = "province" if firm else "district"
        span = Span(start, end)
        return PlaceMention(span, norm[start:end], entry.key, None, level, entry.units, firm)

    def _in_person(self, start: int) -> bool:
        index = bisect_left(self._starts, start + 1) - 1
        return index >= 0 and start < self._people[index].end

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether the name is only part of a longer run of capitalised words."""
        norm = self._norm
        if norm[start:end].isupper():
            return False
        if norm[end : end + 1] == " " and norm[end + 1 : end + 2].isupper():
            after = norm[end + 1 : end + 3]
            if end + 1 not in self._starts and not after.isupper():
                return True
        if start < 2 or norm[start - 1] != " " or not norm[start - 2].isalpha():
            return False
        word = norm[max(0, start - 12) : start - 1].rsplit(" ", 1)[-1].rsplit("\n", 1)[-1]
        word = word.lstrip("\"'(")
        return word[:1].isupper() and not word.isupper() and word.lower() not in self._words.openers

    def _blocked(self, start: int) -> bool:
        left = self._low[max(0, start - LOOK_BACK) : start].rstrip(" ")
        if not left.endswith(self._words.blockers):
            return False
        blocker = max((b for b in self._words.blockers if left.endswith(b)), key=len)
        return not left[: -len(blocker)][-1:].isalpha()

    def _go_on(self, found: PlaceMention) -> int:
        """Add the names listed after a typed commune or district; where reading goes on."""
        end = found.span.end
        if found.kind is None or found.level not in ("ward", "district"):
            return end
        while match := AND.match(self._norm, end):
            run = NAME.match(self._norm, match.end())
            if run is None or run.group()[0].isdigit():
                break
            name, key, units = self._words.read_run(run.group(), found.kind)
            if (
                name != run.group()
                or not units
                or units[0].level != found.level
                or self._in_person(run.start())
            ):
                break
            if match.group() == ", " and self._holds(key, found.units):
                break
            span = Span(run.start(), run.end())
            self.mentions.append(
                PlaceMention(span, run.group(), key, found.kind, found.level, units, firm=False)
            )
            end = run.end()
        return end

    def _holds(self, key: str, units: Sequence[Unit]) -> bool:
        """Whether the name is of a unit that one of `units` is part of: «xã A, huyện B», «A, B»."""
        places = self._words.gazetteer
        uppers = [unit for unit in places.filed(key) if len(unit.code) < 5]
        return any(places.within(unit, upper) for upper in uppers for unit in units)

    def repeats(self) -> list[PlaceMention]:
        """Bare mentions of names that the text has with a type word elsewhere."""
        ends = {mention.span.end for mention in self.mentions}
        known: dict[str, PlaceMention] = {}
        for mention in self.mentions:
            if mention.kind and mention.level in ("ward", "district") and len(mention.name) > 3:
                known.setdefault(mention.name, mention)
        if not known:
            return []
        names = list(known)
        found: list[PlaceMention] = []
        automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
        for index, start, end in automaton.find_matches_as_indexes(self._norm):
            if end not in ends and self._repeats_at(start, end):
                one, span = known[names[index]], Span(start, end)
                found.append(
                    PlaceMention(span, one.name, one.key, one.kind, one.level, one.units, False)
                )
        return found

    def parts(self, parts: Parts, taken: set[int]) -> list[PlaceMention]:
        """Bare names of the communes of one unit where they head a figure: «Tân Lập: 12 hộ»."""
        found: list[PlaceMention] = []
        for index, start, end in parts.automaton.find_matches_as_indexes(self._norm):
            if end in taken or not LABEL.match(self._norm, end) or not self._repeats_at(start, end):
                continue
            unit = parts.units[index]
            span, key = Span(start, end), fold(unit.name)
            found.append(PlaceMention(span, unit.name, key, None, "ward", (unit,)))
        return found

    def _repeats_at(self, start: int, end: int) -> bool:
        norm = self._norm
        return (
            not norm[end : end + 1].isalpha()
            and not norm[start - 1 : start].isalpha()
            and not self._in_person(start)
            and not self._goes_on(start, end)
            and not self._blocked(start)
        )


def _level(kind: str, units: Sequence[Unit]) -> Level:
    """The level of the units; of an unknown «thành phố», that of the cities below a province."""
    levels = {LEVELS[len(unit.code)] for unit in units} or set(KIND_LEVELS[kind])
    return next(level for level in ("district", "ward", "province") if level in levels)

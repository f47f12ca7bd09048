"""The name at the end of an office: where the place ends and the person begins."""

from __future__ import annotations

from extractor.people.names import LAST_WORDS, RUN, NameReader, Word, is_unit, is_upper
from extractor.people.offices import Draft
from extractor.text import Span, Text

ENOUGH = 2.9
# How far around a place is looked for again, so that cost stays linear in the text.
NEARBY = 4000


class TailReader:
    """Splits «xã Tân Bồi Nhữ Văn Tám» into the place and the person."""

    def __init__(self, names: NameReader) -> None:
        self._names = names

    def split(self, text: Text, draft: Draft) -> Span | None:
        """The person's name in the last capitalised run of an office, or None."""
        if draft.tail is None:
            return None
        words = self._names.words(text, draft.tail, draft.end)
        words = self._names.without_opener(text, words)
        level = self._level_before(text, draft)
        best, weight = None, ENOUGH
        for first in range(max(0, len(words) - 5), len(words) - 1):
            found = self._weigh(text, words, first, level)
            if found > weight:
                best, weight = first, found
        if best is None:
            return self._foreign(text, draft, words)
        span = self._names.read(text, words[best].start)
        end = words[-1].end
        return span if span and span.end >= end else Span(words[best].start, end)

    def _foreign(self, text: Text, draft: Draft, words: list[Word]) -> Span | None:
        """«Thủ tướng Nhật Bản Shinzo Abe»: behind a country any name will do."""
        name = self._names.read(text, words[0].start) if draft.abroad and words else None
        if name is None:
            return None
        whole = " " in text.norm[name.start : name.end]
        return name if whole or draft.row.foreign else None

    def _weigh(self, text: Text, words: list[Word], first: int, level: bool) -> float:
        person, place = words[first:], words[:first]
        if any(len(w.low) > 1 and text.norm[w.start : w.end].isupper() for w in person) and not all(
            text.norm[w.start : w.end].isupper() for w in person
        ):
            return 0.0
        name = " ".join(word.low for word in person)
        # «Giám đốc Sở GTVT Hà Nội»: the letters of an office stand right before the place.
        last = text.norm[place[-1].start : place[-1].end] if place else "SỞ"
        if (
            len(last) > 1
            and last.isupper()
            and (is_unit(name) if level else len(person) == 2 and is_upper(name))
        ):
            return 0.0
        namesake = self._names.namesakes.entries.get(name)
        if namesake and (
            namesake.role == "hero" or self._names.is_after_unit(text, person[0].start)
        ):
            # «Chủ tịch Hội Nông dân Việt Nam»
            return 0.0
        weight = self._names.weigh(person)
        if not place and not level and self._names.is_after_unit(text, person[0].start):
            # «Công ty Hải Long Phát»: a company has a name before its director has one.
            weight -= 1.5
        return weight + self._weigh_place(text, place, level) if weight >= 2 else 0.0

    def _weigh_place(self, text: Text, place: list[Word], level: bool) -> float:
        """How well the words before the person do as a place."""
        if not place:
            return 0.3
        name = text.norm[place[0].start : place[-1].end]
        if (len(place) > 1 and is_unit(name.lower())) or (
            level and _is_written_elsewhere(text, name, place[0].start)
        ):
            return 2.0
        return (0.0, -0.6, 0.6, 0.2, -0.4)[min(len(place), 4)]

    def _level_before(self, text: Text, draft: Draft) -> bool:
        assert draft.tail is not None
        last = LAST_WORDS.search(text.low, max(draft.start, draft.tail - 18), draft.tail)
        return last is not None and not self._names.levels.isdisjoint((last[1], last[2]))

    def name_ending(self, text: Text, start: int, end: int, sure: bool = False) -> Span | None:
        """A full name that ends at `end`, no earlier than `start`, and is no place's.

        When the words after it make it `sure` to be a person, any surname will do.
        """
        end = len(text.norm[start:end].rstrip()) + start
        for run in RUN.finditer(text.norm, start, end):
            if run.end() < end:
                continue
            words = self._names.words(text, run.start(), end)
            for first in range(max(0, len(words) - 5), len(words) - 1):
                if self._names.weigh(words[first:]) >= ENOUGH + (0.6 if first else 0):
                    return self._unless_place(text, Span(words[first].start, end), sure)
            if sure and 2 <= len(words) <= 4:
                return self._unless_place(text, Span(words[0].start, end), sure)
        return None

    def _unless_place(self, text: Text, span: Span, sure: bool) -> Span | None:
        low = text.low[span.start : span.end]
        if not sure and low in self._names.namesakes.entries:
            # «khu đất 8-12 Lê Duẩn, …»
            return None
        if self._names.is_after_unit(text, span.start) or (low.count(" ") == 1 and is_upper(low)):
            return None
        return span


def _is_written_elsewhere(text: Text, name: str, start: int) -> bool:
    """Whether the article has the name nearby again, ending where a name may end."""
    reach = min(len(text.norm), start + NEARBY)
    at = text.norm.find(name, max(0, start - NEARBY), reach)
    while at >= 0:
        follows = text.norm[at + len(name) : at + len(name) + 2]
        if at != start and not follows[:1].isalpha() and not follows[1:].isupper():
            return True
        at = text.norm.find(name, at + len(name), reach)
    return False

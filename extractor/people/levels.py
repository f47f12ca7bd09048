"""Offices as they stand in a record: title, organisation, level and place."""

from __future__ import annotations

import re

from msgspec import Struct

from extractor.lexicon import Hit, Lexicon
from extractor.mentions import Office
from extractor.people.names import RUN, is_unit
from extractor.people.offices import Draft
from extractor.rules import RuleSet
from extractor.rules.rows_people import AbbreviationRow, AdminWordRow, CouncilRow
from extractor.text import Span, Text

SEPARATORS = re.compile(r"[\s,.-]+")
OFFICES_AT_MOST = 24
GAP = re.compile(r"\.? ?")
FILLERS = frozenset(["", "và", "&", "việt", "nam"])


class _Spelling(Struct, frozen=True):
    """One way of writing an office."""

    title: str
    words: frozenset[str]
    body: frozenset[str]
    place: str

    def is_same(self, other: _Spelling) -> bool:
        """Whether both are one office: one says more, or shortens the place («tỉnh BR-VT»)."""
        if self.title != other.title:
            return False
        if self.words <= other.words or other.words <= self.words:
            return True
        return self.body == other.body and (self.place.isupper() or other.place.isupper())


class OfficeMaker:
    """Makes offices of drafts; two spellings of one office give the first."""

    def __init__(self, rules: RuleSet) -> None:
        rows = rules.rows("admin_words", AdminWordRow)
        self._words = Lexicon((f, r) for r in rows if not r.named for f in r.forms)
        self._cities = {f for r in rows if r.named for f in r.forms}
        short = rules.rows("abbreviations", AbbreviationRow)
        councils = rules.rows("councils", CouncilRow)
        self._councils = Lexicon((f, r) for r in councils for f in r.forms)
        self._expansions = {f: r.expansion.lower() for r in short for f in r.forms}

    def make(self, text: Text, stacks: list[tuple[Draft, ...]]) -> list[Office]:
        """The distinct offices of one person, in text order, as first written."""
        offices: list[Office] = []
        known: list[_Spelling] = []
        written: set[str] = set()
        for stack in stacks:
            for draft in stack:
                low = text.low[draft.start : draft.end]
                if low in written or len(known) == OFFICES_AT_MOST:
                    continue
                written.add(low)
                word = self._admin_word(text, draft)
                spelling = self._spelling(text, draft, word)
                if not any(spelling.is_same(other) for other in known):
                    known.append(spelling)
                    offices.append(self._office(text, draft, word, stack))
        return sorted(offices, key=lambda office: office.span)

    def _spelling(self, text: Text, draft: Draft, word: Hit[AdminWordRow] | None) -> _Spelling:
        end = max(word.end, draft.head_end) if word else draft.end
        body = self._words_of(text.low[draft.head_end : end])
        rest = self._words_of(text.low[end : draft.end])
        return _Spelling(draft.row.title, body | rest, body, text.norm[end : draft.end])

    def _words_of(self, low: str) -> frozenset[str]:
        """The words of organisation and place, abbreviations spelt out."""
        words: list[str] = []
        for word in SEPARATORS.split(low):
            words += self._expansions.get(word, word).split()
        return frozenset(word for word in words if word not in FILLERS)

    def _office(
        self, text: Text, draft: Draft, word: Hit[AdminWordRow] | None, stack: tuple[Draft, ...]
    ) -> Office:
        level = self._level(text, draft, word)
        if word is None and draft.row.level is None:
            level = self._inherited(text, draft, stack)
        return Office(
            span=Span(draft.start, draft.end),
            title=self._title(text, draft),
            organization=_organization(text, draft),
            level=level,
            place=_place(text, draft, word),
            rule=draft.row.id,
        )

    def _title(self, text: Text, draft: Draft) -> str:
        """The canonical title, with the council that belongs to it: «Chủ tịch UBND»."""
        title = draft.row.title
        gap = GAP.match(text.norm, draft.head_end)
        council = self._councils.at(text.low, gap.end() if gap else draft.head_end)
        if council is None or council.end > draft.end or draft.row.body:
            return title
        return f"{title} {council.entry.name}" if draft.row.council else title

    def _admin_word(self, text: Text, draft: Draft) -> Hit[AdminWordRow] | None:
        """The last word of the office that names a kind of unit."""
        at = draft.end
        # The stop of «TP.» may close the sentence and not the word.
        end = at + (text.low[at : at + 1] == ".")
        while at > draft.start:
            at = text.low.rfind(" ", draft.start, at - 1) + 1 or draft.start
            at = max(at, draft.start)
            hit = self._words.at(text.low, at)
            if hit and hit.end <= end and not self._is_swallowed(text, draft, hit):
                return hit
        return None

    def _is_swallowed(self, text: Text, draft: Draft, hit: Hit[AdminWordRow]) -> bool:
        """Whether the word is half of another («nông thôn»)."""
        follows = text.norm[hit.end : hit.end + 1]
        if not hit.entry.is_written(text.norm[hit.start : hit.end]):
            return True
        if hit.entry.level == "none" or (hit.end < draft.end and follows in "&-/"):
            # «Sở TT&TT» is in no «thị trấn».
            return True
        before = text.low.rfind(" ", draft.start, max(hit.start - 1, draft.start)) + 1
        longer = self._words.at(text.low, max(before, draft.start))
        return longer is not None and longer.end >= hit.end and longer.entry.level == "none"

    def _level(self, text: Text, draft: Draft, word: Hit[AdminWordRow] | None) -> str:
        if word is None:
            return draft.row.level or "none"
        if word.entry.id not in ("city", "city_low", "city_short"):
            return word.entry.level
        name = text.low[word.end : draft.end].strip()
        return "province" if not name or name in self._cities else "district"

    def _inherited(self, text: Text, draft: Draft, stack: tuple[Draft, ...]) -> str:
        """The level of the next office in the stack that has one: «Bí thư, Chủ tịch UBND xã»."""
        at = stack.index(draft)
        for other in stack[at + 1 :]:
            if word := self._admin_word(text, other):
                return self._level(text, other, word)
        return "none"


def _organization(text: Text, draft: Draft) -> str | None:
    """The body of the office as written, with the part that the title swallowed."""
    rest = text.norm[draft.head_end : draft.end].strip(" -,.")
    return " ".join(part for part in (draft.row.body, rest) if part) or None


def _place(text: Text, draft: Draft, word: Hit[AdminWordRow] | None) -> str | None:
    """The name of the unit, with the word for it: «xã Tân Bồi», «quận 1»."""
    if (
        word is None
        or word.entry.level == "central"
        or text.norm[word.end : word.end + 1] != " "
        or word.end + 1 >= draft.end
    ):
        return None
    rest = text.norm[word.end + 1 : draft.end]
    named = RUN.match(text.norm, word.end + 1, draft.end)
    if named is None and not rest[:1].isdigit():
        return None
    end = named.end() if named else word.end + 1 + len(rest.split(" ")[0])
    if word.entry.body:
        name = text.norm[word.end + 1 : end]
        return name if is_unit(name.lower()) else None
    return text.norm[word.start : end]

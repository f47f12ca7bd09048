"""Where a personal name ends, and whether a capitalised run can be one."""

from __future__ import annotations

import re

from msgspec import Struct

from extractor.letters import LETTER, LOWER, UPPER
from extractor.lexicon import Lexicon
from extractor.places.units import gazetteer
from extractor.rules import RuleSet
from extractor.rules.rows_people import (
    AbbreviationRow,
    AdminWordRow,
    MiddleNameRow,
    NameEndRow,
    NonPersonRow,
    SurnameRow,
    TitleRow,
)
from extractor.text import Span, Text

# One syllable of a name; K'Brế, H' Hen and Jong-un are one, «Hải-nguyên Chánh Thanh tra» is not.
SYLLABLE = rf"(?:[{UPPER}]' ?)?[{UPPER}][{LETTER}]*(?:-[{LOWER}]{{1,4}}(?![{LETTER}])){{0,3}}"
RUN = re.compile(rf"{SYLLABLE}(?: {SYLLABLE}){{0,9}}(?![{LETTER}])")
WORD = re.compile(SYLLABLE)
# «N.P.M.Nh» ends with two letters; «anh Q.» may close a sentence.
INITIAL = rf"[{UPPER}](?:gh|[hgr])?"
INITIALS = re.compile(
    rf"(?:{INITIAL}\.){{2,5}}(?:{INITIAL}(?![{LETTER}]))?"
    rf"|{INITIAL}\.(?= ?[,({LOWER}]| ?\n|\"? [{UPPER}]|$)"
)
LAST_INITIAL = re.compile(rf"\.(?= ?[,({LOWER}])")
LAST_WORD = re.compile(rf"([{LETTER}.\d]+) ?$")
# «thành phố» and its last word.
LAST_WORDS = re.compile(rf"((?:[{LETTER}]+ )?([{LETTER}.\d]+)) ?$")
VOWEL = re.compile(r"[AEIOUYÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠ-Ỹ]")
# A syllable as Vietnamese spells them.
NATIVE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    rf"(?:(?![bcdđfghjklmnpqrstvwxz])[{LOWER}]){{1,3}}(?:ch|ng|nh|[cmnpt])?$"
)
# «yêu cầu Lê Văn Mây» names no bridge.
NO_UNITS = frozenset(["yêu cầu", "thỉnh cầu"])
LONGEST = 5


class Word(Struct, frozen=True):
    """One syllable of a capitalised run."""

    start: int
    end: int
    low: str


class NameReader:
    """Reads names; knows surnames, middle names, and what ends or forbids a name."""

    def __init__(self, rules: RuleSet) -> None:
        rows = rules.rows("surnames", SurnameRow)
        self._surnames = {f for r in rows if r.role == "surname" for f in r.forms}
        self._weak = {f for r in rows if r.role == "common_word" for f in r.forms}
        self._middles = {f for r in rules.rows("middle_names", MiddleNameRow) for f in r.forms}
        others = rules.rows("non_persons", NonPersonRow)
        self.namesakes = Lexicon(
            (f, r) for r in others if r.role in ("name", "hero") for f in r.forms
        )
        self.sides = {f for r in others if r.role == "side" for f in r.forms}
        self._before = {f for r in others if r.role == "before" for f in r.forms}
        self.levels = {
            f for r in rules.rows("admin_words", AdminWordRow) if not r.named for f in r.forms
        }
        self._short = {f for r in rules.rows("abbreviations", AbbreviationRow) for f in r.forms}
        ends = rules.rows("name_ends", NameEndRow)
        # An office of one syllable («ct») is never told from a name by a capital alone.
        heads = [f for r in rules.rows("titles", TitleRow) for f in r.forms if " " in f]
        self.openers: Lexicon[str] = Lexicon(
            [
                *((f, "title") for f in heads),
                *((f, r.role) for r in ends if r.role != "verb" for f in r.forms),
            ]
        )
        # With small words that open a sentence a subject goes on too («Thiện cùng», «Thiện đã»).
        self.verbs = Lexicon((f, r) for r in ends if r.role in ("verb", "opener") for f in r.forms)

    def words(self, text: Text, start: int, end: int) -> list[Word]:
        """The syllables of norm[start:end]."""
        low = text.low
        return [
            Word(m.start(), m.end(), low[m.start() : m.end()])
            for m in WORD.finditer(text.norm, start, end)
        ]

    def read(self, text: Text, start: int, sure: bool = True) -> Span | None:
        """The name that begins at `start`; without a sure cue before it a surname is asked for."""
        norm = text.norm
        if not norm[start : start + 1].isupper():
            return None
        if initials := INITIALS.match(norm, start):
            return Span(*initials.span())
        run = RUN.match(norm, start)
        if run is None or not (sure or self._begins_full(text, start)):
            return None
        if self._begins_body(text, start):
            return None
        words = self._cut(text, self.words(text, start, run.end()))
        if not words or not (sure or self._is_full(words)):
            return None
        end = words[-1].end
        if len(words) > 1 and end - words[-1].start == 1 and LAST_INITIAL.match(norm, end):
            end += 1
        return Span(start, end)

    def begins_body(self, low: str) -> bool:
        """Whether the first word is a body's («Tỉnh Đoàn»)."""
        hit = self.openers.at(low, 0)
        return hit is not None and hit.entry == "body"

    def begins_sentence(self, low: str) -> bool:
        """Whether the first word is a small one («có thể quan tâm»)."""
        hit = self.openers.at(low, 0)
        return hit is not None and hit.entry == "opener" and hit.end < len(low)

    def _begins_body(self, text: Text, start: int) -> bool:
        """Whether the run begins «Thường trực», «Công ty»: no name at all."""
        hit = self.openers.at(text.low, start)
        if hit is None or " " not in text.low[hit.start : hit.end]:
            return False
        return text.norm[text.low.find(" ", start) + 1].islower() or (
            # «Trường Tiểu học»
            hit.entry == "body" and text.norm[text.low.rfind(" ", start, hit.end) + 1].islower()
        )

    def _cut(self, text: Text, words: list[Word]) -> list[Word]:
        """The words up to the first that no name goes on with."""
        norm = text.norm
        first = norm[words[0].start : words[0].end]
        if words[0].low in self._short and len(first) > 1 and first.isupper():
            return []
        capitals = len(first) > 1 and first.isupper()
        for index, word in enumerate(words[1:], 1):
            written = norm[word.start : word.end]
            if self._stops(text, word, index) or (
                len(written) > 1 and written.isupper() != capitals and not _shouts(written, index)
            ):
                return words[:index]
        if len(words) > LONGEST:
            return words[:4]
        return words

    def _stops(self, text: Text, word: Word, index: int) -> bool:
        """Whether the name ends before this word of the run."""
        norm = text.norm
        if word.low in self._short and norm[word.start : word.end].isupper():
            return word.end - word.start > 1
        hit = self.openers.at(text.low, word.start)
        if hit is None:
            return False
        follows = norm[hit.end + 1 : hit.end + 2]
        if hit.end > word.end:
            # «Công An» is a name where «Công an» is the police.
            return hit.entry == "title" or index > 2 or not norm[word.end + 1].isupper()
        if hit.entry == "body":
            return index > 1 and follows.isupper()
        return index > 1 and self.is_opener(text, word.start)

    def is_opener(self, text: Text, start: int) -> bool:
        """Whether the capital at `start` begins a sentence («Bên cạnh đó», «Sáng 15/6»)."""
        hit = self.openers.at(text.low, start)
        if hit is None or hit.entry not in ("opener", "time") or text.norm[start].islower():
            return False
        follows = text.norm[hit.end + 1 : hit.end + 2]
        return follows.isdigit() or (hit.entry == "opener" and follows.islower())

    def without_opener(self, text: Text, words: list[Word]) -> list[Word]:
        """The words without a last one that begins the next sentence."""
        if len(words) > 2 and self._stops(text, words[-1], len(words) - 1):
            return words[:-1]
        return words

    def _begins_full(self, text: Text, start: int) -> bool:
        """Whether the run begins with a surname: most do not, and need no closer look."""
        word = WORD.match(text.norm, start)
        first = text.low[start : word.end()] if word else ""
        return first in self._surnames or first in self._weak

    def _is_full(self, words: list[Word]) -> bool:
        """Whether the words are a surname and at least one name."""
        if not 2 <= len(words) <= LONGEST:
            return False
        if words[0].low in self._surnames:
            name = " ".join(word.low for word in words)
            return name not in self.namesakes.entries and not (len(words) == 2 and is_upper(name))
        return words[0].low in self._weak and len(words) > 2 and words[1].low in self._middles

    def is_syllable(self, low: str) -> bool:
        """Whether the word is a syllable of names too («Anh»)."""
        return low in self._middles or low in self._surnames or low in self._weak

    @staticmethod
    def is_foreign(name: str) -> bool:
        """Whether a name of some words has one that no Vietnamese has («Ryotaro Sugi»)."""
        words = name.lower().split()
        return len(words) > 1 and not all(NATIVE.match(word) for word in words)

    def is_after_unit(self, text: Text, start: int) -> bool:
        """Whether the word before `start` makes the name a street, a school, a ward."""
        last = LAST_WORDS.search(text.low, max(0, start - 14), start)
        return last is not None and last[2] in self._before and last[1] not in NO_UNITS

    def is_short(self, low: str) -> bool:
        """Whether the word is an abbreviation of an office or a body."""
        return low in self._short

    def is_body(self, text: Text, name: Span) -> bool:
        """Whether the run is an abbreviation of a body («UBND»)."""
        return text.low[name.start : name.end] in self._short

    def weigh(self, words: list[Word]) -> float:
        """How much the words look like a whole personal name; below 2 they don't."""
        size = len(words)
        if not 2 <= size <= LONGEST:
            return 0.0
        first = words[0].low
        weight = 3.0 if first in self._surnames else 2.2 if first in self._weak else 0.0
        weight += (0.0, 0.0, 0.4, 1.0, 0.8, -0.3)[size]
        if size > 2 and words[1].low in self._middles:
            weight += 1.2
        return weight


def is_unit(low: str) -> bool:
    """Whether an administrative unit of any time has the name."""
    return bool(gazetteer().named(low))


def is_upper(low: str) -> bool:
    """Whether a province or district has the name («Ninh Thuận»)."""
    return any(unit.level in ("province", "district") for unit in gazetteer().named(low))


def _shouts(written: str, index: int) -> bool:
    """Whether a capital word may go on a mixed name («Lê HỮU KHÁNH») and is no abbreviation."""
    return index >= 1 and written.isupper() and VOWEL.search(written[1:]) is not None

"""Where sentences begin and end, by a scan that is linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

from extractor.lexicon import Lexicon
from extractor.rules import RuleSet, default_rules
from extractor.rules.rows_sentences import StopRow
from extractor.text import Span, Text

# One match at each run of stops or line breaks; all decisions are made in code, so that a long
# run of dots costs one step and not one per dot.
STOP = re.compile(r"[.!?…]+[\"')\]]*|\n\s*")
LAST_WORD = re.compile(r"[^\s(\[\"']{1,12}$")
# «1.», «2.3», «IV.», «b)», «-»: what stands before a list item and is no sentence.
NUMBERING = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5}|[a-zđA-ZĐ])[.)]?$")
BULLET = re.compile(r"[-+*•]|(?:\d{1,3}|[a-zđ]|[IVX]{1,5})[.)]\s?\D")
# One-letter words that open a sentence glued to the one before: «hộ nghèo.Ở xã».
LONE_OPENERS = "ỞÝ"
# Longer than any sentence: a table or list run together. What is read of a figure looks at its
# whole sentence, so this bounds the cost of a text without stops.
LONGEST = 1200
START = attrgetter("start")
MIN_LINES, MAX_WIDTH, RAGGED = 6, 100, 14
# A line as long as this, in a paragraph with a line that goes on in lower case, is wrapped.
SHORTEST_WRAP, PARAGRAPH = 30, 400


class SentenceSplitter:
    """Cuts texts into sentences, headings, captions and list lines."""

    def __init__(self, rules: RuleSet) -> None:
        rows = rules.rows("sentence_stops", StopRow)
        abbreviations = [row for row in rows if row.role == "abbreviation"]
        self._abbreviations = {form for row in abbreviations for form in row.forms}
        self._capital = {form for row in abbreviations if row.capital for form in row.forms}
        self._openers: Lexicon[str] = Lexicon(
            (form, row.id) for row in rows if row.role == "opener" for form in row.forms
        )

    def split(self, text: Text) -> list[Span]:
        """The sentences of `text.norm` in order, blanks between them in none.

        A line break ends a sentence unless the next line goes on with it: in lower case, after
        a comma, or in a text that is wrapped at a fixed width.
        """
        norm = text.norm
        width = _wrap_width(norm)
        spans: list[Span] = []
        begin = 0
        for match in STOP.finditer(norm):
            if match.start() < begin:
                continue
            if match.group()[0] == "\n":
                ends = _breaks_line(norm, match, width)
            else:
                ends = self._stops(text, match, begin)
            if ends:
                _add(norm, begin, match.end(), spans)
                begin = match.end()
        _add(norm, begin, len(norm), spans)
        return spans

    def _stops(self, text: Text, match: re.Match[str], begin: int) -> bool:
        """Whether the stops at `match` end the sentence that began at `begin`."""
        norm, at = text.norm, match.start()
        if at - begin <= 16 and NUMBERING.match(norm[begin:at]):
            return False
        after = norm[match.end() : match.end() + 2]
        if after[:1].isspace() or not after:
            return self._stops_before_blank(text, match, begin)
        # «giám sát.Đến nay»: a stop glued to the next sentence; «TP.HCM», «2.5» are none.
        glued = after[0].isupper() and (after[1:2].islower() or after[0] in LONE_OPENERS)
        before = norm[at - 1 : at]
        ends_word = before.islower() or before.isdigit() or before in '%)" '
        return glued and ends_word and not self._abbreviated(norm, at)

    def _stops_before_blank(self, text: Text, match: re.Match[str], begin: int) -> bool:
        norm, at = text.norm, match.start()
        next_at = match.end() + 1
        follow = norm[next_at : next_at + 1]
        if follow.islower():
            return False
        single = match.group() in (".", ".)", '."')
        if not single or not follow or follow == "\n" or self._openers.at(text.low, next_at):
            return True
        if self._abbreviated(norm, at):
            return False
        return not _is_initial(norm, at) or (follow != "(" and _is_withheld_name(norm, begin, at))

    def _abbreviated(self, norm: str, stop: int) -> bool:
        word = LAST_WORD.search(norm, max(0, stop - 12), stop)
        if word is None:
            return False
        token = word.group()
        return any(self._is_abbreviation(part) for part in (token, token.rpartition(".")[2]))

    def _is_abbreviation(self, token: str) -> bool:
        low = token.lower()
        return low in self._abbreviations and (low not in self._capital or token[0].isupper())


def split_sentences(text: Text) -> list[Span]:
    """The sentences of `text.norm` by the shipped rules."""
    return _default_splitter().split(text)


@cache
def _default_splitter() -> SentenceSplitter:
    return SentenceSplitter(default_rules())


def sentence_at(sentences: Sequence[Span], offset: int) -> int:
    """Index of the sentence that holds `offset` (the one before it when between two)."""
    return max(bisect_right(sentences, offset, key=START) - 1, 0)


def _add(norm: str, start: int, end: int, spans: list[Span]) -> None:
    while end - start > LONGEST:
        cut = _cut(norm, start, start + LONGEST)
        _add(norm, start, cut, spans)
        start = cut
    piece = norm[start:end]
    body = piece.strip()
    if body:
        lead = len(piece) - len(piece.lstrip())
        spans.append(Span(start + lead, start + lead + len(body)))


def _cut(norm: str, start: int, end: int) -> int:
    """Where to cut what is too long: after its last semicolon, else comma, else blank."""
    for mark in "; ", ", ", " ":
        at = norm.rfind(mark, start + LONGEST // 2, end)
        if at >= 0:
            return at + len(mark)
    return end


def _is_initial(norm: str, stop: int) -> bool:
    """Whether a lone capital stands before the stop: «Nguyễn V.»."""
    return norm[stop - 1 : stop].isupper() and not norm[max(0, stop - 2) : stop - 1].isalnum()


def _is_withheld_name(norm: str, begin: int, stop: int) -> bool:
    """Whether a name leads up to the initial: «…bắt Lò Thị S.» is all there is of it.

    A capital at the beginning of the sentence tells no name: «Bà Lê V. Hương».
    """
    words = norm[max(begin, stop - 24) : stop - 1].split()[1:]
    return len(words) > 1 and all(word[0].isupper() for word in words[-2:])


def _wrap_width(norm: str) -> int | None:
    """The width at which the text is wrapped, or None when its lines are paragraphs."""
    widths = [len(line) for line in norm.split("\n") if line]
    if len(widths) < MIN_LINES or (width := max(widths)) > MAX_WIDTH:
        return None
    full = sum(1 for size in widths if size >= width - RAGGED)
    return width if 2 * full >= len(widths) else None


def _is_wrapped(norm: str, at: int) -> bool:
    """Whether the line that ends at `at` stands in a paragraph wrapped by hand."""
    begin = norm.rfind("\n", max(0, at - MAX_WIDTH), at) + 1
    if not SHORTEST_WRAP <= at - begin <= MAX_WIDTH:
        return False
    before = norm[max(0, at - PARAGRAPH) : at].rpartition("\n\n")[2].split("\n")[1:]
    after = norm[at + 1 : at + PARAGRAPH].partition("\n\n")[0].split("\n")
    return any(line[:1].islower() for line in (*before, *after))


def _breaks_line(norm: str, match: re.Match[str], width: int | None) -> bool:
    at, next_at = match.start(), match.end()
    follow = norm[next_at : next_at + 1]
    if match.group().count("\n") > 1 or not follow or BULLET.match(norm, next_at):
        return True
    before = norm[max(0, at - 80) : at].rstrip(" ")[-1:]
    if before in ".!?:;":
        return True
    if follow.islower() or before == ",":
        return False
    if follow.isdigit() and _is_wrapped(norm, at):
        return False
    return width is None or at - (norm.rfind("\n", 0, at) + 1) < width - RAGGED

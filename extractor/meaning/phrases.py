"""Noun phrases around a figure: what is counted, measured or paid for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter

from msgspec import Struct

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.text import Span

# A bracket that only holds what a name is short for ends nothing: «Bảo hiểm y tế (BHYT)».
SHORT = "".join(rf"(?<!\([^\W\d_]{{{letters}}}\))" for letters in range(2, 8))
PUNCTUATION = re.compile(rf"[,;:\n|]|\((?![^\W\d_]{{2,7}}\))|\){SHORT}|\.(?=\s|$)| - ")
START = attrgetter("start")
LONGEST = 90
FURTHEST = 140
# What a name is short for, said behind it: no end of a phrase.
SHORT_FOR = re.compile(r" \([^\W\d_]{2,8}\)")
# Leads in what something comes with.
WITH = " với "
# Words that belong to the thing's name though they may stand before any figure.
AVERAGES = ("bình quân", "trung bình")
# «số» and the blank behind it.
LONE = 3
# How many words a soft end lets in, a clause has, and name a thing on the left.
SOFT_WORDS, CLAUSE_WORDS, HEAD_WORDS, TAIL_WORDS = 3, 4, 9, 9


class PhraseEnds(Struct, frozen=True):
    """Where noun phrases end on their right, and where they begin on their left, in one text."""

    low: str
    right: Sequence[Hit[str]]
    right_starts: Sequence[int]
    left: Sequence[Hit[str]]
    left_ends: Sequence[int]
    heads: Sequence[Hit[str]]
    head_starts: Sequence[int]
    # Where dates stand: no part of the thing measured.
    dates: Sequence[Span]
    # Words that no phrase ends with.
    tails: frozenset[str]
    # Words that none begins with.
    openings: frozenset[str]
    long_tails: tuple[str, ...]
    # Words that open what is said of the counted («đang», «phải»), each with a blank behind.
    relatives: tuple[str, ...]
    # Compounds that begin or end with such a word and are names of things («tăng trưởng»).
    compounds: tuple[str, ...]

    def rightward(self, start: int, limit: int) -> Span:
        """The phrase that begins at `start`: to the first word or mark that ends it.

        A soft end («bị», «được», «trong») lets a few more words in: «3 [xã bị ảnh hưởng]».
        """
        end = min(limit, start + LONGEST)
        if match := PUNCTUATION.search(self.low, start, end):
            end = match.start()
        softened = False
        for index in range(bisect_left(self.right_starts, start), len(self.right)):
            hit = self.right[index]
            if hit.start >= end:
                break
            if hit.entry == "hard":
                end = hit.start
                break
            if hit.entry == "soft" and not softened:
                softened = True
                end = min(end, _words_on(self.low, hit.end, end, SOFT_WORDS))
        return self._without_tail(_trim(self.low, start, end))

    def leftward(self, start: int, end: int) -> Span:
        """The phrase that ends at `end`: from the last word or mark before which it begins,
        and of a long one the first words, which name the thing."""
        begin = max(start, end - FURTHEST)
        for match in PUNCTUATION.finditer(self.low, begin, end):
            begin = match.end()
        for index in range(bisect_right(self.left_ends, end) - 1, -1, -1):
            hit = self.left[index]
            if hit.end <= begin:
                break
            if hit.entry == "hard":
                if hit.end >= end - 1:
                    end = hit.start
                    continue
                begin = hit.end
                break
        return self._last_words(begin, end)

    def behind_start(self, start: int, end: int) -> int:
        """`start`, moved behind the last word in `start`..`end` that a phrase begins after."""
        for index in range(bisect_right(self.left_ends, end - 1) - 1, -1, -1):
            hit = self.left[index]
            if hit.start < start:
                break
            if hit.entry == "hard" and hit.end < end - 1:
                return hit.end
        return start

    def clause(self, start: int, limit: int) -> Span:
        """The first words of the clause that says which are counted, empty if none begins right
        at `start`: «13 hộ [mới thoát nghèo]», «38 người [phải hoãn]»."""
        begin = start + 1
        word = next((w for w in self.relatives if self.low.startswith(w, begin)), "")
        if not word:
            return Span(start, start)
        span = self.rightward(begin + len(word), limit)
        if not len(span) or self.low[begin + len(word) : span.start].strip():
            return Span(start, start)
        return Span(begin, min(span.end, _words_on(self.low, span.start, span.end, CLAUSE_WORDS)))

    def is_soft(self, start: int) -> bool:
        """Whether a word that shortens phrases begins at `start`: «tại các xã …»."""
        index = bisect_left(self.right_starts, start)
        return (
            index < len(self.right)
            and self.right[index].start == start
            and (self.right[index].entry == "soft")
        )

    def _last_words(self, begin: int, end: int) -> Span:
        """The last words of a stretch, without dates and joining words at its edges."""
        span = self.trimmed(begin, end)
        at = span.end
        for _ in range(TAIL_WORDS):
            at = self.low.rfind(" ", span.start, at)
            if at < 0:
                return span
        return self._without_opening(_trim(self.low, at, span.end))

    def headed(self, start: int, end: int) -> Span | None:
        """The phrase in `start`..`end` opened by a head noun («tổng», «tỷ lệ», «diện tích»)."""
        index = bisect_left(self.head_starts, start)
        if index == len(self.heads) or self.heads[index].start >= end:
            return None
        with_it = bisect_left(self.head_starts, self.low.rfind(WITH, self.heads[index].start, end))
        if index < with_it < len(self.heads) and self.heads[with_it].start < end:
            # «quỹ chăm lo 70 hộ với tổng kinh phí …»: the head that «với» leads in.
            index = with_it
        begin, numbered = self.heads[index].start, self.heads[index].end + 1
        if numbered - begin == LONE and self.low[numbered : min(end, numbered + 1)].isdigit():
            # «khu vực bỏ phiếu số 05»: the number of a thing.
            return None
        if match := PUNCTUATION.search(self.low, begin, end):
            end = match.start()
        return self._first_words(begin, end)

    def after_head(self, offset: int) -> int:
        """`offset`, moved behind a head noun that it stands inside: «dân số»."""
        index = bisect_left(self.head_starts, offset) - 1
        return max(offset, self.heads[index].end) if index >= 0 else offset

    def is_date(self, start: int) -> bool:
        """Whether a date begins at `start`."""
        index = bisect_left(self.dates, start, key=START)
        return index < len(self.dates) and self.dates[index].start == start

    def before_date(self, start: int, end: int) -> int:
        """`end`, moved before the dates that stand last in `start`..`end`."""
        for index in range(bisect_left(self.dates, end, key=START) - 1, -1, -1):
            date = self.dates[index]
            if date.start < start:
                break
            if date.end <= end:
                if self.low[date.end : end].strip(" ,"):
                    break
                end = date.start
        return end

    def after_date(self, start: int, end: int) -> int:
        """`start`, moved behind the last date before `end`."""
        index = bisect_left(self.dates, end, key=START) - 1
        return max(start, self.dates[index].end) if index >= 0 else start

    def trimmed(self, start: int, end: int) -> Span:
        """The words of a stretch without dates, joining words and marks at its edges."""
        return self._without_tail(self._without_opening(_trim(self.low, start, end)))

    def _without_opening(self, span: Span) -> Span:
        """Without «và», «giảm», «nâng» at its start."""
        while True:
            blank = self.low.find(" ", span.start, span.end)
            if self.low[span.start : blank if blank > 0 else span.end] not in self.openings:
                return span
            if blank < 0:
                return Span(span.end, span.end)
            if self.low.startswith(self.compounds, span.start, span.end):
                return span
            span = _trim(self.low, blank, span.end)

    def _without_tail(self, span: Span) -> Span:
        """Without «và», «nên», «gồm» at its end, and without «thực hiện»."""
        while True:
            if self.low.endswith(self.long_tails, span.start, span.end):
                span = self._without_long_tails(span)
            blank = self.low.rfind(" ", span.start, span.end)
            last = blank + 1 if blank > 0 else span.start
            if self.low[last : span.end] not in self.tails:
                return span
            if self.low.endswith(self.compounds, span.start, span.end):
                return span
            span = _trim(self.low, span.start, last)

    def _without_long_tails(self, span: Span) -> Span:
        for tail in self.long_tails:
            if self.low.endswith(tail, span.start, span.end):
                span = _trim(self.low, span.start, span.end - len(tail))
        return span

    def _first_words(self, begin: int, end: int) -> Span:
        span = self.trimmed(begin, end)
        index = bisect_right(self.dates, span.start + 3, key=START)
        if index < len(self.dates) and self.dates[index].start < span.end:
            span = _trim(self.low, span.start, self.dates[index].start)
        return _trim(self.low, span.start, _words_on(self.low, span.start, span.end, HEAD_WORDS))


class PhraseReader:
    """Finds where noun phrases end, by words of a lexicon.

    `hard` words end a phrase, `soft` ones only shorten it, and compounds with an ending word
    inside («thực hiện», «người có công») do neither.
    """

    def __init__(self, rows: Mapping[str, Sequence[str]], scanner: Scanner) -> None:
        inner = [(form, "inner") for form in rows["phrase_inner"]]
        soft = [(form, "soft") for form in rows["phrase_soft"]]
        self._right = Lexicon([*((f, "hard") for f in rows["phrase_end"]), *soft, *inner], scanner)
        self._left = Lexicon([*((f, "hard") for f in rows["phrase_start"]), *inner], scanner)
        closing = ("phrase_end", "phrase_soft", "phrase_dangling")
        self._tails = frozenset(form for row in closing for form in rows[row])
        self._openings = frozenset((*rows["phrase_end"], *rows["phrase_opening"]))
        self._relatives = tuple(f"{form} " for form in rows["phrase_relative"])
        self._long_tails = tuple(f" {form}" for form in rows["phrase_tail"])
        names = frozenset(rows["phrase_head"])
        others = [pair for pair in inner if pair[0] not in names]
        self._heads = Lexicon([*((form, "head") for form in names), *others], scanner)
        self._compounds = tuple(form for form in rows["phrase_inner"] if " " in form)

    def prepare(self, low: str, dates: Sequence[Span]) -> PhraseEnds:
        right, left = self._right.scan(low), self._left.scan(low)
        heads = [hit for hit in self._heads.scan(low) if hit.entry == "head"]
        return PhraseEnds(
            low=low,
            right=right,
            right_starts=[hit.start for hit in right],
            left=left,
            left_ends=[hit.end for hit in left],
            heads=heads,
            head_starts=[hit.start for hit in heads],
            dates=dates,
            tails=self._tails,
            openings=self._openings,
            long_tails=self._long_tails,
            relatives=self._relatives,
            compounds=self._compounds,
        )


def _words_on(low: str, start: int, end: int, count: int) -> int:
    """Where the first `count` words after `start` end, not beyond `end`."""
    at = start
    for _ in range(count):
        at = low.find(" ", at + 1, end)
        if at < 0:
            return end
    return at


def _trim(low: str, start: int, end: int) -> Span:
    while start < end and not low[start].isalnum():
        start += 1
    while end > start and not (low[end - 1].isalnum() or low[end - 1] in "%)"):
        end -= 1
    return Span(start, max(start, end))

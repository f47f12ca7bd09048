"""Phrases that hold commas: «vốn cho vay trung, dài hạn», «vụ cháy, nổ»."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

from extractor.meaning.actions import VerbHits
from extractor.meaning.phrases import AVERAGES, SHORT_FOR, PhraseEnds
from extractor.text import Span

# What no list of things goes on beyond: a mark, a figure, a bracket.
MARK = re.compile(r"[;:()\n|\d]|\.(?=\s)| - ")
# «xã, thị trấn»: at most two syllables up to a mark or a blank.
BEHIND = "và|trong|với|của|có|còn|thuộc|tại|trên|đã|được"
LISTED_WORD = re.compile(rf"[^\W\d_]+(?: [^\W\d_]+)??(?=[,.;)]| (?:{BEHIND})\b|$)")
# How many words a whole list has on the left, and its next member on the right.
LIST_WORDS, MEMBER_WORDS, ALIKE_WORDS = 16, 4, 9
# How far behind a member the word stands that may tell of it: «hộ nghèo, người già đã …».
FURTHER = 12
# How many members are read behind the first.
MEMBERS = 5
COMMA, AND = ", ", " và "
# What a percentage completes or is told against.
PLAN = re.compile(r"\s*(?:kế hoạch|kh|dự toán|chỉ tiêu|nghị quyết|so|cùng kỳ)(?![^\W_])")


class ListWords(Struct, frozen=True):
    """Words of the clause and no name's: `finite` ones («đã», «được»); openings of phrases that
    name `actors`."""

    finite: frozenset[str]
    actors: tuple[str, ...]


class Enumerations(Struct, frozen=True):
    """Reads phrases with commas inside, in one text."""

    norm: str
    ends: PhraseEnds
    verbs: VerbHits
    words: ListWords

    def leftward(self, since: int, last: int, stop: int) -> Span | None:
        """The phrase that ends at `stop` and began before the comma at `last`, where its last
        member begins: «[vốn cho vay trung, dài hạn] chiếm»; None when it holds no comma."""
        if not since < last or not self.ends.low.startswith(COMMA, last - 1):
            return None
        member = self.ends.trimmed(last, stop)
        if self._names_actor(member) and self._acts(member):
            return None
        begin = self._after_mark(since, last)
        if PLAN.match(self.ends.low, begin, last):
            # «đạt 100% kế hoạch, đàn bò 102%»: what the figure before was told of.
            return None
        if (head := self._head(begin, last)) is not None:
            return self._whole(head, stop)
        begin = self.ends.behind_start(begin, stop)
        span = self._whole(begin, stop) if begin < last else None
        if span is None or self._names_actor(span) or self._acts(span):
            return None
        return span

    def rightward(self, span: Span, until: int) -> Span:
        """`span` with the members that commas add to it: «vụ cháy[, nổ]»."""
        end = span.end
        for _ in range(MEMBERS):
            links = (COMMA,) if end == span.end else (COMMA, AND)
            link = next((mark for mark in links if self.ends.low.startswith(mark, end)), "")
            start = end + len(link)
            member = self.ends.rightward(start, until)
            if not link or member.start != start or not self._adds(span, member, until):
                break
            end = member.end
        return Span(span.start, end)

    def units(self, counted: Span, units: frozenset[str]) -> Span:
        """«102 [xã, thị trấn]»: the units named after the first."""
        low, end = self.ends.low, counted.end
        for _ in range(MEMBERS):
            if not low.startswith(COMMA, end):
                break
            word = LISTED_WORD.match(low[end + 2 : end + 30])
            if word is None or word.group() not in units:
                break
            end += 2 + word.end()
        return Span(counted.start, end)

    def acts(self, tail: Span, until: int) -> int:
        """The end of «13 đợt [tư vấn, giới thiệu việc làm] cho …»: acts joined by a comma."""
        second, starts = tail.end + len(COMMA), self.verbs.starts
        joined = self.ends.low.startswith(COMMA, tail.end) and {tail.start, second} <= starts
        if not joined or second in self.ends.head_starts:
            return tail.end
        span = self.ends.rightward(second, until)
        return span.end if len(span) and self.ends.low.startswith(" ", span.end) else tail.end

    def _adds(self, span: Span, member: Span, until: int) -> bool:
        """Whether a phrase names one more thing of a kind, and opens no clause or figure."""
        low, start = self.ends.low, member.start
        words, first = low[start : member.end].split(), low[span.start : span.end].split()[:1]
        longest = ALIKE_WORDS if words[:1] == first else MEMBER_WORDS
        if not 0 < len(words) <= longest or not low[member.end : until].strip():
            return False
        if self.norm[start].isupper() or self.ends.is_soft(start) or self.ends.is_date(start):
            return False
        goes_on = low.startswith(" ", member.end)
        behind = low[member.end : member.end + FURTHER].split()[:goes_on]
        if not self.words.finite.isdisjoint((*words, *behind)) or start in self.ends.head_starts:
            return False
        if low.startswith(AVERAGES, start) or (self._acts(member) and not self._acts(span)):
            return False
        return words[:1] == first or not self._names_actor(member)

    def _names_actor(self, span: Span) -> bool:
        return self.ends.low.startswith(self.words.actors, span.start)

    def _head(self, begin: int, last: int) -> int | None:
        """Where the list's head noun begins: the last one that opens a member, or the first."""
        heads = self.ends.head_starts
        found = heads[bisect_left(heads, begin) : bisect_left(heads, last)]
        opening = [head for head in found if self.ends.low.startswith(COMMA, head - 2)]
        return opening[-1] if opening else next(iter(found), None)

    def _after_mark(self, since: int, last: int) -> int:
        begin = since
        for match in MARK.finditer(self.ends.low, since, last):
            if not SHORT_FOR.match(self.ends.low, match.start() - 1):
                begin = match.end()
        return begin

    def _whole(self, begin: int, stop: int) -> Span | None:
        span = self.ends.trimmed(begin, stop)
        words = self.ends.low[span.start : span.end].split()
        short = 1 < len(words) <= LIST_WORDS and "," in self.ends.low[span.start : span.end]
        return span if short and self.words.finite.isdisjoint(words) else None

    def _acts(self, span: Span) -> bool:
        """Whether a verb stands in the phrase."""
        index = bisect_left(self.verbs.ends, span.start + 1)
        return index < len(self.verbs.hits) and self.verbs.hits[index].start < span.end

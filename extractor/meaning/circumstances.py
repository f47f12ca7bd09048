"""Who did it, who says so, where the money comes from, and out of what a share is taken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.meaning.phrases import PhraseEnds
from extractor.meaning.surroundings import Surroundings
from extractor.mentions import Person
from extractor.rules import RuleSet
from extractor.rules.rows_meaning import CircumstanceRow
from extractor.text import Span

# How long a name may be, and how far before its verb of saying a speaker may stand.
BY = " do "
LONGEST_NAME = 80
SPEAKER_REACH = 220
SHORTEST = 2


class Circumstances(Struct, frozen=True):
    """Spans of the words that name each; None where the text is silent."""

    actor: Span | None = None
    fund_source: Span | None = None
    attribution: Span | None = None
    of: Span | None = None


class CircumstanceHits(Struct, frozen=True):
    """The opening and closing words of one text, and where its people are named."""

    hits: list[Hit[CircumstanceRow]]
    starts: list[int]
    people: list[Span]


class CircumstanceReader:
    """Reads circumstances within the figure's sentence."""

    def __init__(self, rules: RuleSet, actors: Sequence[str], scanner: Scanner) -> None:
        rows = rules.rows("circumstances", CircumstanceRow)
        self._words: Lexicon[CircumstanceRow] = Lexicon(
            ((f, row) for row in rows for f in row.forms), scanner
        )
        self._actors = tuple(actors)

    def prepare(self, low: str, people: Sequence[Person]) -> CircumstanceHits:
        hits = self._words.scan(low)
        spans = sorted(span for person in people for span in person.mentions)
        return CircumstanceHits(hits, [hit.start for hit in hits], spans)

    def read(
        self, prepared: CircumstanceHits, ends: PhraseEnds, at: Surroundings, verb: Span | None
    ) -> Circumstances:
        """What the sentence says around the figure; `verb` governs it."""
        found: dict[str, Span] = {}
        index = bisect_left(prepared.starts, at.sentence.start)
        stop = bisect_left(prepared.starts, at.sentence.end, index)
        for hit in prepared.hits[index:stop]:
            name = hit.entry.names
            span = self._named(prepared, ends, at, hit)
            if span is not None and (name not in found or hit.end <= at.start):
                found[name] = span
        return Circumstances(
            actor=self._actor(ends, at, verb),
            fund_source=found.get("fund_source"),
            attribution=found.get("attribution"),
        )

    def _named(
        self,
        prepared: CircumstanceHits,
        ends: PhraseEnds,
        at: Surroundings,
        hit: Hit[CircumstanceRow],
    ) -> Span | None:
        if hit.entry.side == "before":
            if hit.entry.names == "attribution":
                return _speaker(prepared.people, at, hit)
            # «Công trình do Công ty A tài trợ»: the name begins after «do».
            by = ends.low.rfind(BY, at.clause.start, hit.start)
            span = ends.leftward(by + len(BY) if by >= 0 else at.clause.start, hit.start)
            return span if len(span) > SHORTEST else None
        if hit.entry.names == "attribution" and not _opens(ends.low, at, hit):
            return None
        return _name_after(ends, prepared.people, hit, at.sentence.end)

    def _actor(self, ends: PhraseEnds, at: Surroundings, verb: Span | None) -> Span | None:
        """The phrase before the governing verb, when it names somebody who can act."""
        if verb is None:
            return None
        start = max(at.clause.start, verb.start - LONGEST_NAME)
        stop = verb.start
        for _ in range(3):
            blank = ends.low.rfind(" ", start, max(start, stop - 1))
            if blank < 0 or ends.low[blank:stop].strip() not in ends.tails:
                break
            stop = blank
        span = ends.leftward(start, stop)
        words = ends.low[span.start : span.end]
        return span if words.startswith(self._actors) else None


def read_of(ends: PhraseEnds, at: Surroundings, measure: str) -> Span | None:
    """The plan that is completed or the whole that is shared, right after the figure."""
    if measure not in ("completion", "over_completion", "share"):
        return None
    span = ends.rightward(at.end, min(at.until, at.end + LONGEST_NAME))
    return span if len(span) > SHORTEST and span.start - at.end <= 1 else None


def _speaker(people: Sequence[Span], at: Surroundings, hit: Hit[CircumstanceRow]) -> Span | None:
    """The last person named before the verb of saying, in the sentence."""
    index = bisect_right(people, Span(hit.start, hit.start)) - 1
    if index < 0:
        return None
    span = people[index]
    near = span.start >= at.sentence.start and hit.start - span.end < SPEAKER_REACH
    return span if near else None


def _opens(low: str, at: Surroundings, hit: Hit[CircumstanceRow]) -> bool:
    """«Theo …» says who speaks only at the head of a clause."""
    before = low[at.sentence.start : hit.start].rstrip()
    return not before or before[-1] in ',;:"(-'


def _name_after(
    ends: PhraseEnds, people: Sequence[Span], hit: Hit[CircumstanceRow], limit: int
) -> Span | None:
    """A person named within the phrase, else the phrase up to its comma."""
    end = min(limit, hit.end + LONGEST_NAME)
    marks = [ends.low.find(mark, hit.end, end) for mark in ",;:(\n"]
    stop = min((at for at in marks if at >= 0), default=end)
    index = bisect_left(people, Span(hit.end, hit.end))
    if index < len(people) and people[index].end <= stop:
        return people[index]
    span = ends.rightward(hit.end, stop)
    return span if len(span) > SHORTEST else None

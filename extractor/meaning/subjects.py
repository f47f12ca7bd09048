"""What a figure is about in the article's own words: subject and action."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extractor.lexicon import Hit, Lexicon
from extractor.meaning.cues import Fillers
from extractor.meaning.phrases import PhraseEnds
from extractor.meaning.surroundings import Surroundings
from extractor.meaning.times import PeriodReading
from extractor.rules import RuleSet
from extractor.rules.rows_meaning import VerbRow
from extractor.text import Span

# How far after a figure the verb may stand that tells what was done to the counted.
AFTER = 45
UNDERGOING = frozenset({"được", "bị", "đã"})


@dataclass(frozen=True, slots=True)
class VerbHits:
    """All governing verbs of one text, in order."""

    low: str
    hits: list[Hit[VerbRow]]
    ends: list[int]


class ActionReader:
    """Finds the verb that governs a figure."""

    def __init__(self, rules: RuleSet) -> None:
        rows = rules.rows("verbs", VerbRow)
        self._verbs: Lexicon[VerbRow] = Lexicon((form, row) for row in rows for form in row.forms)

    def prepare(self, low: str) -> VerbHits:
        hits = self._verbs.scan(low)
        return VerbHits(low, hits, [hit.end for hit in hits])

    def read(self, prepared: VerbHits, at: Surroundings) -> Hit[VerbRow] | None:
        """The last verb before the figure in its clause."""
        index = bisect_right(prepared.ends, at.start) - 1
        if index >= 0 and prepared.hits[index].start >= at.clause.start:
            return prepared.hits[index]
        return None

    def nature(
        self,
        prepared: VerbHits,
        at: Surroundings,
        action: Hit[VerbRow] | None,
        period: PeriodReading | None,
    ) -> str | None:
        """What the verbs say the figure is, flow or level; None when they say nothing.

        What exists in a period («trong 4 tháng có 2.776 người …») or is done to the counted
        («12 hộ … được vay») is a flow though the verb before it is «có».
        """
        if action is not None and action.entry.measure == "flow":
            return "flow"
        if action is not None and period is not None and _within_a_year(period):
            return "flow"
        if self._is_done_to(prepared, at):
            return "flow"
        return action.entry.measure if action else None

    def _is_done_to(self, prepared: VerbHits, at: Surroundings) -> bool:
        """Whether the counted are said to have undergone or done something right after."""
        index = bisect_right(prepared.ends, at.end)
        if index >= len(prepared.hits):
            return False
        after = prepared.hits[index]
        if after.entry.measure != "flow" or not at.end <= after.start < at.end + AFTER:
            return False
        between = prepared.low[at.end : after.start].split()
        return after.start < at.stretch.end and bool(UNDERGOING.intersection(between))


def _within_a_year(period: PeriodReading) -> bool:
    """A stated stretch shorter than a year: what is counted in it has happened in it."""
    return (
        period.near
        and period.timex.role == "period"
        and period.timex.granularity in ("day", "week", "month", "quarter", "half")
    )


class SubjectReader:
    """Finds the noun phrase that is counted, measured or paid for."""

    def __init__(self, fillers: Fillers) -> None:
        self._fillers = fillers

    def read(
        self, ends: PhraseEnds, at: Surroundings, cue: Span | None, about: Span | None
    ) -> Span | None:
        """The phrase: beside the figure, or that of the figure it is `about`, or further left."""
        kind = at.quantity.kind
        counted = self._counted(ends, at) if kind in ("count", "ratio") else None
        if counted is not None and counted.end > at.end:
            return counted
        if kind in ("percent", "measure"):
            after = ends.rightward(at.end, at.until)
            if len(after) > 3 and after.start - at.end <= 1 and cue is None:
                return after
        stop = self._before(ends, at, cue)
        if span := ends.headed(at.stretch.start, stop):
            return span
        if counted is not None:
            return counted if about is None else about
        beside = ends.leftward(at.stretch.start, stop)
        if len(beside) > 2:
            return beside
        if about is not None:
            return about
        return self._further(ends, at, stop)

    def _further(self, ends: PhraseEnds, at: Surroundings, stop: int) -> Span | None:
        """The phrase right after the figure, or one further left in the sentence."""
        if span := ends.headed(at.since, stop):
            return span
        for span in (
            ends.rightward(at.end, at.until),
            ends.leftward(max(at.since, at.clause.start), stop),
            ends.leftward(at.clause.start, stop),
        ):
            if len(span) > 2:
                return span
        return None

    def _before(self, ends: PhraseEnds, at: Surroundings, cue: Span | None) -> int:
        """Where the words that lead in the figure begin: cue, fillers and a date."""
        begin = at.stretch.start
        stop = at.start
        if cue is not None and begin <= cue.start < at.start:
            stop = cue.start
        stop = self._over_fillers(ends.low, begin, stop)
        earlier = ends.before_date(begin, stop)
        return stop if earlier == stop else self._over_fillers(ends.low, begin, earlier)

    def _counted(self, ends: PhraseEnds, at: Surroundings) -> Span | None:
        """Classifier and what follows: «06 [hộ nghèo]»."""
        unit = at.quantity.unit_text
        start = at.end - len(unit) if unit and len(unit) <= len(at.quantity.span) else at.end
        tail = ends.rightward(at.end, at.until)
        if not len(tail) or tail.start - at.end > 2:
            tail = Span(at.end, at.end)
        span = Span(start, max(tail.end, at.end))
        return span if len(span) else None

    def _over_fillers(self, low: str, begin: int, stop: int) -> int:
        """`stop`, moved left over the fillers that end there."""
        reached = stop
        for _ in range(6):
            blank = low.rfind(" ", begin, max(begin, reached - 1))
            word = max(blank + 1, begin)
            if not self._fillers.only(low, word, stop):
                break
            reached = word
            if blank < begin:
                break
            reached = blank
        return reached

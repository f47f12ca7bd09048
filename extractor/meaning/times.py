"""When a figure's value is true."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.meaning.surroundings import Surroundings
from extractor.mentions import Timex
from extractor.text import Text

GOVERNING = frozenset({"period", "as_of", "event", "deadline"})
CARRIED = frozenset({"period", "as_of"})
# How many sentences a period goes on governing after the one that names it.
CARRY = 2
# How far behind a figure «… trong năm 2016» may stand and still govern it.
REACH_BACK = 40


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The date that governs a figure; `near`: written in the same sentence."""

    timex: Timex
    near: bool


class PeriodReader:
    """Finds the date that governs each figure of one text."""

    def __init__(self, text: Text, timexes: Sequence[Timex]) -> None:
        self._norm = text.norm
        self._timexes = [timex for timex in timexes if timex.role in GOVERNING]
        self._starts = [timex.span.start for timex in self._timexes]

    def read(self, at: Surroundings) -> PeriodReading | None:
        """The governing date: the last one before the figure in its sentence, one right after
        it, or one carried over from the sentences just before in the paragraph."""
        first = bisect_left(self._starts, at.sentence.start)
        here = bisect_left(self._starts, at.start)
        if here > first:
            return PeriodReading(self._timexes[here - 1], near=True)
        if here < len(self._timexes):
            after = self._timexes[here]
            if after.span.end <= at.sentence.end and after.span.start - at.end < REACH_BACK:
                return PeriodReading(after, near=True)
        return self._carried(at, first)

    def _carried(self, at: Surroundings, first: int) -> PeriodReading | None:
        if not first:
            return None
        timex = self._timexes[first - 1]
        between = self._norm[timex.span.end : at.sentence.start]
        if timex.role not in CARRIED or "\n" in between or len(between) > 600:
            return None
        stops = between.count(". ") + between.count("! ") + between.count("? ")
        return PeriodReading(timex, near=False) if stops <= CARRY else None


def period_fields(reading: PeriodReading | None) -> dict[str, object] | None:
    """The contract's `period`; None when the date itself is not settled on both sides."""
    if reading is None:
        return None
    timex = reading.timex
    if timex.start is None or timex.end is None:
        return None
    return {"start": timex.start, "end": timex.end, "as_of": timex.role == "as_of"}

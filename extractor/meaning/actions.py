"""The verb that governs a figure, and whether it speaks of a flow or a level."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from extractor.lexicon import Hit, Lexicon, Scanner, without_held
from extractor.meaning.cues import Fillers
from extractor.meaning.surroundings import Surroundings
from extractor.meaning.times import PeriodReading
from extractor.meaning.word_lists import word_lists
from extractor.rules import RuleSet
from extractor.rules.rows_meaning import VerbRow

# How far after a figure the verb may stand that tells what was done to the counted.
AFTER = 45
NOT_YET = ("chưa", "chưa được", "vẫn chưa")
REACH_BACK = 12
# What parts the counted from what is said of them; another figure, such as of places, does not.
MARKS = ",;:.()\n"
UNDERGOING = frozenset({"được", "bị", "đã"})


class VerbHits(Struct, frozen=True):
    """All governing verbs of one text, in order."""

    low: str
    hits: list[Hit[VerbRow]]
    ends: list[int]
    starts: frozenset[int]


class ActionReader:
    """Finds the verb that governs a figure."""

    def __init__(self, rules: RuleSet, fillers: Fillers, scanner: Scanner) -> None:
        self._fillers = fillers
        self._fronted = tuple(f"{form} " for form in word_lists(rules)["fronted"])
        rows = rules.rows("verbs", VerbRow)
        self._verbs: Lexicon[VerbRow] = Lexicon(
            ((form, row) for row in rows for form in row.forms), scanner
        )

    def prepare(self, low: str, names: Sequence[Hit[str]] = ()) -> VerbHits:
        """The verbs of a text; none that only stands inside a name or names something."""
        hits = [hit for hit in without_held(self._verbs.scan(low), names) if hit.entry.measure]
        return VerbHits(low, hits, [hit.end for hit in hits], frozenset(hit.start for hit in hits))

    def read(self, prepared: VerbHits, at: Surroundings) -> Hit[VerbRow] | None:
        """The last verb before the figure in its clause."""
        index = bisect_right(prepared.ends, at.start) - 1
        while index > 0 and self._is_of_the_one_before(prepared, index, at):
            index -= 1
        if index < 0 or prepared.hits[index].start < at.clause.start:
            return None
        verb = prepared.hits[index]
        return None if self._is_fronted(prepared.low, verb, at) else verb

    def _is_fronted(self, low: str, verb: Hit[VerbRow], at: Surroundings) -> bool:
        """«Để làm con đường, 90 hộ dời nhà»: what is said before the comma is of another deed."""
        if low.find(", ", verb.end, at.start) < 0:
            return False
        opened = max(at.clause.start, low.rfind(", ", at.clause.start, verb.start) + 2)
        return low[opened : verb.start].lstrip(' ("').startswith(self._fronted)

    @staticmethod
    def _is_of_the_one_before(prepared: VerbHits, index: int, at: Surroundings) -> bool:
        """«có 3 hợp tác xã trồng rau, 15 trang trại»: what the first of a list does."""
        verb = prepared.hits[index]
        if not at.since < verb.start or prepared.low[at.start - 2 : at.start] != ", ":
            return False
        if "," in prepared.low[verb.end : at.start - 2]:
            return False
        governor = prepared.hits[index - 1]
        return (
            governor.entry.measure == "level"
            and at.clause.start <= governor.start
            and governor.end < at.since
        )

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
        if action is not None and _is_not_yet(prepared.low, action):
            return "level"
        if action is not None and action.entry.measure == "flow":
            return "flow"
        if action is not None and period is not None and _within_a_year(period):
            return "flow"
        if self._is_done_to(prepared, at):
            return "flow"
        return action.entry.measure if action else None

    def touches(self, prepared: VerbHits, at: Surroundings, action: Hit[VerbRow] | None) -> bool:
        """Whether a verb of doing stands right before the figure: «lắp đặt thêm 46 camera»."""
        if action is None or action.entry.measure != "flow" or action.start < at.since:
            return False
        return self._fillers.only(prepared.low, action.end, at.start)

    def _is_done_to(self, prepared: VerbHits, at: Surroundings) -> bool:
        """Whether the counted are said to have undergone or done something right after."""
        index = bisect_right(prepared.ends, at.end)
        if index >= len(prepared.hits):
            return False
        after = prepared.hits[index]
        if after.entry.measure != "flow" or not at.end <= after.start < at.end + 2 * AFTER:
            return False
        between = prepared.low[at.end : after.start]
        if after.start >= at.stretch.end and prepared.low[at.stretch.end] in MARKS:
            between = _without_note(between)
        return len(between) < AFTER and bool(UNDERGOING.intersection(between.split()))


def _without_note(between: str) -> str:
    """«hơn 90 hộ xã Tân Lập (huyện Lục Yên) đã hiến đất»: what stands between but for the note.

    Nothing when more than a note in brackets parts the two.
    """
    before, _, rest = between.partition(" (")
    _, closed, after = rest.partition(") ")
    parted = not closed or any(mark in before + after for mark in ",;:.(")
    return "" if parted else f"{before} {after}"


def _is_not_yet(low: str, action: Hit[VerbRow]) -> bool:
    """What has not been done to them is a state of the counted: «chưa cấp giấy cho 900 hộ»."""
    return low[max(0, action.start - REACH_BACK) : action.start].rstrip().endswith(NOT_YET)


def is_undone(low: str, at: Surroundings, action: Hit[VerbRow] | None) -> bool:
    """Whether the verb right before the figure was not done: «chưa di dời 24 hộ»."""
    near = action is not None and at.since <= action.start
    return near and action is not None and _is_not_yet(low, action)


def _within_a_year(period: PeriodReading) -> bool:
    """A stated stretch shorter than a year: what is counted in it has happened in it."""
    return (
        period.near
        and period.timex.role == "period"
        and period.timex.granularity in ("day", "week", "month", "quarter", "half")
    )

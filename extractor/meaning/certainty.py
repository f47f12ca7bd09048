"""How firmly a figure's reading stands: the doubts about it, and the level they leave.

The doubts were found on the development articles, their weights set on 2,800 figures of articles
that no rule had seen; `vnfigures evaluate` prints how often the figures of each level are right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.meaning.indicators import Link
from extractor.meaning.measure_grounds import MeasureReading
from extractor.meaning.statuses import StatusReading
from extractor.meaning.surroundings import Surroundings
from extractor.rules.rows_meaning import VerbRow

# The most that the doubts of a sure figure weigh together, and the least of an open one.
SURE, OPEN = 3, 6
# A link won by less is narrow, by more is clear.
NARROW, CLEAR = 200, 600
# Words farther from their figure than this decide less firmly.
FAR = 60
# Measures that say how a value moved or what it is a part of: more of them can be meant.
RELATING = frozenset(
    {"change", "change_rel", "completion", "over_completion", "index", "per_unit", "share"}
    | {"threshold"}
)


class Doubt(Struct, frozen=True):
    """One reason why a reading may be wrong; negative weights are reasons why it is right."""

    reason: str
    weight: int


RIVALS = Doubt("other indicators fit as well", 2)
NOTHING = Doubt("no indicator fits", 3)
NARROWLY = Doubt("the indicator won narrowly", 1)
CLEARLY = Doubt("the indicator won clearly", -2)
HEAD_FAR = Doubt("the words that name the thing stand far away", 3)
DEFAULT = Doubt("no word decides the measure", 4)
BY_VERB = Doubt("the verb decides the measure", 2)
BY_NATURE = Doubt("the indicator decides the measure", 1)
AGAINST_VERB = Doubt("the verb speaks against the measure", 4)
RELATES = Doubt("the measure relates the figure to another value", 1)
STATUS_FAR = Doubt("the words that decide the status stand far away", 1)
STATUS_RIVALS = Doubt("other words ask for another status", 2)
UNREAL = Doubt("the sentence speaks of what may or must be", 1)
A_SIZE = Doubt("sizes, stretches and bare units belong to many things", 1)
MONEY = Doubt("money is rarely misread", -1)
BY_KIND = {"money": MONEY, "measure": A_SIZE}


class DoubtReader:
    """Gathers the doubts about a figure's reading."""

    def __init__(self, unreal: Iterable[str], scanner: Scanner) -> None:
        self._unreal = Lexicon(((form, form) for form in unreal), scanner)

    def prepare(self, low: str) -> list[int]:
        """Where the words of what may or must be stand."""
        return [hit.start for hit in self._unreal.scan(low)]

    def read(
        self,
        unreal: Sequence[int],
        at: Surroundings,
        link: Link,
        measure: MeasureReading,
        action: Hit[VerbRow] | None,
        status: StatusReading,
    ) -> tuple[Doubt, ...]:
        """The doubts about one figure."""
        return (
            *_link_doubts(at, link),
            *_measure_doubts(at, measure, action.entry if action else None),
            *_status_doubts(status),
            *_sentence_doubts(unreal, at),
        )


def level(doubts: Iterable[Doubt]) -> str:
    """`sure`, `likely` or `open`."""
    weight = sum(doubt.weight for doubt in doubts)
    return "sure" if weight <= SURE else "open" if weight >= OPEN else "likely"


def _sentence_doubts(unreal: Sequence[int], at: Surroundings) -> Iterator[Doubt]:
    first = bisect_left(unreal, at.sentence.start)
    if first < len(unreal) and unreal[first] < at.sentence.end:
        yield UNREAL


def _link_doubts(at: Surroundings, link: Link) -> Iterator[Doubt]:
    if link.rivals:
        yield RIVALS
    if link.head is not None and abs(at.start - link.head.end) > FAR:
        yield HEAD_FAR
    if link.rule is None:
        yield NOTHING
        return
    if link.margin < NARROW:
        yield NARROWLY
    elif link.margin >= CLEAR and link.indicator is not None:
        yield CLEARLY


def _measure_doubts(
    at: Surroundings, measure: MeasureReading, verb: VerbRow | None
) -> Iterator[Doubt]:
    if not measure.firm:
        yield DEFAULT
    if measure.rule == "verb":
        yield BY_VERB
    elif measure.rule == "indicator.nature":
        yield BY_NATURE
        if verb is not None and verb.measure is not None and verb.measure != measure.measure:
            yield AGAINST_VERB
    if measure.cue is not None and measure.measure in RELATING:
        yield RELATES
    if (doubt := BY_KIND.get(at.quantity.kind)) is not None:
        yield doubt


def _status_doubts(status: StatusReading) -> Iterator[Doubt]:
    if status.cue is not None and status.cue.distance > FAR:
        yield STATUS_FAR
    if status.rivals:
        yield STATUS_RIVALS

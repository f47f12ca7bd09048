"""One article made ready for interpretation, and what is read of each of its figures."""

from __future__ import annotations

from msgspec import Struct

from extractor.lexicon import Hit
from extractor.meaning.actions import VerbHits
from extractor.meaning.certainty import Doubt
from extractor.meaning.circumstances import CircumstanceHits, Circumstances
from extractor.meaning.cues import Cue, CueHits
from extractor.meaning.indicators import Link, Prepared
from extractor.meaning.measure_grounds import MeasureReading
from extractor.meaning.relations import RelationHits, Relations, is_packed
from extractor.meaning.scenes import Scene
from extractor.meaning.surroundings import Surroundings
from extractor.meaning.times import PeriodReader, PeriodReading
from extractor.reading import Reading
from extractor.rules.rows_meaning import BaselineRow, MeasureCueRow, StatusCueRow, VerbRow
from extractor.text import Span

# What parts a figure from what each of those before it gets.
OTHERS = frozenset({"cho", "đã", "toàn", "tổng", "đến", "với"})


class Page(Struct, frozen=True):
    """One article made ready: its figures' surroundings and its words of every sort."""

    reading: Reading
    all_at: list[Surroundings]
    heading: str
    periods: PeriodReader
    measures: CueHits[MeasureCueRow]
    statuses: CueHits[StatusCueRow]
    baselines: CueHits[BaselineRow]
    verbs: VerbHits
    scene: Scene
    relations: RelationHits
    circumstances: CircumstanceHits
    indicators: Prepared
    # Where words of what may or must be stand.
    unreal: list[int]


class Meaning(Struct, frozen=True):
    """Everything read of one figure."""

    at: Surroundings
    scene: Scene
    measure: MeasureReading
    link: Link
    relations: Relations
    status: str
    status_cue: Cue[StatusCueRow] | None
    # The status cues that gave way, each in the same article.
    status_rivals: tuple[Cue[StatusCueRow], ...]
    period: PeriodReading | None
    baseline: Cue[BaselineRow] | None
    subject: Span | None
    action: Hit[VerbRow] | None
    circumstances: Circumstances
    unit: str
    doubts: tuple[Doubt, ...] = ()


def is_part_of_each(low: str, before: Meaning, at: Surroundings) -> bool:
    """Whether the figure before is told of each, and this one of what each of them holds."""
    each = before.measure.measure == "per_unit" and before.at.sentence == at.sentence
    led = low[before.at.end : at.start].split()
    return each and OTHERS.isdisjoint(led) and is_packed(low, at)


def is_of_each(whole: Meaning | None, at: Surroundings) -> bool:
    """Whether it is a part of money told of each: «mỗi căn 90 triệu đồng, trong đó tỉnh 70 triệu
    đồng»; what is more than each gets is the sum of all."""
    if whole is None or whole.measure.measure != "per_unit":
        return False
    each, part = whole.at.quantity, at.quantity
    if each.kind != "money" or part.kind != "money":
        return False
    return each.value is None or part.value is None or part.value <= each.value


def is_unknown(about: Meaning) -> bool:
    """Whether an amount or a part of one measures nothing that has an indicator."""
    return about.link.indicator is None and about.at.quantity.kind in (
        "money",
        "count",
        "ratio",
        "measure",
    )

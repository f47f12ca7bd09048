"""What is counted, measured or paid for, in the article's own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.meaning.actions import VerbHits
from extractor.meaning.cues import Fillers
from extractor.meaning.phrases import PhraseEnds
from extractor.meaning.surroundings import Surroundings
from extractor.meaning.tables import Tables
from extractor.text import Span

# A noun so general that the thing itself must be looked for elsewhere: «vết nứt dài 40 m».
GENERAL = 3
# How far off the figure may stand that carries the shared noun.
SHARED = 30


@dataclass(frozen=True, slots=True)
class Scene:
    """What a subject is read from: the text's phrases, verbs and tables."""

    ends: PhraseEnds
    verbs: VerbHits
    tables: Tables
    figures: Sequence[Surroundings]


@dataclass(frozen=True, slots=True)
class Lead:
    """The cue that leads in a figure, and whether the figure qualifies another."""

    cue: Span | None
    qualifies: bool


class SubjectReader:
    """Finds the noun phrase that is counted, measured or paid for.

    `general` are head nouns that name no thing by themselves («tổng diện tích», «số tiền»).
    """

    def __init__(self, fillers: Fillers, general: Sequence[str]) -> None:
        self._fillers = fillers
        self._general = frozenset(general)

    def read(self, scene: Scene, at: Surroundings, lead: Lead, about: Span | None) -> Span | None:
        """The phrase: of the table's column, beside the figure, of the figure it is `about`, or
        further left in the sentence."""
        cue = lead.cue
        if (column := scene.tables.column(at.start)) is not None:
            return column
        counted = self._counted(scene.ends, at) if at.quantity.kind in ("count", "ratio") else None
        if counted is not None and counted.end > at.end:
            return counted
        after = None if lead.qualifies else self._after(scene.ends, at)
        if after is not None and cue is None:
            return after
        stop = self._before(scene, at, cue)
        if (span := scene.ends.headed(at.stretch.start, stop)) and not self._is_general(
            scene, span
        ):
            return span
        if counted is not None and about is None:
            return self._headed_count(scene, at, stop) or self._shared(scene, at) or counted
        if about is not None and at.quantity.kind != "percent":
            return self._paid_for(scene, at) or about
        beside = scene.ends.leftward(at.stretch.start, stop)
        if len(beside) > GENERAL and not self._is_general(scene, beside):
            return beside
        return about or after or self._further(scene, at, stop)

    def is_followed(self, scene: Scene, at: Surroundings) -> bool:
        """Whether a noun phrase stands right behind a percentage: «95% cử tri đã đi bầu»."""
        return at.quantity.kind == "percent" and self._after(scene.ends, at) is not None

    def _after(self, ends: PhraseEnds, at: Surroundings) -> Span | None:
        """The phrase right behind a percentage or measure: «100% [hộ dân]», «58% là [hộ nghèo]»."""
        if at.quantity.kind not in ("percent", "measure"):
            return None
        start = at.end
        if ends.low.startswith(" là ", start):
            start += 4
        span = ends.rightward(start, at.until)
        return span if len(span) > GENERAL and span.start - start <= 1 else None

    def _paid_for(self, scene: Scene, at: Surroundings) -> Span | None:
        """«hỗ trợ [tiền điện] cho 819 hộ với số tiền …»: what the money is, before its takers."""
        if at.quantity.kind != "money" or not at.number:
            return None
        span = scene.ends.headed(at.clause.start, scene.figures[at.number - 1].start)
        if span is None or self._is_general(scene, span):
            return None
        return scene.ends.rightward(span.start, span.end)

    def _shared(self, scene: Scene, at: Surroundings) -> Span | None:
        """«13 căn và sửa chữa 02 [căn nhà đại đoàn kết]»: a head written once, at the second."""
        following = scene.figures[at.number + 1] if at.number + 1 < len(scene.figures) else None
        if following is None or following.sentence != at.sentence:
            return None
        if following.quantity.unit != at.quantity.unit or following.start - at.end > SHARED:
            return None
        return self._counted(scene.ends, following)

    def _headed_count(self, scene: Scene, at: Surroundings, stop: int) -> Span | None:
        """«dân số 1,1 triệu người»: the noun before names the count."""
        span = scene.ends.headed(at.stretch.start, stop)
        return span if span is not None and span.end >= stop - 1 else None

    def _further(self, scene: Scene, at: Surroundings, stop: int) -> Span | None:
        """A phrase further left in the sentence, or the general noun beside."""
        ends = scene.ends
        beside = ends.headed(at.stretch.start, stop)
        limit = beside.start if beside is not None else stop
        for begin in (at.since, at.clause.start):
            span = ends.headed(begin, limit)
            if span is not None and not self._is_general(scene, span):
                return span
            left = ends.leftward(begin, self._before_words(scene, begin, limit))
            if len(left) > GENERAL and not self._is_general(scene, left):
                return left
        behind = ends.rightward(at.end, at.until)
        return beside or (behind if len(behind) > GENERAL else None)

    def _is_general(self, scene: Scene, span: Span) -> bool:
        return scene.ends.low[span.start : span.end] in self._general

    def _counted(self, ends: PhraseEnds, at: Surroundings) -> Span | None:
        """Classifier and what follows: «06 [hộ nghèo]»."""
        unit = at.quantity.unit_text
        start = at.end - len(unit) if unit and len(unit) <= len(at.quantity.span) else at.end
        tail = ends.rightward(at.end, at.until)
        if not len(tail) or tail.start - at.end > 2:
            tail = Span(at.end, at.end)
        span = Span(start, max(tail.end, at.end))
        return span if len(span) else None

    def _before(self, scene: Scene, at: Surroundings, cue: Span | None) -> int:
        """Where the words that lead in the figure begin."""
        stop = at.start
        if cue is not None and at.stretch.start <= cue.start < at.start:
            stop = cue.start
        return self._before_words(scene, at.stretch.start, stop)

    def _before_words(self, scene: Scene, begin: int, stop: int) -> int:
        """`stop`, moved left over fillers, dates and governing verbs that end there."""
        for _ in range(3):
            reached = self._over_fillers(scene.ends.low, begin, stop)
            reached = scene.ends.before_date(begin, reached)
            reached = _before_verb(scene, begin, reached)
            if reached == stop:
                break
            stop = reached
        return stop

    def _over_fillers(self, low: str, begin: int, stop: int) -> int:
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


def _before_verb(scene: Scene, begin: int, stop: int) -> int:
    """`stop`, moved before a verb that ends there, when something is left before it."""
    index = bisect_right(scene.verbs.ends, stop) - 1
    if index < 0:
        return stop
    verb = scene.verbs.hits[index]
    ends_here = not scene.ends.low[verb.end : stop].strip()
    return verb.start if ends_here and verb.start > begin + GENERAL else stop

"""The text that subjects are read from, and what stands where in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from extractor.meaning.actions import VerbHits
from extractor.meaning.enumerations import Enumerations
from extractor.meaning.phrases import PhraseEnds
from extractor.meaning.surroundings import Surroundings
from extractor.meaning.tables import Tables
from extractor.text import Span

# A noun so general that the thing itself must be looked for elsewhere: «vết nứt dài 40 m».
GENERAL = 3


class Scene(Struct, frozen=True):
    """What a subject is read from: the text's phrases, lists, verbs and tables."""

    ends: PhraseEnds
    lists: Enumerations
    verbs: VerbHits
    tables: Tables
    norm: str
    figures: Sequence[Surroundings]


def is_act(scene: Scene, span: Span | None) -> bool:
    """Whether a phrase is what is done: «mỗi suất 200.000 đồng [tặng hộ nghèo]»."""
    return span is not None and span.start in scene.verbs.starts


def is_free(scene: Scene, at: Surroundings, span: Span) -> bool:
    """Whether no figure before this one stands in the phrase: «dân số 8.500 người, diện tích»."""
    before = scene.figures[max(0, at.number - 3) : at.number]
    return not any(one.start < span.end and one.end > span.start for one in before)


def up_to_figure(scene: Scene, at: Surroundings, span: Span) -> Span:
    """A phrase as far as the first figure in it, when a bracket tells more of that: «[tỷ lệ hộ
    nghèo] còn 1,2% (chỉ tiêu 1,5%)»."""
    if scene.ends.low.rfind("(", at.since, at.start) < 0:
        return span
    for one in scene.figures[max(0, at.number - 3) : at.number]:
        if span.start < one.start < span.end:
            return scene.ends.trimmed(span.start, one.start)
    return span


def runs_on(low: str, at: Surroundings) -> bool:
    """Whether a percentage follows the last figure without a mark: «59% so kế hoạch tăng 6%»."""
    unmarked = at.quantity.kind == "percent" and at.since == at.stretch.start > at.sentence.start
    return unmarked and " và " not in low[at.since : at.start]


def before_verb(scene: Scene, begin: int, stop: int) -> int:
    """`stop`, moved before a verb that ends there, when something is left before it."""
    index = bisect_right(scene.verbs.ends, stop) - 1
    if index < 0:
        return stop
    verb = scene.verbs.hits[index]
    ends_here = not scene.ends.low[verb.end : stop].strip()
    return verb.start if ends_here and verb.start > begin + GENERAL else stop

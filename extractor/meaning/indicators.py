"""Which indicator a figure measures: the words around it weighed against the rule rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.meaning.indicators_evidence import (
    FAINTEST,
    FROM_HEADING,
    PER_LETTER,
    RELATIVE,
    VERB_ALONE,
    Evidence,
    FigureContext,
    Signs,
    read_evidence,
)
from extractor.meaning.indicators_index import RELATIVE_KINDS, Index, Prepared, Role
from extractor.mentions import Quantity
from extractor.rules import RuleSet
from extractor.rules.rows_indicators import IndicatorRow
from extractor.text import Span, Text

__all__ = ["FigureContext", "IndicatorLinker", "Link", "Prepared"]

# What a figure takes over from the one that it is about, belongs to, or stands beside.
ABOUT, TIED, PART, BESIDE, ROW = 760, 640, 640, 300, 450
# How far before the figure a word of change or share may stand, and still be its own.
TIE_REACH = 40


@dataclass(frozen=True, slots=True)
class Link:
    """What a figure measures, and how sure that is.

    `rivals` are the readings that lost, each with the reason; `head` is the phrase that decided.
    """

    indicator: str | None
    topic: str | None
    rule: str | None = None
    stock: bool | None = None
    score: int = 0
    margin: int = 0
    rivals: tuple[tuple[str, str], ...] = ()
    head: Span | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the figure."""

    score: float
    row: int
    head: Span | None
    why: str


class IndicatorLinker:
    """Links figures to indicators; built once, the same for all articles."""

    def __init__(self, rules: RuleSet) -> None:
        self._index = Index(rules)

    def prepare(self, text: Text) -> Prepared:
        """The article's words that matter here, found once for all its figures."""
        return self._index.prepare(text)

    def link(self, context: FigureContext, prepared: Prepared | None = None) -> Link:
        """The indicator and topic of one figure; null where nothing fits."""
        prepared = prepared or self.prepare(context.text)
        quantity = context.quantity
        exact = self._index.accepting(quantity.kind, quantity.unit)
        relative = quantity.kind in RELATIVE_KINDS
        fits = range(len(self._index.rows)) if relative else exact
        evidence = read_evidence(self._index, context, prepared, fits)
        tied = _is_tied(evidence)
        readings = []
        for row, signs in evidence.rows.items():
            if row not in exact and not tied:
                continue
            reading = self._weigh(row, signs, context, prepared)
            if reading and row not in exact:
                reading = _Reading(reading.score - RELATIVE, row, reading.head, reading.why)
            if reading:
                readings.append(reading)
        readings += self._from_heading(context, prepared, exact)
        readings += self._taken_over(context, evidence, exact)
        return self._decide(readings, evidence)

    def _weigh(
        self, row: int, signs: Signs, context: FigureContext, prepared: Prepared
    ) -> _Reading | None:
        """The reading that a row's signs make, or None when something essential is missing."""
        rule = self._index.rows[row]
        if signs.barred or not _has_per(rule, context.quantity):
            return None
        if rule.near and not (signs.near or self._is_near(row, rule, context, prepared)):
            return None
        score, head, why = signs.sign, signs.span, "head"
        pair = signs.verb and (signs.object if rule.objects else VERB_ALONE)
        if pair and signs.verb + pair > score:
            score, head, why = signs.verb + pair, signs.verb_span, "verb"
        if not score:
            return None
        return _Reading(score + rule.priority, row, head, why)

    def _is_near(
        self, row: int, rule: IndicatorRow, context: FigureContext, prepared: Prepared
    ) -> bool:
        """Whether a word that the row wants near stands in its wider scope or the heading."""
        if any(form in context.heading for form in rule.near):
            return True
        if rule.scope == "sentence":
            return False
        since = 0
        if rule.scope == "paragraph":
            since = context.text.low.rfind("\n", 0, context.sentence.start) + 1
        places = prepared.near.get(row, ())
        return any(since <= place < context.sentence.end for place in places)

    def _from_heading(
        self, context: FigureContext, prepared: Prepared, exact: frozenset[int]
    ) -> Iterator[_Reading]:
        """What the heading's words say: a list item or table row names its thing there."""
        if not context.heading:
            return
        found = prepared.headings.get(context.heading)
        if found is None:
            found = prepared.headings[context.heading] = self._index.find(context.heading)
        for start, end, marks in found:
            for role, row in marks:
                if role == Role.HEAD and row in exact:
                    rule = self._index.rows[row]
                    if _has_per(rule, context.quantity):
                        score = FROM_HEADING + PER_LETTER * (end - start) + rule.priority
                        yield _Reading(score, row, None, "heading")

    def _taken_over(
        self, context: FigureContext, evidence: Evidence, exact: frozenset[int]
    ) -> Iterator[_Reading]:
        """What a figure repeats of the one that it qualifies, belongs to, or stands beside."""
        if context.about is not None:
            row = self._index.number.get(self._rate(context.about, context.quantity, evidence))
            if row is not None:
                yield _Reading(ABOUT, row, None, "about")
            return
        for quantity, indicator in reversed(context.previous):
            if quantity.kind in RELATIVE_KINDS and context.quantity.kind not in RELATIVE_KINDS:
                continue
            score = _take_over_score(context, quantity, evidence)
            if not score:
                continue
            if indicator is None:
                return
            row = self._index.number.get(self._rate(indicator, context.quantity, evidence))
            if row is not None:
                yield _Reading(score, row, None, "previous")
            return

    def _rate(self, indicator: str, quantity: Quantity, evidence: Evidence) -> str:
        """The rate of what is counted, for a share of it; else the indicator itself."""
        rate = self._index.rate_of.get(indicator)
        if rate and quantity.kind == "percent" and "change" not in evidence.ties:
            return rate
        return indicator

    def _decide(self, readings: list[_Reading], evidence: Evidence) -> Link:
        ranked = sorted(readings, key=lambda reading: (-reading.score, reading.row))
        if not ranked or ranked[0].score < FAINTEST:
            return Link(None, self._topic(evidence), rivals=self._rivals(ranked))
        best = ranked[0]
        rule = self._index.rows[best.row]
        others = [reading for reading in ranked if reading.row != best.row]
        second = others[0].score if others else FAINTEST
        return Link(
            indicator=rule.id,
            topic=rule.id.partition(".")[0],
            rule=rule.id,
            stock=rule.stock,
            score=int(best.score),
            margin=int(best.score - second),
            rivals=self._rivals(others),
            head=best.head,
        )

    def _rivals(self, readings: list[_Reading]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (self._index.rows[reading.row].id, f"{reading.why} {reading.score:.0f}")
            for reading in readings[:3]
        )

    def _topic(self, evidence: Evidence) -> str | None:
        """The domain that the nearest topic word names."""
        if not evidence.topics:
            return None
        return self._index.topics[min(evidence.topics)[1]].id


def _has_per(rule: IndicatorRow, quantity: Quantity) -> bool:
    return not rule.per or any(unit in rule.per for unit in quantity.per)


def _is_tied(evidence: Evidence) -> bool:
    return any(distance <= TIE_REACH for distance in evidence.ties.values())


def _take_over_score(context: FigureContext, quantity: Quantity, evidence: Evidence) -> float:
    """How strongly the figure continues an earlier one; 0 when it does not."""
    mine = context.quantity
    same_sentence = quantity.span.start >= context.sentence.start
    if mine.kind in RELATIVE_KINDS or mine.unit is None:
        return TIED if same_sentence and _is_tied(evidence) else 0
    if quantity.kind != mine.kind or (mine.kind != "money" and quantity.unit != mine.unit):
        return 0
    if not same_sentence:
        return 0
    return PART if "part" in evidence.ties else BESIDE

"""Which indicator a figure measures: the words around it weighed against the rule rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.meaning.indicators_evidence import (
    PER_LETTER,
    VERB_ALONE,
    Evidence,
    FigureContext,
    Signs,
    read_evidence,
)
from extractor.meaning.indicators_index import RELATIVE, Index, Prepared, Role, find_form
from extractor.mentions import Quantity
from extractor.rules import RuleSet
from extractor.rules.rows_indicators import IndicatorRow, MeasuredRow, UnlistedRow
from extractor.text import Span, Text

__all__ = ["FigureContext", "IndicatorLinker", "Link", "Prepared"]

# Kinds that measure nothing by themselves.
RELATIVE_KINDS = frozenset(["percent", "multiple"])
# The least that a reading must weigh; below it nothing fits.
FAINTEST = 400
# What a figure takes over from the one that it is about, belongs to, or stands beside.
ABOUT, TIED, PART, BESIDE, LISTED = 760, 560, 640, 300, 450
WORTH, FROM_HEADING = 840, 400
# A percentage of a thing that has no rate of its own needs a word of change, plan or share.
RELATIVE_LOSS = 250
# How far from the figure a word of change or share may stand, and still be its own.
TIE_REACH = 40
TYING = ("change", "plan", "reach", "share", "aside")
BELONGING = ("part", "aside")
# A line this short beside its figure is an item of a list.
SHORT_LINE = 70
ITEM_MARKS = ("|", "-", "+", "*", "•")
JOINT = 5


class Link(NamedTuple):
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


class _Reading(NamedTuple):
    """One way to read the figure."""

    score: float
    row: int
    head: tuple[int, int] | None
    why: str


class IndicatorLinker:
    """Links figures to indicators; built once, the same for all articles."""

    def __init__(self, rules: RuleSet) -> None:
        self._index = Index(rules)

    def prepare(self, text: Text) -> Prepared:
        """The article's words that matter here, found once for all its figures."""
        return Prepared(text)

    def link(self, context: FigureContext, prepared: Prepared | None = None) -> Link:
        """The indicator and topic of one figure; null where nothing fits."""
        prepared = prepared or self.prepare(context.text)
        unit = self._unit(context.quantity)
        exact = self._index.accepting(unit)
        reach = RELATIVE if _is_relative(context.quantity) else unit
        evidence = read_evidence(self._index, context, prepared, reach)
        readings = self._read(evidence, context, prepared, exact)
        if context.heading and _is_item(context):
            readings += self._from_heading(context, prepared, exact)
        if context.about is not None or context.previous:
            readings += self._taken_over(context, evidence, exact)
        return self._decide(readings, context, prepared)

    def _unit(self, quantity: Quantity) -> str:
        """The unit that rows are asked for; money is money in any currency."""
        if quantity.kind == "money":
            return "VND"
        return self._index.known_unit((quantity.unit or "").lower())

    def _read(
        self, evidence: Evidence, context: FigureContext, prepared: Prepared, exact: frozenset[int]
    ) -> list[_Reading]:
        """What the words of the sentence say."""
        readings: list[_Reading] = []
        tied = not context.quantity.unit or _is_tied(evidence, TYING)
        for row, signs in evidence.rows.items():
            if not (signs.sign or signs.verb) or signs.barred:
                continue
            loss = 0
            if row not in exact:
                if not (tied or signs.adjoins):
                    continue
                loss = RELATIVE_LOSS
            if reading := self._weigh(row, signs, context, prepared, loss):
                readings.append(reading)
        return readings

    def _weigh(
        self, row: int, signs: Signs, context: FigureContext, prepared: Prepared, loss: int
    ) -> _Reading | None:
        """The reading that a row's signs make, or None when something essential is missing."""
        rule = self._index.rows[row]
        if rule.per and not _has_per(rule, context.quantity):
            return None
        if rule.near and not self._is_near(row, rule, signs, context, prepared):
            return None
        score, head, why = signs.sign, signs.span, "head"
        pair = signs.verb and (signs.object if rule.objects else VERB_ALONE)
        if pair and signs.verb + pair > score:
            score, head, why = signs.verb + pair, signs.verb_span, "verb"
        return _Reading(score + rule.priority - loss, row, head, why) if score else None

    def _is_near(
        self,
        row: int,
        rule: MeasuredRow,
        signs: Signs,
        context: FigureContext,
        prepared: Prepared,
    ) -> bool:
        """Whether a word that the row wants near stands within its scope."""
        if rule.scope == "beside":
            return signs.beside
        if signs.near or any(find_form(context.heading, form) is not None for form in rule.near):
            return True
        if rule.scope == "sentence":
            return False
        since = 0
        if rule.scope == "paragraph":
            since = context.text.low.rfind("\n", 0, context.sentence.start) + 1
        return prepared.first_end(row, rule.near, since) <= context.sentence.end

    def _from_heading(
        self, context: FigureContext, prepared: Prepared, exact: frozenset[int]
    ) -> Iterator[_Reading]:
        """What the heading's words say: a list item or table row names its thing there."""
        marks = self._index.heading_marks(prepared, context.heading, self._unit(context.quantity))
        for start, end, role, row in marks:
            rule = self._index.rows[row] if role == Role.HEAD and row in exact else None
            if rule and not rule.per and not rule.near:
                score = FROM_HEADING + PER_LETTER * (end - start) + rule.priority
                yield _Reading(score, row, None, "heading")

    def _taken_over(
        self, context: FigureContext, evidence: Evidence, exact: frozenset[int]
    ) -> Iterator[_Reading]:
        """What a figure repeats of the one that it qualifies, belongs to, or stands beside."""
        score, indicator, why = float(ABOUT), context.about, "about"
        if indicator is None:
            score, indicator, why = _continued(context, evidence)
        row = None
        if indicator is not None:
            row = self._index.number.get(self._rate(indicator, context.quantity, evidence))
        if row is not None and (row in exact or _is_relative(context.quantity)):
            yield _Reading(score, row, None, why)
        if context.quantity.kind == "money" and _is_tied(evidence, ("worth",)):
            worth = self._index.number.get(self._worth(context))
            if worth is not None:
                yield _Reading(WORTH, worth, None, "worth")

    def _rate(self, indicator: str, quantity: Quantity, evidence: Evidence) -> str:
        """The rate of what is counted, for a share of it; else the indicator itself."""
        rate = self._index.rate_of.get(indicator)
        compared = "change" in evidence.ties or "plan" in evidence.ties
        return rate if rate and quantity.kind == "percent" and not compared else indicator

    def _worth(self, context: FigureContext) -> str:
        """The money of the nearest thing counted before in the sentence."""
        for quantity, indicator in reversed(context.previous):
            if quantity.span.start < context.sentence.start:
                break
            if worth := self._index.worth_of.get(indicator or ""):
                return worth
        return ""

    def _decide(self, readings: list[_Reading], context: FigureContext, prepared: Prepared) -> Link:
        ranked = sorted(readings, key=_rank) if len(readings) > 1 else readings
        if not ranked or ranked[0].score < FAINTEST:
            return Link(None, self._topic(context, prepared), rivals=self._rivals(ranked))
        best = ranked[0]
        rule = self._index.rows[best.row]
        others = [reading for reading in ranked if reading.row != best.row]
        margin = int(best.score - (others[0].score if others else FAINTEST))
        rivals = self._rivals(others)
        head = Span(*best.head) if best.head else None
        if isinstance(rule, IndicatorRow):
            topic, score = rule.id.partition(".")[0], int(best.score)
            return Link(rule.id, topic, rule.id, rule.stock, score, margin, rivals, head)
        named = rule.topic if isinstance(rule, UnlistedRow) else None
        domain = named or self._topic(context, prepared)
        return Link(None, domain, rule.id, None, int(best.score), margin, rivals, head)

    def _topic(self, context: FigureContext, prepared: Prepared) -> str | None:
        return self._index.topic(prepared, context.sentence, context.quantity.span.start)

    def _rivals(self, readings: list[_Reading]) -> tuple[tuple[str, str], ...]:
        rows = self._index.rows
        return tuple((rows[row].id, f"{why} {int(score)}") for score, row, _, why in readings[:3])


def _rank(reading: _Reading) -> tuple[float, int]:
    return -reading.score, reading.row


def _is_relative(quantity: Quantity) -> bool:
    """Whether the figure measures nothing by itself: a percentage, a multiple, a bare fraction."""
    return quantity.kind in RELATIVE_KINDS or not quantity.unit


def _has_per(rule: MeasuredRow, quantity: Quantity) -> bool:
    return any(unit in rule.per or unit.partition(" ")[0] in rule.per for unit in quantity.per)


def _is_tied(evidence: Evidence, ties: tuple[str, ...]) -> bool:
    held = evidence.ties
    return bool(held) and any(held.get(tie, TIE_REACH + 1) <= TIE_REACH for tie in ties)


def _continued(context: FigureContext, evidence: Evidence) -> tuple[float, str | None, str]:
    """The indicator of the earlier figure that this one goes on from, and how strongly."""
    relative = _is_relative(context.quantity)
    for quantity, indicator in reversed(context.previous):
        if relative:
            if quantity.span.start < context.sentence.start:
                break
            if quantity.kind not in RELATIVE_KINDS or indicator is not None:
                return (TIED if _is_tied(evidence, TYING) else 0), indicator, "previous"
        elif quantity is context.previous[-1][0] and _is_joined(context, quantity):
            return LISTED, indicator, "joined"
        elif _is_alike(quantity, context.quantity):
            score = _beside(context, quantity, evidence)
            if indicator is not None or score != LISTED:
                return score, indicator, "previous"
    return 0, None, ""


def _is_joined(context: FigureContext, quantity: Quantity) -> bool:
    """Whether nothing but «và» or a comma stands between the figure and the one before."""
    gap = context.quantity.span.start - quantity.span.end
    low = context.text.low
    return 0 < gap <= JOINT and low[quantity.span.end : context.quantity.span.start].strip(
        " ,"
    ) in ("và", "")


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and (one.kind == "money" or one.unit == other.unit)


def _is_item(context: FigureContext) -> bool:
    """Whether the figure stands in a table row or a short line of a list."""
    start, end = context.sentence.start, context.sentence.end
    return end - start <= SHORT_LINE or context.text.low[start : start + 1] in ITEM_MARKS


def _beside(context: FigureContext, quantity: Quantity, evidence: Evidence) -> float:
    """How strongly a figure goes on from an earlier one of its unit."""
    if quantity.span.start < context.sentence.start:
        return LISTED if _is_item(context) else 0
    if any(tie in evidence.ties for tie in BELONGING):
        return PART
    return LISTED if evidence.parted else BESIDE

"""Which indicator a figure measures: the words around it weighed against the rule rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.lexicon import Hit, Scanner, without_held
from extractor.meaning.indicators_beside import is_denied, told_beside
from extractor.meaning.indicators_carry import (
    CHANGED,
    TYING,
    Taken,
    belongs,
    counts_other,
    goes_on_moving,
    is_named,
    take_handled,
    take_over,
)
from extractor.meaning.indicators_context import FigureContext
from extractor.meaning.indicators_evidence import (
    Evidence,
    is_before,
    is_of_whole,
    is_possible,
    is_tied,
    owner_loss,
    read_evidence,
)
from extractor.meaning.indicators_index import RELATIVE, Index, Prepared, Role, find_form
from extractor.meaning.indicators_near import is_bare_word, is_near
from extractor.meaning.indicators_parts import about_grown, reaches_rate
from extractor.meaning.indicators_place import PER_LETTER, Signs, is_namesake
from extractor.meaning.indicators_reading import (
    ABOUT,
    FAINTEST,
    Reading,
    as_far_as_named,
    changes_beyond_share,
    is_named_anew,
    is_of_another,
    is_of_own_clause,
    rank,
    rates_another,
)
from extractor.meaning.indicators_signs import VERB_ALONE
from extractor.meaning.indicators_turn import named_in_turn
from extractor.meaning.word_lists import word_lists
from extractor.mentions import Quantity
from extractor.rules import RuleSet
from extractor.rules.rows_indicators import IndicatorRow, MeasuredRow, UnlistedRow
from extractor.text import Span, Text

__all__ = ["FigureContext", "IndicatorLinker", "Link", "Prepared"]

# What the heading names.
FROM_HEADING = 400
# The same, when a semicolon parts the two: what the clause itself names comes first.
ELSEWHERE = 540
# A percentage of a thing that has no rate of its own.
RELATIVE_LOSS = 250


class Link(Struct, frozen=True):
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


class IndicatorLinker:
    """Links figures to indicators; built once, the same for all articles."""

    def __init__(self, rules: RuleSet, scanner: Scanner | None = None) -> None:
        self._index = Index(rules, scanner or Scanner())
        rows = rules.rows("indicators", IndicatorRow)
        self._keeps = frozenset(row.id for row in rows if row.keeps)
        self._handled = frozenset(word_lists(rules)["case_handled"])

    def prepare(
        self, text: Text, low: str | None = None, names: Sequence[Hit[str]] = ()
    ) -> Prepared:
        """The article's words that matter here, found once for all its figures.

        `low`: the text with blanks for what no figure looks at; `names` hold words of another
        sense.
        """
        forms = self._index.find(text.low if low is None else low)
        return Prepared(text, without_held(forms, names))

    def link(self, context: FigureContext, prepared: Prepared | None = None) -> Link:
        """The indicator and topic of one figure; null where nothing fits."""
        prepared = prepared or self.prepare(context.text)
        unit = self._unit(context.quantity)
        exact = self._index.accepting(unit)
        reach = RELATIVE if context.is_relative else unit
        evidence = read_evidence(self._index, context, prepared, reach, exact)
        row = None
        if evidence.in_turn:
            row = named_in_turn(self._index, context, prepared, reach, exact)
        if row is not None:
            return self._decide([Reading(CHANGED, row, None, "turn")], context, prepared)
        return self._decide(self._weighed(evidence, context, prepared, exact), context, prepared)

    def _weighed(
        self, evidence: Evidence, context: FigureContext, prepared: Prepared, exact: frozenset[int]
    ) -> list[Reading]:
        """What the words and the figures before say, as much as each weighs beside the others."""
        readings = self._read(evidence, context, prepared, exact)
        if context.is_headed:
            readings += self._from_heading(context, prepared, exact)
        if context.about is not None or context.previous:
            whole = list(self._taken_over(context, evidence, exact))
            if any(one.score == CHANGED and self._is_done(one) for one in whole):
                # «kết nạp 200 đảng viên, tăng 5 đảng viên»: more of those who were admitted.
                readings = [one for one in readings if not self._yields(one)]
            if any(one.why == "handled" for one in whole):
                readings = []
            anew = [reading for reading in readings if is_named_anew(reading, context)]
            if anew:
                whole = [as_far_as_named(one) for one in whole]
            if any(is_of_another(reading, context) for reading in anew):
                whole = [replace(one, score=min(one.score, ELSEWHERE)) for one in whole]
            part = belongs(evidence)
            if evidence.parted or part:
                readings = self._of_part(readings, whole, context, part)
            readings += whole
        return readings

    def _unit(self, quantity: Quantity) -> str:
        """The unit that rows are asked for; money is money in any currency."""
        if quantity.kind == "money" or (quantity.kind == "ratio" and quantity.unit == "VND"):
            return "VND"
        return self._index.known_unit((quantity.unit or "").lower())

    def _read(
        self, evidence: Evidence, context: FigureContext, prepared: Prepared, exact: frozenset[int]
    ) -> list[Reading]:
        """What the words of the sentence say."""
        readings: list[Reading] = []
        tied = is_tied(evidence, TYING) or not context.has_company
        reached = reaches_rate(context, self._index)
        known = context.about is not None or context.is_of_number
        last = evidence.rows.get(self._index.number.get(context.told_last or "", -1))
        for row, signs in evidence.rows.items():
            if not (signs.sign or signs.verb) or signs.barred:
                continue
            rule = self._index.rows[row]
            if is_before(rule, signs, context) or is_of_whole(context, evidence, signs):
                continue
            follows = signs.span is not None and signs.span[0] >= context.quantity.span.start
            shared = is_tied(evidence, ("share", "reach") if rule.whole else ("share",))
            told = known or (shared and context.unknown and not context.opens_clause)
            whole = reached or (context.is_relative and told)
            # «tỷ lệ phá án đạt 85%, làm giảm 2,8% số vụ cướp»: a move of what stands right behind.
            moved = whole and follows and signs.adjoins and is_tied(evidence, ("change",))
            if follows and whole and not moved and (row not in exact or reached or shared):
                # «30.412 người tham gia, đạt 98% dân số»: the whole, not the thing.
                continue
            loss = owner_loss(context, evidence, signs)
            if row not in exact:
                far = not signs.adjoins and (follows or not tied)
                bare = is_namesake(signs, last) or is_bare_word(rule, context, signs)
                if far or bare or rates_another(rule, signs, context):
                    continue
                loss += 0 if moved else RELATIVE_LOSS
            if reading := self._weigh(row, signs, context, prepared, loss):
                adjoins = row not in exact and follows and signs.adjoins
                readings.append(self._moved(reading, evidence) if adjoins else reading)
        return readings

    def _weigh(
        self, row: int, signs: Signs, context: FigureContext, prepared: Prepared, loss: int
    ) -> Reading | None:
        """The reading that a row's signs make, or None when something essential is missing."""
        rule = self._index.rows[row]
        possible = is_possible(rule, context)
        if not possible or (rule.whole and context.takers):
            return None
        if rule.near and not is_near(row, rule, signs, context, prepared):
            return None
        score, head, why = signs.sign, signs.span, "head"
        pair = signs.verb and (signs.object if rule.objects else VERB_ALONE)
        if pair and signs.verb + pair > score:
            score, head, why = signs.verb + pair, signs.verb_span, "verb"
        return Reading(score + rule.priority - loss, row, head, why) if score else None

    def _from_heading(
        self, context: FigureContext, prepared: Prepared, exact: frozenset[int]
    ) -> Iterator[Reading]:
        """What the heading's words say: a list item or table row names its thing there."""
        marks = self._index.heading_marks(prepared, context.heading, self._unit(context.quantity))
        for start, end, role, row in marks:
            rule = self._index.rows[row] if role == Role.HEAD and row in exact else None
            if rule and not rule.per and self._is_told(row, rule, context, prepared):
                score = FROM_HEADING + PER_LETTER * (end - start) + rule.priority
                yield Reading(score, row, None, "heading")

    def _is_told(
        self, row: int, rule: MeasuredRow, context: FigureContext, prepared: Prepared
    ) -> bool:
        """Whether the article has said what a heading's row wants near."""
        if not rule.near:
            return True
        size = len(context.text.low)
        return prepared.first_end(row, rule.near, 0, size) <= context.sentence.end

    def _taken_over(
        self, context: FigureContext, evidence: Evidence, exact: frozenset[int]
    ) -> Iterator[Reading]:
        """What a figure repeats of the one that it qualifies, belongs to, or stands beside."""
        named = is_named(context) and not goes_on_moving(context, evidence)
        strength = ABOUT if not context.opens_clause else 0 if named else ELSEWHERE
        taken = Taken(strength, about_grown(context, evidence, self._index), "about")
        if context.about is None or evidence.in_turn:
            taken = take_over(context, evidence)
        elif changes_beyond_share(context) and is_tied(evidence, ("change",)):
            taken = replace(taken, score=CHANGED)
        handled = take_handled(context, self._keeps, self._handled)
        taken = handled if handled.score > taken.score else taken
        row = None
        if taken.indicator is not None:
            row = self._index.number.get(self._rate(taken.indicator, context, evidence))
        fits = row is not None and (row in exact or context.is_relative)
        if row is not None and fits and not is_denied(context, evidence, row, self._index):
            yield Reading(taken.score, row, None, taken.why)
        beside = told_beside(context, evidence, self._index)
        row = self._index.number.get(beside.indicator or "") if beside is not None else None
        if beside is not None and row is not None and (beside.why == "worth" or row in exact):
            yield Reading(beside.score, row, None, beside.why)

    def _of_part(
        self,
        readings: list[Reading],
        whole: list[Reading],
        context: FigureContext,
        part: bool,
    ) -> list[Reading]:
        """The readings less those that a part of something cannot have: it is not all there are
        of its kind, and borrowers who are poor are borrowers first.

        `part`: a word right before the figure says so, and not one of a clause before.
        """
        done = any(self._is_done(reading) for reading in whole)
        rows = self._index.rows
        wider = {self._narrows(one.row) for one in whole if one.score >= FAINTEST}
        own = {one.row for one in readings if is_of_own_clause(one, context) and not part}
        # «1.245 hộ, trong đó hộ nghèo 156 hộ, hộ cận nghèo 203 hộ»: some of all are named so.
        told = wider | {rows[one.row].id for one in whole if one.score >= FAINTEST}
        own |= {one.row for one in readings if self._narrows(one.row) in told - {None}}
        return [
            one
            for one in readings
            if one.row in own
            or not (rows[one.row].whole and counts_other(context, rows[one.row].id))
            if not (done and self._yields(one) and not is_named_anew(one, context))
            and rows[one.row].id not in wider
        ]

    def _narrows(self, row: int) -> str | None:
        """The id of what a row counts some of."""
        rule = self._index.rows[row]
        return rule.narrows if isinstance(rule, IndicatorRow) else None

    def _yields(self, reading: Reading) -> bool:
        """Whether it counts all of a kind, whatever was done to them."""
        return bool(getattr(self._index.rows[reading.row], "yields", False))

    def _is_done(self, reading: Reading) -> bool:
        """Whether a reading taken over counts something done, which its parts share."""
        rule = self._index.rows[reading.row]
        return reading.score >= FAINTEST and isinstance(rule, IndicatorRow) and not rule.stock

    def _rate(self, indicator: str, context: FigureContext, evidence: Evidence) -> str:
        """The rate of what is counted, for a share of it; else the indicator itself."""
        rates = self._index.rates_of.get(indicator, [])
        quantity = context.quantity
        parted = is_tied(evidence, ("part",)) and not is_tied(evidence, ("share", "aside"))
        if not rates or quantity.kind != "percent" or parted:
            return indicator
        rate = self._nearest_rate(rates, context)
        if rate is None or not self._is_rated(rate, context):
            return indicator
        if quantity.unit == "điểm %" or (
            not self._is_of_plan(rate)
            and any(
                earlier == rate and context.in_sentence(one) for one, earlier in context.previous
            )
        ):
            return rate
        if self._is_of_plan(rate) and "plan" in evidence.ties and "change" not in evidence.ties:
            return rate
        # «chiếm 3,2% so với tổng số hộ» is a share and compares nothing.
        shared = context.text.low.startswith(context.words.share_of_all, quantity.span.end)
        compared = "change" in evidence.ties or "plan" in evidence.ties
        return indicator if compared and not shared else rate

    def _is_of_plan(self, rate: str) -> bool:
        """Whether the rate says how much of a plan was done."""
        rule = self._index.rows[self._index.number[rate]]
        return isinstance(rule, IndicatorRow) and rule.of_plan

    def _moved(self, reading: Reading, evidence: Evidence) -> Reading:
        """The rate of a stock that moves: «giảm 3,9% hộ nghèo» are points of their rate."""
        rule = self._index.rows[reading.row]
        rates = self._index.rates_of.get(rule.id, [])
        moves = isinstance(rule, IndicatorRow) and rule.stock and is_tied(evidence, ("change",))
        if not moves or len(rates) != 1:
            return reading
        return replace(reading, row=self._index.number[rates[0]])

    def _nearest_rate(self, rates: list[str], context: FigureContext) -> str | None:
        """The rate meant where a thing has several: the one named last in the clause."""
        if len(rates) == 1:
            return rates[0]
        clause = context.text.low[context.clause.start : context.quantity.span.start]
        named = [(clause.rfind(form), rate) for rate in rates for form in self._rate_words(rate)]
        place, rate = max(named, default=(-1, ""))
        return rate if place >= 0 else None

    def _rate_words(self, rate: str) -> list[str]:
        rule = self._index.rows[self._index.number[rate]]
        return rule.rate_near if isinstance(rule, IndicatorRow) else []

    def _is_rated(self, rate: str, context: FigureContext) -> bool:
        """Whether the sentence has a word that the rate asks for."""
        words = self._rate_words(rate)
        low, sentence = context.text.low, context.sentence
        found = (find_form(low, form, sentence.start, sentence.end) for form in words)
        return not words or any(at is not None for at in found)

    def _decide(self, readings: list[Reading], context: FigureContext, prepared: Prepared) -> Link:
        ranked = sorted(readings, key=rank) if len(readings) > 1 else readings
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
            stock = None if rule.follows else rule.stock
            return Link(rule.id, topic, rule.id, stock, score, margin, rivals, head)
        named, nature = (rule.topic, rule.stock) if isinstance(rule, UnlistedRow) else (None, None)
        domain = named or self._topic(context, prepared)
        return Link(None, domain, rule.id, nature, int(best.score), margin, rivals, head)

    def _topic(self, context: FigureContext, prepared: Prepared) -> str | None:
        return self._index.topic(prepared, context.sentence, context.quantity.span.start)

    def _rivals(self, readings: list[Reading]) -> tuple[tuple[str, str], ...]:
        rows = self._index.rows
        return tuple((rows[one.row].id, f"{one.why} {int(one.score)}") for one in readings[:3])

"""From quantities to figures: what each one means, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.meaning.actions import ActionReader
from extractor.meaning.certainty import DoubtReader
from extractor.meaning.circumstances import CircumstanceReader, Circumstances
from extractor.meaning.cues import Cue, CueReader, Fillers
from extractor.meaning.fields import figure_fields
from extractor.meaning.indicators import FigureContext, IndicatorLinker, Link
from extractor.meaning.measures import (
    QUALIFIERS,
    RATE_UNITS,
    Grounds,
    MeasureReader,
    MeasureReading,
)
from extractor.meaning.page import Meaning, Page, is_part_of_each, is_unknown
from extractor.meaning.phrases import PhraseReader
from extractor.meaning.planning import PlanReader
from extractor.meaning.relations import RelationReader, Relations, is_bracketed, is_compared
from extractor.meaning.statuses import StatusReader, foresee
from extractor.meaning.subjects import Kin, Lead, Scene, SubjectReader, SubjectWords
from extractor.meaning.surroundings import Surroundings, around_figures, find_surroundings
from extractor.meaning.tables import Tables
from extractor.meaning.times import PeriodReader, PeriodReading
from extractor.mentions import Quantity
from extractor.reading import Reading
from extractor.rules import RuleSet
from extractor.rules.rows_indicators import IndicatorRow
from extractor.rules.rows_meaning import BaselineRow, NatureRow, VerbRow, WordsRow
from extractor.text import Span

ASIDE = re.compile(r"\([^()]*\)")
# How far apart the members of a list of percentages stand.
LIST_GAP = 50
# How near the last figure of a list's line before stands.
LIST_LINE = 120
# What is paid to these is a flow however they stand.
PEOPLE = frozenset({"người", "hộ", "khẩu"})
# What parts a stock's name from its value.
REACHED = " đạt "
# The rule by which places are levels.
PLACES = "level.units"
# What takes the subject of the figure that it is joined to.
BORROWING = frozenset({"money", "percent", "measure"})
# «với tỷ lệ tăng 11%»: how fast something grew, and no rate that grew.
RISES = (" tăng", " giảm")
MOVES = frozenset({"change", "change_rel"})
COMPARING = frozenset({"change", "change_rel", "index", "multiple"})
# What may be exceeded besides what an earlier time had.
PLANS = frozenset({"plan", "other"})


class _Near(Struct, frozen=True):
    """One figure with what was found around it, before it is given a meaning."""

    page: Page
    at: Surroundings
    relations: Relations
    about: Meaning | None
    beside: Meaning | None
    whole: Meaning | None
    action: Hit[VerbRow] | None
    period: PeriodReading | None
    packed: bool


class Interpreter:
    """Gives each quantity its meaning from the words around it."""

    def __init__(self, rules: RuleSet) -> None:
        words = {row.id: row.forms for row in rules.rows("words", WordsRow)}
        fillers, inner, scanner = Fillers(words["filler"]), words["phrase_inner"], Scanner()
        self._measures = MeasureReader(rules, fillers, scanner, inner)
        self._statuses = StatusReader(
            rules, fillers, scanner, inner, words["same_value"], words["subset"]
        )
        self._plans = PlanReader(words["plan"], words["plan_goes_on"], words["come_true"])
        self._baselines = CueReader(rules.rows("baselines", BaselineRow), fillers, scanner)
        self._actions = ActionReader(rules, fillers, scanner)
        self._subjects = SubjectReader(
            fillers,
            SubjectWords(
                general=frozenset(words["general"]),
                bare_units=frozenset(words["bare_unit"]),
                units=frozenset(u for row in rules.rows("natures", NatureRow) for u in row.units),
                actors=tuple(words["actor"]),
                happening=tuple(f" {form}" for form in words["happening"]),
                money=tuple(f"{form} " for form in words["money_head"]),
                purposes=tuple(f" {form} " for form in words["purpose"]),
                bodies=tuple(f"{form} " for form in words["body"]),
            ),
        )
        self._phrases = PhraseReader(words, scanner)
        self._relations = RelationReader(rules, scanner)
        self._circumstances = CircumstanceReader(rules, words["actor"], scanner)
        self._linker = IndicatorLinker(rules, scanner)
        self._names = Lexicon(((form, form) for form in words["name_holding"]), scanner)
        self._doubts = DoubtReader(words["unreal"])
        self._rate_words = words["rate"]
        self._growth_words = words["growth"]
        self._goes_on = words["goes_on"]
        self._same_event = words["same_event"]
        self._founded = words["founded"]
        self._more = words["more_of_event"]
        self._sums = (*words["total"], *words["worth"])
        self._rates = {
            row.id
            for row in rules.rows("indicators", IndicatorRow)
            if RATE_UNITS.intersection(row.units)
        }
        self._growths = {row.id for row in rules.rows("indicators", IndicatorRow) if row.growth}

    def interpret(self, reading: Reading) -> list[dict[str, Any]]:
        """The contract's figure fields, spans in raw offsets, in text order."""
        meanings = self.read(reading)
        return [figure_fields(reading, meanings, number) for number in range(len(meanings))]

    def read(self, reading: Reading) -> list[Meaning]:
        """The meaning of each quantity, in text order."""
        page = self._open(reading)
        meanings: list[Meaning] = []
        measures: list[MeasureReading] = []
        for at in page.all_at:
            meaning = self._meaning(page, at, meanings, measures)
            meanings.append(meaning)
            measures.append(meaning.measure)
        return meanings

    def _open(self, reading: Reading) -> Page:
        text = reading.text
        title = reading.article.title
        all_at = find_surroundings(text, reading.sentences, reading.quantities)
        low = around_figures(text.low, all_at)
        names = self._names.scan(low)
        verbs = self._actions.prepare(low, names)
        phrases = self._phrases.prepare(low, [timex.span for timex in reading.timexes])
        return Page(
            reading=reading,
            all_at=all_at,
            heading=title.lower() if title else text.low[: max(text.low.find("\n"), 0)][:200],
            periods=PeriodReader(
                text, reading.timexes, self._goes_on, self._same_event, self._founded, self._more
            ),
            measures=self._measures.prepare(low),
            statuses=self._statuses.prepare(low),
            baselines=self._baselines.prepare(low),
            verbs=verbs,
            scene=Scene(phrases, verbs, Tables(text.low), text.norm, all_at),
            relations=self._relations.prepare(low),
            circumstances=self._circumstances.prepare(low, reading.people),
            indicators=self._linker.prepare(text, low, names),
        )

    def _meaning(
        self,
        page: Page,
        at: Surroundings,
        earlier: list[Meaning],
        measures: list[MeasureReading],
    ) -> Meaning:
        cue = self._measures.read_cue(page.measures, at)
        relations = self._relations.read(page.relations, page.all_at, cue, measures)
        about = earlier[relations.about] if relations.about is not None else None
        beside = earlier[relations.beside] if relations.beside is not None else None
        whole = earlier[relations.part_of] if relations.part_of is not None else None
        if about is not None and relations.named:
            link = about.link
        else:
            takers = (cue is not None and cue.takers) or _is_given(whole)
            link = self._link(page, at, earlier, about, takers)
        action = self._actions.read(page.verbs, at)
        period = page.periods.near(at)
        packed = bool(earlier) and is_part_of_each(page.measures.low, earlier[-1], at)
        near = _Near(page, at, relations, about, beside, whole, action, period, packed)
        grounds = self._grounds(near, link)
        measure = self._exceeds(page, at, self._measures.settle(cue, at.quantity, grounds))
        # A figure about another holds when that one does.
        settled = page.periods.settle(at, period, measure.measure, measure.past) or (
            about.period if about is not None and not measure.past else None
        )
        status = foresee(
            self._statuses.read(page.statuses, at, earlier, relations, measure.past),
            at,
            settled.timex if settled else None,
            page.reading.published,
            link.topic,
        )
        if not measure.past:
            status = self._plans.settle(status, page.reading, at, earlier, period)
        return Meaning(
            at=at,
            scene=page.scene,
            measure=measure,
            link=link,
            relations=relations,
            status=status.status,
            status_cue=status.cue,
            status_rivals=status.rivals,
            period=settled,
            baseline=self._baseline(page, at, measure),
            subject=self._subject(near, measure, earlier),
            action=action,
            circumstances=self._circumstances_of(near),
            unit=_unit(at.quantity, measure, grounds),
            doubts=self._doubts.read(page.reading.text.low, at, link, measure, action, status),
        )

    def _grounds(self, near: _Near, link: Link) -> Grounds:
        """What decides the measure when no cue does."""
        page, at, about, beside, action = near.page, near.at, near.about, near.beside, near.action
        low = page.reading.text.low
        alone = about is None or about.at.quantity.kind == "percent"
        rate = alone and (link.indicator in self._rates or self._is_rate(low, at))
        return Grounds(
            is_rate=rate or self._is_growth(low, at),
            in_points=(rate and link.indicator not in self._growths) or _is_gap(low, at, about),
            stock=link.stock if link.indicator else None,
            governed=self._governed(page, at, action, near.period, beside),
            after_count=about is not None,
            before=beside.measure if beside else None,
            done=self._actions.touches(page.verbs, at, action)
            and not _is_in_name(low, link, at, action),
            stacked=beside is not None and low[beside.at.end : at.start].strip() == "/",
            followed=self._subjects.is_followed(page.scene, at),
            goes_on=beside is not None and about is None and _goes_on(low, beside.at, at, action),
            fulfils=near.relations.fulfils,
            tied=near.relations.tied,
            in_brackets=is_bracketed(low, at),
            packed=near.packed,
            summed=beside is not None and _has(low, beside.at.end, at.start, self._sums),
            again=near.relations.again,
            joined=beside is not None and low[beside.at.end : at.start].strip() == "và",
            standing=near.whole is not None and near.whole.measure.measure == "level",
            given=_is_given(near.whole),
            moved=about.measure if about and about.measure.measure in MOVES else None,
        )

    def _baseline(
        self, page: Page, at: Surroundings, measure: MeasureReading
    ) -> Cue[BaselineRow] | None:
        if measure.measure not in COMPARING:
            return None
        return next(iter(self._baselines.read(page.baselines, at)), None)

    def _exceeds(self, page: Page, at: Surroundings, measure: MeasureReading) -> MeasureReading:
        """«vượt 4% so với năm trước» exceeds no plan: it is a growth."""
        if measure.measure != "over_completion":
            return measure
        baseline = next(iter(self._baselines.read(page.baselines, at)), None)
        if baseline is None or baseline.row.baseline in PLANS:
            return measure
        return replace(measure, measure="change_rel", direction="up")

    def _subject(self, near: _Near, measure: MeasureReading, earlier: list[Meaning]) -> Span | None:
        page, at = near.page, near.at
        lead = Lead(measure.cue if measure.leads else None, measure.measure in QUALIFIERS)
        neighbour = self._neighbour(page, at, measure, near.about, earlier)
        if near.relations.named:
            return neighbour
        return self._subjects.read(page.scene, at, lead, Kin(neighbour, _like(at, earlier)))

    def _circumstances_of(self, near: _Near) -> Circumstances:
        page, action = near.page, near.action
        verb = Span(action.start, action.end) if action else None
        return self._circumstances.read(page.circumstances, page.scene.ends, near.at, verb)

    def _neighbour(
        self,
        page: Page,
        at: Surroundings,
        measure: MeasureReading,
        about: Meaning | None,
        earlier: list[Meaning],
    ) -> Span | None:
        """The subject of the figure this one qualifies, or of the one it is joined to."""
        if about is not None:
            return about.subject
        cue = measure.cue if measure.leads else None
        if earlier and earlier[-1].at.quantity.kind == at.quantity.kind in BORROWING:
            joined = self._subjects.is_joined(page.scene, at, cue)
            return earlier[-1].subject if joined else None
        return None

    def _is_rate(self, low: str, at: Surroundings) -> bool:
        """Whether a word such as «tỷ lệ» says that the percentage is the thing itself."""
        before = low[at.clause.start : at.start]
        if ")" in before:
            # «châu Á (chiếm tỷ trọng 67%) tăng 12%»: an aside has its own rate.
            before = ASIDE.sub("", before)
        return any(
            word in before and not before[before.rfind(word) + len(word) :].startswith(RISES)
            for word in self._rate_words
        )

    def _is_growth(self, low: str, at: Surroundings) -> bool:
        """Whether a growth is named before the percentage that it has reached."""
        before = low[at.stretch.start : at.start]
        return any(word in before for word in self._growth_words)

    def _governed(
        self,
        page: Page,
        at: Surroundings,
        action: Hit[VerbRow] | None,
        period: PeriodReading | None,
        beside: Meaning | None,
    ) -> str | None:
        """Flow or level by the verbs around, or like the figure that stands beside it."""
        if at.quantity.kind == "money" and (beside is None or not _is_stock(beside)):
            return None
        own = action is not None and action.start >= at.since and action.entry.measure == "flow"
        if beside is not None and not own and beside.measure.measure in ("flow", "level"):
            return beside.measure.measure
        return self._actions.nature(page.verbs, at, action, period)

    def _link(
        self,
        page: Page,
        at: Surroundings,
        earlier: list[Meaning],
        about: Meaning | None,
        takers: bool,
    ) -> Link:
        context = FigureContext(
            quantity=at.quantity,
            text=page.reading.text,
            sentence=at.sentence,
            clause=at.clause,
            before=Span(at.since, at.start),
            after=Span(at.end, at.until),
            heading=page.heading,
            previous=tuple((m.at.quantity, m.link.indicator) for m in earlier[-6:]),
            about=about.link.indicator if about else None,
            takers=takers,
            unknown=about.at.start if about and is_unknown(about) else None,
        )
        return self._linker.link(context, page.indicators)


def _like(at: Surroundings, earlier: list[Meaning]) -> Span | None:
    """The subject of the last figure of this one's unit, in its sentence or on a line before."""
    for other in reversed(earlier[-6:]):
        if other.at.sentence != at.sentence and at.start - other.at.end > LIST_LINE:
            return None
        if other.unit == at.quantity.unit and other.at.quantity.kind == at.quantity.kind:
            return other.subject
    return None


def _is_gap(low: str, at: Surroundings, about: Meaning | None) -> bool:
    """Whether a percentage is by how much another is higher or lower than some third."""
    percent = about is not None and about.at.quantity.kind == "percent"
    return percent and is_compared(low, at)


def _is_in_name(low: str, link: Link, at: Surroundings, action: Hit[VerbRow] | None) -> bool:
    """Whether the verb is part of a stock's name: «tổng dư nợ cho vay đạt …» lends nothing."""
    if action is None or link.head is None or not link.stock or at.quantity.kind != "money":
        return False
    if link.head.end <= action.start and REACHED in low[action.end : at.start]:
        # «tổng dư nợ cho 661 khách hàng vay đạt gần 348 tỷ đồng»
        return True
    return link.head.start <= action.start < link.head.end


def _is_given(whole: Meaning | None) -> bool:
    """Whether a figure is part of those who are given something."""
    return whole is not None and whole.measure.takers


def _is_stock(beside: Meaning) -> bool:
    """Things that exist, whose money is a stock as well: «có 301 dự án với tổng vốn …»; places
    where money is spent are not: «tại 2 xã, với kinh phí …»."""
    person, place = beside.at.quantity.unit in PEOPLE, beside.measure.rule == PLACES
    return beside.measure.measure == "level" and not person and not place


def _goes_on(low: str, before: Surroundings, at: Surroundings, action: Hit[VerbRow] | None) -> bool:
    """Whether a list goes on without a new verb, close by and in the same clause."""
    if before.quantity.kind != at.quantity.kind or low[at.start - 1] == "(":
        return False
    bare = not low[before.end : at.start].strip(" ;,")
    close = bare or (at.start - before.end < LIST_GAP and before.end >= at.clause.start)
    return close and (action is None or action.end <= before.end)


def _unit(quantity: Quantity, measure: MeasureReading, grounds: Grounds) -> str:
    """A change of a rate, and what it exceeds its aim by, is in points, whatever the «%»."""
    exceeds = grounds.in_points and measure.measure == "over_completion"
    if quantity.unit == "%" and (measure.measure == "change" or exceeds):
        return "điểm %"
    return quantity.unit


def _has(low: str, start: int, end: int, words: Iterable[str]) -> bool:
    return any(word in low[start:end] for word in words)

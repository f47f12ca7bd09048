"""From quantities to figures: what each one means, by the words around it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from extractor.lexicon import Lexicon, Scanner
from extractor.meaning.actions import ActionReader
from extractor.meaning.certainty import DoubtReader
from extractor.meaning.circumstances import CircumstanceReader, Circumstances
from extractor.meaning.cues import Cue, CueReader, Fillers
from extractor.meaning.enumerations import Enumerations, ListWords
from extractor.meaning.fields import figure_fields
from extractor.meaning.grounds import GroundsReader, Near, is_given
from extractor.meaning.indicators import FigureContext, IndicatorLinker, Link
from extractor.meaning.indicators_context import link_words
from extractor.meaning.measure_grounds import Grounds, MeasureReading
from extractor.meaning.measures import QUALIFIERS, MeasureReader
from extractor.meaning.page import Meaning, Page, is_of_each, is_part_of_each, is_unknown
from extractor.meaning.phrases import PhraseReader
from extractor.meaning.planning import PlanReader
from extractor.meaning.relations import RelationReader, Relations
from extractor.meaning.scenes import Scene
from extractor.meaning.statuses import StatusReader, StatusReading, foresee
from extractor.meaning.subjects import Kin, Lead, SubjectReader, SubjectWords
from extractor.meaning.surroundings import Surroundings, around_figures, find_surroundings
from extractor.meaning.tables import Tables
from extractor.meaning.times import PeriodReader, PeriodReading, period_words
from extractor.meaning.word_lists import word_lists
from extractor.mentions import Quantity
from extractor.reading import Reading
from extractor.rules import RuleSet
from extractor.rules.rows_meaning import BaselineRow, NatureRow
from extractor.text import Span

# How near the last figure of a list's line before stands.
LIST_LINE = 120
# What takes the subject of the figure that it is joined to.
BORROWING = frozenset({"money", "percent", "measure"})
COMPARING = frozenset({"change", "change_rel", "index", "multiple"})
# What may be exceeded besides what an earlier time had.
PLANS = frozenset({"plan", "other"})


class Interpreter:
    """Gives each quantity its meaning from the words around it."""

    def __init__(self, rules: RuleSet) -> None:
        words = word_lists(rules)
        fillers, inner, scanner = Fillers(words["filler"]), words["phrase_inner"], Scanner()
        self._measures = MeasureReader(rules, fillers, scanner, inner)
        self._statuses = StatusReader(
            rules, fillers, scanner, inner, words["same_value"], words["subset"]
        )
        self._plans = PlanReader(words)
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
        self._lists = ListWords(
            finite=frozenset(words["finite"]), actors=tuple(f"{form} " for form in words["actor"])
        )
        self._relations = RelationReader(rules, scanner)
        self._circumstances = CircumstanceReader(rules, words["actor"], scanner)
        self._linker = IndicatorLinker(rules, scanner)
        self._names = Lexicon(((form, form) for form in words["name_holding"]), scanner)
        self._doubts = DoubtReader(words["unreal"], scanner)
        self._period_words = period_words(words)
        self._link_words = link_words(words)
        self._grounds = GroundsReader(rules, words, self._actions, self._subjects)

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
            periods=PeriodReader(text, reading.timexes, self._period_words),
            measures=self._measures.prepare(low),
            statuses=self._statuses.prepare(low),
            baselines=self._baselines.prepare(low),
            verbs=verbs,
            scene=Scene(
                phrases,
                Enumerations(text.norm, phrases, verbs, self._lists),
                verbs,
                Tables(text.low),
                text.norm,
                all_at,
            ),
            relations=self._relations.prepare(low),
            circumstances=self._circumstances.prepare(low, reading.people),
            indicators=self._linker.prepare(text, low, names),
            unreal=self._doubts.prepare(low),
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
        near = self._near(page, at, earlier, relations)
        about = near.about
        if about is not None and relations.named:
            link = about.link
        else:
            takers = (cue is not None and cue.takers) or is_given(near)
            link = self._link(page, at, earlier, about, takers)
        grounds = self._grounds.read(near, link)
        measure = self._exceeds(page, at, self._measures.settle(cue, at.quantity, grounds))
        # A figure about another holds when that one does.
        settled = page.periods.settle(at, near.period, measure.measure, measure.past) or (
            about.period if about is not None and not measure.past else None
        )
        status = self._status(near, earlier, measure, link, settled)
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
            action=near.action,
            circumstances=self._circumstances_of(near),
            unit=_unit(at.quantity, measure, grounds),
            doubts=self._doubts.read(page.unreal, at, link, measure, near.action, status),
        )

    def _near(
        self, page: Page, at: Surroundings, earlier: list[Meaning], relations: Relations
    ) -> Near:
        def at_number(number: int | None) -> Meaning | None:
            return None if number is None else earlier[number]

        return Near(
            page=page,
            at=at,
            relations=relations,
            about=at_number(relations.about),
            beside=at_number(relations.beside),
            whole=at_number(relations.part_of),
            before=_right_before(earlier, at),
            origin=_right_before(earlier[-2:-1], at),
            action=self._actions.read(page.verbs, at),
            period=page.periods.near(at),
            packed=is_of_each(at_number(relations.part_of), at)
            or (bool(earlier) and is_part_of_each(page.measures.low, earlier[-1], at)),
        )

    def _status(
        self,
        near: Near,
        earlier: list[Meaning],
        measure: MeasureReading,
        link: Link,
        settled: PeriodReading | None,
    ) -> StatusReading:
        page, at = near.page, near.at
        status = foresee(
            self._statuses.read(page.statuses, at, earlier, near.relations, measure.past),
            at,
            settled.timex if settled else None,
            page.reading.published,
            link.topic,
            page.reading.text.low,
        )
        if measure.past:
            return status
        return self._plans.settle(status, page.reading, at, earlier, near.period)

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

    def _subject(self, near: Near, measure: MeasureReading, earlier: list[Meaning]) -> Span | None:
        page, at = near.page, near.at
        lead = Lead(measure.cue if measure.leads else None, measure.measure in QUALIFIERS)
        neighbour = self._neighbour(page, at, measure, near.about, earlier)
        if near.relations.named:
            return neighbour
        return self._subjects.read(page.scene, at, lead, Kin(neighbour, _like(at, earlier)))

    def _circumstances_of(self, near: Near) -> Circumstances:
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

    def _link(
        self,
        page: Page,
        at: Surroundings,
        earlier: list[Meaning],
        about: Meaning | None,
        takers: bool,
    ) -> Link:
        context = FigureContext(
            words=self._link_words,
            quantity=at.quantity,
            text=page.reading.text,
            sentence=at.sentence,
            clause=at.clause,
            before=Span(at.since, at.start),
            after=Span(at.end, at.until),
            heading=page.heading,
            previous=tuple((m.at.quantity, m.link.indicator) for m in earlier[-6:]),
            about=about.link.indicator if about else None,
            about_head=about.link.head if about else None,
            takers=takers,
            unknown=about.at.start if about and is_unknown(about) else None,
        )
        return self._linker.link(context, page.indicators)


def _right_before(earlier: list[Meaning], at: Surroundings) -> Meaning | None:
    """The figure before this one, in its sentence."""
    return earlier[-1] if earlier and earlier[-1].at.sentence == at.sentence else None


def _like(at: Surroundings, earlier: list[Meaning]) -> Span | None:
    """The subject of the last figure of this one's unit, in its sentence or on a line before."""
    for other in reversed(earlier[-6:]):
        if other.at.sentence != at.sentence and at.start - other.at.end > LIST_LINE:
            return None
        if other.unit == at.quantity.unit and other.at.quantity.kind == at.quantity.kind:
            return other.subject
    return None


def _unit(quantity: Quantity, measure: MeasureReading, grounds: Grounds) -> str:
    """A change of a rate, by year too, and what it exceeds its aim by, is in points, whatever the
    «%»."""
    yearly = measure.measure == "per_unit" and measure.direction is not None
    exceeds = grounds.in_points and (yearly or measure.measure == "over_completion")
    if quantity.unit == "%" and (measure.measure == "change" or exceeds):
        return "điểm %"
    return quantity.unit

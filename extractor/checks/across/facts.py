"""What an article says that another can bear out or contradict, small enough to keep for all."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from extractor.checks.interval import Interval
from extractor.checks.sheet import MOVES, SIZES, Sheet
from extractor.models.figure import Figure

# A flow of fewer days belongs to an event, and there may be two such events.
MONTH = 28
SNIPPET = 240


class Fact(NamedTuple):
    """One figure with what it needs to be compared; all fields are plain, for keeping on disk."""

    article: str
    published: str
    source: str
    figure: str
    start: int
    end: int
    text: str
    sentence: str
    indicator: str
    place: str
    place_name: str
    level: str
    unit: str
    measure: str
    direction: str
    status: str
    subject: str
    # When it is true: the first day (of flows) and the last.
    first_day: str
    last_day: str
    baseline: str
    value: str
    low: str
    high: str
    # For changes: what the thing is now, as the article says.
    now_low: str = ""
    now_high: str = ""

    @property
    def interval(self) -> Interval:
        return Interval(Decimal(self.low), Decimal(self.high))

    @property
    def now(self) -> Interval:
        return Interval(Decimal(self.now_low), Decimal(self.now_high))

    @property
    def group(self) -> str:
        """Facts of one group measure the same thing at the same place."""
        return f"{self.indicator}|{self.place}|{self.unit}"

    @property
    def ends(self) -> date | None:
        return date.fromisoformat(self.last_day) if self.last_day else None

    def dump(self) -> str:
        return json.dumps(self, ensure_ascii=False)

    @classmethod
    def load(cls, line: str) -> Fact:
        return cls(*json.loads(line))


def read_facts(sheet: Sheet) -> Iterator[Fact]:
    """The comparable figures of a record; what the article itself leaves in doubt is left out."""
    slots: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for number in range(len(sheet.figures)):
        fact = _fact(sheet, number)
        if fact is not None:
            slots[fact.group, fact.measure, fact.status, fact.first_day, fact.last_day].append(fact)
    for facts in slots.values():
        # Two values for one slot: of two places or sorts that were not told apart.
        if all(fact.interval.meets(facts[0].interval) for fact in facts):
            yield facts[0]


def _fact(sheet: Sheet, number: int) -> Fact | None:
    figure = sheet.figures[number]
    if figure.measure in MOVES:
        about = sheet.target(figure.about)
        thing = None if about is None else sheet.figures[about]
        now = None if about is None else sheet.interval(about)
        if thing is None or now is None or not _is_size(thing):
            return None
        fact = _plain_fact(sheet, number, thing)
        return fact and fact._replace(now_low=str(now.low), now_high=str(now.high))
    return _plain_fact(sheet, number, figure) if _is_size(figure) else None


def _is_size(figure: Figure) -> bool:
    """Whether it is a stock, a flow, or a rate that has an indicator of its own."""
    rate = figure.kind == "percent" and (figure.indicator or "").endswith("rate")
    if figure.kind == "percent":
        return rate and figure.measure in ("level", "share")
    whole = figure.measure in SIZES and figure.part_of is None and figure.per is None
    return whole and figure.kind in ("count", "money", "measure")


def _plain_fact(sheet: Sheet, number: int, thing: Figure) -> Fact | None:
    """The fact of a figure that measures `thing` (itself, or what its change is about)."""
    figure, interval = sheet.figures[number], sheet.interval(number)
    days = _days(thing)
    if thing.indicator is None or thing.place is None or interval is None or days is None:
        return None
    article = sheet.record.article
    return Fact(
        article=article.id,
        published=article.published_at or "",
        source=article.title or article.source or article.id,
        figure=figure.id,
        start=figure.start,
        end=figure.end,
        text=" ".join(figure.text.split()),
        sentence=_snippet(sheet, number),
        indicator=thing.indicator,
        place=thing.place.code or thing.place.name.lower(),
        place_name=thing.place.name,
        level=thing.place.level,
        unit=thing.unit,
        measure=figure.measure if figure.measure != "share" else "level",
        direction=figure.direction or "",
        status=figure.status,
        subject=(thing.subject or "").lower(),
        first_day=days[0],
        last_day=days[1],
        baseline=figure.baseline.kind if figure.baseline else "",
        value=str(figure.value),
        low=str(interval.low),
        high=str(interval.high),
    )


def _days(thing: Figure) -> tuple[str, str] | None:
    """First and last day of a flow; the day of a stock twice; None when they are not known."""
    period = thing.period
    if period is None or period.end is None:
        return None
    last = period.end.isoformat()
    if thing.measure != "flow":
        return last, last
    if period.start is None or (period.end - period.start).days + 1 < MONTH:
        return None
    return period.start.isoformat(), last


def _snippet(sheet: Sheet, number: int) -> str:
    """The sentence in the reader's words, on one line and cut to a length."""
    figure = sheet.figures[number]
    start = max(figure.sentence.start, figure.start - SNIPPET // 2)
    end = min(figure.sentence.end, figure.end + SNIPPET // 2)
    return " ".join(sheet.record.article.text[start:end].split())

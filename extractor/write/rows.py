"""A record as flat rows, for sinks that know nothing but rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractor.models import ArticleRecord, DateRecord, Figure, Official

Row = dict[str, Any]
INT64 = 1 << 63
# The columns of each table: `*` marks its key (beside the article), `#` an integer.
FIGURES = (
    "figure* start# end# text kind value value_max denominator vnd# vnd_max# unit unit_text"
    " comparator indicator topic action subject measure direction status period_start period_end"
    " as_of# baseline baseline_start baseline_end per of about part_of place place_level"
    " place_code actor fund_source attribution cue sentence_start# sentence_end# certainty rules"
)
DATES = (
    "date* start# end# text start_date end_date time part_of_day granularity role resolution"
    " calendar rules"
)
OFFICIALS = "official* name honorific rank role mentions# rules"
POSITIONS = "official* position*# start# end# text title organization level place"


def column_names(columns: str) -> list[str]:
    """The bare names of a table's columns."""
    return [column.rstrip("#*") for column in columns.split()]


def figure_rows(record: ArticleRecord) -> Iterator[Row]:
    """One row a figure: exact decimals as strings, sums of money also as whole đồng."""
    for figure in record.figures:
        yield _figure(figure)


def _figure(figure: Figure) -> Row:
    period, baseline, place = figure.period, figure.baseline, figure.place
    return {
        "figure": figure.id,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "kind": figure.kind,
        "value": _exact(figure.value),
        "value_max": _exact(figure.value_max),
        "denominator": _exact(figure.denominator),
        "vnd": _whole_dong(figure.value, figure.unit),
        "vnd_max": _whole_dong(figure.value_max, figure.unit),
        "unit": figure.unit,
        "unit_text": figure.unit_text,
        "comparator": figure.comparator,
        "indicator": figure.indicator,
        "topic": figure.topic,
        "action": figure.action,
        "subject": figure.subject,
        "measure": figure.measure,
        "direction": figure.direction,
        "status": figure.status,
        "period_start": _day(period and period.start),
        "period_end": _day(period and period.end),
        "as_of": period and int(period.as_of),
        "baseline": baseline and baseline.kind,
        "baseline_start": _day(baseline and baseline.start),
        "baseline_end": _day(baseline and baseline.end),
        "per": "/".join(figure.per) if figure.per else None,
        "of": figure.of,
        "about": figure.about,
        "part_of": figure.part_of,
        "place": place and place.name,
        "place_level": place and place.level,
        "place_code": place and place.code,
        "actor": figure.actor,
        "fund_source": figure.fund_source,
        "attribution": figure.attribution,
        "cue": figure.cue,
        "sentence_start": figure.sentence.start,
        "sentence_end": figure.sentence.end,
        "certainty": figure.certainty,
        "rules": " ".join(figure.rules),
    }


def date_rows(record: ArticleRecord) -> Iterator[Row]:
    """One row a date."""
    for day in record.dates:
        yield _date(day)


def _date(day: DateRecord) -> Row:
    return {
        "date": day.id,
        "start": day.start,
        "end": day.end,
        "text": day.text,
        "start_date": _day(day.start_date),
        "end_date": _day(day.end_date),
        "time": day.time,
        "part_of_day": day.part_of_day,
        "granularity": day.granularity,
        "role": day.role,
        "resolution": day.resolution,
        "calendar": day.calendar,
        "rules": " ".join(day.rules),
    }


def official_rows(record: ArticleRecord) -> Iterator[Row]:
    """One row a person."""
    for person in record.officials:
        yield {
            "official": person.id,
            "name": person.name,
            "honorific": person.honorific,
            "rank": person.rank,
            "role": person.role,
            "mentions": len(person.mentions),
            "rules": " ".join(person.rules),
        }


def position_rows(record: ArticleRecord) -> Iterator[Row]:
    """One row an office, pointing at its person."""
    for person in record.officials:
        yield from _positions(person)


def _positions(person: Official) -> Iterator[Row]:
    for number, office in enumerate(person.positions, 1):
        yield {
            "official": person.id,
            "position": number,
            "start": office.start,
            "end": office.end,
            "text": office.text,
            "title": office.title,
            "organization": office.organization,
            "level": office.level,
            "place": office.place and office.place.name,
        }


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _whole_dong(value: Decimal | None, unit: str) -> int | None:
    """A sum as integer đồng; None for other units and for what no database integer holds."""
    if value is None or unit != "VND" or value != value.to_integral_value():
        return None
    return int(value) if abs(value) < INT64 else None


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None

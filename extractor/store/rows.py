"""A record as rows of the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.models import ArticleInfo, ArticleRecord, DateRecord, Figure
from extractor.models.base import Place, Quotation

Row = dict[str, Any]
INT64 = 1 << 63


def rows_of(record: ArticleRecord) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each table that hangs on `articles`, by its name, `article_id` included."""
    key = {"article_id": record.article.id}
    for table, make in MAKERS.items():
        yield table, [key | row for row in make(record)]


def article_row(article: ArticleInfo) -> Row:
    """The row of the article itself, its run aside."""
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "published_at": article.published_at,
        "published_on": day_of(article.published_at),
        "publisher": article.publisher,
        "author": article.author,
        "encoding": article.encoding,
        "converted_from": article.converted_from,
        "mirrors": article.mirrors,
        "text": article.text,
        **_place(article.place),
    }


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or date with time."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _days(figure: Figure) -> Row:
    """When a value holds, and what it is compared with."""
    period, baseline = figure.period, figure.baseline
    return {
        "period_start": period and period.start,
        "period_end": period and period.end,
        "as_of": period and period.as_of,
        "baseline": baseline and baseline.kind,
        "baseline_start": baseline and baseline.start,
        "baseline_end": baseline and baseline.end,
    }


def figure_row(figure: Figure) -> Row:
    """The row of a figure; sums of money also as whole đồng."""
    return {
        "id": figure.id,
        **_quotation(figure),
        **_days(figure),
        "kind": figure.kind,
        "value": figure.value,
        "value_max": figure.value_max,
        "denominator": figure.denominator,
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
        "per": figure.per,
        "of": figure.of,
        "about": figure.about,
        "part_of": figure.part_of,
        **_place(figure.place),
        "actor": figure.actor,
        "fund_source": figure.fund_source,
        "attribution": figure.attribution,
        "cue": figure.cue,
        "sentence_start": figure.sentence.start,
        "sentence_end": figure.sentence.end,
        "certainty": figure.certainty,
        "rules": figure.rules,
    }


def _whole_dong(value: Decimal | None, unit: str) -> int | None:
    """A sum as integer đồng; None for other units and for what no database integer holds."""
    if value is None or unit != "VND" or value != value.to_integral_value():
        return None
    return int(value) if value.copy_abs() < INT64 else None


def _date(found: DateRecord) -> Row:
    return {
        "id": found.id,
        **_quotation(found),
        "start_date": found.start_date,
        "end_date": found.end_date,
        "time": found.time,
        "part_of_day": found.part_of_day,
        "granularity": found.granularity,
        "role": found.role,
        "resolution": found.resolution,
        "calendar": found.calendar,
        "rules": found.rules,
    }


def _officials(record: ArticleRecord) -> Iterator[Row]:
    for number, person in enumerate(record.officials, 1):
        yield {
            "id": person.id,
            "number": number,
            "name": person.name,
            "honorific": person.honorific,
            "rank": person.rank,
            "role": person.role,
            "rules": person.rules,
        }


def _positions(record: ArticleRecord) -> Iterator[Row]:
    for person in record.officials:
        for row, office in zip(_numbered(person.positions), person.positions, strict=True):
            yield {
                "official_id": person.id,
                **row,
                "title": office.title,
                "organization": office.organization,
                "level": office.level,
                **_place(office.place),
            }


def _mentions(record: ArticleRecord) -> Iterator[Row]:
    for person in record.officials:
        for row in _numbered(person.mentions):
            yield {"official_id": person.id, **row}


def _references(record: ArticleRecord) -> Iterator[Row]:
    for row, found in zip(_numbered(record.references), record.references, strict=True):
        yield {**row, "class": found.class_, "rules": found.rules}


def _issues(record: ArticleRecord) -> Iterator[Row]:
    for number, issue in enumerate(record.issues, 1):
        yield {
            "number": number,
            "code": issue.code,
            "severity": issue.severity,
            "message": issue.message,
            "message_en": issue.message_en,
            "arithmetic": issue.arithmetic,
            "start_char": issue.start,
            "end_char": issue.end,
        }


def _issue_figures(record: ArticleRecord) -> Iterator[Row]:
    for issue, found in enumerate(record.issues, 1):
        for number, figure in enumerate(found.figures, 1):
            yield {"issue": issue, "number": number, "figure_id": figure}


def _numbered(parts: Sequence[Quotation]) -> Iterator[Row]:
    for number, part in enumerate(parts, 1):
        yield {"number": number, **_quotation(part)}


def _quotation(part: Quotation) -> Row:
    return {"start_char": part.start, "end_char": part.end, "text": part.text}


def _place(place: Place | None) -> Row:
    if place is None:
        return {"place_name": None, "place_level": None, "place_code": None}
    return {"place_name": place.name, "place_level": place.level, "place_code": place.code}


MAKERS: dict[str, Callable[[ArticleRecord], Iterator[Row]]] = {
    "figures": lambda record: map(figure_row, record.figures),
    "dates": lambda record: map(_date, record.dates),
    "officials": _officials,
    "positions": _positions,
    "mentions": _mentions,
    "references_": _references,
    "unread": lambda record: _numbered(record.unread),
    "issues": _issues,
    "issue_figures": _issue_figures,
}

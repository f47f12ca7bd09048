"""One article with everything found in it, and the record of a figure beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from extractor.article import Article
from extractor.corrections import kept
from extractor.corrections.correction import Correction, Place, Standing, fold, is_complete
from extractor.corrections.fields import CHOICES, FIELDS, NUMBERS, as_json, shown_value
from extractor.corrections.overlay import agrees, by_place
from extractor.explain import Decision, explain
from extractor.models import ArticleRecord, Figure
from extractor.review.cite import cite
from extractor.review.columns import figures_table
from extractor.review.listing import OPENING, headline
from extractor.review.marked import draw_lines
from extractor.review.numbers import number, stretch
from extractor.review.readings import Frame, shown_readings
from extractor.review.say import say_figure
from extractor.review.series import Found
from extractor.review.site import Site, site_of
from extractor.review.words import Language, language

router = APIRouter()
AT = re.compile(r"(\d{1,9})-(\d{1,9})")
WHO = "vnf_who"


@router.get("/articles/{key}")
def article(request: Request, key: str) -> Response:
    """The article; `?figure=` and `?at=` open a record beside it, `?why=1` says how it came."""
    site, words = site_of(request), site_of(request).language(request)
    record, said = load(site, key)
    standings = fold(said)
    panel = panel_of(request, site, record, said, chosen(request, record))
    if request.headers.get("hx-request") == "true":
        return site.show(request, "_record.html", {"panel": panel, "record": record})
    if "format" in request.query_params:
        table = figures_table(found_in(record), words, base=str(request.base_url).rstrip("/"))
        return site.show_table(request, "article.html", table, {})
    marks = shown_readings(record, words, standings, Frame())
    context = {
        "record": record,
        "name": name_of(record) or words.word("page", "untitled"),
        "lines": draw_lines(record, marks),
        "panel": panel,
        "complete": is_complete(said),
        "message": None,
    }
    return site.show(request, "article.html", context)


def load(site: Site, key: str) -> tuple[ArticleRecord, list[Correction]]:
    """An article's record and what people said of it; raises 404."""
    record = site.archive.record(key)
    if record is None:
        raise HTTPException(404)
    with site.archive.reading() as connection:
        return record, kept.corrections_of(connection, key)


def name_of(record: ArticleRecord) -> str | None:
    """The article's title, headline or source."""
    info = record.article
    return info.title or headline(info.text[:OPENING]) or info.source


def found_in(record: ArticleRecord) -> list[Found]:
    """The figures of one record as rows of a table."""
    info = record.article
    return [
        Found(
            figure,
            info.id,
            info.text[figure.sentence.start : figure.sentence.end],
            info.title,
            info.source,
            info.publisher,
            info.published_at,
            info.text[:OPENING],
        )
        for figure in record.figures
    ]


def chosen(request: Request, record: ArticleRecord) -> Place | None:
    """The stretch whose record is asked for."""
    query = request.query_params
    for figure in record.figures:
        if figure.id == query.get("figure"):
            return Place(figure.start, figure.end)
    return _place(query.get("at", ""), record)


def panel_of(
    request: Request,
    site: Site,
    record: ArticleRecord,
    said: list[Correction],
    place: Place | None,
) -> dict[str, Any] | None:
    """What the record beside the article shows; None when nothing is chosen."""
    if place is None:
        return None
    known = by_place(record.figures)
    figure = known.get(place)
    standing = fold(said).get(place)
    words = site.language(request)
    return {
        "figure": figure,
        "place": place,
        "text": record.article.text[place.start : place.end],
        "standing": standing,
        "agrees": standing and agrees(standing, known),
        "history": [one for one in said if (one.start, one.end) == place],
        "fields": _fields(figure, standing, words),
        "says": say_figure(figure, words) if figure else None,
        "citation": _citation(record, figure),
        "links": _links(record, figure, words),
        "decisions": _decisions(site, record, figure)
        if request.query_params.get("why") == "1"
        else None,
        "editable": [(name, _now(name, figure, standing)) for name in FIELDS],
        "choices": CHOICES,
        "indicators": words.indicators,
        "who": request.cookies.get(WHO, ""),
    }


def _place(given: str, record: ArticleRecord) -> Place | None:
    found = AT.fullmatch(given)
    if not found:
        return None
    place = Place(int(found[1]), int(found[2]))
    return place if place.start < place.end <= len(record.article.text) else None


def _fields(
    figure: Figure | None, standing: Standing | None, words: Language
) -> list[tuple[str, str, str | None]]:
    """Each field with what was read, and with what people say where they say something else."""
    data: Mapping[str, Any] = as_json(figure) if figure else {}
    said = standing.fields if standing else {}
    shown = []
    for name in (*FIELDS, "certainty", "cue", "rules"):
        value = ", ".join(data[name]) if name == "rules" and data else shown_value(data, name)
        if value or name in said:
            correct = in_words(name, said[name], words) if name in said else None
            shown.append((name, in_words(name, value, words), correct))
    return shown


def in_words(name: str, value: str | None, words: Language) -> str:
    """A field's value as people read it; «–» where there is none."""
    if not value:
        return "–"
    if name in NUMBERS:
        return number(Decimal(value), words)
    if name == "period":
        start, _, end = value.partition("/")
        return stretch(_day(start), _day(end), words)
    if name == "indicator":
        return words.indicator(value)
    return words.word(name, value) or "="


def _day(given: str) -> date | None:
    return date.fromisoformat(given) if given else None


def typed(name: str, value: str | None) -> str:
    """A field's value as people would type it: numbers as Vietnamese writes them."""
    return number(Decimal(value), language("vi")) if value and name in NUMBERS else value or ""


def _now(name: str, figure: Figure | None, standing: Standing | None) -> str:
    if standing and name in standing.fields:
        return typed(name, standing.fields[name])
    return typed(name, shown_value(as_json(figure), name) if figure else None)


def _citation(record: ArticleRecord, figure: Figure | None) -> str | None:
    return next((cite(one) for one in found_in(record) if one.figure is figure), None)


def _links(
    record: ArticleRecord, figure: Figure | None, words: Language
) -> list[tuple[str, Figure, str]]:
    """The figures that this one depends on, and those that depend on it."""
    if figure is None:
        return []
    links = []
    for other in record.figures:
        said = say_figure(other, words)
        if other.id in (figure.about, figure.part_of):
            links.append(("page.depends", other, said))
        if figure.id in (other.about, other.part_of):
            links.append(("page.dependents", other, said))
    return links


def _decisions(
    site: Site, record: ArticleRecord, figure: Figure | None
) -> tuple[Decision, ...] | None:
    if figure is None:
        return None
    info = record.article
    explanations = explain(
        site.engine, Article(info.text, published=info.published_at, title=info.title)
    )
    places = ((one.figure["start"], one.figure["end"]) for one in explanations)
    by_span = dict(zip(places, explanations, strict=True))
    found = by_span.get((figure.start, figure.end))
    return found.decisions if found else ()

"""Indicators over time, and people with their offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request, Response

from extractor.review import series
from extractor.review.chart import Point, draw_chart
from extractor.review.columns import (
    figure_address,
    figures_table,
    indicators_table,
    offices_table,
    people_table,
)
from extractor.review.listing import Order
from extractor.review.say import say_figure, unit_label
from extractor.review.series import Found
from extractor.review.site import Paging, site_of
from extractor.review.words import Language
from extractor.store.query import FigureFilter

router = APIRouter()
MOST_POINTS = 2000
# Places that one chart can keep apart.
MOST_SERIES = 6


@router.get("/indicators")
def indicators(request: Request) -> Response:
    """All indicators that were read."""
    site = site_of(request)
    with site.archive.reading() as connection:
        lines = series.list_indicators(connection)
    table = indicators_table(lines, site.language(request))
    return site.show_table(request, "indicators.html", table, {})


@router.get("/indicators/{name}")
def indicator(request: Request, name: str) -> Response:
    """One indicator over time, of one place or all."""
    site, words = site_of(request), site_of(request).language(request)
    place = request.query_params.get("place", "")
    wanted = FigureFilter(indicators=(name,), places=(place,) if place else ())
    with site.archive.reading() as connection:
        found, total = series.find(connection, wanted, Order("period"), MOST_POINTS, 0)
        everywhere = (
            series.find(connection, FigureFilter(indicators=(name,)), Order("place"),
                        MOST_POINTS, 0)[0] if place else found
        )  # fmt: skip
    if not everywhere:
        raise HTTPException(404)
    units = Counter(_unit_of(one) for one in found)
    given = (request.query_params.get("unit", ""), request.query_params.get("measure", ""))
    chosen = given if given in units else next(iter(dict(units.most_common(1))), ("", ""))
    charted = [one for one in found if _unit_of(one) == chosen]
    title = ", ".join(filter(None, (words.indicator(name), place)))
    places = Counter(one.figure.place.name for one in everywhere if one.figure.place)
    context = {
        "name": name,
        "title": title,
        "place": place,
        "places": places.most_common(40),
        "units": [(unit, unit_label(unit[0], words), n) for unit, n in units.most_common()],
        "chosen": chosen,
        "chart": draw_chart(_points(charted, words), title, chosen[0], words),
        "legend": _series(charted),
        "total": total,
    }
    table = figures_table(found, words, base=str(request.base_url).rstrip("/"))
    return site.show_table(request, "indicator.html", table, context)


def _unit_of(found: Found) -> tuple[str, str]:
    return found.figure.unit, found.figure.measure


def _series(found: Sequence[Found]) -> list[str]:
    """The places that have most points; the chart shows these."""
    names = Counter(one.figure.place.name if one.figure.place else "" for one in _dated(found))
    return [name for name, _ in names.most_common(MOST_SERIES)]


def _dated(found: Sequence[Found]) -> list[Found]:
    return [
        one
        for one in found
        if one.figure.value is not None and one.figure.period and one.figure.period.end
    ]


def _points(found: Sequence[Found], words: Language) -> list[Point]:
    points = []
    shown = _series(found)
    for one in _dated(found):
        figure = one.figure
        name = figure.place.name if figure.place else ""
        on = figure.period.end if figure.period else None
        if name in shown and on is not None and figure.value is not None:
            href = figure_address(one.article_id, figure.id)
            said = say_figure(figure, words)
            points.append(Point(on, figure.value, name, figure.status, href, said))
    return sorted(points, key=lambda point: shown.index(point.series))


@router.get("/officials")
def officials(request: Request) -> Response:
    """All people who were read."""
    site = site_of(request)
    paging = Paging(request)
    given = request.query_params.get("q", "")[:100]
    with site.archive.reading() as connection:
        lines, paging.total = series.list_people(connection, given, paging.size, paging.offset)
    table = people_table(lines, site.language(request))
    return site.show_table(request, "officials.html", table, {"paging": paging, "given": given})


@router.get("/officials/{name}")
def official(request: Request, name: str) -> Response:
    """One person's offices over time."""
    site = site_of(request)
    with site.archive.reading() as connection:
        lines = series.offices_of(connection, name)
    if not lines:
        raise HTTPException(404)
    table = offices_table(lines, site.language(request))
    held: dict[str, list[str]] = {}
    for line in lines:
        if line.office:
            held.setdefault(line.office, []).append((line.published_at or "")[:10])
    offices = [
        (office, min(filter(None, days), default=""), max(days), len(days))
        for office, days in held.items()
    ]
    return site.show_table(request, "official.html", table, {"name": name, "offices": offices})

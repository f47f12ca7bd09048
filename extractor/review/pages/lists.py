"""The first page with the list of articles, the table of figures, and the search."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from extractor.review import listing, series
from extractor.review.columns import articles_table, figures_table
from extractor.review.listing import Order, Wanted
from extractor.review.search import snippets, split_words
from extractor.review.site import Paging, Site, site_of
from extractor.store.query import FigureFilter
from extractor.store.schema import ARTICLES, FIGURES

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    """The box to paste into, and the articles that fit."""
    site = site_of(request)
    return list_page(request, site, {})


def list_page(request: Request, site: Site, more: dict[str, Any], status: int = 200) -> Response:
    """The first page; `more` says what became of what was pasted."""
    words = site.language(request)
    wanted, paging = _wanted(request), Paging(request)
    with site.archive.reading() as connection:
        order = _order(request, Order("date", True))
        lines, paging.total = listing.list_articles(
            connection, wanted, order, paging.size, paging.offset
        )
        filters = {
            "place": listing.choices(connection, ARTICLES.c.place_name),
            "indicator": listing.choices(connection, FIGURES.c.indicator),
            "years": listing.years(connection),
        }
    table = articles_table(lines, words, str(request.base_url).rstrip("/"))
    context = {"paging": paging, "filters": filters, "order": order, "message": None, **more}
    if status != 200:
        return site.show(request, "home.html", {"table": table, **context}, status)
    return site.show_table(request, "home.html", table, context)


def _wanted(request: Request) -> Wanted:
    query = request.query_params
    return Wanted(
        words=query.get("q", "")[:300],
        place=query.get("place", ""),
        year=_year(query.get("year", "")),
        indicator=query.get("indicator", ""),
        severity=query.get("severity", ""),
        unread=query.get("unread") == "1",
    )


def _year(given: str) -> int | None:
    return int(given) if given.isdigit() and 1 <= int(given) <= 9999 else None


def _order(request: Request, default: Order) -> Order:
    by = request.query_params.get("sort")
    return Order(by, request.query_params.get("dir") == "desc") if by else default


@router.get("/figures")
def figures(request: Request) -> Response:
    """The figures that fit, in any order."""
    site, query = site_of(request), request.query_params
    words, paging = site.language(request), Paging(request)
    order = _order(request, Order("published", True))
    year = _year(query.get("year", ""))
    given = {
        name: tuple(filter(None, [query.get(key, "")]))
        for name, key in (
            ("indicators", "indicator"), ("topics", "topic"), ("places", "place"),
            ("kinds", "kind"), ("measures", "measure"), ("statuses", "status"),
            ("articles", "article"),
        )
    }  # fmt: skip
    since, until = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    wanted = FigureFilter(**given, since=since, until=until)
    with site.archive.reading() as connection:
        found, paging.total = series.find(connection, wanted, order, paging.size, paging.offset)
        names = {
            "topic": FIGURES.c.topic, "indicator": FIGURES.c.indicator,
            "place": FIGURES.c.place_name, "status": FIGURES.c.status, "kind": FIGURES.c.kind,
            "measure": FIGURES.c.measure,
        }  # fmt: skip
        filters = {name: listing.choices(connection, column) for name, column in names.items()}
    table = figures_table(found, words, base=str(request.base_url).rstrip("/"))
    context = {"paging": paging, "filters": filters, "order": order}
    return site.show_table(request, "figures.html", table, context)


@router.get("/search")
def search(request: Request) -> Response:
    """Articles that hold all words, with the places where they stand."""
    site = site_of(request)
    words, paging = site.language(request), Paging(request, 20)
    given = request.query_params.get("q", "")[:300]
    hits: list[dict[str, Any]] = []
    lines: list[listing.Line] = []
    if split_words(given):
        with site.archive.reading() as connection:
            lines, paging.total = listing.list_articles(
                connection, Wanted(words=given), Order("date", True), paging.size, paging.offset
            )
            texts = listing.texts_of(connection, [line.id for line in lines])
        hits = [{"line": one, "snippets": snippets(texts[one.id], given)} for one in lines]
    table = articles_table(lines, words, str(request.base_url).rstrip("/"))
    context = {"paging": paging, "hits": hits, "given": given}
    return site.show_table(request, "search.html", table, context)

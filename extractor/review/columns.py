"""Rows of the tables that the pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from extractor.review.cite import cite
from extractor.review.listing import Line, headline
from extractor.review.numbers import stretch
from extractor.review.readings import official_link
from extractor.review.say import say_period, say_value, say_what
from extractor.review.series import Found, IndicatorLine, OfficeLine, PersonLine
from extractor.review.table import Cell, Column, Table
from extractor.review.words import Language

Address = Callable[[str, str], str]


def figure_address(article_id: str, figure_id: str) -> str:
    """Where a figure stands in its article."""
    return f"/articles/{article_id}?figure={figure_id}#{figure_id}"


def report_address(article_id: str, figure_id: str) -> str:
    """The same within one page of several articles."""
    return f"#{article_id}-{figure_id}"


def figures_table(
    found: Iterable[Found], words: Language, address: Address = figure_address, base: str = ""
) -> Table:
    """Figures with their reading; exports have exact values, offsets and citations too."""
    page, field = words.tables["page"], words.tables["field"]
    columns = (
        Column("text", page["quote"], sort="text"),
        Column("said", page["value"], sort="value"),
        Column("indicator", field["indicator"], sort="indicator"),
        Column("place", page["place"], sort="place"),
        Column("period", page["period"], sort="period"),
        Column("status", field["status"], sort="status"),
        Column("measure", field["measure"], sort="measure"),
        Column("published", page["published"], sort="published"),
        Column("title", page["article"], sort="title"),
        *(Column(name, field[name], True, on_screen=False) for name in ("value", "value_max")),
        Column("unit", field["unit"], on_screen=False),
        *(Column(name, name, on_screen=False) for name in ("indicator_id", "start", "end")),
        Column("period_start", "period_start", on_screen=False),
        Column("period_end", "period_end", on_screen=False),
        Column("sentence", page["sentence"], on_screen=False),
        Column("citation", page["citation"], on_screen=False),
        Column("permalink", page["permalink"], on_screen=False),
    )
    rows = [_figure_row(one, words, address, base) for one in found]
    return Table("vnfigures", columns, rows)


def _figure_row(found: Found, words: Language, address: Address, base: str) -> dict[str, Cell]:
    figure = found.figure
    href = address(found.article_id, figure.id)
    period = figure.period
    indicator = f"/indicators/{figure.indicator}" if figure.indicator and base else None
    plain = {
        "value": "" if figure.value is None else format(figure.value, "f"),
        "value_max": "" if figure.value_max is None else format(figure.value_max, "f"),
        "unit": figure.unit,
        "indicator_id": figure.indicator or "",
        "start": str(figure.start),
        "end": str(figure.end),
        "period_start": _iso(period.start if period else None),
        "period_end": _iso(period.end if period else None),
        "sentence": found.sentence,
        "citation": cite(found),
        "permalink": f"{base}{href}",
        "place": figure.place.name if figure.place else "",
        "period": say_period(period, words),
        "status": words.word("status", figure.status),
        "measure": words.word("measure", figure.measure),
        "published": (found.published_at or "")[:10],
        "title": found.title
        or headline(found.opening)
        or found.source
        or words.word("page", "untitled"),
    }
    linked = {
        "text": Cell(figure.text, href),
        # The row's own address, where the mark leads to the row.
        **({} if base else {"anchor": Cell(f"r-{href.removeprefix('#')}")}),
        "said": Cell(say_value(figure, words)),
        "indicator": Cell(say_what(figure, words), indicator),
    }
    return {name: Cell(value) for name, value in plain.items()} | linked


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def articles_table(lines: Iterable[Line], words: Language, base: str) -> Table:
    """Articles with counts."""
    page = words.tables["page"]
    columns = (
        Column("title", page["title"], sort="title"),
        Column("published", page["published"], sort="date"),
        Column("place", page["place"], sort="place"),
        Column("figures", page["count_figures"], True, "figures"),
        Column("issues", page["count_findings"], True, "issues"),
        Column("unread", page["count_unread"], True, "unread"),
        Column("source", page["source"]),
        Column("permalink", page["permalink"], on_screen=False),
    )
    rows = []
    for line in lines:
        href = f"/articles/{line.id}"
        title = line.name or page["untitled"]
        counts = {"figures": line.figures, "issues": line.issues, "unread": line.unread}
        rows.append(
            {
                "title": Cell(title, href),
                "published": Cell((line.published_at or "")[:10]),
                "place": Cell(line.place_name or ""),
                "source": Cell(line.publisher or line.source or ""),
                "permalink": Cell(f"{base}{href}"),
                **{name: Cell(str(number), None, str(number)) for name, number in counts.items()},
            }
        )
    return Table("articles", columns, rows)


def indicators_table(lines: Iterable[IndicatorLine], words: Language) -> Table:
    """Indicators with where and when they were read."""
    page = words.tables["page"]
    columns = (
        Column("name", words.word("field", "indicator")),
        Column("topic", page["filter_topic"]),
        Column("figures", page["count_figures"], True),
        Column("places", page["place"], True),
        Column("period", page["period"]),
        Column("id", "id"),
    )
    rows = [
        {
            "name": Cell(words.indicator(line.id), f"/indicators/{line.id}"),
            "topic": Cell(words.word("topic", line.id.split(".")[0])),
            "figures": Cell(str(line.figures), None, str(line.figures)),
            "places": Cell(str(line.places), None, str(line.places)),
            "period": Cell(stretch(line.first, line.last, words)),
            "id": Cell(line.id),
        }
        for line in lines
    ]
    return Table("indicators", columns, rows)


def people_table(lines: Iterable[PersonLine], words: Language) -> Table:
    """People with when they were first and last seen."""
    page = words.tables["page"]
    columns = (
        Column("name", page["officials"]),
        Column("articles", page["count_articles"], True),
        Column("first", page["first_seen"]),
        Column("last", page["last_seen"]),
    )
    rows = [
        {
            "name": Cell(line.name, official_link(line.name)),
            "articles": Cell(str(line.articles), None, str(line.articles)),
            "first": Cell(_iso(line.first)),
            "last": Cell(_iso(line.last)),
        }
        for line in lines
    ]
    return Table("officials", columns, rows)


def offices_table(lines: Iterable[OfficeLine], words: Language) -> Table:
    """A person's offices as articles name them, in time."""
    page = words.tables["page"]
    columns = (
        Column("published", page["published"]),
        Column("office", page["office"]),
        Column("place", page["place"]),
        Column("title", page["article"]),
    )
    rows = [
        {
            "published": Cell((line.published_at or "")[:10]),
            "office": Cell(line.office or words.word("say", "no_office")),
            "place": Cell(line.place or ""),
            "title": Cell(
                line.title or page["untitled"],
                f"/articles/{line.article_id}#{line.official_id}",
            ),
        }
        for line in lines
    ]
    return Table("offices", columns, rows)

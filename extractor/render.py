"""A web page of articles with their figures, dates and officials in colour, drawn by displaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from extractor.marks import Mark, list_marks
from extractor.models import ArticleRecord

# Pale, so that black text on them is easy to read.
COLOURS = {
    "count": "#cfe8ff",
    "money": "#d3f2d0",
    "percent": "#ffe5b8",
    "measure": "#e6dcff",
    "ratio": "#ffd9e6",
    "multiple": "#ffd9e6",
    "name": "#ffc9c2",
    "position": "#ffe9e6",
}
DATE_COLOUR = "#e4e4e4"
MARK = (
    '<mark title="{tip}" style="background: {bg}; padding: 0.15em 0.3em; border-radius: 0.3em">'
    '{text}<small style="margin-left: 0.4em; opacity: 0.7">{label}</small></mark>'
)
# displaCy names its page after itself and leaves the encoding to the browser's guess.
HEAD, OUR_HEAD = "<title>displaCy</title>", '<meta charset="utf-8"><title>vnfigures</title>'


def render_page(records: Iterable[ArticleRecord]) -> str:
    """An HTML page that shows each record on its article; it needs no network to be read."""
    from spacy import displacy

    drawn = [_draw(record) for record in records]
    page: str = displacy.render(
        drawn,
        style="ent",
        manual=True,
        page=True,
        jupyter=False,
        options={
            "colors": COLOURS | dict.fromkeys(_date_labels(drawn), DATE_COLOUR),
            "template": MARK,
        },
    )
    return page.replace(HEAD, OUR_HEAD, 1)


def _draw(record: ArticleRecord) -> dict[str, Any]:
    """One article as displaCy's manual mode wants it."""
    tips = _tips(record)
    return {
        "text": record.article.text,
        "title": escape(record.article.title or record.article.source or record.article.id),
        "settings": {"lang": "vi"},
        "ents": [
            {
                "start": mark.start,
                "end": mark.end,
                "label": mark.label,
                "params": {"tip": escape(tips[mark.id])},
            }
            for mark in _apart(list_marks(record))
        ],
    }


def _date_labels(drawn: Iterable[dict[str, Any]]) -> set[str]:
    return {entity["label"] for page in drawn for entity in page["ents"]} - COLOURS.keys()


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks that overlap none before them: an office may hold a figure, colours cannot."""
    reached = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= reached:
            yield mark
            reached = mark.end


def _tips(record: ArticleRecord) -> dict[str, str]:
    """What the pointer shows over each id: the reading in one line."""
    tips = {}
    for figure in record.figures:
        values = [str(value) for value in (figure.value, figure.value_max) if value is not None]
        parts = [" - ".join(values), figure.unit, figure.indicator or figure.subject or ""]
        tips[figure.id] = " ".join([*filter(None, parts), f"({figure.measure}, {figure.status})"])
    for date in record.dates:
        tips[date.id] = f"{date.start_date or '?'} … {date.end_date or '?'} ({date.resolution})"
    for official in record.officials:
        offices = "; ".join(position.text for position in official.positions)
        tips[official.id] = f"{official.name}: {offices}" if offices else official.name
    return tips

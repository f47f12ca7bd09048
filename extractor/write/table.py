"""What was found in an article, as a table that people read; good on 80 columns."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from extractor.models import ArticleRecord, DateRecord, Figure, Official

SIGNS = {"gt": "> ", "lt": "< ", "ge": "≥ ", "le": "≤ ", "approx": "≈ "}
ARROWS = {"up": "↑ ", "down": "↓ "}
MIN_WIDTH, WIDE, MAX_WIDTH = 80, 110, 140
# Columns of the figures on a narrow terminal: ids and days stay whole, words are wrapped.
NARROW = (12, 17, 22, 15, 10)


class TableWriter:
    """Renders records as text, as wide as the terminal but never narrower than 80 columns."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour
        columns = shutil.get_terminal_size((MIN_WIDTH, 24)).columns
        self._width = min(max(columns, MIN_WIDTH), MAX_WIDTH)

    def __call__(self, record: ArticleRecord) -> str:
        out = io.StringIO()
        console = Console(
            file=out,
            width=self._width,
            force_terminal=self._colour,
            no_color=not self._colour,
            highlight=False,
            emoji=False,
            markup=False,
        )
        console.print(_article(record, NARROW if self._width < WIDE else ()))
        # Rich pads every line to the full width; files and pipes are better off without.
        return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines()) + "\n"


def _article(record: ArticleRecord, widths: Sequence[int]) -> Group:
    parts: list[Text | Table] = [_heading(record)]
    if record.figures:
        parts.append(_figures(record.figures, widths))
    if record.officials:
        parts.append(_officials(record.officials))
    if record.dates:
        parts.append(_dates(record.dates))
    parts.append(_tally(record))
    return Group(*parts)


def _heading(record: ArticleRecord) -> Text:
    article = record.article
    first = article.text.lstrip().split("\n", 1)[0].strip()
    title = article.title or (first if len(first) <= 120 else first[:119] + "…")
    about = "  ".join(filter(None, (article.source or article.id, article.published_at)))
    return Text.assemble((title, "bold"), "\n", (about, "dim"))


def _figures(figures: Iterable[Figure], widths: Sequence[int]) -> Table:
    table = _table("Figure", "Value", "What", "Reading", "Period", widths=widths)
    for figure in figures:
        table.add_row(
            Text(figure.text),
            Text(format_value(figure)),
            _stack(figure.subject, _fold_id(figure.indicator or figure.topic, widths)),
            _stack(ARROWS.get(figure.direction or "", "") + figure.measure, figure.status),
            Text(_period(figure)),
        )
    return table


def format_value(figure: Figure) -> str:
    """The value with its unit in Vietnamese notation: «> 123.200.000.000 VND/hộ»."""
    if figure.value is None:
        number = "?"
    elif figure.denominator is not None:
        number = f"{format_number(figure.value)}/{format_number(figure.denominator)}"
    elif figure.value_max is not None:
        number = f"{format_number(figure.value)} – {format_number(figure.value_max)}"
    else:
        number = SIGNS.get(figure.comparator, "") + format_number(figure.value)
    blank = "" if figure.unit == "%" else " "
    return number + blank + "/".join([figure.unit, *(figure.per or ())])


def format_number(value: Decimal) -> str:
    """Dots group thousands, a comma marks decimals.

    >>> format_number(Decimal("1250.50"))
    '1.250,50'
    """
    return format(value, ",f").translate(str.maketrans(",.", ".,"))


def _officials(officials: Iterable[Official]) -> Table:
    table = _table("Person", "Offices")
    for person in officials:
        offices = "; ".join(position.text for position in person.positions)
        named = " ".join(filter(None, (person.rank, person.name)))
        table.add_row(Text(named), Text(offices or ("author" if person.role == "author" else "–")))
    return table


def _dates(dates: Iterable[DateRecord]) -> Table:
    table = _table("Date", "Days", "Role")
    for found in dates:
        table.add_row(
            Text(found.text),
            Text(_days(found.start_date, found.end_date) or "unresolved"),
            Text(found.role),
        )
    return table


def _tally(record: ArticleRecord) -> Text:
    counts = (
        f"figures {len(record.figures)}, dates {len(record.dates)},"
        f" people {len(record.officials)}, other numerals {len(record.references)}"
    )
    if record.unread:
        unread = ", ".join(part.text for part in record.unread)
        counts += f", unread {len(record.unread)}: {unread}"
    return Text(counts, "dim")


def _table(*columns: str, widths: Sequence[int] = ()) -> Table:
    """An empty table; with `widths`, its columns are no wider than these."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold cyan")
    for name, most in zip_longest(columns, widths):
        table.add_column(name, overflow="fold", max_width=most)
    return table


def _fold_id(name: str | None, widths: Sequence[int]) -> str | None:
    """The id, on a narrow terminal broken before its last part rather than anywhere."""
    if name is None or not widths or len(name) <= widths[2]:
        return name
    head, _, tail = name.rpartition(".")
    return f"{head}\n  .{tail}"


def _stack(first: str | None, second: str | None) -> Text:
    lines = [Text(first)] if first else []
    lines += [Text(second, "dim")] if second else []
    return Text("\n").join(lines) if lines else Text("–")


def _period(figure: Figure) -> str:
    return _days(figure.period.start, figure.period.end) if figure.period else ""


def _days(start: date | None, end: date | None) -> str:
    """Days in ISO; a whole year or month as such.

    >>> _days(date(2022, 1, 1), date(2022, 12, 31))
    '2022'
    """
    if start is None and end is None:
        return ""
    if start == end or start is None or end is None:
        return " ".join(day.isoformat() if day else "…" for day in dict.fromkeys((start, end)))
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year} – {end.year}"
    return f"{start.isoformat()}\n{end.isoformat()}"

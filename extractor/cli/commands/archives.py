"""Commands that work on a database of records."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.commands.articles import FormatName

Database = Annotated[
    str,
    typer.Argument(metavar="DB", help="figures.db, sqlite:///FILE or postgresql://HOST/DB."),
]


class ByName(StrEnum):
    year = "year"
    quarter = "quarter"
    month = "month"
    exact = "exact"


class StatusName(StrEnum):
    actual = "actual"
    estimate = "estimate"
    target = "target"
    standard = "standard"
    hypothetical = "hypothetical"


def upgrade(database: Database) -> None:
    """Bring the tables to the present version, or make them in an empty database.

    Example: vnfigures db upgrade figures.db
    """
    from extractor.cli.db import run_upgrade

    raise typer.Exit(run_upgrade(database))


def stats(
    database: Database,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Print how much there is: rows, days, indicators, what the checks found.

    Example: vnfigures db stats figures.db
    """
    from extractor.cli.db import run_stats

    raise typer.Exit(run_stats(database, as_json))


def export(
    database: Database,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="As in extract; default: stdout."),
    ] = None,
    form: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="Default: by the suffix of -o, else jsonl."),
    ] = None,
) -> None:
    """Write all records of a database, by article id, to a file or another database.

    Example: vnfigures db export figures.db -o figures.xlsx
    """
    from extractor.cli.db import run_export

    raise typer.Exit(run_export(database, output, form.value if form else None))


def panel(
    database: Database,
    indicator: Annotated[
        str, typer.Option("--indicator", metavar="ID", help="Such as pov.poor_hh.rate.")
    ],
    places: Annotated[
        list[str] | None,
        typer.Option("--place", metavar="NAME", help="A unit's name or code; may be repeated."),
    ] = None,
    by: Annotated[
        ByName, typer.Option("--by", help="What a column is; exact: each period as stated.")
    ] = ByName.year,
    statuses: Annotated[
        list[StatusName] | None,
        typer.Option("--status", help="Default: actual and estimate; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=".csv, .parquet, .png or .svg."),
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="CSV with a row a place, a column a period.")
    ] = False,
    successor: Annotated[
        bool,
        typer.Option("--successor", help="Units that are gone under those that hold them now."),
    ] = False,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="With --successor: the units of that day."),
    ] = None,
) -> None:
    """Make a place × period table of one indicator, with the source of every cell.

    Example: vnfigures panel figures.db --indicator pov.poor_hh.rate -o panel.csv
    Over July 2025: vnfigures panel figures.db --indicator pov.poor_hh.count --successor
    """
    from extractor.cli.panel import PanelRequest, run_panel

    chosen = tuple(status.value for status in statuses or ())
    request = PanelRequest(
        database, indicator, tuple(places or ()), by.value, chosen, output, wide, successor, on
    )
    raise typer.Exit(run_panel(request))

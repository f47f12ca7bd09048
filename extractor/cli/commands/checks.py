"""The command that checks what articles say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Patterns, Tagger, TaggerName


class ShowName(StrEnum):
    table = "table"
    jsonl = "jsonl"
    html = "html"


class SeverityName(StrEnum):
    info = "info"
    warning = "warning"
    error = "error"


Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="An archive, records (.jsonl) or a database."),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Only what articles since then take part in."),
]


def check(
    paths: Sources = None,
    since: Since = None,
    form: Annotated[
        ShowName, typer.Option("--format", "-f", help="How findings are shown.")
    ] = ShowName.table,
    least: Annotated[
        SeverityName, typer.Option("--least", help="The mildest findings shown.")
    ] = SeverityName.warning,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Instead of stdout."),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Print what is checked, as a table, and nothing else.")
    ] = False,
    tagger: Tagger = TaggerName.auto,
    patterns: Patterns = None,
) -> None:
    """Say what does not hold together inside articles and from one to another.

    Example: vnfigures check figures.db --since 2024-01-01 --format html -o findings.html
    """
    from extractor.cli.check import CheckRequest, run_check, run_list

    if listed:
        raise typer.Exit(run_list(patterns))
    request = CheckRequest(
        paths=tuple(paths or ()),
        since=since,
        form=form.value,
        least=least.value,
        output=output,
        tagger=tagger.value,
        patterns=patterns,
    )
    raise typer.Exit(run_check(request))

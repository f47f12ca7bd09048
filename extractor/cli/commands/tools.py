"""Commands beside the articles: speed, official units, the schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def bench(
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="PATH", help=".txt, .jsonl or folder; default: corpus."),
    ] = None,
    repeats: Annotated[int, typer.Option(min=1, metavar="N", help="Rounds to take.")] = 3,
    linear: Annotated[
        bool, typer.Option("--linear/--no-linear", help="Measure growth from 16k to 256k too.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Measure speed beside underthesea, start-up, memory and growth, in one run."""
    from extractor.cli.bench import run_bench_command

    raise typer.Exit(run_bench_command(text, repeats, linear, as_json))


def places(
    query: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, «phường A, quận B», or a code.")
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only units in force on that day.")
    ] = None,
    successor: Annotated[
        bool, typer.Option("--successor", help="Also the units that took them in, by --on.")
    ] = False,
) -> None:
    """Look up official units, before and after July 2025, and their successors."""
    from extractor.cli.places import run_places

    raise typer.Exit(run_places(query, on, successor))


def schema() -> None:
    """Print the JSON Schema of one record."""
    from extractor.cli.schema import schema_text

    typer.echo(schema_text(), nl=False)

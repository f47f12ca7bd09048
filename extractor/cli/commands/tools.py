"""Commands beside the articles: speed, official units, the schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def bench(
    context: typer.Context,
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

    if context.invoked_subcommand is None:
        raise typer.Exit(run_bench_command(text, repeats, linear, as_json))


Articles = Annotated[int, typer.Option(min=20, metavar="N", help="Articles made of the corpus.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="DIR", help="Where to work; default: /tmp.")
]


def bench_kill(
    articles: Articles = 5000,
    kills: Annotated[int, typer.Option(min=0, metavar="N", help="How often to kill.")] = 10,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Workers of each run.")] = 2,
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed, other moments.")] = 1,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Kill parents and workers at random moments; the output must be what it would have been."""
    from extractor.bench.kill import KillOptions, measure_kills
    from extractor.cli.bench import print_lines

    lines = measure_kills(KillOptions(articles, kills, workers, seed, folder))
    raise typer.Exit(print_lines(lines, as_json))


def bench_batch(
    articles: Articles = 5000,
    many: Annotated[
        int, typer.Option(metavar="N", help="Articles of the long run; 0: no such run.")
    ] = 50000,
    repeats: Annotated[int, typer.Option(min=1, metavar="N", help="Rounds to take.")] = 3,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Measure one worker against two, and the memory of a short run against a long one."""
    from extractor.bench.batch import BatchOptions, measure_batch
    from extractor.cli.bench import print_lines

    lines = measure_batch(BatchOptions(articles, many, repeats, folder))
    raise typer.Exit(print_lines(lines, as_json))


def bench_spark(
    articles: Articles = 5000,
    master: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Spark's; workers are killed on this machine.")
    ] = "local[2,4]",
    kills: Annotated[int, typer.Option(min=0, metavar="N", help="How often to kill.")] = 1,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Read the same articles here and under Spark, a worker killed; the rows must be the same."""
    from extractor.bench.spark import SparkOptions, measure_spark
    from extractor.cli.bench import print_lines

    lines = measure_spark(SparkOptions(articles, master, kills, folder))
    raise typer.Exit(print_lines(lines, as_json))


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

"""Commands that read articles."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import (
    Dedup,
    DedupName,
    Engine,
    EngineName,
    Fields,
    InputFormat,
    LogFormat,
    LogName,
    Master,
    MaxErrors,
    MaxMb,
    MaxRatio,
    Paths,
    Patterns,
    Published,
    SelectorFile,
    Tagger,
    TaggerName,
    Workers,
)


class FormatName(StrEnum):
    jsonl = "jsonl"
    table = "table"
    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"
    sqlite = "sqlite"


Form = Annotated[
    FormatName | None,
    typer.Option("--format", "-f", help="Default: by the suffix of -o, else jsonl."),
]
Target = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=".jsonl, .csv, .xlsx, .parquet, .db, sqlite:///FILE or postgresql://HOST/DB.",
    ),
]


def extract(
    paths: Paths,
    published: Published = None,
    form: Form = None,
    output: Target = None,
    tagger: Tagger = TaggerName.auto,
    patterns: Patterns = None,
    max_mb: MaxMb = 20,
    max_ratio: MaxRatio = 200,
    input_format: InputFormat = None,
    fields: Fields = None,
    selectors: SelectorFile = None,
    dedup: Dedup = DedupName.off,
    workers: Workers = None,
    max_errors: MaxErrors = None,
    log_format: LogFormat = LogName.text,
    engine: Engine = EngineName.local,
    master: Master = None,
) -> None:
    """Read articles and write their figures, dates and officials."""
    from extractor.cli.extract import Request, Scale, run_extract
    from extractor.read.options import ReadOptions

    request = Request(
        paths=tuple(paths),
        published=published,
        form=form.value if form else None,
        output=output,
        tagger=tagger.value,
        patterns=patterns,
        reading=ReadOptions(
            max_mb=max_mb, max_ratio=max_ratio, form=input_format, selectors=selectors
        ),
        fields=tuple(fields or ()),
        dedup=dedup.value,
        scale=Scale(workers, max_errors, log_format.value, engine.value, master),
    )
    raise typer.Exit(run_extract(request))


def render(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files .txt or .jsonl, folders, or - for stdin."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The page, such as page.html."),
    ] = None,
    published: Published = None,
    tagger: Tagger = TaggerName.auto,
    patterns: Patterns = None,
) -> None:
    """Draw articles as a web page with everything found in colour."""
    from extractor.cli.render import RenderRequest, run_render

    request = RenderRequest(tuple(paths), published, output, tagger.value, patterns)
    raise typer.Exit(run_render(request))


def explain(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="An article in any format that extract reads.")
    ],
    figure: Annotated[
        str | None, typer.Option("--figure", metavar="ID", help="One figure only, such as f7.")
    ] = None,
    published: Published = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a figure instead of text.")
    ] = False,
    patterns: Patterns = None,
) -> None:
    """Say why each figure was read as it was: rules, deciding words, rejected readings.

    Example: vnfigures explain corpus/articles/01-phuong-hop-ke-hoach-giam-ngheo.txt --figure f2
    """
    from extractor.cli.explain import ExplainRequest, run_explain

    raise typer.Exit(run_explain(ExplainRequest(path, figure, published, patterns, as_json)))

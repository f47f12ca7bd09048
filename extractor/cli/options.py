"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class EngineName(StrEnum):
    local = "local"
    spark = "spark"


class LogName(StrEnum):
    text = "text"
    json = "json"


class DedupName(StrEnum):
    off = "off"
    exact = "exact"
    near = "near"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, archives, folders, addresses, or - for stdin."),
]
MaxMb = Annotated[
    int, typer.Option("--max-mb", min=1, metavar="N", help="Largest article taken, in MB.")
]
MaxRatio = Annotated[
    int,
    typer.Option("--max-ratio", min=1, metavar="N", help="Times an archive may grow unpacked."),
]
InputFormat = Annotated[
    str | None,
    typer.Option("--input-format", metavar="NAME", help="Default: by suffix or first bytes."),
]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=THEIRS", help="Their name of a field: text=body."),
]
SelectorFile = Annotated[
    Path | None,
    typer.Option("--selectors", metavar="FILE", help="CSS selectors for web pages, by host."),
]
Dedup = Annotated[DedupName, typer.Option(help="Make one of the same article from several places.")]


class TaggerName(StrEnum):
    rules = "rules"
    auto = "auto"
    full = "full"


Tagger = Annotated[TaggerName, typer.Option(help="When underthesea is asked about names.")]
Patterns = Annotated[
    Path | None,
    typer.Option("--patterns", metavar="DIR", help="Folder of own rule files, laid on top."),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date, ISO: 2018-03-12."),
]
Engine = Annotated[EngineName, typer.Option(help="This machine, or a cluster through Spark.")]
Master = Annotated[
    str | None,
    typer.Option("--master", metavar="ADDRESS", help="Spark's: local[4], yarn, spark://HOST:7077."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", help="Processes; a broken run goes on."),
]
MaxErrors = Annotated[
    int | None,
    typer.Option("--max-errors", min=0, metavar="N", help="Stop when more articles fail."),
]
LogFormat = Annotated[LogName, typer.Option(help="Messages as words or as JSON lines.")]

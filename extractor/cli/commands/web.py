"""Commands with a face on the web."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import MaxMb, Patterns, Tagger, TaggerName

Host = Annotated[
    str, typer.Option("--host", metavar="NAME", help="Where to listen; this machine only, unless.")
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N")]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8010,
    workers: Annotated[
        int, typer.Option("--workers", min=1, metavar="N", help="Articles read at once.")
    ] = 2,
    waiting: Annotated[
        int, typer.Option("--waiting", min=0, metavar="N", help="Articles that may wait.")
    ] = 32,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="For one article.")
    ] = 30.0,
    max_mb: MaxMb = 20,
    tagger: Tagger = TaggerName.auto,
    patterns: Patterns = None,
) -> None:
    """Extract over HTTP for other systems: POST /v1/extract.

    The environment variable VNFIGURES_API_KEY sets a key that callers must give.
    """
    from extractor.cli.serve import Bind, key_from_environment, run_serve
    from extractor.service.settings import Settings, allowed_hosts

    settings = Settings(
        tagger=tagger.value,
        patterns=str(patterns) if patterns else None,
        max_mb=max_mb,
        timeout=timeout,
        workers=workers,
        waiting=waiting,
        key=key_from_environment(),
        hosts=allowed_hosts(host),
    )
    raise typer.Exit(run_serve(Bind(host, port), settings))


class Language(StrEnum):
    vi = "vi"
    en = "en"


def review(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|DB...]", help="Articles, or one database; none: paste."),
    ] = None,
    host: Host = "127.0.0.1",
    port: Port = 8020,
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="DB", help="Where articles and corrections are kept."),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    max_mb: MaxMb = 20,
    tagger: Tagger = TaggerName.auto,
    patterns: Patterns = None,
) -> None:
    """Read, check and correct articles in a browser; nothing leaves this machine.

    The environment variable VNFIGURES_TOKEN sets a token that visitors must give.
    """
    from extractor.cli.review import ReviewRequest, run_review
    from extractor.review.settings import ReviewSettings

    token = os.environ.get("VNFIGURES_TOKEN") or None
    settings = ReviewSettings(tagger.value, patterns, max_mb, token)
    request = ReviewRequest(tuple(paths or ()), host, port, keep, browser, settings)
    raise typer.Exit(run_review(request))


def report(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|DB...", help="Articles, or one database.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The page: report.html.")
    ],
    lang: Annotated[Language, typer.Option("--lang", help="Of the page.")] = Language.vi,
    tagger: Tagger = TaggerName.auto,
    patterns: Patterns = None,
) -> None:
    """Write one page with articles, findings and figures, that needs nothing else to be read."""
    from extractor.cli.review import run_report
    from extractor.review.settings import ReviewSettings

    settings = ReviewSettings(tagger.value, patterns)
    raise typer.Exit(run_report(tuple(paths), output, lang.value, settings))


class CorrectionsForm(StrEnum):
    gold = "gold"
    rules = "rules"


def export_corrections(
    database: Annotated[str, typer.Argument(metavar="DB", help="A database that was reviewed.")],
    form: Annotated[
        CorrectionsForm,
        typer.Option("--format", "-f", help="gold for evaluate, rules: candidates in TOML."),
    ] = CorrectionsForm.gold,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: stdout.")
    ] = None,
    half_checked: Annotated[
        bool,
        typer.Option("--half-checked", help="Articles too that nobody marked as checked."),
    ] = False,
) -> None:
    """Write what people corrected, as gold for evaluate or as candidates for rules."""
    from extractor.cli.corrections import run_corrections_export

    raise typer.Exit(run_corrections_export(database, form.value, output, half_checked))

"""Commands with a face on the web."""

from __future__ import annotations

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

"""`vnfigures serve`: extraction over HTTP."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from extractor.cli.speak import DONE, MISUSED, say
from extractor.service.settings import (
    MissingExtraError,
    Settings,
    is_loopback,
    require,
)

KEY = "VNFIGURES_API_KEY"


@dataclass(frozen=True, slots=True)
class Bind:
    """Where to listen."""

    host: str
    port: int


def run_serve(bind: Bind, settings: Settings) -> int:
    """The exit code, when the server has been stopped: 0 done, 2 misused."""
    try:
        require("serve", "fastapi", "uvicorn", "python_multipart")
    except MissingExtraError as error:
        say(f"serve {error}")
        return MISUSED
    if settings.patterns and not Path(settings.patterns).is_dir():
        say(f"--patterns {settings.patterns}: no such folder; check the path")
        return MISUSED
    if not is_loopback(bind.host) and settings.key is None:
        say(f"others can reach {bind.host} without a key; set {KEY}, or listen on 127.0.0.1")
    import uvicorn

    from extractor.rules import RuleError
    from extractor.service.app import create_app

    try:
        app = create_app(settings)
    except RuleError as error:
        say(str(error))
        return MISUSED
    say(f"http://{bind.host}:{bind.port}/v1/extract (Ctrl-C stops)")
    uvicorn.run(app, host=bind.host, port=bind.port, log_level="warning", server_header=False)
    return DONE


def key_from_environment() -> str | None:
    """The key that callers must give; on a command line everybody could see it."""
    return os.environ.get(KEY) or None

"""The `vnfigures` command. Nothing heavy is imported before a command is known."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the command line; exits 0 done, 1 found problems, 2 misused, 130 interrupted."""
    from extractor.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()

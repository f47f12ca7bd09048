"""Words for people, on stderr; data goes to stdout."""

from __future__ import annotations

import json
import os
import sys
from typing import Literal

DONE, PROBLEMS, MISUSED, INTERRUPTED = 0, 1, 2, 130
LogForm = Literal["text", "json"]
_form: LogForm = "text"


def log_as(form: LogForm) -> None:
    """What `say` writes from now on: words, or objects of JSON for programs that watch a run."""
    global _form
    _form = form


def say(words: str, event: str = "message", **facts: object) -> None:
    """One line to stderr; what the terminal cannot show is escaped."""
    if _form == "json":
        line = json.dumps({"event": event, "message": words, **facts}, ensure_ascii=False)
        sys.stderr.write(line + "\n")
    else:
        sys.stderr.write(f"vnfigures: {words}\n")
    sys.stderr.flush()


def let_reader_go() -> None:
    """After a closed pipe («| head»): keeps Python from complaining once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def plural(number: int, noun: str) -> str:
    """«1 article», «2 articles», «1.250 articles» with a plain thousands comma.

    >>> plural(1250, "article")
    '1,250 articles'
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

"""The command line in processes that are forked from one that has everything loaded.

It reads a JSON object a line: cwd, the words of the command, code to run first, a file for stderr.
It answers each with the exit code. It has no threads, so forking is safe here as it is not in the
process of the tests.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def _serve() -> None:
    from extractor.batch.engines import engine_for
    from extractor.cli.app import app  # noqa: F401

    engine_for("rules", None)
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(asked)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(asked: dict[str, Any]) -> None:
    from extractor.cli import main

    code = 1
    try:
        os.chdir(asked["cwd"])
        for number, name in ((0, os.devnull), (1, os.devnull), (2, asked["stderr"])):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC), number)
        sys.argv[1:] = asked["words"]
        exec(asked["code"], {})
        main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()

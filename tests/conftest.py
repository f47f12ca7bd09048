"""What the tests of the command line share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from databases import database, postgres, server  # noqa: F401
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.engine import Extractor

ARTICLE = "Ngày 12/3/2018, xã còn 12 hộ nghèo, chiếm 2,5%. Quỹ vận động được 123,2 triệu đồng.\n"
# Words are compared, not their layout.
PLAIN = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty current folder with one good article in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", PLAIN | {"HOME": str(tmp_path)})
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    yield tmp_path


_built = cache(Extractor)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line as a function of its words: exit code, stdout, stderr."""
    # Compiling the rules takes most of a run; one engine of a kind serves all tests.
    monkeypatch.setattr(
        "extractor.cli.extract._engine", lambda asked: _built(asked.tagger, asked.patterns)
    )

    def run_words(*words: str, stdin: bytes | None = None) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, list(words), input=stdin)
        return result.exit_code, result.stdout, result.stderr

    return run_words

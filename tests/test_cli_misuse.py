"""Misuse is refused before anything is read or written."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ARTICLE, Run

MISUSES: list[tuple[list[str], str]] = [
    (["extract"], "Missing argument"),
    (["extrct", "good.txt"], "Did you mean 'extract'?"),
    (["extract", "good.txt", "--publishd", "2018-03-12"], "--published"),
    (["extract", "good.txt", "--published", "12/03/2018"], "no ISO date; write it as 2018-03-12"),
    (["extract", "good.txt", "--published", "2018-02-30"], "is no ISO date"),
    (["extract", "good.txt", "--format", "xml"], "is not one of 'jsonl'"),
    (["extract", "good.txt", "--tagger", "best"], "is not one of 'rules', 'auto', 'full'"),
    (["extract", "good.txt", "--max-mb", "0"], "--max-mb"),
    (["extract", "good.txt", "-o", "out/f.jsonl"], "there is no folder out; make it first"),
    (["extract", "good.txt", "-o", "f.ods"], "suffix '.ods' names no format; use .jsonl, .csv"),
    (["extract", "good.txt", "-o", "folder"], "folder is a folder; give a file"),
    (["extract", "good.txt", "--format", "sqlite"], "sqlite needs a file; give -o NAME"),
    (["extract", "good.txt", "-o", "good.txt", "--format", "jsonl"], "is input and output at once"),
    (["extract", "good.txt", "--patterns", "none"], "none: no such folder of rules"),
    (["rules", "chek"], "Did you mean 'check'?"),
    (["rules", "list", "unit"], "no such rule file; did you mean"),
    (["rules", "try", "12 hộ", "--published", "hôm nay"], "is no ISO date"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), MISUSES, ids=[" ".join(w) for w, _ in MISUSES])
def test_misuse_is_refused_with_the_cure(
    here: Path, run: Run, words: list[str], message: str
) -> None:
    (here / "folder").mkdir()
    code, out, err = run(*words)
    assert (code, out) == (2, "") and message in " ".join(err.replace("│", " ").split())
    assert (here / "good.txt").read_text(encoding="utf-8") == ARTICLE

"""`vnfigures review` and `report` as commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from extractor.service import settings


def test_report_of_a_folder_is_one_page(here: Path, run: Run) -> None:
    (here / "empty.txt").write_text("", encoding="utf-8")
    code, out, err = run("report", ".", "-o", "report.html", "--tagger", "rules", "--lang", "en")
    assert code == 1 and out == "" and "1 article → report.html" in err and "empty.txt" in err
    page = (here / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page and "12 hộ" in page


def test_report_of_a_database_reads_what_is_there(here: Path, run: Run) -> None:
    run("extract", "good.txt", "-o", "kho.db", "--tagger", "rules")
    code, _, _ = run("report", "kho.db", "-o", "report.html")
    assert code == 0 and "123,2 triệu đồng" in (here / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("review", "none.db", "--no-browser"), "there is no such database"),
        (("review", "none.db", "good.txt", "--no-browser"), "give one database"),
        (("report", "none.db", "-o", "r.html"), "there is no such database"),
        (("report", "good.txt", "-o", "none/r.html"), "cannot be written"),
        (("corrections", "export", "none.db"), "there is no such database"),
    ],
)
def test_misuse_is_told_with_the_cure(
    here: Path, run: Run, words: tuple[str, ...], said: str
) -> None:
    code, _, err = run(*words)
    assert code == 2 and said in err


@pytest.mark.parametrize("command", [("review", "--no-browser"), ("serve",)])
def test_missing_extra_is_told_with_the_command(
    here: Path, run: Run, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "find_spec", lambda name: None if name == "uvicorn" else name)
    code, _, err = run(*command)
    extra = command[0]
    assert code == 2 and f"needs uvicorn; pip install 'vnfigures[{extra}]'" in err


def test_commands_load_no_web_framework_before_it_is_needed() -> None:
    code = "import sys, extractor.cli.app as a; print('fastapi' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

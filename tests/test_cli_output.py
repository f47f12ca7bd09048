"""What `vnfigures extract` gives out, also when it ends in a way that nobody planned."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLE, Run

from extractor.store.archive import Archive

COMMAND = [sys.executable, "-c", "from extractor.cli import main; main()"]


def _records(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_suffix_tells_the_format_and_the_name_comes_last(here: Path, run: Run) -> None:
    for name in ("f.jsonl", "f.csv", "f.db", "f.sqlite"):
        code, out, err = run("extract", "good.txt", "-o", name, "--tagger", "rules")
        assert (code, out) == (0, "") and err.endswith(f"→ {name}\n")
    assert sorted(path.name for path in here.iterdir()) == [
        "f.csv", "f.csv-metadata.json", "f.db", "f.jsonl", "f.sqlite", "good.txt",
    ]  # fmt: skip


def test_same_input_gives_the_same_bytes(here: Path, run: Run) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        run("extract", "good.txt", "-o", name)
    assert (here / "one.jsonl").read_bytes() == (here / "two.jsonl").read_bytes()


def test_csv_has_a_row_a_figure_and_opens_in_a_spreadsheet(here: Path, run: Run) -> None:
    run("extract", "good.txt", "-o", "f.csv")
    data = (here / "f.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfarticle,figure,REF_AREA,TIME_PERIOD,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    _, out, _ = run("extract", "good.txt")
    figures = _records(out)[0]["figures"]
    assert isinstance(figures, list)
    assert [row["value"] for row in rows] == [figure["value"] for figure in figures]


def test_sqlite_keeps_decimals_as_text_and_money_as_whole_dong(here: Path, run: Run) -> None:
    run("extract", "good.txt", "-o", "f.db", "--tagger", "rules")
    with sqlite3.connect("f.db") as base:
        figures = base.execute(
            "select text, value, typeof(value), vnd, typeof(vnd) from figures order by start_char"
        ).fetchall()
        assert base.execute("select source, text from articles").fetchall() == [
            ("good.txt", ARTICLE)
        ]
    assert ("2,5%", "2.5", "text", None, "null") in figures
    assert ("123,2 triệu đồng", "123200000", "text", 123200000, "integer") in figures


def test_same_text_from_two_sources_is_one_article_with_a_mirror(here: Path, run: Run) -> None:
    (here / "twin.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("extract", "twin.txt", "good.txt", "-o", "f.db")[0] == 0
    with sqlite3.connect("f.db") as base:
        found = base.execute("select source, mirrors from articles").fetchall()
    assert found == [("good.txt", '["twin.txt"]')]


@pytest.mark.parametrize("output", ["f.db", "sqlite:///f.db"])
def test_second_run_into_a_database_changes_nothing(here: Path, run: Run, output: str) -> None:
    assert run("extract", "good.txt", "-o", output)[0] == 0
    before = list(sqlite3.connect("f.db").iterdump())
    code, _, err = run("extract", "good.txt", "-o", output)
    assert code == 0 and err.endswith("→ f.db\n")
    assert list(sqlite3.connect("f.db").iterdump()) == before


def test_postgresql_is_written_to_by_its_address(here: Path, run: Run, postgres: str) -> None:
    code, _, err = run("extract", "good.txt", "-o", postgres)
    assert code == 0 and err.endswith(f"→ {postgres}\n")
    with Archive.open(postgres) as archive:
        assert [record.article.source for record in archive.records()] == ["good.txt"]


def test_table_fits_eighty_columns(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "COLUMNS", "80")
    code, out, _ = run("extract", "good.txt", "--format", "table", "--tagger", "rules")
    assert code == 0 and max(map(len, out.splitlines())) <= 80
    for words in ("good.txt", "123,2 triệu", "123.200.000 VND", "2,5%", "2018-03-12"):
        assert words in out


def test_output_in_the_input_folder_is_not_read_again(here: Path, run: Run) -> None:
    for _ in range(2):
        assert run("extract", ".", "-o", "figures.jsonl")[0] == 0
    assert len((here / "figures.jsonl").read_text("utf-8").splitlines()) == 1


def test_closed_pipe_ends_the_run_quietly(here: Path) -> None:
    (here / "many.jsonl").write_text(f"{json.dumps({'text': ARTICLE * 40})}\n" * 60, "utf-8")
    process = subprocess.Popen(
        [*COMMAND, "extract", "many.jsonl", "--tagger", "rules"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    words = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0
    assert "the reader closed the pipe after" in words and "Traceback" not in words


def test_interrupt_keeps_what_was_done_and_says_where(here: Path) -> None:
    (here / "old.jsonl").write_text("kept\n", encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "extract", "good.txt", "-", "-o", "old.jsonl", "--tagger", "rules"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    part = here / "old.jsonl.part"
    # The second source is a pipe that says nothing: the run waits there, one article done.
    while not (part.exists() and part.stat().st_size) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    words = process.communicate()[1].decode()
    assert process.returncode == 130
    assert "interrupted after 1 article" in words
    assert "what was done is kept in old.jsonl.part" in words
    assert len(_records(part.read_text("utf-8"))) == 1
    assert (here / "old.jsonl").read_text("utf-8") == "kept\n"


def test_full_disk_is_told_and_what_was_done_is_kept(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.write.stream import StreamSink

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(StreamSink, "write", full)
    code, _, err = run("extract", "good.txt", "-o", "f.jsonl")
    assert code == 1 and "f.jsonl: cannot be written (No space left on device)" in err
    assert "is kept in f.jsonl.part" in err and not (here / "f.jsonl").exists()


def test_help_and_start_load_nothing_heavy() -> None:
    code = (
        "import sys; from extractor.cli.app import app; app(['--help'], standalone_mode=False);"
        "print([m for m in ('pydantic','spacy','underthesea','sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_extracting_by_rules_loads_no_tagger(here: Path) -> None:
    code = (
        "import sys; from extractor import Extractor; Extractor('rules').extract('Xã có 5 hộ.');"
        "print([m for m in ('spacy','underthesea','sqlalchemy','rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_device_is_written_to_and_never_replaced(here: Path, run: Run) -> None:
    assert run("extract", "good.txt", "-o", os.devnull, "--format", "jsonl")[0] == 0
    code, _, err = run("extract", "good.txt", "-o", os.devnull, "--format", "sqlite")
    assert code == 2 and "is no file that can hold a database" in err
    assert Path(os.devnull).is_char_device()


def test_link_is_followed(here: Path, run: Run) -> None:
    (here / "link.jsonl").symlink_to(here / "real.jsonl")
    assert run("extract", "good.txt", "-o", "link.jsonl", "--tagger", "rules")[0] == 0
    assert (here / "link.jsonl").is_symlink() and (here / "real.jsonl").stat().st_size > 100

"""`vnfigures evaluate` at the command line."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from conftest import Run
from tiny_gold import GOLD, PREDICTED, TEXT

ROOT = Path(__file__).parent.parent


@pytest.fixture
def files(here: Path) -> Path:
    for name, data in (("gold", GOLD), ("pred", PREDICTED)):
        line = json.dumps({"article": {"id": "a1", "text": TEXT}, **data}, ensure_ascii=False)
        (here / f"{name}.jsonl").write_text(line + "\n", encoding="utf-8")
    return here


def test_command_prints_tables_misses_and_comparison(files: Path, run: Run) -> None:
    words = ("evaluate", "gold.jsonl", "pred.jsonl", "--misses", "--compare", "gold.jsonl")
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    rows = [line.split() for line in out.splitlines()]
    assert ["figure.value", "0.6667", "0.5000", "0.5714", "0.5714–0.5714", "2", "3", "4"] in rows
    assert "a1  figure misread  «30 triệu đồng»  gold money 30000000, read money 30" in out
    assert "    Quỹ được 30 triệu đồng trong 5 ngày." in out
    assert "Better: 0" in out and "Worse: 13" in out
    assert run(*words) == (code, out, err)


def test_command_keeps_floors(files: Path, run: Run) -> None:
    judge = ("evaluate", "gold.jsonl", "pred.jsonl", "--floors", "floors.json")
    code, _, err = run(*judge)
    assert code == 2 and "make it with --raise-floors" in err
    assert run(*judge, "--raise-floors")[0] == 0 and run(*judge)[0] == 0
    path = files / "floors.json"
    path.write_text(path.read_text("utf-8").replace("0.5714", "0.6"), encoding="utf-8")
    code, _, err = run(*judge)
    assert code == 1 and "figure.value is 0.5714, below its floor 0.6; mend what broke it" in err
    assert run(*judge, "--raise-floors")[0] == 1, "raising cannot lower"
    assert run(*judge, "--lower-floor", "figure.value")[0] == 2, "no reason given"
    code, _, err = run(*judge, "--lower-floor", "figure.value", "--reason", "stricter gold")
    assert code == 0 and "figure.value lowered to 0.5714" in err
    kept = json.loads(path.read_text("utf-8"))
    assert kept["lowered"][0]["reason"] == "stricter gold" and kept["floors"]["figure.value"] < 0.6


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gold.jsonl", "pred.jsonl", "--raise-floors"), "need --floors FILE"),
        (("none", "pred.jsonl"), "none: there is no such file or folder"),
        (("gold.jsonl", "none.jsonl"), "none.jsonl: cannot be read"),
        (("gold.jsonl", "--export", "docx", "-o", "x"), "'docx' is unknown; one of jsonl,"),
        (("gold.jsonl", "--export", "brat"), "needs --output"),
        ((".", "pred.jsonl"), "holds no annotations; give a folder with articles/*.txt"),
    ],
)
def test_misuse_is_told_with_its_cure(
    files: Path, run: Run, words: tuple[str, ...], message: str
) -> None:
    code, out, err = run("evaluate", *words)
    assert (code, out) == (2, "") and message in err


def test_an_older_run_over_other_articles_is_told(files: Path, run: Run) -> None:
    (files / "old.jsonl").write_text("", encoding="utf-8")
    code, out, err = run("evaluate", "gold.jsonl", "gold.jsonl", "--compare", "old.jsonl")
    assert code == 0 and "old.jsonl: has no record of 1 article of the gold" in err
    assert "Worse: 0" in out


def test_an_article_without_record_counts_as_empty_and_is_told(files: Path, run: Run) -> None:
    (files / "pred.jsonl").write_text("", encoding="utf-8")
    code, out, err = run("evaluate", "gold.jsonl", "pred.jsonl")
    assert code == 1 and "1 missing" in out and "counted as empty: a1" in err


def test_texts_are_extracted_where_no_records_are_given(here: Path, run: Run) -> None:
    (here / "articles").mkdir()
    (here / "gold").mkdir()
    (here / "articles" / "a1.txt").write_bytes(TEXT.encode())
    (here / "gold" / "a1.json").write_text(json.dumps({"id": "a1", **GOLD}), encoding="utf-8")
    code, out, _ = run("evaluate", ".", "--tagger", "rules", "--json", "--resamples", "0")
    told = json.loads(out)
    assert code == 0 and told["scores"]["figure.value"]["right"] == 4
    assert told["bad_offsets"] == 0 and told["missing_articles"] == []


def test_floors_of_the_corpus_are_well_formed() -> None:
    data = json.loads((ROOT / "corpus" / "baseline.json").read_text("utf-8"))
    assert set(data) == {"floors", "lowered"}
    assert list(data["floors"]) == sorted(data["floors"])
    assert all(0 <= least <= 1 for least in data["floors"].values())
    assert all(lowered["reason"] for lowered in data["lowered"])


def _documented() -> list[str]:
    page = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
    return [line.split("  #")[0] for line in page.splitlines() if line.startswith("vnfigures ")]


@pytest.mark.parametrize("line", _documented())
def test_documented_commands_are_understood(line: str, run: Run) -> None:
    words = shlex.split(line)[1:]
    code, _, err = run(*words, "--help")
    assert code == 0, err
    known = run(*words[: 2 if words[0] == "rules" else 1], "--help")[1]
    assert [word for word in words if word.startswith("-") and word not in known] == []

"""Spark gives the rows that one machine gives."""

from __future__ import annotations

import json
import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ARTICLE, Run

from extractor.bench.variation import vary

pa = pytest.importorskip("pyarrow")

from extractor.batch.worker import Job  # noqa: E402
from extractor.read import Fault, ReadOptions, open_source  # noqa: E402
from extractor.spark import pieces  # noqa: E402
from extractor.spark.batches import RESULT, extract_batches, extract_pieces  # noqa: E402
from extractor.spark.job import SparkError, check_spark, master_with_retries  # noqa: E402
from extractor.spark.pieces import Piece, cut_source, open_piece  # noqa: E402

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RULES = Job("rules")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A session on this machine."""
    pytest.importorskip("pyspark", reason="pip install 'vnfigures[spark]'")
    java = os.environ.get("JAVA_HOME") or shutil.which("java")
    if not java:
        words = "Spark is not tested: it needs Java; apt-get install default-jre-headless"
        warnings.warn(words, stacklevel=1)
        pytest.skip(words)
    from extractor.spark.job import open_session

    with open_session("local[2]") as session:
        yield session


@pytest.fixture
def archive(here: Path) -> Path:
    """Forty articles, one line broken, one blank."""
    texts = [vary(ARTICLE, seed) for seed in range(40)]
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    lines[12:14] = ["", '{"text": 7}']
    (here / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return here / "a.jsonl"


def _batch(rows: list[dict[str, Any]]) -> Any:
    return pa.RecordBatch.from_pylist(rows)


def test_each_row_gives_one_row_and_errors_are_rows() -> None:
    rows = [
        {"key": 1, "text": ARTICLE, "published_at": "2018-03-12"},
        {"key": 2, "text": "", "published_at": None},
        {"key": 3, "text": ARTICLE, "published_at": "hôm qua"},
    ]
    out = list(extract_batches(iter([_batch(rows), _batch(rows[:1])]), RULES, ["key"]))
    assert [batch.num_rows for batch in out] == [3, 1]
    assert out[0].schema.names == ["key", *RESULT]
    first, second, third = out[0].to_pylist()
    assert json.loads(first["record"])["article"]["published_at"] == "2018-03-12"
    assert first["figures"] == len(json.loads(first["record"])["figures"]) and not first["error"]
    assert (second["key"], second["record"], second["error"]) == (2, None, "Fault")
    assert "published_at" in third["problem"] and third["cure"]


def test_rows_under_other_names_and_markup() -> None:
    reading = ReadOptions(fields={"text": "body"})
    rows = [{"body": ARTICLE, "other": b"\x00"}]
    (out,) = extract_batches(iter([_batch(rows)]), Job("rules", reading=reading))
    assert json.loads(out.to_pylist()[0]["record"])["article"]["text"] == ARTICLE


def test_parts_of_a_file_are_the_file(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PART", 1000)
    options = ReadOptions(raw=True)
    parts = list(cut_source(["a.jsonl", "good.txt", "none.txt"], options))
    assert len(parts) > 5 and parts[-2] == Piece("good.txt") and isinstance(parts[-1], Fault)
    units = [unit for part in parts[:-1] for unit in open_piece(part, options).take()]
    assert units == list(open_source(["a.jsonl", "good.txt"], options).take())


def test_pieces_give_what_one_machine_gives(
    archive: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "PART", 1000)
    _, out, _ = run("extract", "a.jsonl", "good.txt", "--tagger", "rules")
    parts = list(cut_source(["a.jsonl", "good.txt"], ReadOptions()))
    numbers = iter([_batch([{"id": at} for at in range(len(parts))])])
    rows = [row for batch in extract_pieces(numbers, parts, RULES) for row in batch.to_pylist()]
    assert [(row["piece"], row["number"]) for row in rows] == sorted(
        (row["piece"], row["number"]) for row in rows
    )
    assert [row["record"] for row in rows if row["record"]] == out.splitlines()
    assert [row["source"] for row in rows if row["error"]] == ["a.jsonl:14"]


def test_dataframe_of_a_notebook(spark: SparkSession) -> None:
    from extractor.spark import extract_dataframe

    rows = [(number, vary(ARTICLE, number) if number % 10 else "") for number in range(30)]
    articles = spark.createDataFrame(rows, "id long, text string").repartition(3)
    records = extract_dataframe(articles, keep=["id"], tagger="rules")
    assert records.schema["id"] == articles.schema["id"]
    found = {row["id"]: row for row in records.collect()}
    assert len(found) == 30 and sorted(key for key in found if found[key]["error"]) == [0, 10, 20]
    texts = {key: json.loads(row["record"])["article"]["text"] for key, row in found.items()
             if row["record"]}  # fmt: skip
    assert texts == {number: text for number, text in rows if text}


def test_command_gives_the_bytes_of_a_local_run(
    spark: SparkSession, archive: Path, run: Run
) -> None:
    words = ("extract", "a.jsonl", "none.txt", "good.txt", "--tagger", "rules", "-o")
    assert run(*words, "local.jsonl")[0] == 1
    code, _, told = run(*words, "spark.jsonl", "--engine", "spark", "--master", "local[2]")
    assert code == 1 and "39 articles" in told and ", 2 problems in " in told
    assert Path("spark.jsonl").read_bytes() == Path("local.jsonl").read_bytes()
    errors = Path("spark.jsonl.errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"] for line in errors] == ["a.jsonl:14", "none.txt"]
    assert not list(Path().glob("*.part*"))


def test_no_java_is_told_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SparkError, match="needs Java 17 or newer; apt-get install"):
        check_spark()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("local", "local[1,4]"),
        ("local[*]", "local[*,4]"),
        ("local[2,1]", "local[2,1]"),
        ("yarn", "yarn"),
    ],
)
def test_one_machine_tries_again_too(given: str, used: str) -> None:
    assert master_with_retries(given) == used


@pytest.mark.parametrize("words", [("--dedup", "exact"), ("--workers", "2"), ("-",)])
def test_what_spark_cannot_do_is_refused(words: tuple[str, ...], here: Path, run: Run) -> None:
    code, _, told = run("extract", "good.txt", "-o", "o.jsonl", "--engine", "spark", *words)
    assert code == 2 and "--engine spark does without" in told

"""Whole archives: the output is the same whatever happens on the way."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ARTICLE, Run

from extractor.article import Article
from extractor.batch.articles import Failure, Unit, read_article
from extractor.batch.shards import MOST_UNITS, cut
from extractor.bench.kill import KillOptions, measure_kills
from extractor.bench.variation import vary
from extractor.engine import Extractor
from extractor.read import Fault
from extractor.read.raw import Raw

COMMAND = (sys.executable, "-c", "from extractor.cli import main; main()")
Batch = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def server() -> Iterator[subprocess.Popen[str]]:
    """A process that runs commands; forking from the tests' own would not be safe."""
    script = Path(__file__).with_name("forked.py")
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.communicate(timeout=30)


@pytest.fixture
def archive(here: Path) -> Path:
    """Seventy articles, of which one line is broken."""
    lines = [
        json.dumps({"text": vary(ARTICLE, seed), "title": f"Tin {seed}"}, ensure_ascii=False)
        for seed in range(70)
    ]
    lines[33] = '{"text": "đứt đoạn'
    (here / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return here / "a.jsonl"


@pytest.fixture
def batch(here: Path, server: subprocess.Popen[str]) -> Batch:
    """`extract` with the words given, after some code: exit code and stderr."""

    def run_words(*words: str, code: str = "") -> tuple[int, str]:
        assert server.stdin and server.stdout
        asked = ["extract", *words, "--tagger", "rules"]
        told = here / ".stderr"
        request = {"cwd": str(here), "words": asked, "code": code, "stderr": str(told)}
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        return int(server.stdout.readline()), told.read_text(encoding="utf-8")

    return run_words


@pytest.fixture
def plain(archive: Path, run: Run) -> bytes:
    """What the archive gives without workers."""
    assert run("extract", "a.jsonl", "-o", "plain.jsonl", "--tagger", "rules")[0] == 1
    return Path("plain.jsonl").read_bytes()


def test_output_and_manifest_are_the_same_whatever_the_workers(plain: bytes, batch: Batch) -> None:
    manifests, errors = set(), set()
    for workers in "1", "3":
        code, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", workers)
        assert code == 1 and "69 articles, " in told and "1 problem" in told
        assert Path("out.jsonl").read_bytes() == plain
        manifests.add(Path("out.jsonl.manifest.json").read_bytes())
        errors.add(Path("out.jsonl.errors.jsonl").read_bytes())
    assert len(manifests) == len(errors) == 1
    row = json.loads(errors.pop())
    assert row["source"] == "a.jsonl:34" and "is not valid JSON" in row["problem"]
    assert not list(Path().glob("*.part"))


@pytest.mark.parametrize("name", ["out.csv", "out.db"])
def test_other_forms_are_as_without_workers(
    name: str, archive: Path, run: Run, batch: Batch
) -> None:
    assert run("extract", "a.jsonl", "-o", f"plain-{name}", "--tagger", "rules")[0] == 1
    assert batch("a.jsonl", "-o", name, "--workers", "2")[0] == 1
    if name.endswith(".db"):
        plain, out = (list(sqlite3.connect(one).iterdump()) for one in (f"plain-{name}", name))
        assert plain == out
    else:
        assert Path(name).read_bytes() == Path(f"plain-{name}").read_bytes()
    assert not list(Path().glob("*.part"))


def test_pages_in_an_archive_are_read_by_the_workers(here: Path, run: Run, batch: Batch) -> None:
    pytest.importorskip("readability")
    with zipfile.ZipFile("pages.zip", "w") as pages:
        for number in range(30):
            body = f"<html><body><article><h1>Tin {number}</h1><p>{ARTICLE * 5}</p></article>"
            pages.writestr(f"{number:02}.html", body)
        pages.writestr("empty.txt", "")
        pages.writestr("style.css", "p {}")
    _, _, before = run("extract", "pages.zip", "-o", "plain.jsonl", "--tagger", "rules")
    _, told = batch("pages.zip", "-o", "out.jsonl", "--workers", "2")
    assert Path("out.jsonl").read_bytes() == Path("plain.jsonl").read_bytes()
    assert "pages.zip!empty.txt: is empty" in told and "pages.zip!empty.txt: is empty" in told
    for words in "pages.zip!empty.txt: is empty", "1 skip: 1 × kind .css":
        assert words in before and words in told


def test_dedup_goes_on_too(plain: bytes, run: Run, batch: Batch) -> None:
    words = ("a.jsonl", "a.jsonl", "--dedup", "exact", "-o")
    run("extract", *words, "once.jsonl", "--tagger", "rules")
    assert batch(*words, "out.jsonl", "--workers", "2")[0] == 1
    assert Path("out.jsonl").read_bytes() == Path("once.jsonl").read_bytes()


def test_killed_at_random_the_output_is_byte_equal() -> None:
    lines = list(measure_kills(KillOptions(articles=100, kills=3)))
    assert [line for line in lines if not line.met] == []


def test_ctrl_c_says_how_to_go_on_and_the_next_run_does(plain: bytes, batch: Batch) -> None:
    words = (*COMMAND, "extract", "a.jsonl", "-o", "out.jsonl", "--tagger", "rules")
    process = subprocess.Popen([*words, "--workers", "2"], stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while time.monotonic() < until and not Path("out.jsonl.manifest.json.part").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    if process.returncode == 130:
        assert "interrupted after " in told and "give the same command again" in told
        assert not Path("out.jsonl").exists()
        # A manifest is there, so the number of workers need not be said again.
        assert batch("a.jsonl", "-o", "out.jsonl")[0] == 1
    assert Path("out.jsonl").read_bytes() == plain


LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))"


def test_full_disk_loses_nothing(plain: bytes, batch: Batch) -> None:
    code, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", "2", code=LIMITED)
    assert code == 1 and "Traceback" not in told
    assert "out.jsonl: cannot be written (File too large) after " in told
    code, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", "2")
    assert "going on after 20 articles" in told or "going on after 40" in told
    assert Path("out.jsonl").read_bytes() == plain


@pytest.fixture
def broken_off(plain: bytes, batch: Batch) -> bytes:
    """A run that was stopped by its one error, two shards done; what the whole would be."""
    code, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", "2", "--max-errors", "0")
    assert code == 1 and "more than --max-errors 0 articles failed" in told
    assert Path("out.jsonl.part").read_bytes() == b"".join(plain.splitlines(True)[:39])
    return plain


def test_run_stopped_by_errors_goes_on_when_more_are_allowed(
    broken_off: bytes, batch: Batch
) -> None:
    again, _ = batch("a.jsonl", "-o", "out.jsonl", "--workers", "2", "--max-errors", "0")
    assert again == 1 and not Path("out.jsonl").exists()
    _, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", "1", "--max-errors", "1")
    assert "going on after 39 articles" in told
    assert Path("out.jsonl").read_bytes() == broken_off


def test_other_settings_are_refused(broken_off: bytes, batch: Batch) -> None:
    code, told = batch("a.jsonl", "-o", "out.jsonl", "--published", "2018-01-01")
    assert code == 2 and "(reading differ); finish it with the same" in told


@pytest.mark.parametrize("line", [5, 25, 60])
def test_what_changed_in_the_input_is_read_again(
    line: int, broken_off: bytes, batch: Batch, run: Run
) -> None:
    lines = Path("a.jsonl").read_text(encoding="utf-8").splitlines(True)
    lines[line] = lines[line].replace("hộ nghèo", "hộ cận nghèo")
    Path("a.jsonl").write_text("".join(lines), encoding="utf-8")
    _, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", "2")
    assert ("do not fit the input" in told) == (line < 40)
    run("extract", "a.jsonl", "-o", "fresh.jsonl", "--tagger", "rules")
    assert Path("out.jsonl").read_bytes() == Path("fresh.jsonl").read_bytes() != broken_off


@pytest.mark.parametrize(
    "harm", ["output cut", "output changed", "manifest cut", "manifest zeroed"]
)
def test_damaged_files_are_made_good(harm: str, broken_off: bytes, batch: Batch) -> None:
    kind, how = harm.split()
    path = Path("out.jsonl.part" if kind == "output" else "out.jsonl.manifest.json.part")
    data = path.read_bytes()
    whole = len(data) - (0 if how == "changed" else 10)
    tail = {"cut": b"", "changed": b"", "zeroed": bytes(10)}[how]
    data = data[:whole] + tail
    path.write_bytes(data.replace(b"figures", b"f1gures") if how == "changed" else data)
    batch("a.jsonl", "-o", "out.jsonl", "--workers", "2")
    assert Path("out.jsonl").read_bytes() == broken_off


def test_two_runs_into_one_file_do_not_meet(broken_off: bytes, batch: Batch) -> None:
    import fcntl

    with Path("out.jsonl.manifest.json.part").open("r+b") as stream:
        fcntl.lockf(stream, fcntl.LOCK_EX)
        code, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", "2")
    assert code == 2 and "another run is writing" in told


def test_log_of_json_is_json(archive: Path, batch: Batch) -> None:
    _, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", "2", "--log-format", "json")
    events = {line["event"]: line for line in map(json.loads, told.splitlines())}
    assert {"failure", "progress", "summary"} <= events.keys()
    assert events["summary"]["articles"] == 69 and events["summary"]["faults"] == 1
    assert events["failure"]["source"] == "a.jsonl:34"


DEADLY = """
import os, signal
from extractor.batch import worker
read = worker.read_unit
def deadly(engine, unit, options):
    if b"Tin 7\\"" in unit.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return read(engine, unit, options)
worker.read_unit = deadly
"""


def test_article_that_kills_its_worker_costs_only_itself(plain: bytes, batch: Batch) -> None:
    _, told = batch("a.jsonl", "-o", "out.jsonl", "--workers", "2", code=DEADLY)
    assert "a worker died (signal 9); its articles are read again" in told
    lines = plain.splitlines(True)
    assert Path("out.jsonl").read_bytes() == b"".join(lines[:7] + lines[8:])
    rows = [json.loads(line) for line in Path("out.jsonl.errors.jsonl").read_text().splitlines()]
    assert [(row["source"], row["error"]) for row in rows] == [
        ("a.jsonl:8", "WorkerDied"),
        ("a.jsonl:34", "Fault"),
    ]


class Poisoned(Extractor):
    """Stumbles in two places."""

    def read(self, article: Article) -> None:  # type: ignore[override]
        if "một" in article.text:
            raise KeyError(article.text)
        raise ValueError("x\udc80")


def test_same_fault_has_the_same_traceback_id() -> None:
    engine = Poisoned.__new__(Poisoned)
    found = [read_article(engine, Article(text)) for text in ("bài một", "số một", "hai")]
    assert all(isinstance(one, Failure) and one.traceback for one in found)
    rows = [json.loads(one.line()) for one in found if isinstance(one, Failure)]
    first, second, third = (row["traceback_id"] for row in rows)
    assert first == second != third and len(first) == 12
    assert rows[0]["error"] == "KeyError" and f"traceback {first}" in rows[0]["problem"]


def test_shards_are_bounded_by_number_and_by_size() -> None:
    def units() -> Iterator[Unit | None]:
        yield Raw("line", b"x" * 300_000, "big")
        yield None
        for number in range(45):
            yield Fault(f"f{number}", "is not there", "look")

    shards = list(cut(units()))
    assert [len(shard.units) for shard in shards] == [1, MOST_UNITS, MOST_UNITS, 5]
    assert [shard.digest for shard in cut(units())] == [shard.digest for shard in shards]


def test_variation_keeps_dates_and_changes_names_and_numbers() -> None:
    text = "Ngày 12/3/2018, ông Trần Hùng báo cáo còn 1.250 hộ nghèo, chiếm 2,5%, Nghị quyết 30a."
    one, other = vary(text, 1), vary(text, 2)
    assert one == vary(text, 1) and len({text, one, other}) == 3
    assert one.startswith("Ngày 12/3/2018, ông Trần ") and "30a" in one and "Hùng" not in one


def test_workers_need_a_file(here: Path, run: Run) -> None:
    code, _, told = run("extract", "good.txt", "--workers", "2")
    assert code == 2 and "give -o FILE" in told

"""What `vnfigures extract` takes in, and how it tells what is wrong with it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLE, Run


def _records(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_text_file_becomes_one_record_on_stdout(here: Path, run: Run) -> None:
    code, out, err = run("extract", "good.txt", "--tagger", "rules")
    (record,) = _records(out)
    assert code == 0 and err.startswith("vnfigures: 1 article, ")
    assert record["article"]["text"] == ARTICLE
    assert record["article"]["source"] == "good.txt"


def test_folder_is_read_recursively_in_sorted_order(here: Path, run: Run) -> None:
    for name in ("b/2.txt", "a/9.txt", "b/1.jsonl", "b/.hidden.txt", "b/skip.png"):
        (here / name).parent.mkdir(exist_ok=True)
        text = json.dumps({"text": "Tin."}) if name.endswith("jsonl") else "Tin.\n"
        (here / name).write_text(text, encoding="utf-8")
    code, out, _ = run("extract", ".", "--tagger", "rules")
    sources = [record["article"]["source"] for record in _records(out)]
    assert code == 0 and sources == ["a/9.txt", "b/1.jsonl:1", "b/2.txt", "good.txt"]


def test_json_lines_carry_their_own_metadata(here: Path, run: Run) -> None:
    data = {"text": ARTICLE, "id": "7", "title": "Tin", "published_at": "2018-03-13", "source": "s"}
    (here / "a.jsonl").write_text(f"{json.dumps(data)}\n\n", encoding="utf-8")
    _, out, _ = run("extract", "a.jsonl", "--published", "2017-01-01")
    article = _records(out)[0]["article"]
    assert isinstance(article, dict)
    assert (article["title"], article["published_at"], article["source"]) == (
        "Tin", "2018-03-13", "s",
    )  # fmt: skip


@pytest.mark.parametrize("data", [ARTICLE.encode(), json.dumps({"text": ARTICLE}).encode()])
def test_stdin_is_one_article_or_json_lines(here: Path, run: Run, data: bytes) -> None:
    code, out, _ = run("extract", "-", "--published", "2018-03-14", stdin=data)
    (record,) = _records(out)
    assert code == 0 and record["article"]["published_at"] == "2018-03-14"


def test_byte_order_mark_is_no_part_of_the_text(here: Path, run: Run) -> None:
    (here / "bom.txt").write_bytes(b"\xef\xbb\xbf" + ARTICLE.encode())
    (here / "bom.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps({"text": ARTICLE}).encode())
    code, out, _ = run("extract", "bom.txt", "bom.jsonl")
    assert code == 0
    assert [r["article"]["text"] for r in _records(out)] == [ARTICLE] * 2


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty.txt: is empty; give a file with an article's text"),
    ("blank.txt", b" \n\n", "blank.txt: is empty"),
    ("picture.txt", b"\x89PNG\r\n\x00\x01", "is a binary file (control byte at offset 6)"),
    ("broken.txt", "Xã có 5 hộ".encode()[:-1], "broken.txt: is not UTF-8 at byte 11 (0xe1)"),
    ("bom.txt", b"\xef\xbb\xbfa\xff", "bom.txt: is not UTF-8 at byte 4 (0xff)"),
    ("wide.txt", "\ufeffxã".encode("utf-16-le")[:-1], "wide.txt: is not the UTF-16 it says it is"),
    ("large.txt", b"a" * 1_000_001, "larger than 1 MB, too much for one article; split it, or"),
    ("empty.jsonl", b"\n\n", "empty.jsonl: is empty; give one JSON object a line"),
    ("cut.jsonl", b'{"text": "a', "cut.jsonl:1: is not valid JSON (Unterminated string"),
    ("deep.jsonl", b"[" * 99_999, "deep.jsonl:1: is not valid JSON (nested too deeply)"),
    ("list.jsonl", b'{"text":"a"}\n[1]', "list.jsonl:2: is JSON, but no object: [1]"),
    ("key.jsonl", b'{"body":"a","id":"1"}', "key.jsonl:1: has no field text (fields: body, id)"),
    ("none.jsonl", b'{"text":null}', "none.jsonl:1: its text is empty"),
    ("type.jsonl", b'{"text":"a","title":5}', "type.jsonl:1: title is 5; give a string"),
    ("day.jsonl", b'{"text":"a","published_at":"12/03/2018"}',
     "day.jsonl:1: published_at '12/03/2018' is no ISO date; write it as 2018-03-12"),
    ("bytes.jsonl", b'{"text":"\xff"}', "bytes.jsonl:1: is not UTF-8 at byte 9 (0xff)"),
    ("long.jsonl", b'{"text":"' + b"a" * 3_000_000 + b'"}\n', "long.jsonl:1: the line is longer"),
    ("half.jsonl", b'{"text":"a \\ud800"}', "holds half a character (\\ud800) at character 2"),
    ("page.pdf", b"%PDF", "page.pdf: is no whole PDF"),
    ("page.xyz", b"xyz", "page.xyz: is of an unknown kind .xyz; give .txt, .jsonl"),
    ("page.doc", b"\xd0\xcf", "page.doc: is of an unknown kind .doc; save it as .docx"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_told_and_the_others_are_still_read(
    here: Path, run: Run, name: str, data: bytes, words: str
) -> None:
    (here / name).write_bytes(data)
    code, out, err = run("extract", name, "good.txt", "--max-mb", "1", "--tagger", "rules")
    assert code == 1 and words in err
    texts = [record["article"]["text"] for record in _records(out)]
    assert texts[-1] == ARTICLE and "1 problem" in err


def test_good_lines_around_a_bad_one_are_kept(here: Path, run: Run) -> None:
    lines = [
        b'{"text":"m\xe1\xbb\x99t"}',
        b"{",
        b'{"text":"hai"}',
        b"a" * 2_000_000,
        b'{"text":"ba"}',
    ]
    (here / "mixed.jsonl").write_bytes(b"\n".join(lines))
    code, _, err = run("extract", "mixed.jsonl", "--max-mb", "1", "-o", "out.jsonl")
    assert code == 1 and "mixed.jsonl:2:" in err and "mixed.jsonl:4:" in err
    texts = [r["article"]["text"] for r in _records((here / "out.jsonl").read_text("utf-8"))]
    assert texts == ["một", "hai", "ba"]


@pytest.mark.parametrize(
    ("path", "words"),
    [("nowhere.txt", "no such file or folder"), ("void", "void: holds no .txt, .jsonl")],
)
def test_path_without_articles_is_a_problem(here: Path, run: Run, path: str, words: str) -> None:
    (here / "void").mkdir()
    code, out, err = run("extract", path)
    assert (code, out) == (1, "") and words in err


def test_large_file_is_read_when_the_limit_is_raised(here: Path, run: Run) -> None:
    (here / "large.txt").write_bytes(b"a" * 1_000_001)
    assert run("extract", "large.txt", "--max-mb", "2", "--tagger", "rules")[0] == 0


def test_article_that_the_engine_chokes_on_costs_no_other(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.engine import Extractor

    read = Extractor.read
    monkeypatch.setattr(
        Extractor, "read", lambda self, a: read(self, a) if "12" in a.text else 1 // 0
    )
    (here / "a.txt").write_text("Tin.", encoding="utf-8")
    code, out, err = run("extract", ".")
    assert code == 1 and len(_records(out)) == 1
    assert "a.txt: could not be read (ZeroDivisionError" in err and "report it" in err


def test_file_name_that_is_no_utf8_is_replaced_in_the_record(here: Path, run: Run) -> None:
    (here / os.fsdecode(b"a\xff.txt")).write_text(ARTICLE, encoding="utf-8")
    code, out, _ = run("extract", ".", "--tagger", "rules")
    assert code == 0 and [r["article"]["source"] for r in _records(out)] == ["a?.txt", "good.txt"]

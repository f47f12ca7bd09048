"""Where rules are wanting, and what new rows would change in an archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from extractor.evaluate.changes import find_changes
from extractor.evaluate.silver import Around, Doubt, find_doubts, group_doubts


@pytest.mark.parametrize(
    ("piece", "left"),
    [
        ("Xã đã trao tặng ", "trao tặng"),
        ("Xã đã trao tặng hơn ", "trao tặng"),
        ("Năm 2018, vận động được trên ", "động được"),
        ("so với năm 2018 là ", "0 là"),
        ("Kết quả: ", ""),
        ("", ""),
    ],
)
def test_words_before_are_the_nearest_that_mean_something(piece: str, left: str) -> None:
    assert Around(2).left(piece) == left


@pytest.mark.parametrize(
    ("piece", "right"),
    [
        (" mô hình trồng rau", "mô hình"),
        (", trồng rau", ""),
        (" nghèo. Xã", "nghèo"),
        ("/NGƯỜI/tháng", "người/tháng"),
        (" (3,5%)", ""),
    ],
)
def test_words_behind_end_at_a_comma_or_stop(piece: str, right: str) -> None:
    assert Around(2).right(piece) == right


def test_no_words_are_no_words() -> None:
    assert (Around(0).left("xã còn "), Around(0).right(" nghèo")) == ("", "")


def record(text: str, *figures: tuple[str, str | None, str]) -> dict[str, Any]:
    found = []
    for number, (words, indicator, certainty) in enumerate(figures, 1):
        start = text.index(words)
        found.append(
            {
                "id": f"f{number}",
                "start": start,
                "end": start + len(words),
                "text": words,
                "kind": "count",
                "value": "3",
                "unit": "mô hình",
                "indicator": indicator,
                "certainty": certainty,
                "about": None,
                "sentence": {"start": 0, "end": len(text)},
            }
        )
    lists: dict[str, Any] = {"dates": [], "references": [], "unread": [], "officials": []}
    return {"article": {"id": text[:4], "text": text}, "figures": found, **lists}


def test_records_tell_what_is_uncertain() -> None:
    text = "Xã có 3 mô hình trồng rau, 4 mô hình nuôi cá, 5 mô hình khác"
    said = record(
        text,
        ("3 mô hình", None, "likely"),
        ("4 mô hình", "agr.models.count", "open"),
        ("5 mô hình", "agr.models.count", "sure"),
    )
    said["unread"] = [{"start": 0, "end": 2, "text": "Xã"}]
    doubts = list(find_doubts(said, Around(2)))
    assert doubts == [
        Doubt("mô hình", "xã có", "trồng rau", "no indicator", "Xã c", "3 mô hình", text),
        Doubt("mô hình", "", "nuôi cá", "open", "Xã c", "4 mô hình", text),
        Doubt("", "", "có 0", "unread", "Xã c", "Xã", text),
    ]


def test_groups_count_figures_and_articles_the_fullest_first() -> None:
    def doubt(right: str, article: str) -> Doubt:
        return Doubt("hộ", "có", right, "no indicator", article, "3 hộ", f"Có 3 hộ {right}.")

    groups = group_doubts([doubt("b", "1"), doubt("a", "1"), doubt("a", "1"), doubt("a", "2")])
    told = [(g.right, g.figures, g.articles, g.sentence) for g in groups]
    assert told == [("a", 3, 2, "Có 3 hộ a."), ("b", 1, 1, "Có 3 hộ b.")]


TEXTS = {
    "a.txt": "Xã có 3 chòi canh lũ. Huyện có 12 chòi canh lũ.",
    "b.txt": "Xã còn 12 hộ nghèo.",
    "c.txt": "Phường có 5 chòi canh lũ.",
}


@pytest.fixture
def archive(here: Path) -> Path:
    (here / "kho").mkdir()
    for name, text in TEXTS.items():
        (here / "kho" / name).write_text(text + "\n", encoding="utf-8")
    return here


def test_silver_lists_groups_of_an_archive(archive: Path, run: Run) -> None:
    code, out, err = run("silver", "kho", "--words", "1", "--json")
    first = json.loads(out.splitlines()[0])
    assert code == 0 and "3 articles, 3 uncertain figures, 1 group, 1 shown" in err
    assert first == {
        "unit": "chòi canh",
        "left": "có",
        "right": "lũ",
        "reason": "no indicator",
        "figures": 3,
        "articles": 2,
        "example": {
            "article": "kho/a.txt",
            "text": "3 chòi canh",
            "sentence": "Xã có 3 chòi canh lũ.",
        },
    }
    code, out, _ = run("silver", "kho", "--least", "2", "--top", "1")
    assert out == ""
    code, out, _ = run("silver", "kho", "--words", "1", "--top", "1")
    counted, _, words = out.splitlines()[0].partition("articles")
    assert counted.split() == ["3", "in", "2"]
    assert words == "  có [… chòi canh] lũ  no indicator"


def test_silver_reads_records_as_well(archive: Path, run: Run) -> None:
    assert run("extract", "kho", "-o", "r.jsonl", "--tagger", "rules")[0] == 0
    code, out, err = run("silver", "r.jsonl", "--words", "1")
    assert code == 0 and "3 articles" in err and "[… chòi canh] lũ" in out
    (archive / "r.jsonl").open("a").write("{}\n")
    code, _, err = run("silver", "r.jsonl")
    assert code == 1 and "r.jsonl:4: is no record" in err


def test_silver_refuses_bad_rules(archive: Path, run: Run) -> None:
    code, _, err = run("silver", "kho", "--patterns", "none")
    assert code == 2 and "no such folder of rules" in err


ROW = """[[indicator]]
id = "dis.towers.count"
name = "số chòi canh lũ"
name_en = "flood towers"
units = ["chòi canh"]
stock = true
nouns = ["chòi canh lũ"]
"""


def test_rules_are_tried_on_an_archive(archive: Path, run: Run) -> None:
    (archive / "own").mkdir()
    (archive / "own" / "indicators.toml").write_text(ROW, encoding="utf-8")
    code, out, err = run("rules", "try", "--patterns", "own", "--archive", "kho")
    assert code == 0 and "2 of 3 articles would change: 3 changed" in err
    lines = out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["kho/a.txt", "kho/c.txt"]
    assert lines[1].startswith("  ~ figure «3 chòi canh»  indicator: – → dis.towers.count")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "give a sentence"),
        (("--archive", "kho"), "--archive tries the rules of --patterns DIR"),
        (("Xã.", "--archive", "kho", "--patterns", "kho"), "takes no sentence"),
        (("--archive", "kho", "--patterns", "none"), "no such folder of rules"),
        (("--archive", "kho", "--patterns", ".", "--published", "x"), "--published "),
    ],
)
def test_misuse_is_told(archive: Path, run: Run, words: tuple[str, ...], message: str) -> None:
    code, out, err = run("rules", "try", *words)
    assert (code, out) == (2, "") and message in err


def test_changes_are_told_by_part_and_field() -> None:
    text = "Xã có 3 mô hình, 4 mô hình"
    old = record(text, ("3 mô hình", None, "likely"))
    new = record(text, ("4 mô hình", None, "sure"), ("3 mô hình", "agr.x", "likely"))
    new["figures"][0]["about"] = "f2"
    new["references"] = [{"start": 0, "end": 2, "text": "Xã", "class": "name", "rules": []}]
    person = {"name": "Lê A", "positions": [], "mentions": [{"start": 1, "text": "Lê A"}]}
    old["officials"] = [person]
    told = [(c.sign, c.what, c.text, c.told) for c in find_changes(old, new)]
    assert told == [
        ("+", "reference", "Xã", ("class=name",)),
        ("-", "official", "Lê A", ()),
        ("~", "figure", "3 mô hình", ("indicator: – → agr.x",)),
        ("+", "figure", "4 mô hình", ("kind=count", "value=3", "unit=mô hình")),
    ]
    assert find_changes(old, old) == []

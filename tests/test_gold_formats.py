"""Gold in the formats of other programs: nothing is lost, and what annotators make is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import Run

from extractor.engine import Extractor
from extractor.evaluate.annotation import Annotation, GoldError, Origin, annotation
from extractor.evaluate.formats import FORMATS, write_gold
from extractor.evaluate.gold import read_gold
from extractor.evaluate.predict import predict

ROOT = Path(__file__).parent.parent
SUFFIXES = {"jsonl": ".jsonl", "labelstudio": ".json", "brat": "", "webannotation": ""}
# An emoji before, a line break within, a carriage return, decomposed letters.
HARD = "😀 Xã còn 12\nhộ nghèo.\r\nÔng Lê Văn A, bà Trần, ô\u0323ng B.\u2028Hết năm 2018"


def hard() -> Annotation:
    at = HARD.index
    figure = {
        "start": at("12"),
        "end": at("12") + 5,
        "text": "12\nhộ",
        "kind": "count",
        "value": "12",
        "unit": 'hộ "gia đình"\tlớn',
        "indicator": "pov.poor_hh.count",
        "measure": "level",
        "period": {"start": "2018-01-01", "end": "2018-12-31", "as_of": True},
        "per": ["người", "tháng"],
        "about": "f2",
        "id": "f1",
    }
    data = {
        "figures": [figure],
        "dates": [{"start": at("2018"), "end": at("2018") + 4, "text": "2018", "role": "as_of"}],
        "officials": [
            {"name": "Lê Văn A", "role": "mentioned", "positions": ["Chủ tịch", "Bí thư xã"],
             "mentions": [{"start": at("Lê"), "end": at("Lê") + 8, "text": "Lê Văn A"}]},
            {"name": "Trần", "role": "author", "positions": [
                {"start": at("bà"), "end": at("bà") + 2, "text": "bà", "level": "none"}
            ], "mentions": [{"start": at("Trần"), "end": at("Trần") + 4, "text": "Trần"}]},
            {"name": "Người vắng", "role": "mentioned", "positions": ["Kế toán"], "mentions": []},
        ],
        "references": [{"start": 0, "end": 1, "text": "😀", "class": "other"}],
        "checks": ["C5"],
    }  # fmt: skip
    return annotation(Origin("bài/1 «a»", HARD, "2018-12-31", 'Tiêu "đề"'), data, "here")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_lost_of_the_corpus(form: str, tmp_path: Path) -> None:
    gold, path = read_gold(ROOT / "corpus"), tmp_path / f"gold{SUFFIXES[form]}"
    write_gold(gold, form, path)
    assert read_gold(path) == gold


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_lost_of_hard_texts(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"gold{SUFFIXES[form]}"
    write_gold([hard()], form, path)
    assert read_gold(path) == [hard()]


@pytest.mark.parametrize("form", FORMATS)
def test_records_can_be_handed_to_annotators(form: str, tmp_path: Path) -> None:
    gold = read_gold(ROOT / "corpus")[:2]
    found = list(predict(Extractor(tagger="rules"), gold, pytest.fail))
    path = tmp_path / f"found{SUFFIXES[form]}"
    write_gold(found, form, path)
    assert read_gold(path) == found


def test_offsets_are_those_each_format_asks_for(tmp_path: Path) -> None:
    start = HARD.index("12")
    for form in ("labelstudio", "brat", "webannotation"):
        write_gold([hard()], form, tmp_path / f"{form}{SUFFIXES[form]}")
    task = json.loads((tmp_path / "labelstudio.json").read_text("utf-8"))[0]
    values = [r["value"] for r in task["annotations"][0]["result"] if r["from_name"] == "label"]
    assert values[0] == {"start": start, "end": start + 5, "text": "12\nhộ", "labels": ["count"]}
    lines = next((tmp_path / "brat").glob("*.ann")).read_text("utf-8").splitlines()
    assert lines[0] == f"T1\tcount {start} {start + 2};{start + 3} {start + 5}\t12 hộ"
    page = json.loads(next((tmp_path / "webannotation").glob("*.jsonld")).read_text("utf-8"))
    position, quote = page["items"][0]["target"]["selector"]
    assert position == {"type": "TextPositionSelector", "start": start, "end": start + 5}
    assert quote["exact"] == "12\nhộ" and quote["prefix"] == "😀 Xã còn "
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"


def test_configurations_know_every_label_and_field(tmp_path: Path) -> None:
    write_gold([hard()], "labelstudio", tmp_path / "g.json")
    tree = ElementTree.parse(tmp_path / "g.xml")
    names = {element.get("name") for element in tree.iter() if element.get("name")}
    labels = {element.get("value") for element in tree.iter("Label")}
    task = json.loads((tmp_path / "g.json").read_text("utf-8"))[0]
    results = task["annotations"][0]["result"]
    assert {result["from_name"] for result in results} <= names
    assert {one for r in results for one in r["value"].get("labels", [])} <= labels
    write_gold([hard()], "brat", tmp_path / "brat")
    conf = (tmp_path / "brat" / "annotation.conf").read_text("utf-8")
    assert "\ncount\n" in conf and "measure\tArg:<ENTITY>, Value:level|flow|" in conf


def figures(found: list[Annotation]) -> list[dict[str, Any]]:
    return [figure for article in found for figure in article.figures]


WANTED = {"start": 7, "end": 12, "text": "12 hộ", "kind": "count"}


def test_brat_made_by_hand_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Xã còn 12 hộ. Bà Trần nói. Trần cười.".encode())
    ann = (
        "T1\tcount 7 12\t12 hộ\nA1\tmeasure T1 level\n#1\tAnnotatorNotes T1\tchưa chắc\n"
        "T2\tofficial 17 21\tTrần\nT3\tofficial 27 31\tTrần\nR1\tsame Arg1:T2 Arg2:T3\n"
    )
    (tmp_path / "a.ann").write_text(ann, encoding="utf-8")
    found = read_gold(tmp_path)
    assert figures(found) == [{**WANTED, "measure": "level"}]
    assert found[0].id == "a" and len(found[0].officials) == 1
    assert [m["start"] for m in found[0].officials[0]["mentions"]] == [17, 27]


def test_label_studio_that_counts_utf16_is_read(tmp_path: Path) -> None:
    value = {"start": 9, "end": 14, "text": "12 hộ", "labels": ["count"]}
    label = {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    task = {
        "id": 5,
        "data": {"text": "😀Xã, 😀12 hộ"},
        "annotations": [
            {"was_cancelled": True, "result": []},
            {
                "was_cancelled": False,
                "result": [{**label, "value": {**value, "start": 8, "end": 13}}],
            },
        ],
    }
    (tmp_path / "g.json").write_text(json.dumps([task]), encoding="utf-8")
    found = read_gold(tmp_path / "g.json")
    assert found[0].id == "5" and figures(found) == [{**WANTED, "start": 6, "end": 11}]


def test_web_annotation_by_words_alone_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Xã còn 12 hộ, năm 2018 còn 12 hộ.".encode())
    quote = {"type": "TextQuoteSelector", "exact": "12 hộ", "prefix": "Xã còn "}
    item = {"type": "Annotation", "body": "count", "target": {"source": "a", "selector": quote}}
    page = tmp_path / "a.jsonld"
    page.write_text(json.dumps({"items": [item]}), encoding="utf-8")
    assert figures(read_gold(tmp_path)) == [WANTED]
    quote.pop("prefix")
    page.write_text(json.dumps({"items": [item]}), encoding="utf-8")
    with pytest.raises(GoldError, match="«12 hộ» stands there more than once; give positions too"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ann", "T1\tcount 7 12\t13 hộ\n", r"a.ann:1: span 7..12 says '13 hộ', the article says"),
        ("a.ann", "T1\tcount x 12\t12 hộ\n", r"a.ann:1: 'count x 12' is no label with offsets"),
        ("a.ann", "T1\thouse 7 12\t12 hộ\n", r"label 'house' is unknown; one of count, money"),
        (
            "a.ann",
            'T1\tcount 7 12\t12 hộ\n#1\tAnnotatorNotes T1\t{"per": "x"}\n',
            r"per is 'x'; write",
        ),
        ("a.ann", "T1\tposition 7 12\t12 hộ\n", r"nobody is marked who holds the position"),
        ("a.jsonld", "[]", r"is list, no object"),
        ("a.jsonld", '{"items": [{"target": {}}]}', r"item 1: has no body that tags it"),
        ("a.jsonld", '{"items": [{"body": "count", "target": {}}]}', r"selects nothing"),
        ("b.ann", "", r"there is no text .*b.txt to go with it"),
    ],
)
def test_faults_name_place_and_cure(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / "a.txt").write_bytes("Xã còn 12 hộ.".encode())
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_gold(tmp_path)


@pytest.mark.parametrize("content", ["{", "[1]", '[{"data": {}}]', '[{"data": {"text": 3}}]'])
def test_no_label_studio_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "g.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"g\.json"):
        read_gold(tmp_path / "g.json")


@pytest.mark.parametrize("form", FORMATS)
def test_command_exports_and_judges_its_own_export(form: str, here: Path, run: Run) -> None:
    write_gold(read_gold(ROOT / "corpus")[:3], "jsonl", here / "gold.jsonl")
    target = f"other{SUFFIXES[form]}"
    code, out, err = run("evaluate", "gold.jsonl", "--export", form, "--output", target)
    assert (code, out) == (0, "") and f"3 articles → {target}" in err
    code, out, _ = run("evaluate", target, "gold.jsonl", "--json", "--resamples", "0")
    assert code == 0 and json.loads(out)["scores"]["figure.frame"]["f1"] == 1.0

"""What people say of the readings is kept beside them, and given out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rtoml
from conftest import Run
from reviewing import Visitor, visiting

from extractor.corrections import kept
from extractor.corrections.correction import Correction, Place, fold, is_complete
from extractor.corrections.fields import FieldError, parse_value
from extractor.engine import Extractor
from extractor.evaluate.gold import read_gold

TEXT = "Cuối năm 2017, xã Tân Lộc còn 12 hộ nghèo, vận động 5 triệu đồng.\n"


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    with visiting(tmp_path) as visitor:
        yield visitor


@pytest.fixture
def key(visitor: Visitor) -> str:
    return visitor.paste(TEXT)


def _at(words: str) -> str:
    start = TEXT.index(words)
    return f"{start}-{start + len(words)}"


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        ("value", "1.250", "1250"),
        ("value", "1.250,5", "1250.5"),
        ("value", "12.5", "12.5"),
        ("period", "2022", "2022-01-01/2022-12-31"),
        ("period", "2022-12", "2022-12-01/2022-12-31"),
        ("period", "2021/2025", "2021-01-01/2025-12-31"),
        ("period", "2024-02-29", "2024-02-29/2024-02-29"),
        ("period", "9999", "9999-01-01/9999-12-31"),
        ("status", "target", "target"),
        ("subject", "", None),
    ],
)
def test_value_is_kept_in_one_form(field: str, given: str, value: str | None) -> None:
    assert parse_value(field, given) == value


@pytest.mark.parametrize(
    ("field", "given"),
    [("value", "mười"), ("value", "-3"), ("value", "Infinity"), ("period", "2022-13"),
     ("period", "2025/2021"), ("status", "done"), ("status", ""),
     ("rules", "x"), ("unit", "x" * 501)],
)  # fmt: skip
def test_value_that_does_not_fit_is_refused(field: str, given: str) -> None:
    with pytest.raises(FieldError):
        parse_value(field, given)


def test_later_words_stand_over_earlier_ones() -> None:
    def said(verdict: str, **more: str) -> Correction:
        return Correction("a", verdict, 3, 5, "12", **more)  # type: ignore[arg-type]

    changed = said("changed", field="value", value="13")
    place = Place(3, 5)
    assert fold([said("right"), changed])[place].fields == {"value": "13"}
    assert fold([changed, said("wrong")])[place].verdict == "wrong"
    assert fold([said("missing"), changed])[place].verdict == "missing"
    assert fold([changed, said("withdrawn")]) == {}
    assert is_complete([Correction("a", "complete")])
    assert not is_complete([Correction("a", "complete"), Correction("a", "reopened")])


def test_correction_is_kept_with_who_and_when_and_nothing_is_overwritten(
    visitor: Visitor, key: str
) -> None:
    before = visitor.archive.record(key)
    answer = visitor.correct(
        key, verdict="changed", at=_at("12 hộ"), field="value", value="13", who="Lan", note="in sai"
    )
    assert answer.status_code == 200 and "<del>12</del> <ins>13</ins>" in answer.text
    assert visitor.archive.record(key) == before
    with visitor.archive.reading() as connection:
        (one,) = kept.corrections_of(connection, key)
    assert (one.text, one.field, one.value, one.made_by, one.note) == (
        "12 hộ", "value", "13", "Lan", "in sai",
    )  # fmt: skip
    assert one.made_at.endswith("+00:00") and json.loads(one.reading or "")["value"] == "12"
    page = visitor.page("/corrections")
    assert "Lan" in page and "Bản đọc còn khác" in page


def test_reading_again_keeps_corrections_and_shows_where_it_agrees(
    visitor: Visitor, key: str
) -> None:
    visitor.correct(key, verdict="changed", at=_at("12 hộ"), field="value", value="13")
    visitor.correct(key, verdict="right", at=_at("5 triệu đồng"))
    record = visitor.archive.record(key)
    assert record is not None
    figures = [
        figure.model_copy(update={"value": figure.value + 1}) if figure.text == "12 hộ" else figure
        for figure in record.figures
        if figure.value is not None
    ]
    visitor.archive.save([record.model_copy(update={"figures": figures})])
    page = visitor.page("/corrections")
    assert page.count("Bản đọc nay đã khớp") == 2 and "Bản đọc còn khác" not in page


def test_missing_figure_is_added_by_its_words_or_its_place(visitor: Visitor, key: str) -> None:
    assert visitor.correct(key, verdict="missing", quote="xã Tân").status_code == 200
    visitor.correct(key, verdict="missing", at=_at("Lộc"))
    page = visitor.page(f"/articles/{key}")
    assert page.count('class="added"') == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"verdict": "missing", "quote": "99 hộ"}, "Không tìm thấy"),
        ({"verdict": "missing", "quote": "n"}, "nhiều chỗ"),
        ({"verdict": "missing", "quote": "12 hộ nghèo"}, "chồng lên"),
        ({"verdict": "right", "at": "0-3"}, "Không tìm thấy"),
        ({"verdict": "right", "at": "5-99999"}, "Không tìm thấy"),
        ({"verdict": "nonsense", "at": "0-3"}, "Không có mục này"),
    ],
)
def test_correction_that_cannot_be_taken_says_why(
    visitor: Visitor, key: str, fields: dict[str, str], words: str
) -> None:
    answer = visitor.correct(key, **fields)
    assert answer.status_code == 422 and words in answer.text
    with visitor.archive.reading() as connection:
        assert kept.corrections_of(connection, key) == []


def test_checked_article_is_gold_for_evaluate(
    visitor: Visitor, key: str, run: Run, tmp_path: Path
) -> None:
    visitor.correct(key, verdict="changed", at=_at("12 hộ"), field="value", value="13")
    visitor.correct(key, verdict="wrong", at=_at("5 triệu đồng"))
    visitor.correct(key, verdict="missing", quote="Tân Lộc")
    database, gold = str(tmp_path / "review.db"), tmp_path / "gold.jsonl"
    code, out, err = run("corrections", "export", database)
    assert (code, out) == (0, "") and "--half-checked" in err
    visitor.correct(key, verdict="complete")
    run("corrections", "export", database, "-o", str(gold))
    (article,) = read_gold(gold)
    found = [(figure["text"], figure.get("value")) for figure in article.figures]
    assert found == [("Tân Lộc", None), ("12 hộ", "13")]


def test_candidates_for_rules_carry_their_sentence(
    visitor: Visitor, key: str, run: Run, tmp_path: Path
) -> None:
    visitor.correct(
        key, verdict="changed", at=_at("12 hộ"), field="indicator", value="pov.near_poor_hh.count"
    )
    visitor.correct(key, verdict="wrong", at=_at("5 triệu đồng"))
    _, out, _ = run("corrections", "export", str(tmp_path / "review.db"), "--format", "rules")
    changed, wrong = rtoml.loads(out)["candidate"]
    assert changed["was"] == "pov.poor_hh.count" and changed["rules"]
    assert "[12 hộ](pov.near_poor_hh.count)" in changed["example"]
    assert wrong["reject"] == " ".join(TEXT.split())


def test_corrections_of_a_text_are_found_by_every_reading_of_it(visitor: Visitor, key: str) -> None:
    visitor.correct(key, verdict="right", at=_at("12 hộ"))
    again = Extractor(tagger="rules").extract(TEXT, title="Khác")
    visitor.archive.save([again])
    assert "is-right" in visitor.page(f"/articles/{key}")

"""Scores of tiny gold, worked out by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tiny_gold import GOLD, PREDICTED, TEXT, figure

from extractor.evaluate.annotation import Annotation, GoldError, Origin, annotation
from extractor.evaluate.baseline import Floors, find_shortfalls, lower_floor, raise_floors
from extractor.evaluate.bootstrap import draw_articles, name_intervals
from extractor.evaluate.fields import same_field
from extractor.evaluate.gold import read_gold, read_records
from extractor.evaluate.report import Asked, evaluate, report
from extractor.evaluate.scores import Tally

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT.parent / "shared" / "eval"


def annotated(data: dict[str, Any], id_: str = "a1", text: str = TEXT) -> Annotation:
    return annotation(Origin(id_, text), data, "here")


def scores(gold: dict[str, Any], predicted: dict[str, Any]) -> dict[str, Tally]:
    return evaluate([annotated(gold)], [annotated(predicted)], None, Asked(resamples=0)).scores


@pytest.mark.parametrize(
    ("name", "right", "predicted", "gold"),
    [
        ("figure.value", 2, 3, 4),
        ("figure.frame", 1, 3, 4),
        ("count.value", 1, 1, 1),
        ("count.frame", 1, 1, 1),
        ("percent.value", 1, 1, 1),
        ("percent.frame", 0, 1, 1),
        ("money.value", 0, 1, 1),
        ("measure.value", 0, 0, 1),
        ("figure.span.right", 2, 2, 2),
        ("figure.unit", 2, 3, 4),
        ("figure.measure", 1, 3, 4),
        ("figure.measure.right", 1, 2, 2),
        ("figure.indicator", 1, 1, 1),
        ("figure.indicator.right", 2, 2, 2),
        # Half of the words of «hộ nghèo» are there the first time, none the second.
        ("figure.subject", 1, 2, 2),
        ("figure.subject.right", 1, 2, 2),
        ("date", 1, 2, 2),
        ("date.role", 0, 2, 2),
        ("date.role.right", 0, 1, 1),
        ("official", 1, 1, 2),
        ("official.role.right", 1, 1, 1),
        ("position", 1, 2, 1),
        ("mention", 1, 2, 2),
        ("reference", 0, 1, 0),
        ("issue", 1, 2, 2),
        ("certainty.sure.frame", 1, 1, 1),
        ("certainty.likely.value", 1, 2, 2),
        ("certainty.likely.frame", 0, 2, 2),
        # 12; 2 and 5; 30; 5; two dates of three runs.
        ("numeral.accounted", 11, 11, 11),
        ("numeral.unread", 0, 11, 11),
    ],
)
def test_scores_are_those_worked_out_by_hand(
    name: str, right: int, predicted: int, gold: int
) -> None:
    assert scores(GOLD, PREDICTED)[name] == (right, predicted, gold)


def test_measures_are_made_of_counts() -> None:
    tally = Tally(2, 3, 4)
    assert (tally.precision, tally.recall) == (2 / 3, 0.5) and tally.f1 == pytest.approx(4 / 7)
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)


def test_gold_against_itself_is_perfect_and_nothing_against_it_is_naught() -> None:
    perfect = scores(GOLD, GOLD)
    told = {name: tally.f1 for name, tally in perfect.items() if tally.gold and "." not in name}
    assert told == dict.fromkeys(("date", "official", "position", "mention", "issue"), 1.0)
    assert perfect["figure.frame"] == (4, 4, 4)
    found = evaluate([annotated(GOLD)], [], None, Asked())
    assert found.missing == ["a1"] and found.scores["figure.frame"] == (0, 0, 4)


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "same"),
    [
        ("unit", "Hộ", "hộ", True),
        ("measure", "level", "flow", False),
        ("indicator", None, None, True),
        ("period", None, {"start": None, "end": None}, True),
        (
            "period",
            {"start": "2018-01-01", "end": "2018-12-31", "as_of": True},
            {"start": "2018-01-01", "end": "2018-12-31", "as_of": False},
            True,
        ),
        ("subject", "hộ nghèo của xã", "hộ nghèo", True),
        ("subject", "hộ", "người nghèo", False),
        ("baseline", {"kind": "year", "start": "2015-01-01"}, {"kind": "year"}, True),
        ("baseline", None, {"kind": "year"}, False),
        ("per", ["tháng", "người"], ["người", "tháng"], True),
        ("place", {"name": "xã A", "code": "01"}, {"name": "Xã a"}, True),
        ("place", {"name": "xã A", "code": "01"}, {"name": "xã A", "code": "02"}, False),
        ("calendar", None, "solar", True),
        ("calendar", None, "lunar", False),
    ],
)
def test_fields_are_right_when_they_say_the_same(
    name: str, ours: Any, theirs: Any, same: bool
) -> None:
    assert same_field(name, {name: ours}, {name: theirs}) is same


def test_a_field_that_the_gold_states_nowhere_is_not_judged() -> None:
    placed = {**PREDICTED, "figures": [figure("12 hộ", "count", "12", place={"name": "xã A"})]}
    assert "figure.place" not in scores(GOLD, placed)
    stated = {**GOLD, "figures": [figure("12 hộ", "count", "12", place={"name": "Xã A"})]}
    assert scores(stated, placed)["figure.place"] == (1, 1, 1)


def test_misses_tell_what_the_sentence_and_both_sides() -> None:
    asked = Asked(misses=True, resamples=0)
    misses = evaluate([annotated(GOLD)], [annotated(PREDICTED)], None, asked).misses
    told = [(m.what, m.fault, m.text, m.gold, m.predicted) for m in misses]
    assert told == [
        ("issue", "extra", "C1", None, None),
        ("issue", "missed", "C19", None, None),
        ("figure", "measure", "2,5%", "share", "level"),
        ("figure", "subject", "2,5%", "hộ nghèo", "xã"),
        ("figure", "misread", "30 triệu đồng", "money 30000000", "money 30"),
        ("figure", "missed", "5 ngày", "measure 5", None),
        ("reference", "extra", "5 ", None, "other"),
        ("date", "role", "6/3/2018", "event", "deadline"),
        ("date", "misread", "7/3/2018", "2018-03-07 2018-03-07", "2017-03-07 2017-03-07"),
        ("position", "extra", "lê văn a: bí thư", None, None),
        ("mention", "extra", "A, Chủ", "lê văn a", None),
        ("mention", "missed", "Trần Thị B", "trần thị b", None),
        ("official", "missed", "trần thị b", None, None),
    ]
    assert misses[5].sentence == "Quỹ được 30 triệu đồng trong 5 ngày."


def test_confusion_counts_figures_whose_value_is_right() -> None:
    found = evaluate([annotated(GOLD)], [annotated(PREDICTED)], None, Asked(resamples=0))
    assert found.confusion["measure"] == [("level", "level", 1), ("share", "level", 1)]
    assert found.confusion["indicator"] == [
        (None, None, 1),
        ("pov.poor_hh.count", "pov.poor_hh.count", 1),
    ]


def test_comparison_tells_what_got_better_and_worse() -> None:
    old, new = annotated({**PREDICTED, "dates": GOLD["dates"]}), annotated(PREDICTED)
    found = evaluate([annotated(GOLD)], [new], [old], Asked(resamples=20)).comparison
    assert found is not None
    assert [(m.what, m.fault, m.text) for m in found.worse] == [
        ("date", "role", "6/3/2018"),
        ("date", "misread", "7/3/2018"),
    ]
    assert found.better == []
    move = found.moves["date"]
    assert (move.old, move.new, move.interval, move.certain) == (1.0, 0.5, (-0.5, -0.5), True)
    assert "figure.value" not in found.moves


def test_intervals_are_the_same_in_every_run_and_hold_the_score() -> None:
    counts = [{"x": Tally(1, 1, 1)}, {"x": Tally(0, 1, 1)}]
    intervals = name_intervals(counts, draw_articles(2))
    # Of two articles, one in four draws has the right one twice.
    assert intervals == {"x": [(0.0, 1.0), (0.0, 1.0), (0.0, 1.0)]}
    assert draw_articles(7, 3) == draw_articles(7, 3)
    assert name_intervals([{"x": Tally(1, 2, 4)}], draw_articles(1)) == {
        "x": [(0.5, 0.5), (0.25, 0.25), (1 / 3, 1 / 3)]
    }


def test_report_is_json_with_numbers_intervals_and_certainty() -> None:
    found = evaluate([annotated(GOLD)], [annotated(PREDICTED)], None, Asked(resamples=5))
    told = json.loads(json.dumps(report(found)))
    assert told["scores"]["figure.value"] == {
        "p": 0.6667,
        "r": 0.5,
        "f1": 0.5714,
        "right": 2,
        "predicted": 3,
        "gold": 4,
        "interval": {"p": [0.6667] * 2, "r": [0.5] * 2, "f1": [0.5714] * 2},
    }
    assert told["right"]["figure.measure"]["share"] == 0.5
    assert told["certainty"]["likely"]["frame"]["share"] == 0.0
    assert told["certainty"]["open"]["frame"]["share"] is None
    assert told["confusion"]["measure"][1] == {"gold": "share", "predicted": "level", "figures": 1}


SCORES = {"date": Tally(1, 2, 2), "figure.value": Tally(2, 3, 3)}


def test_floors_rise_freely_and_are_cut_not_rounded() -> None:
    floors = Floors({"date": 0.4})
    assert raise_floors(floors, SCORES) == ["date", "figure.value"]
    assert floors.floors == {"date": 0.5, "figure.value": 0.6666}
    assert list(find_shortfalls(floors, SCORES)) == [] and raise_floors(floors, SCORES) == []


def test_a_floor_is_lowered_only_for_a_reason_and_only_if_missed() -> None:
    floors = Floors({"date": 0.9, "figure.value": 0.5})
    lower_floor(floors, SCORES, "date", " lunar days are read now ")
    assert floors.floors["date"] == 0.5
    assert floors.lowered == [
        {"name": "date", "from": 0.9, "to": 0.5, "reason": "lunar days are read now"}
    ]
    with pytest.raises(ValueError, match="needs --reason"):
        lower_floor(floors, SCORES, "date", "  ")
    with pytest.raises(ValueError, match="nothing to lower"):
        lower_floor(floors, SCORES, "figure.value", "because")
    with pytest.raises(ValueError, match=r"no floor 'dates'; the file has date, figure.value"):
        lower_floor(floors, SCORES, "dates", "because")


def test_a_floor_of_what_is_not_measured_is_missed() -> None:
    assert [f.name for f in find_shortfalls(Floors({"gone": 0.1}), SCORES)] == ["gone"]


def test_gold_whose_span_has_shifted_is_refused(tmp_path: Path) -> None:
    gold = json.dumps({"id": "a1", "text": " " + TEXT, **GOLD}, ensure_ascii=False)
    (tmp_path / "g.jsonl").write_text(gold, encoding="utf-8")
    with pytest.raises(GoldError, match=r"span 7..12 says '12 hộ', the article says ' 12 h'"):
        read_gold(tmp_path / "g.jsonl")


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ({"figures": [{"start": "3", "end": 5}]}, "start and end are '3' and 5"),
        ({"figures": [{"text": "12 hộ"}]}, "KeyError.'start'"),
        ({"figures": ["12 hộ"]}, "TypeError"),
        ({"officials": [{"positions": []}]}, "KeyError.'name'"),
        ({"officials": [{"name": "A", "positions": [{"title": "x"}]}]}, "KeyError.'text'"),
        ({"officials": [{"name": "A", "mentions": [{"start": 3}]}]}, "KeyError.'end'"),
    ],
)
def test_parts_that_are_none_are_told(tmp_path: Path, part: dict[str, Any], fault: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps({"article": {"id": "a1", "text": TEXT}, **part}), encoding="utf-8")
    with pytest.raises(GoldError, match=f"p.jsonl:1: a1 is not annotated as .*{fault}"):
        read_records(path)


@pytest.mark.skipif(not (REFERENCE / "score.py").exists(), reason="no reference scorer here")
def test_numbers_are_those_of_the_reference_scorer(tmp_path: Path) -> None:
    folder = REFERENCE / "dev"
    gold = read_gold(folder)
    # A prediction with every sort of fault: other fields, other values, parts left out.
    lines = [json.dumps(_spoilt(one), ensure_ascii=False) for one in gold[1:]]
    path = tmp_path / "p.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(REFERENCE / "score.py"), str(folder), str(path), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = evaluate(gold, read_records(path), None, Asked(resamples=0))
    for name, row in told.items():
        if isinstance(row, dict) and "f1" in row:
            tally = ours.scores[name.replace(" ", ".")]
            assert (tally.f1, *tally) == (row["f1"], row["tp"], row["pred"], row["gold"]), name
    for name, share in told["attributes"].items():
        assert ours.scores[f"figure.{name}.right"].precision == share, name
    for name in ("accounted", "unread"):
        assert ours.scores[f"numeral.{name}"].precision == told[name]
    assert (ours.offset_faults, len(ours.missing)) == (told["bad_offsets"], 1)


def _spoilt(gold: Annotation) -> dict[str, Any]:
    figures = [
        {**part, "measure": "level", "subject": "hộ"} if n % 3 == 0 else part
        for n, part in enumerate(gold.figures)
        if n % 7
    ]
    figures = [{**part, "value": "1"} if n % 5 == 0 else part for n, part in enumerate(figures)]
    dates = [
        {**part, "end_date": None} if n % 4 == 0 else part for n, part in enumerate(gold.dates)
    ]
    return {
        "article": {"id": gold.id, "text": gold.text},
        "figures": figures,
        "dates": dates,
        "officials": [
            {**person, "positions": person["positions"][:1]} for person in gold.officials
        ],
        "references": gold.references[1:],
        "unread": gold.references[:1],
    }

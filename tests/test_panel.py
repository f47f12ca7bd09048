"""Panels: one indicator, place × period, with the source of every cell and what contradicts it."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from conftest import Run
from databases import figure, make_record

from extractor.models import ArticleRecord
from extractor.panel.cells import Cell
from extractor.panel.columns import By
from extractor.panel.read import PanelError, Question, read_panel
from extractor.store.archive import Archive

RATE, COUNT, BUILT = "pov.poor_hh.rate", "pov.poor_hh.count", "house.built.count"
WARD = {"name": "phường Việt Hưng", "level": "ward", "code": "00127"}
OTHER = {"name": "xã An Bình", "level": "ward", "code": None}
YEAR, END, MARCH = ("2019-01-01", "2019-12-31"), ("2019-12-31",) * 2, ("2019-03-31",) * 2


def said(
    number: int,
    value: str,
    days: tuple[str, str] | None = END,
    published: str | None = "2020-01-01",
    **fields: Any,
) -> ArticleRecord:
    """The record of an article that says one thing."""
    text = f"Tin {'a' * number} x."
    period = days and {"start": days[0], "end": days[1], "as_of": days[0] == days[1]}
    one = figure(text, 1, "x", value=value, unit="%", indicator=RATE, period=period, place=WARD)
    article = {"source": f"bao{number}.vn", "published_at": published}
    return make_record(text, article, figures=[one | fields])


def panel_of(
    tmp_path: Path,
    records: list[ArticleRecord],
    indicator: str = RATE,
    by: By = "year",
    **asked: Any,
) -> tuple[list[Cell], Counter[str]]:
    with Archive.open(f"{tmp_path}/a.db", create=True) as archive:
        archive.save(records)
        panel, left_out = read_panel(archive, Question(indicator, by=by, **asked))
    return list(panel.cells), left_out


CHOICES: list[tuple[str, list[ArticleRecord], str, list[str]]] = [
    ("what is before what is estimated", [said(1, "2", status="estimate"), said(2, "3")], "3", []),
    ("the last day of the year", [said(1, "2"), said(2, "3", MARCH)], "2", []),
    ("exact before vague", [said(1, "2", comparator="gt"), said(2, "3")], "3", ["2"]),
    ("what was reached", [said(1, "27"), said(2, "3", direction="down", certainty="open")],
     "3", ["27"]),
    ("the surer reading", [said(1, "2", certainty="open"), said(2, "3")], "3", ["2"]),
    ("what most articles say",
     [said(1, "2", published="2022-01-01"), said(2, "3.0"), said(3, "3")], "3", ["2"]),
    ("the article published last",
     [said(1, "2", published="2020-02-01"), said(2, "3", published=None), said(3, "4")],
     "2", ["3", "4"]),
    ("at last the article's id", [said(1, "2"), said(2, "3")], "2 or 3", ["the other"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "records", "value", "others"), CHOICES, ids=[c[0] for c in CHOICES]
)
def test_a_cell_shows_one_of_several_sources_and_keeps_the_others(
    tmp_path: Path, why: str, records: list[ArticleRecord], value: str, others: list[str]
) -> None:
    (cell,), _ = panel_of(tmp_path, records)
    (again,), _ = panel_of(tmp_path, records[::-1])
    assert cell == again
    if value == "2 or 3":
        first, second = sorted(records, key=lambda record: record.article.id)
        value, others = str(first.figures[0].value), [str(second.figures[0].value)]
    assert cell.chosen.value == Decimal(value)
    assert sorted(str(one.value) for one in cell.conflicting) == others


def test_agreeing_sources_are_counted(tmp_path: Path) -> None:
    (cell,), _ = panel_of(tmp_path, [said(1, "1.30"), said(2, "1.3"), said(3, "1.28")])
    assert (cell.agreeing, [one.source for one in cell.conflicting]) == (2, ["bao3.vn"])
    assert cell.bounds == (Decimal("1.28"), Decimal("1.3"))


@pytest.mark.parametrize(
    ("indicator", "days", "by", "period"),
    [
        (COUNT, END, "year", "2019"),
        (COUNT, MARCH, "year", "2019"),
        (COUNT, MARCH, "quarter", "2019-Q1"),
        (COUNT, MARCH, "month", "2019-03"),
        (COUNT, MARCH, "exact", "2019-03-31"),
        (BUILT, YEAR, "year", "2019"),
        (BUILT, ("2019-01-01", "2019-09-30"), "year", None),
        (BUILT, ("2019-01-01", "2019-09-30"), "exact", "2019-01-01/P9M"),
        (BUILT, ("2019-10-01", "2019-12-31"), "quarter", "2019-Q4"),
    ],
)
def test_a_stock_stands_where_it_ends_and_a_sum_only_where_it_fills(
    tmp_path: Path, indicator: str, days: tuple[str, str], by: By, period: str | None
) -> None:
    cells, left_out = panel_of(tmp_path, [said(1, "5", days, indicator=indicator)], indicator, by)
    assert [cell.period.label for cell in cells] == ([period] if period else [])
    assert left_out == ({} if period else {f"a period that fills no {by}": 1})


def test_what_is_no_value_of_the_place_is_left_out_and_counted(tmp_path: Path) -> None:
    whole = said(1, "5")
    text = "x y"
    period = {"start": "2019-12-31", "end": "2019-12-31", "as_of": True}
    same = {"unit": "%", "indicator": RATE, "period": period, "place": WARD}
    parts = [figure(text, 1, "x", **same), figure(text, 2, "y", part_of="f1", **same)]
    part = make_record(text, figures=parts)
    records = [
        whole,
        part,
        said(2, "5", place=None),
        said(3, "5", None),
        said(4, "5", unit="hộ"),
        said(5, "5", measure="change", direction="down"),
        said(6, "5", status="target"),
        said(7, "5", MARCH, place=OTHER),
    ]
    cells, left_out = panel_of(tmp_path, records)
    assert [(cell.place.name, cell.period.label) for cell in cells] == [
        ("phường Việt Hưng", "2019"), ("xã An Bình", "2019"),
    ]  # fmt: skip
    assert left_out == {
        "a part of another figure": 1, "no place": 1, "no period": 1, "in another unit than %": 1,
    }  # fmt: skip
    cells, _ = panel_of(tmp_path, [], statuses=("target",))
    assert [cell.chosen.status for cell in cells] == ["target"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("00127", 1), ("phường Việt Hưng", 1), ("Việt Hưng", 1), ("XÃ AN BÌNH", 1), ("xã Không", 0)],
)
def test_places_are_asked_for_by_code_or_name(tmp_path: Path, name: str, found: int) -> None:
    records = [said(1, "1"), said(2, "2", place=OTHER)]
    assert len(panel_of(tmp_path, records, places=(name,))[0]) == found


def test_unknown_indicator_is_told_with_those_like_it(tmp_path: Path) -> None:
    with pytest.raises(PanelError, match=r"did you mean pov\.poor_hh\.rate"):
        panel_of(tmp_path, [], indicator="pov.poor.rate")


@pytest.fixture
def archive(here: Path) -> str:
    with Archive.open("a.db", create=True) as filled:
        filled.save([
            said(1, "1.30"), said(2, "1.28", published=None), said(3, "2", place=OTHER),
            said(4, "1.5", ("2018-12-31",) * 2), said(5, "1", None),
        ])  # fmt: skip
    return "a.db"


def test_screen_shows_places_by_periods(archive: str, run: Run) -> None:
    code, out, err = run("panel", archive, "--indicator", RATE)
    assert code == 0 and out.splitlines() == [
        "place_code\tplace\tunit\t2018\t2019",
        "00127\tphường Việt Hưng\t%\t1.5\t1.30*",
        "\txã An Bình\t%\t\t2",
    ]
    assert "1 figure left out: 1 × no period" in err


def test_csv_has_a_row_a_cell_with_its_source(here: Path, archive: str, run: Run) -> None:
    code, _, err = run("panel", archive, "--indicator", RATE, "-o", "p.csv")
    assert code == 0 and "3 cells, 2 places, 1 contradicted → p.csv" in err
    with Path("p.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["place"], row["period"], row["value"]) for row in rows] == [
        ("phường Việt Hưng", "2018", "1.5"), ("phường Việt Hưng", "2019", "1.30"),
        ("xã An Bình", "2019", "2"),
    ]  # fmt: skip
    cell = rows[1]
    assert (cell["source"], cell["quote"], cell["start"], cell["valid_to"]) == (
        "bao1.vn", "x", "6", "2019-12-31",
    )  # fmt: skip
    assert (cell["agreeing"], cell["conflicting"]) == ("1", "1")
    assert cell["other_values"] == "1.28 (bao2.vn)"


def test_wide_csv_and_parquet_and_pictures(here: Path, archive: str, run: Run) -> None:
    assert run("panel", archive, "--indicator", RATE, "--wide", "-o", "w.csv")[0] == 0
    assert Path("w.csv").read_text("utf-8-sig").splitlines()[1] == (
        "00127,phường Việt Hưng,%,1.5,1.30*"
    )
    assert run("panel", archive, "--indicator", RATE, "-o", "p.parquet")[0] == 0
    table = pq.read_table("p.parquet")
    assert table.column("value").to_pylist() == [Decimal("1.5"), Decimal("1.3"), Decimal(2)]
    for name, start in (("p.png", b"\x89PNG"), ("p.svg", b"<?xml")):
        pictures = []
        for _ in range(2):
            assert run("panel", archive, "--indicator", RATE, "-o", name)[0] == 0
            pictures.append(Path(name).read_bytes())
        assert pictures[0].startswith(start) and pictures[0] == pictures[1]


GONE = {"name": "xã Tân Lập", "level": "ward", "code": "04354"}
SPLIT = {"name": "phường Giang Biên", "level": "ward", "code": "00121"}
TODAY = {"name": "xã Tân Lĩnh", "level": "ward", "code": "04336"}
NEXT_YEAR = ("2026-12-31",) * 2


@pytest.fixture
def over_the_reform(here: Path) -> str:
    with Archive.open("a.db", create=True) as filled:
        filled.save([
            said(1, "3", place=GONE), said(2, "1.1", place=SPLIT), said(3, "2", place=OTHER),
            said(4, "4", NEXT_YEAR, place=TODAY), said(5, "1.2", NEXT_YEAR, place=WARD),
            said(6, "1.5", place=WARD),
        ])  # fmt: skip
    return "a.db"


def test_units_that_are_gone_stand_under_those_that_hold_them(
    over_the_reform: str, run: Run
) -> None:
    asked = ("panel", over_the_reform, "--indicator", RATE)
    code, out, err = run(*asked, "--successor")
    assert code == 0 and out.splitlines() == [
        "under_code\tunder\tunder_share\tplace_code\tplace\tunit\t2019\t2026",
        # Divided: evidence for both, and the value of neither.
        "00136\tphường Phúc Lợi\tpart\t00121\tphường Giang Biên\t%\t1.1\t",
        "00136\tphường Phúc Lợi\tpart\t00127\tphường Việt Hưng\t%\t1.5\t",
        # The code and the name went on; the ward of before 2025 is another one all the same.
        "\t\t\t00127\tphường Việt Hưng\t%\t\t1.2",
        "00127\tphường Việt Hưng\tpart\t00121\tphường Giang Biên\t%\t1.1\t",
        "00127\tphường Việt Hưng\tpart\t00127\tphường Việt Hưng\t%\t1.5\t",
        "\t\t\t\txã An Bình\t%\t2\t",
        "\t\t\t04336\txã Tân Lĩnh\t%\t\t4",
        "04336\txã Tân Lĩnh\twhole\t04354\txã Tân Lập\t%\t3\t",
    ]
    assert "3 units gone: shown under what holds them now" in err
    assert run(*asked, "--successor", "--on", "2019-12-31")[1] == run(*asked)[1]


def test_a_unit_that_is_gone_is_found_by_either_name_and_marked_in_files(
    over_the_reform: str, run: Run
) -> None:
    for name in ("xã Tân Lập", "xã Tân Lĩnh", "04336"):
        words = ("--successor", "--place", name, "-o", "p.csv")
        assert run("panel", over_the_reform, "--indicator", RATE, *words)[0] == 0
        with Path("p.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = {row["place"]: row for row in csv.DictReader(stream)}
        gone = rows["xã Tân Lập"]
        assert (gone["under_code"], gone["under"], gone["under_share"], gone["value"]) == (
            "04336", "xã Tân Lĩnh", "whole", "3",
        )  # fmt: skip
        assert ("xã Tân Lĩnh" in rows) == (name != "xã Tân Lập")
    assert run("panel", over_the_reform, "--indicator", RATE, "--successor", "-o", "p.svg")[0] == 0
    picture = Path("p.svg").read_text(encoding="utf-8")
    assert "xã Tân Lập → xã Tân Lĩnh" in picture


MISUSES = [
    (["a.db", "--indicator", "pov"], 2, "--indicator 'pov' is unknown"),
    (["a.db", "--indicator", RATE, "-o", "p.xls"], 2, "give a file named .csv, .parquet, .png"),
    (["a.db", "--indicator", RATE, "-o", "p.png", "--wide"], 2, "--wide is for .csv"),
    (["a.db", "--indicator", COUNT], 1, "no figure states a value for a place and a period"),
    (["none.db", "--indicator", RATE], 2, "none.db: there is no such database"),
    (["a.db", "--indicator", RATE, "-o", "no/p.csv"], 2, "cannot be written"),
    (["a.db", "--indicator", RATE, "--on", "2025-07-01"], 2, "--on goes with --successor"),
    (["a.db", "--indicator", RATE, "--successor", "--on", "2025"], 2, "give an ISO date"),
]


@pytest.mark.parametrize(("words", "code", "message"), MISUSES)
def test_impossible_panels_are_told(
    archive: str, run: Run, words: list[str], code: int, message: str
) -> None:
    found, out, err = run("panel", *words)
    assert (found, out) == (code, "") and message in err

"""Files of every form: exact values, nothing that a spreadsheet would compute, whole or absent."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from databases import TEXT, as_bytes, figure, full_record, make_record

from extractor.models import ArticleRecord
from extractor.write import Sink, UnknownFormatError, open_sink, parse_target
from extractor.write.observations import COLUMNS, observation_rows
from extractor.write.sdmx import time_period

FORMS = ("jsonl", "csv", "xlsx", "parquet")
FORMULAS = ("=1+1", "+1", "-1 hộ", "@SUM(A1)", "\t=1", "\r=1", "http://example.vn", "{=1}")


def write(path: Path, *records: ArticleRecord) -> Path:
    sink = open_sink(parse_target(str(path)))
    for record in records:
        sink.write(record)
    sink.finish()
    return path


def tricky_record() -> ArticleRecord:
    """Words that a spreadsheet would take for formulas, and values that floats cannot hold."""
    text = " ".join(f"{number}x" for number in range(len(FORMULAS)))
    values = ("123456789012345.123456", "9" * 29, "9" * 40, "0.0000000001", "1.30")
    figures = [
        figure(text, n + 1, f"{n}x", subject=words, value=values[n % len(values)])
        for n, words in enumerate(FORMULAS)
    ]
    return make_record(text, {"title": "=cmd|' /C calc'!A0", "source": "+84"}, figures=figures)


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def cells_of(path: Path, sheet: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_json_lines_come_back_as_written(tmp_path: Path) -> None:
    path = write(tmp_path / "f.jsonl", full_record(), tricky_record())
    back = [ArticleRecord.model_validate_json(line) for line in path.open(encoding="utf-8")]
    assert list(map(as_bytes, back)) == [as_bytes(full_record()), as_bytes(tricky_record())]


def test_csv_comes_back_by_its_own_description(tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", full_record())
    described = json.loads((tmp_path / "f.csv-metadata.json").read_text("utf-8"))
    columns = described["tableSchema"]["columns"]
    rows = csv_rows(path)
    assert described["url"] == "f.csv" and [c["name"] for c in columns] == list(rows[0])
    for row, written in zip(rows, observation_rows(full_record()), strict=True):
        for column in columns:
            name = column["name"]
            # An empty list and none at all are the same in CSV.
            assert _parsed(row[name], column) == (None if written[name] == [] else written[name])


def _parsed(cell: str, column: dict[str, Any]) -> Any:
    if cell == column["null"]:
        return None
    if "separator" in column:
        return cell.split(column["separator"])
    kind = column["datatype"] if isinstance(column["datatype"], str) else "date"
    parse = {"string": str, "integer": int, "decimal": Decimal, "date": date.fromisoformat,
             "boolean": lambda word: {"true": True, "false": False}[word]}  # fmt: skip
    return parse[kind](cell)


def test_csv_speaks_sdmx(tmp_path: Path) -> None:
    rows = csv_rows(write(tmp_path / "f.csv", full_record()))
    names = ("REF_AREA", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("00127", "2019-12-31", "6", "hộ", "0", "A"),
        ("", "2019-12-31", "1.30", "%", "0", "A"),
        ("", "", "12", "hộ", "0", "A"),
        ("tổ 3", "", "2", "hộ", "0", "A"),
        ("", "", "123200000000", "VND", "0", "A"),
        ("", "", "5000000", "VND/người/tháng", "0", "A"),
        ("", "", "", "lượt", "0", "O"),
    ]
    assert [row["sentence"] for row in rows] == [TEXT] * 7


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-01-01", "2022-06-30", "2022-S1"),
        ("2022-07-01", "2022-12-31", "2022-S2"),
        ("2022-10-01", "2022-12-31", "2022-Q4"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-28", "2023-02"),
        ("2024-02-01", "2024-02-28", "2024-02-01/P28D"),
        ("2022-01-01", "2022-09-30", "2022-01-01/P9M"),
        ("2022-02-01", "2022-04-30", "2022-02-01/P3M"),
        ("2021-09-01", "2022-08-31", "2021-09-01/P1Y"),
        ("2019-12-31", "2019-12-31", "2019-12-31"),
        ("2019-12-25", "2020-01-05", "2019-12-25/P12D"),
        ("9999-01-01", "9999-12-31", "9999-01-01/P365D"),
        (None, "2019-12-31", None),
    ],
)
def test_periods_take_their_shortest_sdmx_form(
    start: str | None, end: str, expected: str | None
) -> None:
    first = date.fromisoformat(start) if start else None
    assert time_period(first, date.fromisoformat(end)) == expected


def test_csv_computes_nothing_and_numbers_stay_exact(tmp_path: Path) -> None:
    rows = csv_rows(write(tmp_path / "f.csv", tricky_record()))
    for row, words in zip(rows, FORMULAS, strict=True):
        assert row["subject"].removeprefix("'") == words
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    assert rows[0]["value"] == "123456789012345.123456" and rows[2]["value"] == "9" * 40


def test_workbook_computes_nothing_and_links_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "f.xlsx", tricky_record(), full_record())
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
        assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    rows = cells_of(path, "Số liệu")
    subject = rows[0].index("Đối tượng")
    # A control character is escaped in the file; spreadsheets show it as itself.
    found = [row[subject].replace("_x000D_", "\r") for row in rows[1:9]]
    assert found == list(FORMULAS)


def test_workbook_shows_each_figure_marked_in_its_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "f.xlsx", full_record(), tricky_record())
    book = openpyxl.load_workbook(path, rich_text=True)
    sentence = book["Số liệu"].cell(3, 1).value
    assert str(sentence) == TEXT
    marked = [part for part in sentence if not isinstance(part, str)]
    assert [(part.text, part.font.b) for part in marked if part.font.b] == [("1,30%", True)]
    rows = cells_of(path, "Số liệu")
    assert [row[1] for row in rows[1:4]] == [6, 1.3, 12]
    # What a float cannot hold is text, with every digit.
    assert rows[8][1] == "123456789012345.123456"
    assert cells_of(path, "Nhân sự")[1][:3] == ["Đinh Văn A", "Bí thư Đảng ủy", "Đảng ủy"]
    assert cells_of(path, "Cần xem lại")[1][:4] == [
        "warning", "rate_mismatch", "06 / 1,30%", "6 ≠ 7",
    ]  # fmt: skip


def test_full_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.write.excel.ROWS", 4)
    path = write(tmp_path / "f.xlsx", full_record())
    assert [len(cells_of(path, name)) for name in ("Số liệu", "Số liệu 2", "Số liệu 3")] == [
        4, 4, 2,
    ]  # fmt: skip


def test_very_long_sentence_is_cut_around_its_figure(tmp_path: Path) -> None:
    text = "xã " * 20_000 + "có 5 hộ" + " và" * 20_000
    record = make_record(text, figures=[figure(text, 1, "5 hộ")])
    cell = cells_of(write(tmp_path / "f.xlsx", record), "Số liệu")[1][0]
    assert len(cell) < 2_100 and "có 5 hộ và" in cell and cell[0] == cell[-1] == "…"


def test_parquet_holds_exact_decimals(tmp_path: Path) -> None:
    table = pq.read_table(write(tmp_path / "f.parquet", full_record(), tricky_record()))
    rows = table.to_pylist()
    assert str(table.schema.field("value").type) == "decimal128(38, 9)"
    assert [column.name for column in COLUMNS] == table.schema.names[: len(COLUMNS)]
    assert rows[1]["value"] == Decimal("1.30") and rows[1]["value_text"] == "1.30"
    assert rows[4]["vnd"] == 123_200_000_000 and rows[0]["period_end"] == date(2019, 12, 31)
    assert rows[5]["per"] == ["người", "tháng"] and rows[0]["as_of"] is True
    # Never rounded: what does not fit is null there, and whole as text.
    kept = [(row["value"], row["value_text"]) for row in rows[7:11]]
    assert kept == [
        (Decimal("123456789012345.123456"), "123456789012345.123456"),
        (Decimal("9" * 29), "9" * 29),
        (None, "9" * 40),
        (None, "0.0000000001"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_same_records_are_the_same_bytes(tmp_path: Path, form: str) -> None:
    paths = [write(tmp_path / f"{name}.{form}", full_record()) for name in "ab"]
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_unfinished_file_has_no_name_and_can_be_read(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"f.{form}"
    sink: Sink = open_sink(parse_target(str(path)))
    sink.write(full_record())
    part = sink.leave()
    assert part == f"{path}.part" and not path.exists()
    whole = Path(part).rename(tmp_path / f"half.{form}")
    if form == "xlsx":
        assert len(cells_of(whole, "Số liệu")) == 8
    elif form == "parquet":
        assert pq.read_table(whole).num_rows == 7
    else:
        assert len(csv_rows(whole) if form == "csv" else whole.read_text("utf-8").splitlines()) in (
            1,
            7,
        )


@pytest.mark.parametrize("form", [*FORMS, "db"])
def test_no_articles_make_an_empty_output(tmp_path: Path, form: str) -> None:
    assert write(tmp_path / f"f.{form}").exists()


def test_database_sink_commits_whole_batches(database: str) -> None:
    from extractor.store.address import parse_address
    from extractor.store.archive import Archive
    from extractor.write.database import DatabaseSink

    sink = DatabaseSink(parse_address(database), batch=2)
    counts = []
    with Archive.open(database) as archive:
        for words in ("Một.", "Hai.", "Ba."):
            sink.write(make_record(words))
            counts.append(archive.count_rows()["articles"])
        sink.commit()
        counts.append(archive.count_rows()["articles"])
        sink.finish()
    assert counts == [0, 2, 2, 3]


@pytest.mark.parametrize(
    ("output", "module", "words"),
    [
        ("f.xlsx", "xlsxwriter", "pip install 'vnfigures[office]'"),
        ("f.parquet", "pyarrow", "pip install 'vnfigures[parquet]'"),
    ],
)
def test_missing_extra_is_told_with_the_command(
    monkeypatch: pytest.MonkeyPatch, output: str, module: str, words: str
) -> None:
    monkeypatch.setattr("extractor.write.sink.find_spec", lambda name: None)
    with pytest.raises(UnknownFormatError) as told:
        parse_target(output)
    assert words in str(told.value) and module in str(told.value)

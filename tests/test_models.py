"""The contract's invariants: a record that does not add up refuses to exist."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from extractor.cli.schema import schema_text
from extractor.models import ArticleRecord, CountFigure, DateRecord, Issue, Official, Position

SCHEMA = Path(__file__).parent.parent / "docs" / "schema.json"
TEXT = "Năm 2022, xã có 12 hộ nghèo, giảm 3 hộ; ông Lê An ký Quyết định 45. Tổ 7."


def _at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _figure(number: int, words: str, **fields: object) -> dict[str, Any]:
    return {
        **_at(words),
        "id": f"f{number}",
        "kind": "count",
        "value": words.split()[0],
        "unit": "hộ",
        "unit_text": "hộ",
        "comparator": "eq",
        "measure": "level",
        "status": "actual",
        "sentence": {"start": 0, "end": len(TEXT)},
        "certainty": "sure",
        "rules": ["household"],
        **fields,
    }


GOOD: dict[str, Any] = {
    "article": {"id": "0123456789abcdef", "text": TEXT},
    "figures": [
        _figure(1, "12 hộ"),
        _figure(2, "3 hộ", measure="change", direction="down", about="f1"),
    ],
    "dates": [
        {
            **_at("Năm 2022"),
            "id": "d1",
            "start_date": "2022-01-01",
            "end_date": "2022-12-31",
            "granularity": "year",
            "role": "period",
            "resolution": "explicit",
            "rules": ["year"],
        }
    ],
    "officials": [
        {
            "id": "o1",
            "name": "Lê An",
            "honorific": "ông",
            "role": "mentioned",
            "positions": [],
            "mentions": [_at("Lê An")],
            "rules": ["honorific"],
        }
    ],
    "references": [{**_at("Quyết định 45"), "class": "document", "rules": ["decision"]}],
    "unread": [_at("7")],
    "issues": [{"code": "odd", "severity": "info", "message": "…", "figures": ["f1"]}],
}


def test_whole_record_stands_and_gives_exact_strings() -> None:
    data = json.loads(ArticleRecord.model_validate(GOOD).model_dump_json(by_alias=True))
    assert data["schema_version"] == "1.0"
    assert data["figures"][0]["value"] == "12" and data["references"][0]["class"] == "document"
    assert ArticleRecord.model_validate(data).model_dump_json(by_alias=True) == json.dumps(
        data, ensure_ascii=False, separators=(",", ":")
    )


WRONG: list[tuple[str, list[Any], object, str]] = [
    ("words that are not there", ["figures", 0, "text"], "13 hộ", "the article says '12 hộ'"),
    ("a span too short", ["figures", 0, "end"], 20, "does not fit its text"),
    ("a span of an official", ["officials", 0, "mentions", 0, "start"], 2, "does not fit"),
    ("two readings of one numeral", ["references", 0], {**GOOD["references"][0], **_at("3 hộ")},
     "two readings overlap"),
    ("a numeral that nobody read", ["unread"], [], "numeral '7'"),
    ("half a numeral", ["figures", 0], _figure(1, "2 hộ", value="2"), "numeral '12'"),
    ("an unknown key", ["figures", 0, "amount"], "12", "Extra inputs are not permitted"),
    ("an unknown key at the top", ["notes"], [], "Extra inputs are not permitted"),
    ("a float", ["figures", 0, "value"], 12.0, "instance of Decimal"),
    ("an unknown kind", ["figures", 0, "kind"], "number", "union_tag_invalid"),
    ("an unknown status", ["figures", 0, "status"], "plan", "Input should be 'actual'"),
    ("no value without 'vague'", ["figures", 0, "value"], None, "goes with comparator 'vague'"),
    ("value_max without a range", ["figures", 0, "value_max"], "15", "value_max is for ranges"),
    ("about nobody", ["figures", 1, "about"], "f9", "points at 'f9'"),
    ("about itself", ["figures", 1, "about"], "f2", "points at 'f2'"),
    ("part of nobody", ["figures", 0, "part_of"], "f7", "points at 'f7'"),
    ("an issue of nobody", ["issues", 0, "figures"], ["f8"], "names figures ['f8']"),
    ("a period backwards", ["dates", 0, "end_date"], "2021-01-01", "ends 2021-01-01 before"),
    ("an impossible day", ["dates", 0, "end_date"], "2022-02-30", "day"),
    ("an id that is none", ["article", "id"], "1", "String should match pattern"),
    ("an offset below zero", ["figures", 0, "start"], -1, "greater than or equal to 0"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "fault"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_record_is_refused(path: list[Any], value: object, fault: str) -> None:
    data = copy.deepcopy(GOOD)
    target: Any = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(ValidationError) as error:
        ArticleRecord.model_validate(data)
    assert fault in str(error.value)


@pytest.mark.parametrize(
    ("given", "written"),
    [("123200000000", "123200000000"), ("1.30", "1.30"), (Decimal("1E+3"), "1000"), ("0", "0")],
)
def test_decimals_are_written_as_plain_digits(given: object, written: str) -> None:
    figure = CountFigure.model_validate(_figure(1, "12 hộ", value=given))
    assert json.loads(figure.model_dump_json())["value"] == written


def test_parts_of_a_record_are_frozen() -> None:
    record = ArticleRecord.model_validate(GOOD)
    with pytest.raises(ValidationError, match="frozen"):
        record.figures[0].unit = "khẩu"


@pytest.mark.parametrize(
    "model", [ArticleRecord, CountFigure, DateRecord, Official, Position, Issue]
)
def test_models_are_strict_and_closed(model: type[Any]) -> None:
    config = model.model_config
    assert config["strict"] and config["extra"] == "forbid" and config["frozen"]


def test_published_schema_is_the_schema_of_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), (
        "the contract has changed: vnfigures schema > docs/schema.json"
    )


def test_schema_speaks_of_the_written_form() -> None:
    schema = json.loads(schema_text())
    assert "class" in schema["$defs"]["Reference"]["properties"]
    assert {"type": "string"}.items() <= _value_schema(schema).items()


def _value_schema(schema: dict[str, Any]) -> dict[str, Any]:
    options: list[dict[str, Any]] = schema["$defs"]["CountFigure"]["properties"]["value"]["anyOf"]
    return options[0]

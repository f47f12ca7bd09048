"""Fresh databases for tests, and records that use every field of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from postgres import NoServerError, running_server

from extractor.article import article_id
from extractor.models import ArticleRecord

_numbers = count(1)
TEXT = (
    "Đến 31/12/2019, phường Việt Hưng còn 06 hộ nghèo (1,30%), giảm 12 hộ so với năm 2018;"
    " trong đó 2 hộ ở tổ 3. Quỹ thu 123,2 tỷ đồng, mỗi hộ 5 triệu đồng/người/tháng."
    " Ông Đinh Văn A, Bí thư Đảng ủy, Chủ tịch UBND phường, dự. Ông A nói: hàng trăm lượt. Mã 77."
)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server's address."""
    try:
        running = running_server()
        address = running.__enter__()
    except NoServerError as reason:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {reason}")
    try:
        yield address
    finally:
        running.__exit__(None, None, None)


@pytest.fixture
def postgres(server: str) -> str:
    """The address of an empty PostgreSQL database."""
    import psycopg

    name = f"t{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/archive.db"
    address: str = request.getfixturevalue("postgres")
    return address


def quote(text: str, words: str, after: int = 0) -> dict[str, Any]:
    """The span of `words` in `text`."""
    start = text.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def figure(text: str, number: int, words: str, **fields: Any) -> dict[str, Any]:
    """A figure of the contract, plain but for `fields`."""
    return {
        "id": f"f{number}",
        **quote(text, words),
        "kind": "count",
        "value": "1",
        "unit": "hộ",
        "unit_text": "hộ",
        "comparator": "eq",
        "measure": "level",
        "status": "actual",
        "sentence": {"start": 0, "end": len(text)},
        "certainty": "sure",
        "rules": ["household"],
    } | fields


def make_record(text: str, article: dict[str, Any] | None = None, **parts: Any) -> ArticleRecord:
    """A record of `text`; what is not given is empty."""
    empty: dict[str, Any] = {
        name: [] for name in ("figures", "dates", "officials", "references", "unread", "issues")
    }
    known = {"id": article_id(text), "text": text}
    return ArticleRecord.model_validate(empty | parts | {"article": known | (article or {})})


def full_record() -> ArticleRecord:
    """A record with every field of the contract filled somewhere, and left out elsewhere."""
    return make_record(
        TEXT,
        article={
            "source": "https://example.vn/tin?id=1",
            "title": "Tin «nghèo»\nphường",
            "published_at": "2020-01-03T08:15",
            "publisher": "Báo Phường",
            "author": "Thu Hà",
            "encoding": "utf-8",
            "converted_from": "tcvn3",
            "mirrors": ["https://z.example.vn/2", "https://a.example.vn/1"],
            "place": {"name": "phường Việt Hưng", "level": "ward", "code": "00127"},
        },
        figures=_figures(),
        dates=_dates(),
        officials=_officials(),
        references=[
            {**quote(TEXT, "3", TEXT.index("tổ 3")), "class": "ordinal", "rules": ["ward_no"]}
        ],
        unread=[quote(TEXT, "77")],
        issues=[
            {"code": "rate_mismatch", "severity": "warning", "message": "06 / 1,30%",
             "message_en": "06 of 1.30%", "arithmetic": "6 ≠ 7",
             "figures": ["f2", "f1"], "start": 3, "end": 9},
            {"code": "vague", "severity": "info", "message": "hàng trăm"},
        ],
    )  # fmt: skip


def _figures() -> list[dict[str, Any]]:
    place = {"name": "phường Việt Hưng", "level": "ward", "code": "00127"}
    moment = {"start": "2019-12-31", "end": "2019-12-31", "as_of": True}
    return [
        figure(TEXT, 1, "06 hộ", value="6", indicator="pov.poor_hh.count", topic="pov",
               subject="hộ nghèo", period=moment, place=place, cue="còn"),
        figure(TEXT, 2, "1,30%", kind="percent", value="1.30", unit="%", unit_text="%",
               indicator="pov.poor_hh.rate", about="f1", period=moment, of="tổng số hộ"),
        figure(TEXT, 3, "12 hộ", value="12", measure="change", direction="down", action="giảm",
               baseline={"kind": "year", "start": "2018-01-01", "end": "2018-12-31"}),
        figure(TEXT, 4, "2 hộ ở", value="2", kind="ratio", denominator="18",
               part_of="f1", certainty="open",
               place={"name": "tổ 3", "level": "hamlet", "code": None}),
        figure(TEXT, 5, "123,2 tỷ đồng", kind="money", value="123200000000", unit="VND",
               unit_text="tỷ đồng", measure="flow", fund_source="Quỹ", actor="Quỹ",
               period={"start": None, "end": None, "as_of": False}),
        figure(TEXT, 6, "5 triệu đồng/người/tháng", kind="money", value="5000000",
               unit="VND", unit_text="triệu đồng", per=["người", "tháng"], measure="per_unit",
               comparator="range", value_max="5000000.5", attribution="ông A",
               baseline={"kind": "other"}, rules=["money", "per"]),
        figure(TEXT, 7, "hàng trăm lượt", value=None, unit="lượt", comparator="vague", per=[]),
    ]  # fmt: skip


def _dates() -> list[dict[str, Any]]:
    day = {
        "granularity": "day", "role": "as_of", "resolution": "explicit", "calendar": "lunar",
        "time": "08:15", "part_of_day": "morning", "rules": ["day"],
    }  # fmt: skip
    year = {"granularity": "year", "role": "baseline", "resolution": "unresolved", "rules": ["y"]}
    return [
        {"id": "d1", **quote(TEXT, "31/12/2019"), "start_date": "2019-12-31",
         "end_date": "2019-12-31", **day},
        {"id": "d2", **quote(TEXT, "2018"), "start_date": None, "end_date": None, **year},
    ]  # fmt: skip


def _officials() -> list[dict[str, Any]]:
    ward = {"name": "phường Việt Hưng", "level": "ward", "code": "00127"}
    first = {**quote(TEXT, "Bí thư Đảng ủy"), "title": "Bí thư", "organization": "Đảng ủy"}
    second = {**quote(TEXT, "Chủ tịch UBND phường"), "title": "Chủ tịch", "organization": "UBND"}
    person = {
        "id": "o1", "name": "Đinh Văn A", "honorific": "ông", "rank": "TS", "role": "mentioned",
        "positions": [first | {"level": "ward", "place": ward}, second | {"level": "none"}],
        "mentions": [quote(TEXT, "Đinh Văn A"), quote(TEXT, "A", TEXT.index("Ông A nói"))],
        "rules": ["honorific"],
    }  # fmt: skip
    # Ten others: «o10» must not come before «o2».
    rest = [
        {"id": f"o{number}", "name": "Hà", "role": "author", "positions": [], "mentions": [],
         "rules": []}
        for number in range(2, 12)
    ]  # fmt: skip
    return [person, *rest]


def as_bytes(record: ArticleRecord) -> bytes:
    """The record as it is published: equal bytes are equal to the last zero."""
    return json.dumps(record.model_dump(mode="json", by_alias=True), ensure_ascii=False).encode()

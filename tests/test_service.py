"""The HTTP service: what it takes, what it refuses, and that its description is true."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ARTICLE
from fastapi.testclient import TestClient

from extractor.models import ArticleRecord
from extractor.service.app import create_app
from extractor.service.settings import LOCAL_NAMES, Settings

HTML = f"<html><head><title>Tin</title></head><body><article><p>{ARTICLE * 9}</p></article></body>"
NAMES = (*LOCAL_NAMES, "testserver")


def _client(**changes: Any) -> TestClient:
    settings = {"tagger": "rules", "hosts": NAMES} | changes
    return TestClient(create_app(Settings(**settings)))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with _client() as client:
        yield client


def _post(client: TestClient, kind: str, body: str | bytes, query: str = "") -> Any:
    return client.post(f"/v1/extract{query}", content=body, headers={"Content-Type": kind})


def test_json_article_becomes_its_record(client: TestClient) -> None:
    answer = client.post("/v1/extract", json={"text": ARTICLE, "published_at": "2018-03-13"})
    record = ArticleRecord.model_validate_json(answer.content)
    assert answer.status_code == 200 and record.article.text == ARTICLE
    assert [figure.text for figure in record.figures] == ["12 hộ", "2,5%", "123,2 triệu đồng"]
    assert record.article.published_at == "2018-03-13"


def test_text_body_takes_what_the_address_says_of_it(client: TestClient) -> None:
    answer = _post(
        client, "text/plain", ARTICLE.encode(), "?published=2018-03-14&title=Tin&source=s"
    )
    article = answer.json()["article"]
    assert (article["published_at"], article["title"], article["source"]) == (
        "2018-03-14", "Tin", "s",
    )  # fmt: skip


@pytest.mark.parametrize("form", ["page", "field"])
def test_markup_is_read_as_a_page(client: TestClient, form: str) -> None:
    if form == "page":
        answer = _post(client, "text/html; charset=utf-8", HTML.encode())
    else:
        answer = client.post("/v1/extract", json={"html": HTML})
    record = answer.json()
    assert "<p>" not in record["article"]["text"] and record["figures"][0]["text"] == "12 hộ"


def test_batch_streams_a_record_or_an_error_for_each_line(client: TestClient) -> None:
    lines = [json.dumps({"text": ARTICLE}), "{", json.dumps({"text": "Xã có 3 hộ nghèo."})]
    answer = _post(client, "application/x-ndjson", "\n".join(lines))
    first, second, third = map(json.loads, answer.text.splitlines())
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert len(first["figures"]) == 3 and len(third["figures"]) == 1
    assert second["error"]["place"] == "body:2" and "not valid JSON" in second["error"]["fault"]


def test_archive_as_a_file_gives_a_line_for_each_article(client: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../a.txt", ARTICLE)
        archive.writestr("b.txt", ARTICLE)
    answer = client.post("/v1/extract", files={"file": ("kho.zip", packed.getvalue())})
    records = [json.loads(line) for line in answer.text.splitlines()]
    assert [r["article"]["text"] for r in records] == [ARTICLE] * 2


@pytest.mark.parametrize(
    ("kind", "body", "status", "words"),
    [
        ("application/json", b"{", 422, "Invalid JSON"),
        ("application/json", b'{"text": "a", "html": "b"}', 422, "one of them"),
        ("application/json", b'{"text": "a", "published_at": "3/2018"}', 422, "no ISO date"),
        ("application/json", b'{"text": " "}', 422, "its text is empty"),
        ("application/json", b'{"text": "a", "colour": 1}', 422, "colour"),
        ("text/plain", b"\x00\x01", 422, "body"),
        ("image/png", b"x", 415, "send application/json"),
        ("multipart/form-data; boundary=x", b"--x--\r\n", 422, "send a file"),
    ],
)
def test_refusal_says_what_to_do(
    client: TestClient, kind: str, body: bytes, status: int, words: str
) -> None:
    answer = _post(client, kind, body)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text


def test_large_body_is_refused_before_and_while_it_is_read() -> None:
    with _client(max_mb=1) as client:
        announced = _post(client, "text/plain", b"a" * 1_000_001)
        chunks = (b"a" * 100_000 for _ in range(11))
        counted = client.post("/v1/extract", content=chunks, headers={"Content-Type": "text/plain"})
    assert announced.status_code == counted.status_code == 413


def test_key_is_asked_for_where_one_is_set() -> None:
    with _client(key="mật") as client:
        without = client.post("/v1/extract", json={"text": ARTICLE})
        wrong = client.post("/v1/extract", json={"text": ARTICLE}, headers={"X-API-Key": "x"})
        right = client.post(
            "/v1/extract", json={"text": ARTICLE}, headers={"X-API-Key": "mật".encode()}
        )
        health = client.get("/healthz")
    assert [a.status_code for a in (without, wrong, right, health)] == [401, 401, 200, 200]


def test_foreign_name_is_refused(client: TestClient) -> None:
    answer = client.get("/healthz", headers={"Host": "evil.example:8010"})
    assert answer.status_code == 421


def test_late_work_is_given_up_and_a_full_queue_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    with _client(workers=1, waiting=0, timeout=0.05) as client:
        reader = client.app.state.reader  # type: ignore[attr-defined]
        monkeypatch.setattr(reader, "record_json", lambda _: gate.wait(10) and "{}")
        late = client.post("/v1/extract", json={"text": ARTICLE})
        busy = client.post("/v1/extract", json={"text": ARTICLE})
        metrics = client.get("/metrics").text
        gate.set()
    assert (late.status_code, busy.status_code) == (504, 503)
    assert busy.headers["retry-after"] == "1"
    assert "vnfigures_timeouts_total 1" in metrics and "vnfigures_refused_total 1" in metrics


def test_metrics_count_articles_and_requests(client: TestClient) -> None:
    before = _counters(client)
    client.post("/v1/extract", json={"text": ARTICLE})
    client.get("/made/up")
    after = _counters(client)
    grown = {name: after[name] - before.get(name, 0) for name in after}
    assert grown["vnfigures_articles_total"] == 1 and grown["vnfigures_figures_total"] == 3
    assert grown['vnfigures_requests_total{path="/v1/extract",status="200"}'] == 1
    assert grown['vnfigures_requests_total{path="other",status="404"}'] == 1


def _counters(client: TestClient) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(number) for name, number in pairs}


def test_schema_is_that_of_the_command(client: TestClient) -> None:
    from extractor.cli.schema import schema_text

    assert client.get("/v1/schema").json() == json.loads(schema_text())


def test_nothing_of_the_description_leads_elsewhere(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/openapi.json").json()["info"]["title"] == "vnfigures"

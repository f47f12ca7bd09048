"""Hostile articles, names and requests: shown as text, or refused."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from reviewing import Visitor, visiting

from extractor.article import Article
from extractor.engine import Extractor
from extractor.review.loading import load_articles
from extractor.review.marked import Shown, draw_lines
from extractor.review.report import write_report
from extractor.review.security import own_path
from extractor.review.settings import ReviewSettings
from extractor.store.archive import Archive

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "]]></title><script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "\u202eevil\u2066 \x00\x07 \u200f",
    "../../../../etc/passwd",
)


class Elements(HTMLParser):
    """What a browser would make of a page: its elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(html: str) -> None:
    """Only our scripts, no handlers, no links but our own, no bare control characters."""
    for tag, attributes in Elements(html).found:
        assert tag not in {"iframe", "object", "embed", "base", "img"}, tag
        assert tag != "script" or str(attributes.get("src", "")).startswith("/static/")
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name, value)
            if name in {"href", "src", "action"}:
                assert re.match(r"[/?#]|$", value or ""), (tag, value)
                assert not (value or "").startswith("//")
    assert not re.search("[\x00-\x08\x0e-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", html)


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    with visiting(tmp_path) as visitor:
        yield visitor


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_words_are_shown_as_words_on_every_page(visitor: Visitor, evil: str) -> None:
    text = f"{evil}\nÔng Trần Văn Bền, Chủ tịch UBND xã {evil}, nói còn 12 hộ nghèo {evil} 99.\n"
    article = Article(text, title=evil, source=evil, publisher=evil, published="2018-03-12")
    record = Extractor(tagger="rules").read(article)
    visitor.archive.save([record])
    visitor.send(f"/articles/{record.article.id}/corrections",
                 {"verdict": "right", "at": f"{record.figures[0].start}-{record.figures[0].end}",
                  "who": evil, "note": evil})  # fmt: skip
    figure = record.figures[0].id
    for address in (
        "/", "/figures", "/indicators", "/officials", "/corrections",
        f"/articles/{record.article.id}", f"/articles/{record.article.id}?figure={figure}&why=1",
    ):  # fmt: skip
        assert_harmless(visitor.page(address))
    for address in ("/", "/search", "/officials", "/figures"):
        for name in ("q", "place", "indicator", "sort", "year", "page"):
            answer = visitor.client.get(address, params={name: evil})
            assert answer.status_code == 200
            assert_harmless(answer.text)


def test_every_answer_says_what_a_page_may_load(visitor: Visitor) -> None:
    for address in ("/", "/figures?format=csv", "/static/review.js", "/nothing"):
        headers = visitor.client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd",
        "/articles/../../etc/passwd", "/articles/%2e%2e%2f", "/officials/..%2f..%2fetc",
    ],
)  # fmt: skip
def test_no_address_leads_to_a_file(visitor: Visitor, address: str) -> None:
    answer = visitor.client.get(address)
    assert "root:" not in answer.text and "create_app" not in answer.text
    assert answer.status_code == 404 or answer.url.path == "/"


def test_links_that_lead_out_of_the_folder_are_left(tmp_path: Path) -> None:
    folder, outside = tmp_path / "kho", tmp_path / "secret"
    folder.mkdir(), outside.mkdir()
    (outside / "secret.txt").write_text("Mật: 99 hộ.", encoding="utf-8")
    (folder / "good.txt").write_text("Xã còn 12 hộ nghèo.", encoding="utf-8")
    (folder / "same.txt").symlink_to(folder / "good.txt")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "dir").symlink_to(outside)
    with Archive.open(str(tmp_path / "a.db"), create=True) as archive:
        load_articles(archive, [str(folder)], ReviewSettings(tagger="rules"))
        assert [record.article.text for record in archive.records()] == ["Xã còn 12 hộ nghèo."]


def test_writes_need_the_seal_of_the_session(visitor: Visitor) -> None:
    key = visitor.paste("Xã còn 12 hộ nghèo.")
    for address, fields in (
        ("/paste", {"text": "Tin"}),
        (f"/articles/{key}/corrections", {"verdict": "complete"}),
    ):
        for seal in ("", "0" * 64):
            answer = visitor.client.post(address, data={**fields, "seal": seal})
            assert answer.status_code == 403, address
        for header in ({"Origin": "https://evil.example"}, {"Origin": "null"},
                       {"Sec-Fetch-Site": "cross-site"}):  # fmt: skip
            assert visitor.send(address, fields, headers=header).status_code == 403


def test_seal_of_another_session_is_refused(visitor: Visitor) -> None:
    page = visitor.page("/")
    seal = re.search(r'name="seal" value="(\w+)"', page)
    visitor.client.cookies.clear()
    visitor.page("/")
    answer = visitor.client.post("/paste", data={"text": "Tin", "seal": seal and seal[1]})
    assert answer.status_code == 403


def test_foreign_names_and_large_bodies_are_refused(tmp_path: Path) -> None:
    with visiting(tmp_path, max_mb=1) as visitor:
        assert visitor.client.get("/", headers={"Host": "evil.example"}).status_code == 421
        assert visitor.send("/paste", {"text": "a" * 1_100_000}).status_code == 413


def test_token_is_asked_for_where_one_is_set(tmp_path: Path) -> None:
    with visiting(tmp_path, token="bí mật") as visitor:
        client = visitor.client
        assert client.get("/figures", follow_redirects=False).headers["location"] == "/enter"
        assert client.get("/static/review.css").status_code == 200
        assert client.post("/enter", data={"token": "x"}).status_code == 403
        client.post("/enter", data={"token": "bí mật"})
        assert client.get("/figures", follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    "given", ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "/\nx", ""]
)
def test_way_back_stays_on_this_site(given: str) -> None:
    assert own_path(given) == "/"


def test_cells_that_a_spreadsheet_would_compute_are_words(visitor: Visitor) -> None:
    article = Article("Xã còn 12 hộ nghèo.", title='=HYPERLINK("http://evil.example")')
    visitor.archive.save([Extractor(tagger="rules").read(article)])
    (row,) = csv.DictReader(io.StringIO(visitor.page("/figures?format=csv").removeprefix("\ufeff")))
    assert row["Bài"].startswith("'=")


def test_report_loads_nothing_and_runs_only_its_own_script(tmp_path: Path) -> None:
    with visiting(tmp_path) as visitor:
        for evil in EVIL:
            article = Article(f"{evil} Xã còn 12 hộ nghèo.\nTin", title=evil, source=evil)
            visitor.archive.save([Extractor(tagger="rules").read(article)])
        output = tmp_path / "report.html"
        assert write_report(visitor.archive, output, "vi") == len(EVIL)
    page = output.read_text(encoding="utf-8")
    elements = Elements(page).found
    assert [tag for tag, _ in elements].count("script") == 1
    assert {tag for tag, _ in elements} & {"link", "img", "iframe", "form"} == set()
    assert all(str(a["href"]).startswith("#") for _, a in elements if "href" in a)
    ids = [a["id"] for _, a in elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert "default-src 'none'" in unescape(page)


def test_marks_that_cross_are_cut_and_lose_no_word() -> None:
    record = Extractor(tagger="rules").extract("một hai ba\nbốn năm")
    spans = [(0, 7), (4, 10), (4, 6), (8, 15)]
    drawn = draw_lines(record, [Shown(a, b, f"m{a}", "x", "tip") for a, b in spans])
    words = [re.sub(r'<span class="tip".*?</span>|<[^>]+>', "", str(line.html)) for line in drawn]
    assert words == ["một hai ba", "bốn năm"]
    for line in drawn:
        assert str(line.html).count("<mark") == str(line.html).count("</mark>")

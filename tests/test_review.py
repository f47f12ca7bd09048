"""The review: what its pages show, what it takes in, and what it keeps."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from conftest import ARTICLE
from reviewing import Visitor, marks, visiting, with_finding

from extractor.engine import Extractor
from extractor.review.words import language

TEXT = (
    "Xã Tân Lộc giảm nghèo\n"
    "Ngày 12/3/2018, ông Trần Văn Bền, Chủ tịch UBND xã cho biết đầu năm 2017 xã có 20 hộ nghèo,"
    " đến cuối năm 2017 còn 12 hộ nghèo, chiếm 2,5%.\n"
    "Quỹ vận động được 123,2 triệu đồng, đạt 110% kế hoạch.\n"
)
HTML = "<html><body><div><h1>Tin xã</h1><p>Xã còn 12 hộ nghèo.</p><p>Quỹ được 5 triệu đồng.</p>"


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    with visiting(tmp_path) as visitor:
        yield visitor


def test_pasted_text_is_marked_in_its_own_words(visitor: Visitor) -> None:
    key = visitor.paste(TEXT, published="2018-03-13")
    record = visitor.archive.record(key)
    assert record is not None and record.article.text == TEXT
    assert record.article.title == "Xã Tân Lộc giảm nghèo"
    assert record.article.published_at == "2018-03-13"
    shown = marks(visitor.page(f"/articles/{key}"))
    for part in (*record.figures, *record.dates):
        assert (part.id, part.text) in shown


def test_pasted_markup_is_read_as_a_page(visitor: Visitor) -> None:
    record = visitor.archive.record(visitor.paste(HTML))
    assert record is not None and "<p>" not in record.article.text
    assert [figure.text for figure in record.figures] == ["12 hộ", "5 triệu đồng"]


def test_line_ends_of_a_form_are_those_of_the_text(visitor: Visitor) -> None:
    record = visitor.archive.record(visitor.paste(TEXT.replace("\n", "\r\n")))
    assert record is not None and record.article.text == TEXT


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "  "}, "Chưa có gì để đọc"),
        ({"text": "https://example.vn/tin/1.html"}, "không truy cập mạng"),
        ({"text": "Tin", "published": "hôm qua"}, "no ISO date"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept_in_the_box(
    visitor: Visitor, fields: dict[str, str], words: str
) -> None:
    answer = visitor.send("/paste", fields)
    assert answer.status_code == 422 and words in answer.text
    assert f">{fields['text']}</textarea>" in answer.text


def test_dropped_file_of_many_gives_the_list(visitor: Visitor) -> None:
    lines = "\n".join(json.dumps({"text": f"Xã có {n} hộ nghèo."}) for n in (3, 4, 5))
    answer = visitor.send("/paste", {}, files={"file": ("kho.jsonl", lines.encode())})
    assert answer.status_code == 200 and answer.text.count('<td data-key="title"') == 3


def test_sentence_of_a_record_is_plain_vietnamese(visitor: Visitor) -> None:
    key = visitor.paste(TEXT)
    page = visitor.page(f"/articles/{key}")
    assert "Số hộ nghèo, xã Tân Lộc, tính đến 31/12/2017: 12 hộ — kết quả" in page
    english = visitor.page(f"/articles/{key}?lang=en")
    assert "Poor households, xã Tân Lộc, as of 2017-12-31: 12 hộ — actual" in english


def test_unread_numerals_stay_visible(visitor: Visitor) -> None:
    key = visitor.paste("Tình hình 17 khá tốt. Xã còn 12 hộ nghèo.")
    record = visitor.archive.record(key)
    assert record is not None and record.unread, "choose numerals that nothing reads"
    page = visitor.page(f"/articles/{key}")
    assert [words for name, words in marks(page) if name.startswith("u")] == [
        left.text for left in record.unread
    ]
    assert key in visitor.page("/?unread=1")


def test_finding_stands_beside_its_line_with_its_arithmetic(visitor: Visitor) -> None:
    record = with_finding(Extractor(tagger="rules").extract(TEXT))
    visitor.archive.save([record])
    key = record.article.id
    page = unescape(visitor.page(f"/articles/{key}"))
    assert "«12 hộ» lớn hơn «20 hộ»" in page and "12 hộ > 20 hộ" in page
    assert "«12 hộ» is more than «20 hộ»" in unescape(visitor.page(f"/articles/{key}?lang=en"))
    assert key in visitor.page("/?severity=error") and key not in visitor.page("/?severity=info")


def test_filters_of_the_list_are_links_that_narrow_it(visitor: Visitor) -> None:
    first = visitor.paste(TEXT, published="2018-03-13")
    second = visitor.paste("Phường Yên Hòa trồng 5 ha rừng.\nTin", published="2020-01-02")
    home = visitor.page("/")
    assert "/?year=2018" in home and "/?unread=1" in home
    for address, shown, hidden in (
        ("/?year=2018", first, second),
        ("/?year=2020", second, first),
        ("/?indicator=pov.poor_hh.count", first, second),
        ("/?q=trồng+rừng", second, first),
    ):
        page = visitor.page(address)
        assert (shown in page, hidden in page) == (True, False), address


def test_search_finds_words_with_and_without_marks(visitor: Visitor) -> None:
    key = visitor.paste(TEXT)
    for given in ("hộ nghèo", "HỘ NGHÈO", "ho ngheo", "%22tran van ben%22", "đầu năm"):
        page = visitor.page(f"/search?q={given}")
        assert f"/articles/{key}" in page and "<b>" in page, given
    for given in ("hồ nghèo", "ngheo ho ngheos", "o ngheo", "an van ben"):
        assert key not in visitor.page(f"/search?q={given}"), given


def test_figures_sort_filter_and_export_the_same_rows(visitor: Visitor) -> None:
    visitor.paste(TEXT)
    visitor.paste(ARTICLE)
    page = visitor.page("/figures?indicator=pov.poor_hh.count&sort=value&dir=desc")
    rows = [words for key, words in _cells(page) if key == "said"]
    assert rows == sorted(rows, key=lambda said: -int(said.split()[0])) and len(rows) == 3
    address = "/figures?indicator=pov.poor_hh.count&sort=value&dir=desc&format="
    lines = [json.loads(line) for line in visitor.page(f"{address}jsonl").splitlines()]
    table = list(csv.DictReader(io.StringIO(visitor.page(f"{address}csv").removeprefix("\ufeff"))))
    sheet = openpyxl.load_workbook(io.BytesIO(visitor.client.get(f"{address}xlsx").content)).active
    assert sheet is not None
    assert [line["said"] for line in lines] == rows == [row["Giá trị"] for row in table]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == rows
    assert lines[0]["permalink"].startswith("http://testserver/articles/")
    assert lines[0]["text"] in lines[0]["citation"]


def _cells(page: str) -> list[tuple[str, str]]:
    import re

    found = re.findall(r'<td[^>]* data-key="(\w+)">(.*?)</td>', page)
    return [(key, re.sub(r"<[^>]+>", "", words)) for key, words in found]


def test_indicator_has_a_chart_whose_points_lead_to_sentences(visitor: Visitor) -> None:
    key = visitor.paste(TEXT, published="2018-03-13")
    page = visitor.page("/indicators/pov.poor_hh.count?place=xã Tân Lộc")
    assert page.count("<circle") == 2 and f'href="/articles/{key}?figure=' in page
    assert "/indicators/pov.poor_hh.count" in visitor.page("/indicators")
    visitor.page("/indicators/no.such.thing", status=404)


def test_every_page_works_on_both_databases(database: str) -> None:
    with visiting(database) as visitor:
        key = visitor.paste(TEXT, published="2018-03-13")
        visitor.correct(key, verdict="missing", quote="giảm nghèo")
        for address in (
            "/?q=hộ+nghèo&place=xã+Tân+Lộc&year=2018&indicator=pov.poor_hh.count",
            "/?sort=figures&dir=desc", "/search?q=HỘ+NGHÈO", "/figures?sort=value&year=2017",
            "/indicators/pov.poor_hh.count?place=xã+Tân+Lộc", "/officials?q=bền", "/corrections",
        ):  # fmt: skip
            assert "Tân Lộc" in visitor.page(address) or "Bền" in visitor.page(address), address
        for address in (
            "/search?q=ồ+nghèo",
            "/search?q=(%",
            "/search?q=%5Cm.*",
            "/?severity=error",
        ):
            assert key not in visitor.page(address), address


def test_official_has_offices_over_time(visitor: Visitor) -> None:
    visitor.paste(TEXT, published="2018-03-13")
    page = visitor.page("/officials/Tr%E1%BA%A7n%20V%C4%83n%20B%E1%BB%81n")
    assert "Chủ tịch UBND xã" in page and "2018-03-13" in page
    assert "Trần Văn Bền" in visitor.page("/officials?q=Bền")


def test_record_says_why_and_how_to_cite(visitor: Visitor) -> None:
    key = visitor.paste(TEXT)
    page = visitor.page(f"/articles/{key}?figure=f2&why=1")
    assert "Vì sao đọc như vậy" in page and "<dl" in page and "Trích dẫn" in page
    part = visitor.page(f"/articles/{key}?figure=f2", **{"HX-Request": "true"})
    assert "<html" not in part and "Trích dẫn" in part


def test_both_languages_have_all_words() -> None:
    vietnamese, english = language("vi").tables, language("en").tables
    assert {name: set(table) for name, table in vietnamese.items()} == {
        name: set(table) for name, table in english.items()
    }
    for table in ("measure", "status", "comparator", "kind", "role", "class", "severity"):
        assert None not in vietnamese[table].values()


def test_language_is_remembered(visitor: Visitor) -> None:
    visitor.page("/language/en?back=/figures")
    assert '<html lang="en">' in visitor.page("/")


def test_page_of_a_thousand_figures_is_quick(visitor: Visitor) -> None:
    line = "Xã số {} còn {} hộ nghèo, trong đó {} hộ neo đơn; vận động {} triệu đồng, đạt {}%. "
    text = "\n".join(line.format(n, n + 900, n, n, n % 90 + 5) for n in range(300)) + "x" * 70_000
    key = visitor.paste(text)
    record = visitor.archive.record(key)
    assert record is not None and len(record.figures) >= 1000
    visitor.page(f"/articles/{key}")
    best = min(_seconds(visitor, f"/articles/{key}") for _ in range(3))
    print(f"page of {len(record.figures)} figures: {best * 1000:.0f} ms")


def _seconds(visitor: Visitor, address: str) -> float:
    start = time.process_time()
    visitor.page(address)
    return time.process_time() - start

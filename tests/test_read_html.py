"""Web pages in the manner of the portals: what is article comes out, what surrounds it does not."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.read.fault import Fault
from extractor.read.html import page_article
from extractor.read.options import Given, ReadOptions, Skip
from extractor.read.page.byline import find_publication, parse_moment
from extractor.read.page.portals import SelectorError, load_portals

PAGES = Path(__file__).parent / "fixtures" / "html"
KINDS = sorted(path.stem for path in PAGES.glob("*.json"))


def read(data: bytes, options: ReadOptions | None = None, **known: str) -> Article | Fault | Skip:
    given = Given(io.BytesIO(), known.pop("place", "page.html"), **known)
    return page_article(data, given, options or ReadOptions())


def test_ten_kinds_of_portal_are_tried() -> None:
    assert len(KINDS) >= 10


@pytest.mark.parametrize("kind", KINDS)
def test_page_gives_exactly_its_article(kind: str) -> None:
    wanted = json.loads((PAGES / f"{kind}.json").read_text("utf-8"))
    found = read((PAGES / f"{kind}.html").read_bytes())
    assert isinstance(found, Article)
    assert {name: getattr(found, name) for name in wanted} == wanted
    assert found.encoding == ("windows-1252" if kind == "tcvn3_fonts" else "utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_unknown_kind_lose_and_leak_no_figure(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same pages when nothing is known of their portals."""
    portals = load_portals()
    bare = type(portals)([], portals.words)
    monkeypatch.setattr("extractor.read.html.load_portals", lambda _: bare)
    wanted = json.loads((PAGES / f"{kind}.json").read_text("utf-8"))
    found = read((PAGES / f"{kind}.html").read_bytes())
    assert isinstance(found, Article)
    lines = [line for line in found.text.split("\n") if any(map(str.isdigit, line))]
    # The byline may stay in the text, as it does in text files.
    extra = [line for line in lines if line not in wanted["text"]]
    assert all(parse_moment(line) for line in extra)
    missing = [line for line in wanted["text"].split("\n") if line not in found.text]
    assert missing == []


def test_page_of_links_is_passed_over() -> None:
    found = read((PAGES / "listing.html").read_bytes())
    assert found == Skip("page.html", "a page of links, no article")


def test_own_selectors_win_on_their_host(tmp_path: Path) -> None:
    page = """<html><body><div class=x><h3>Tin huyện</h3><div class=noidung>Huyện có 12 xã, trong đó
        9 xã đạt chuẩn nông thôn mới, tăng 2 xã so với năm trước.</div><p class=who>Bài: Lan Chi</p>
        <p class=khi>lúc 7h05 ngày 3/4/2016</p><div class=qc>Giảm giá 50% cho 100 khách</div>
        </div></body></html>""".encode()
    file = tmp_path / "own.toml"
    file.write_text(
        '[[portal]]\nid = "huyen"\nhosts = ["*.huyen.example"]\nbody = [".noidung"]\n'
        'title = ["h3"]\nauthor = [".who"]\npublished = [".khi"]\ndrop = [".qc"]\n',
        encoding="utf-8",
    )
    options = ReadOptions(selectors=file)
    found = read(page, options, url="http://tin.huyen.example/a?id=3")
    assert isinstance(found, Article)
    assert (found.title, found.author, found.published, found.source) == (
        "Tin huyện", "Lan Chi", "2016-04-03T07:05", "http://tin.huyen.example/a?id=3",
    )  # fmt: skip
    assert found.text.startswith("Tin huyện\n\nHuyện có 12 xã") and "50%" not in found.text
    mirrored = read(page, options, place="kho/tin.huyen.example/a/b.html")
    assert isinstance(mirrored, Article) and mirrored.published == "2016-04-03T07:05"
    elsewhere = read(page, options, url="http://khac.example/a")
    assert not isinstance(elsewhere, Article) or elsewhere.published is None


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('[[portal]]\nid = "a"\nbody = ["div["]', "portal.0.body: Value error, 'div[' is no CSS"),
        ('[[portal]]\nid = "a"\nbdy = []', "portal.0.bdy: Extra inputs are not permitted"),
        ("[[portal]\n", "own.toml:1: not valid TOML"),
    ],
)
def test_wrong_selectors_are_told_with_their_place(tmp_path: Path, rows: str, words: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(SelectorError) as caught:
        load_portals(file)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12/03/2018 | 12:04", "2018-03-12T12:04"),
        ("Thứ ba, 07/02/2023, 08:15 (GMT+7)", "2023-02-07T08:15"),
        ("ngày 5 tháng 4 năm 2021", "2021-04-05"),
        ("10/09/2021 2:05 CH", "2021-09-10T14:05"),
        ("10/09/2021 12:05 SA", "2021-09-10T00:05"),
        ("08h15, 7-2-2023", "2023-02-07T08:15"),
        ("2023-02-06T18:15:00Z", "2023-02-07T01:15"),
        ("2023-02-07", "2023-02-07"),
        ("31/02/2023", None),
        ("12/2018", None),
        ("Lượt xem: 504", None),
    ],
)
def test_moments_are_read_day_first_in_vietnams_time(text: str, moment: str | None) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    ("lines", "moment"),
    [
        (["Ngày đăng 12/03/2018 | 12:04  | Lượt xem: 504"], "2018-03-12T12:04"),
        (["Cập nhật lúc 09:00 13/03/2018", "Ngày đăng: 12/03/2018 12:04"], "2018-03-12T12:04"),
        (["Hôm nay: Thứ tư, 15/11/2023 09:41"], None),
        (["Sáng 06/3/2018, xã đã trao 12 căn nhà cho hộ nghèo."], None),
        (["Thứ 6, 05/07/2024 | Ban Biên tập"], "2024-07-05"),
        (["Quyết định số 12/03/2018 của UBND"], None),
    ],
)
def test_bylines_are_told_from_sentences(lines: list[str], moment: str | None) -> None:
    found = find_publication(lines, load_portals().words)
    assert (found.isoformat() if found else None) == moment


CHARSETS = [
    ("utf-8", "utf-8", None),
    ("utf-16", "utf-16", None),
    ("cp1258", "windows-1258", "windows-1258"),
]


@pytest.mark.parametrize(("charset", "encoding", "converted"), CHARSETS)
def test_charsets_are_told(charset: str, encoding: str, converted: str | None) -> None:
    page = (PAGES / "unknown_divs.html").read_text("utf-8").replace('<meta charset="utf-8">', "")
    plain = read(page.encode())
    if charset == "cp1258":
        data = b"".join(_cp1258(letter) for letter in page)
    else:
        data = page.encode(charset)
    found = read(data)
    assert isinstance(found, Article) and isinstance(plain, Article)
    assert (found.text, found.published) == (plain.text, plain.published)
    assert (found.encoding, found.converted_from) == (encoding, converted)


def _cp1258(letter: str) -> bytes:
    """windows-1258 writes most tones as marks of their own."""
    import unicodedata

    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in marks[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = "".join(mark for mark in marks if mark not in tones)
        return (unicodedata.normalize("NFC", base) + tones).encode("cp1258")


def test_row_of_a_table_stays_on_its_line() -> None:
    page = "<body><article><p>" + "Kết quả thực hiện chỉ tiêu của các xã trong huyện như sau. " * 3
    page += "</p><table><tr><th>Xã</th><th>Hộ nghèo</th></tr><tr><td><p>An</p></td><td><p>12</p>"
    page += "<p>hộ</p></td></tr><tr><td colspan=2>Tổng: 30</td></tr></table></article></body>"
    found = read(page.encode())
    assert isinstance(found, Article)
    assert "Xã\tHộ nghèo\nAn\t12 hộ\nTổng: 30" in found.text


@pytest.mark.parametrize("tag", ["font", "div"])
def test_tags_left_open_lose_nothing(tag: str) -> None:
    lines = [
        f"Xã số {number} còn 12 hộ nghèo, giảm 3 hộ so với năm trước." for number in range(600)
    ]
    page = "<html><body>" + "".join(f"<{tag}>{line}<br>" for line in lines) + "</body></html>"
    found = read(page.encode())
    assert isinstance(found, Article)
    assert [line for line in found.text.split("\n") if line] == lines


def test_page_nested_without_end_is_told() -> None:
    page = (
        "<div>" * 20_000 + "Xã có 12 hộ nghèo, giảm 3 hộ so với năm trước và không còn hộ đói. " * 4
    )
    with pytest.raises(ValueError, match="nested more than 2,000 deep"):
        read(page.encode())

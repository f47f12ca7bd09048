"""Tables, documents, letters and feeds: one small reader each, the same articles."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from email.message import EmailMessage

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.article import Article
from extractor.read.fault import Fault
from extractor.read.formats import FORMATS, format_by_name, read_input
from extractor.read.options import Given, ReadOptions, Skip
from extractor.read.pdf import join_lines
from extractor.read.sniff import guess

TEXT = "Ngày 12/3/2018, xã còn 12 hộ nghèo, chiếm 2,5%."
Items = list[Article | Fault | Skip]


def read(name: str, data: bytes, **options: object) -> Items:
    return list(read_input(Given(io.BytesIO(data), name), ReadOptions(**options)))  # type: ignore[arg-type]


def texts(items: Items) -> list[str]:
    assert all(isinstance(item, Article) for item in items), items
    return [item.text for item in items if isinstance(item, Article)]


RECORD = {"text": TEXT, "title": "Tin xã", "published_at": "2018-03-12"}


@pytest.mark.parametrize(
    "value",
    [
        RECORD,
        [RECORD],
        {"total": 1, "data": [RECORD]},
        "\n".join(json.dumps(RECORD, indent=1) for _ in range(1)),
    ],
    ids=["object", "list", "list in an object", "indented"],
)
def test_json_files_of_every_shape_give_their_articles(value: object) -> None:
    data = value if isinstance(value, str) else json.dumps(value)
    (found,) = read("a.json", data.encode())
    assert isinstance(found, Article)
    assert (found.text, found.title, found.published) == (TEXT, "Tin xã", "2018-03-12")


def test_long_json_list_is_read_in_pieces() -> None:
    rows = [{"text": f"{TEXT} {number}" + " và" * 400} for number in range(3000)]
    found = texts(read("a.json", b"\xef\xbb\xbf" + json.dumps(rows, ensure_ascii=False).encode()))
    assert found == [row["text"] for row in rows]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is empty"),
        (b"[", "the list is not closed: cut short?"),
        (b'[{"text":"a"},{"text"', "is not valid JSON"),
        (b"[1]", "is JSON, but no object: 1"),
        (b"[" * 60_000, "nested too deeply"),
        (b'["' + b"a" * 3_000_000, "holds a value larger than 1 MB"),
    ],
)
def test_broken_json_is_told(data: bytes, fault: str) -> None:
    found = read("a.json", data, max_mb=1)[-1]
    assert isinstance(found, Fault) and fault in found.fault


def test_fields_are_named_by_the_user() -> None:
    data = {"content": {"body": TEXT}, "head": "Tin", "day": "12/03/2018 07:30", "url": "http://a"}
    fields = {"text": "content.body", "title": "head", "published_at": "day", "source": "url"}
    (found,) = read("a.json", json.dumps(data).encode(), fields=fields)
    assert found == Article(
        TEXT, published="2018-03-12T07:30", title="Tin", source="http://a", encoding="utf-8"
    )


def test_field_of_markup_is_read_as_a_page() -> None:
    markup = "<p>Xã có <b>12</b> hộ.</p><ul class=lienquan><li><a href=1>Tặng 60 suất</a></ul>"
    markup += "<p>Hết.</p>"
    data = json.dumps({"title": "Tin", "html": markup}) + "\n"
    (found,) = read("a.jsonl", data.encode(), fields={"html": "html"})
    assert isinstance(found, Article) and found.text == "Tin\n\nXã có 12 hộ.\n\nHết."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_whatever_saved_it(delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["id", "title", "text"], [7, "Tin; mới, hay", TEXT + "\nDòng hai."]])
    (found,) = read("a.csv", out.getvalue().encode(encoding))
    assert isinstance(found, Article)
    assert (found.text, found.title, found.id) == (TEXT + "\nDòng hai.", "Tin; mới, hay", "7")


def test_csv_rows_in_an_old_font_are_converted() -> None:
    rows = "text\nToµn x· cßn 12 hé nghÌo vµ 5 hé cËn nghÌo\n".encode("latin-1")
    (found,) = read("a.csv", rows)
    assert isinstance(found, Article) and found.converted_from == "tcvn3"
    assert found.text == "Toàn xã còn 12 hộ nghèo và 5 hộ cận nghèo"


def test_table_without_the_column_is_told() -> None:
    (found,) = read("a.csv", b"id,body\n1,a\n")
    assert isinstance(found, Fault)
    assert str(found) == (
        "a.csv: has no column text (columns: id, body);"
        " name the article's column 'text', or say --field text=NAME"
    )


def test_parquet_rows_are_articles() -> None:
    out = io.BytesIO()
    rows = {"body": [TEXT, None, TEXT + " Hết."], "id": [1, 2, 3], "junk": [0.5, 1.5, 2.5]}
    pq.write_table(pa.table(rows), out)
    found = read("a.parquet", out.getvalue(), fields={"text": "body"})
    assert [type(item) for item in found] == [Article, Fault, Article]
    assert isinstance(found[2], Article) and found[2].text == TEXT + " Hết."
    assert found[2].id == "3" and found[2].source == "a.parquet:3"


def document() -> bytes:
    made = docx.Document()
    made.add_paragraph("Báo cáo giảm nghèo", style="Title")
    made.add_paragraph("Kết quả như sau:")
    table = made.add_table(rows=3, cols=3)
    for row, words in enumerate(
        [("Xã", "Hộ", "Tiền"), ("An", "12", "5 triệu"), ("Cộng 30", "", "")]
    ):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(2, 0).merge(table.cell(2, 2))
    made.add_paragraph("Còn 41 hộ.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_word_document_keeps_its_tables_in_order() -> None:
    (found,) = read("a.docx", document())
    assert isinstance(found, Article) and found.title == "Báo cáo giảm nghèo"
    assert [line.strip() for line in found.text.split("\n")] == [
        "Báo cáo giảm nghèo", "Kết quả như sau:", "Xã\tHộ\tTiền", "An\t12\t5 triệu", "Cộng 30",
        "Còn 41 hộ.",
    ]  # fmt: skip


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with a text layer in a font of its own, one line of text under another."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    code = {letter: number for number, letter in enumerate(letters, 1)}
    maps = "".join(f"<{number:02x}> <{ord(letter):04x}>\n" for letter, number in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff>"
        f" endcodespacerange {len(code)} beginbfchar\n{maps}endbfchar endcmap end"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>",
        _stream(cmap),
    ]
    kids = []
    for page in pages:
        lines = " ".join(
            f"<{''.join(f'{code[letter]:02x}' for letter in line)}> Tj 0 -14 Td" for line in page
        )
        objects.append(_stream(f"BT /F1 11 Tf 50 780 Td {lines} ET"))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + xref + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))


def _stream(words: str) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(words), words.encode())


def test_pdf_lines_are_joined_and_scanned_pages_told() -> None:
    lines = ["Toàn xã hiện còn 12 hộ nghèo, trong đó có", "5 hộ cận nghèo, chiếm 1,2%.", "1"]
    fault, found = read("a.pdf", pdf([lines, []]))
    assert isinstance(found, Article)
    assert found.text == "Toàn xã hiện còn 12 hộ nghèo, trong đó có 5 hộ cận nghèo, chiếm 1,2%."
    assert str(fault) == (
        "a.pdf: page 2 of 2 hold no text: scanned?; run OCR first (ocrmypdf -l vie)"
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Số tiền là 5 triệu", "đồng."], "Số tiền là 5 triệu đồng."),
        (["Hết câu.", "Câu mới."], "Hết câu.\nCâu mới."),
        (["- Một việc lớn của xã", "- Hai việc nhỏ"], "- Một việc lớn của xã\n- Hai việc nhỏ"),
        (["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"], "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH"),
        (["a", "", "b"], "a\n\nb"),
    ],
)
def test_broken_lines_are_joined(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


def test_letter_and_its_enclosures_are_articles() -> None:
    letter = EmailMessage()
    letter["Subject"] = "Tin giảm nghèo"
    letter["From"] = "xa@example.vn"
    letter["Date"] = "Mon, 12 Mar 2018 01:04:00 +0000"
    letter.set_content(TEXT)
    letter.add_attachment(document(), maintype="application", subtype="x", filename="bao cao.docx")
    letter.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="anh.png")
    body, enclosed, skipped = read("a.eml", letter.as_bytes())
    assert isinstance(body, Article) and isinstance(enclosed, Article)
    assert (body.text.strip(), body.title, body.published) == (
        TEXT, "Tin giảm nghèo", "2018-03-12T08:04",
    )  # fmt: skip
    assert enclosed.source == "a.eml!bao cao.docx" and enclosed.published == "2018-03-12T08:04"
    assert skipped == Skip("a.eml!anh.png", "kind image/png")


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Tin xã</title><item><title>Xã còn 12 hộ nghèo</title><link>http://xa.example/1</link>
<pubDate>Mon, 12 Mar 2018 12:04:00 +0700</pubDate><dc:creator>Lê Thử</dc:creator>
<description>ngắn</description><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>
<item><title>Không có gì</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Xã còn 12 hộ nghèo</title>
<link href="http://xa.example/1"/><published>2018-03-12T05:04:00Z</published>
<author><name>Lê Thử</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content>
</entry><entry><title>Không có gì</title></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["rss", "atom"])
def test_items_of_feeds_are_articles(feed: str) -> None:
    found, fault = read("tin.xml", feed.encode())
    assert found == Article(
        f"Xã còn 12 hộ nghèo\n\n{TEXT}",
        published="2018-03-12T12:04",
        title="Xã còn 12 hộ nghèo",
        source="http://xa.example/1",
        author="Lê Thử",
    )
    assert isinstance(fault, Fault) and "has no text" in fault.fault


def test_entities_of_a_feed_do_not_explode() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "12 hộ ">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    items = read(
        "a.xml", f"{bomb}]><rss><item><description>&j;</description></item></rss>".encode()
    )
    assert sum(len(item.text) for item in items if isinstance(item, Article)) < 10_000


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.4", "pdf"),
        (b"\xef\xbb\xbf  {", "jsonl"),
        (b'[\n{"text"', "json"),
        (b"[1] Tin", "text"),
        (b"<!DOCTYPE html>", "html"),
        (b'<?xml version="1.0"?>\n<rss', "feed"),
        (b"WARC/1.0", "warc"),
        (b"PK\x03\x04", "zip"),
        ("Xã".encode(), "text"),
    ],
)
def test_kind_is_told_by_the_first_bytes(head: bytes, name: str) -> None:
    assert guess(head) == name


def _suffixes() -> Iterator[tuple[str, str]]:
    yield from ((suffix, form.name) for form in FORMATS for suffix in form.suffixes)


@pytest.mark.parametrize(("suffix", "name"), list(_suffixes()))
def test_kind_is_told_by_the_suffix(suffix: str, name: str) -> None:
    form = format_by_name(f"kho.a/Bài viết 1.2{suffix.upper()}")
    assert form is not None and form.name == name


def test_missing_package_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: object) -> object:
        raise ModuleNotFoundError("No module named 'docx'", name="docx")

    monkeypatch.setattr("extractor.read.formats._reader", missing)
    (found,) = read("a.docx", b"PK")
    assert str(found) == (
        "a.docx: needs the package docx, which is not installed; pip install 'vnfigures[office]'"
    )

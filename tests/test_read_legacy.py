"""Encodings from before Unicode, made by glibc's iconv, come back as the letters they were."""

from __future__ import annotations

import io
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.article import Article
from extractor.engine import Extractor
from extractor.read.legacy import decode_legacy, restore
from extractor.read.options import Given, ReadOptions
from extractor.read.plain import read_plain
from extractor.read.syllable import vietnamese_share

ARTICLES = sorted((Path(__file__).parents[1] / "corpus" / "articles").glob("*.txt"))[:8]
# Letters that the old charsets lack are written as typists of the time wrote them.
TYPED = str.maketrans({"“": '"', "”": '"', "–": "-", "‘": "'", "’": "'", "…": ".", "\u00a0": " "})
needs_iconv = pytest.mark.skipif(shutil.which("iconv") is None, reason="there is no iconv")
FIGURES = ("kind", "value", "unit", "start", "end", "text", "measure", "comparator")


def iconv(text: str, charset: str) -> bytes:
    """The bytes of a text by an encoder that is not ours."""
    done = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", charset],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout


def typed(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text("utf-8")).translate(TYPED)


@needs_iconv
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:12])
@pytest.mark.parametrize(
    ("charset", "names"),
    [
        ("TCVN5712-1", ("tcvn5712-1", "tcvn3")),
        ("VISCII", ("viscii",)),
        ("CP1258", ("windows-1258",)),
    ],
)
def test_bytes_of_iconv_are_read_as_the_original(
    charset: str, names: tuple[str, ...], path: Path
) -> None:
    text = typed(path)
    stream = io.BytesIO(iconv(text, charset))
    (found,) = read_plain(Given(stream, "cu.txt"), ReadOptions())
    assert found.text == text
    assert found.converted_from in names and found.encoding in names


@needs_iconv
@pytest.mark.parametrize("charset", ["TCVN5712-1", "VISCII", "CP1258"])
def test_figures_of_old_bytes_are_those_of_the_original(charset: str) -> None:
    engine = Extractor(tagger="rules")
    text = typed(ARTICLES[0])
    guess = decode_legacy(iconv(text, charset))
    assert guess is not None
    old, new = engine.extract(guess.text), engine.extract(text)
    assert new.figures
    assert [[getattr(one, name, None) for name in FIGURES] for one in old.figures] == [
        [getattr(one, name, None) for name in FIGURES] for one in new.figures
    ]


@pytest.mark.parametrize(
    ("text", "unicode", "encoding"),
    [
        ("Toµn x· cßn 12 hé nghÌo.", "Toàn xã còn 12 hộ nghèo.", "tcvn3"),
        ("123,2 tû ®ång", "123,2 tỷ đồng", "tcvn3"),
        ("“Toµn x·” – 15 hé", "“Toàn xã” – 15 hộ", "tcvn3"),
        ("Th«ng t−: hç trî 5 hé", "Thông tư: hỗ trợ 5 hộ", "tcvn3"),
        ("UBND TØNH Hµ TÜNH", "UBND TỈNH Hà TĨNH", "tcvn3"),
        (
            "Caùc hoä ngheøo cuûa xaõ coù 12 caên nhaø; hoï kyõ caúng",
            "Các hộ nghèo của xã có 12 căn nhà; họ kỹ cẳng",
            "vni",
        ),
        ("UÛy ban nhaân daân Thaønh phoá", "Ủy ban nhân dân Thành phố", "vni"),
        ("Toàn xã còn 12 hộ".encode().decode("cp1252"), "Toàn xã còn 12 hộ", "utf-8 read as"),
    ],
)
def test_lines_in_old_fonts_become_unicode(text: str, unicode: str, encoding: str) -> None:
    guess = restore(text)
    assert guess is not None and guess.text == unicode
    assert guess.encoding.startswith(encoding)


@pytest.mark.parametrize(
    "text",
    [
        "Toàn xã còn 12 hộ nghèo.",
        unicodedata.normalize("NFD", "Toàn xã còn 12 hộ nghèo."),
        "Hà Nam: bà Tô Lan có 3 con",
        "Ông Müller, Köln, tặng 5 xe",
        "©2018 Báo Nhân dân ®",
        "5 m², 3 °C, ½ diện tích, ±2%",
        "Дружба 12",
        "No accents at all: 12.",
        "",
    ],
)
def test_unicode_stays_as_it_is(text: str) -> None:
    assert restore(text) is None


def test_only_the_old_lines_of_a_mixed_text_change() -> None:
    guess = restore("Đồng chí Chủ tịch xã\nToµn x· cßn 12 hé\nxã còn 5 hộ")
    assert guess is not None
    assert guess.text == "Đồng chí Chủ tịch xã\nToàn xã còn 12 hộ\nxã còn 5 hộ"


@pytest.mark.parametrize("path", ARTICLES[:3], ids=lambda path: path.stem[:12])
@pytest.mark.parametrize("name", ["tcvn3", "vni", "vps", "viscii"])
def test_every_letter_of_a_font_comes_back(name: str, path: Path) -> None:
    """By the tables read backwards: charsets that iconv lacks."""
    from viparse.normalize.encodings import CHARMAPS

    back = {letter: old for old, letter in reversed(CHARMAPS[name].pairs)}
    text = typed(path).lower() if name == "tcvn3" else typed(path)
    if any(letter in text for letter in "ẳỵẲỴ") and name == "vni":
        back |= {"ẳ": "aú", "Ẳ": "AÚ", "ỵ": "î", "Ỵ": "Î"}
    old = "".join(back.get(letter, letter) for letter in text)
    guess = decode_legacy(old.encode("latin-1"))
    assert guess is not None and (guess.encoding, guess.text) == (name, text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    guess = restore(text)
    assert guess is None or isinstance(guess.text, str)
    assert 0 <= vietnamese_share(text) <= 1


def test_article_says_what_it_was_converted_from() -> None:
    stream = io.BytesIO("Toµn x· cßn 12 hé nghÌo.".encode())
    (found,) = read_plain(Given(stream, "a.txt"), ReadOptions())
    assert found == Article(
        "Toàn xã còn 12 hộ nghèo.", source="a.txt", encoding="utf-8", converted_from="tcvn3"
    )

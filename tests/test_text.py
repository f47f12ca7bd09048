"""Offsets first: whatever comes in, every character of `norm` leads back to the reader's words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractor.engine import Extractor
from extractor.text import OLD_TONES, ZERO_WIDTH, Span, normalise

ODD = "\u00a0\u2009\t\u200b\ufeff\u00ad\r\n\u0301\u0323\u0302“”–’ÐđİQqUuýỷoOàĐ1.,% "
WILD = st.one_of(st.text(max_size=60), st.text(alphabet=ODD, max_size=60))
ARTICLES = sorted((Path(__file__).parent.parent / "corpus" / "articles").glob("*.txt"))[::9]


@given(WILD)
def test_every_character_leads_back_to_a_stretch_of_raw(raw: str) -> None:
    text = normalise(raw)
    spans = [text.raw_span(Span(at, at + 1)) for at in range(len(text.norm))]
    assert all(0 <= span.start < span.end <= len(raw) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


@given(WILD)
def test_quote_of_the_whole_leaves_out_nothing_but_what_is_invisible(raw: str) -> None:
    text = normalise(raw)
    whole = text.raw_span(Span(0, len(text.norm)))
    outside = raw[: whole.start] + raw[whole.end :]
    assert not "".join(outside.split()).strip(ZERO_WIDTH)
    assert text.quote(Span(0, len(text.norm))) == raw[whole.start : whole.end]


@given(WILD)
def test_lower_case_is_letter_for_letter(raw: str) -> None:
    text = normalise(raw)
    assert len(text.low) == len(text.norm)


@given(WILD)
def test_normalising_again_changes_nothing(raw: str) -> None:
    norm = normalise(raw).norm
    # A mark that an invisible character kept from its letter may compose the second time.
    assume(unicodedata.is_normalized("NFC", norm))
    assert normalise(norm).norm == norm


@given(st.text(alphabet=ODD, max_size=60), st.data())
def test_spans_of_raw_and_norm_lead_to_each_other(raw: str, data: st.DataObject) -> None:
    text = normalise(raw)
    start = data.draw(st.integers(0, len(text.norm)))
    span = Span(start, data.draw(st.integers(start, len(text.norm))))
    there = text.norm_span(text.raw_span(span))
    assert len(span) == 0 or there == span


@pytest.mark.parametrize(
    ("raw", "norm"),
    [
        ("hoà thuý quí qúy tỉ Tỉ", "hòa thúy quý quý tỷ Tỷ"),
        ("cùng kì, Kĩ sư, quản lí, LÍ", "cùng kỳ, Kỹ sư, quản lý, LÝ"),
        ("HOÀ BÌNH, Uỷ ban", "HÒA BÌNH, Ủy ban"),
        ("khoái hoàn thuyết quyết", "khoái hoàn thuyết quyết"),
        ("Ðảng “vì dân” – ‘tốt’", "Đảng \"vì dân\" - 'tốt'"),
        ("a\u00a0\u00a0b\tc", "a b c"),
        ("a\u200bb\ufeff", "ab"),
        ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),
        ("tie\u0302\u0301ng Vie\u0323\u0302t", "tiếng Việt"),
    ],
)
def test_norm_is_what_the_rules_see(raw: str, norm: str) -> None:
    assert normalise(raw).norm == norm


@pytest.mark.parametrize(
    ("raw", "words", "quote"),
    [
        ("Ông  Lê Văn A,\u200b Chủ  tịch xã", "Chủ tịch", "Chủ  tịch"),
        ("\ufeffSáng 6/3", "Sáng 6/3", "Sáng 6/3"),
        ("hơn\u00a0 1.250\u00a0hộ nghèo", "1.250 hộ", "1.250\u00a0hộ"),
        ("Uy\u0309 ban xa\u0303 họp", "xã", "xa\u0303"),
        ("tổ\r\ndân phố", "tổ\ndân", "tổ\r\ndân"),
    ],
)
def test_quote_gives_the_readers_own_words(raw: str, words: str, quote: str) -> None:
    text = normalise(raw)
    at = text.norm.index(words)
    assert text.quote(Span(at, at + len(words))) == quote


# The same article in other clothes says the same.

NEW_TONES = {new: old for old, new in OLD_TONES.items()}


def _old_tones(text: str) -> str:
    for new, old in NEW_TONES.items():
        text = text.replace(f"h{new} ", f"h{old} ").replace(f"th{new} ", f"th{old} ")
    return text


CLOTHES: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "zero width": lambda text: text.replace(" ", " \u200b"),
    "BOM": lambda text: "\ufeff" + text,
    "old tones": _old_tones,
    "double blanks": lambda text: text.replace(" ", "  "),
}
SAME = {
    "figures": ("kind", "value", "value_max", "unit", "comparator", "indicator", "measure"),
    "dates": ("start_date", "end_date", "granularity", "role"),
    "references": ("class",),
    "officials": ("role",),
    "unread": ("text",),
}


@pytest.fixture(scope="module")
def engine() -> Extractor:
    return Extractor(tagger="rules")


def _record(engine: Extractor, raw: str) -> dict[str, Any]:
    return engine.extract(raw).model_dump(mode="json", by_alias=True)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:2])
@pytest.mark.parametrize("clothes", CLOTHES)
def test_same_article_in_other_clothes_gives_the_same_values(
    engine: Extractor, clothes: str, path: Path
) -> None:
    plain = path.read_text(encoding="utf-8")
    dressed = CLOTHES[clothes](plain)
    record, other = _record(engine, plain), _record(engine, dressed)
    for kind, names in SAME.items():
        seen = [[part[name] for name in names] for part in other[kind]]
        assert seen == [[part[name] for name in names] for part in record[kind]]
    for part in (*other["figures"], *other["dates"], *other["references"]):
        assert dressed[part["start"] : part["end"]] == part["text"]


def test_names_are_the_same_persons_in_other_clothes(engine: Extractor) -> None:
    plain = ARTICLES[0].read_text(encoding="utf-8")
    names = [person["name"] for person in _record(engine, plain)["officials"]]
    dressed = unicodedata.normalize("NFD", plain)
    others = [normalise(p["name"]).norm for p in _record(engine, dressed)["officials"]]
    assert others == [normalise(name).norm for name in names]

"""Vietnamese from before Unicode: TCVN3 (ABC), VNI, VISCII, VPS, windows-1258, and UTF-8 that
was read as windows-1252. Text is converted here, before offsets exist."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from extractor.article import Article
from extractor.read.syllable import vietnamese_share

# Letters that none of the old encodings can show: a line that has one is Unicode already.
UNICODE_LETTER = "\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"
COMBINING = "\u0300\u0301\u0303\u0309\u0323"
# A line of which some letter lies beyond ASCII, while none needs Unicode.
SUSPECT = re.compile(
    rf"^[^\n{UNICODE_LETTER}{COMBINING}\x02-\x06\x10-\x19\x1c-\x1e\x80-\uffff]*+"
    rf"(?![{UNICODE_LETTER}{COMBINING}])[^\n\x20-\x7f\t]"
    rf"[^\n{UNICODE_LETTER}{COMBINING}]*+$",
    re.MULTILINE,
)
# The tables name Latin-1 characters. Charsets, other than fonts, have letters where windows-1252
# has curly quotes and dashes.
TO_LATIN1 = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
FROM_LATIN1 = {byte: letter for letter, byte in TO_LATIN1.items()}
# What the table of VNI lacks.
VNI_MORE = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}
CAPITALS_ABOVE = (
    0xAF,
    *range(0xB0, 0xB5),
    0xBA,
    0xBF,
    *range(0xC0, 0xC6),
    0xCD,
    0xD9,
    0xDA,
    0xDB,
    0xE0,
    0xF0,
    0xFF,
)
# TCVN 5712-1 is TCVN3 with capitals in the control positions.
TCVN5712_MORE = dict(
    zip(
        map(chr, (1, 2, 4, 5, 6, *range(0x11, 0x18), *range(0x80, 0xA0), *CAPITALS_ABOVE)),
        "ÚỤỪỬỮỨỰỲỶỸÝỴÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
        "Ằ\u0300\u0309\u0303\u0301\u0323ẲẴẮẦẨẪẤỀỂỄẾỒỔỖỐ",
        strict=True,
    )
)
# How a PDF's fonts show two letters of TCVN3.
PDF_GLYPHS = str.maketrans({"\u2212": "\u00ad", "\u2219": "\u00b7"})
FONTS = ("tcvn3", "vni")
CANDIDATES = (*FONTS, "viscii", "vps", "tcvn5712-1")
MORE = {"vni": VNI_MORE, "tcvn5712-1": TCVN5712_MORE}
# TCVN3 has a font of capitals instead of capitals with tones: «UBND TØNH» comes as «UBND TỉNH».
HALF_CAPITAL = re.compile(
    r"\b(?=[^\W\d_]*[à-ỹ])(?:[A-ZĂÂĐÊÔƠƯ]{2}|[à-ỹ]+[A-ZĂÂĐÊÔƠƯ]|[A-ZĂÂĐÊÔƠƯ][à-ỹ]+[A-ZĂÂĐÊÔƠƯ])"
    r"[A-ZĂÂĐÊÔƠƯà-ỹ]*\b"
)
CP1258 = "windows-1258"
MOJIBAKE = "utf-8 read as windows-1252"
# How much of a text is looked at, in characters, and where bytes are looked for.
SAMPLE, HEAD = 20_000, 2_000_000
GOOD, CLEARLY = 0.8, 0.3


class Guess(NamedTuple):
    """Text in Unicode and the encoding it was in."""

    text: str
    encoding: str


def restore(text: str) -> Guess | None:
    """`text` with its lines of an old encoding converted; None when there are none.

    Lines that are Unicode stay as they are, so a page may mix both.

    >>> restore("Toµn x· cßn 12 hé nghÌo.")
    Guess(text='Toàn xã còn 12 hộ nghèo.', encoding='tcvn3')
    >>> restore("Toàn xã còn 12 hộ nghèo.")
    """
    sample = _sample(text)
    if not sample:
        return None
    before = vietnamese_share(sample)
    if before > GOOD:
        return None
    best = max(_guesses(sample), key=lambda guess: vietnamese_share(guess.text))
    after = vietnamese_share(best.text)
    if after < GOOD or after - before < CLEARLY:
        return None
    # «Lóc» alone reads as Vietnamese before and after; it is old where nothing is Unicode.
    mixed = re.search(f"[{UNICODE_LETTER}]", text) is not None
    if best.encoding == MOJIBAKE and not mixed:
        return Guess(_reread(text), MOJIBAKE)
    return Guess(SUSPECT.sub(lambda line: _better(line[0], best.encoding, mixed), text), best[1])


def _sample(text: str) -> str:
    """The first lines that may be old, enough to tell."""
    lines: list[str] = []
    left = SAMPLE
    for match in SUSPECT.finditer(text):
        lines.append(match[0][:left])
        left -= len(match[0])
        if left <= 0:
            break
    return "\n".join(lines)


def to_unicode(part: str | None) -> str | None:
    """A title or a name in Unicode, whatever it was in."""
    guess = restore(part) if part else None
    return guess.text if guess else part


def restored(article: Article) -> Article:
    """The article in Unicode, saying what it was in."""
    guess = restore(article.text)
    if guess is None:
        return article
    return replace(
        article,
        text=guess.text,
        title=to_unicode(article.title),
        author=to_unicode(article.author),
        converted_from=guess.encoding,
    )


def _better(line: str, encoding: str, mixed: bool) -> str:
    """The line converted, unless it reads as well as it is; that is enough in a mixed text."""
    converted = _convert(line, encoding)
    before, after = vietnamese_share(line), vietnamese_share(converted)
    return converted if after > before or (after == before and not mixed) else line


def decode_legacy(data: bytes) -> Guess | None:
    """The text of bytes that are no UTF-8, when it reads as Vietnamese; else None."""
    # Plain letters tell nothing: the sample is of lines that have others.
    sample = b"\n".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*", data[:HEAD]))[:SAMPLE]
    guesses = [Guess(_decode(sample, name), name) for name in (*CANDIDATES, CP1258)]
    best = max(guesses, key=lambda guess: vietnamese_share(guess.text))
    if not sample or vietnamese_share(best.text) < GOOD:
        return None
    return Guess(_decode(data, best.encoding), best.encoding)


def _decode(data: bytes, encoding: str) -> str:
    if encoding == CP1258:
        return _decode_1258(data)
    return _convert(data.decode("latin-1"), encoding)


def _guesses(sample: str) -> Iterator[Guess]:
    repaired = _reread(sample)
    if repaired != sample:
        yield Guess(repaired, MOJIBAKE)
    yield from (Guess(_convert(sample, name), name) for name in CANDIDATES)
    with suppress(UnicodeEncodeError):
        yield Guess(_decode_1258(sample.encode("cp1252")), CP1258)


def _convert(text: str, encoding: str) -> str:
    if encoding == MOJIBAKE:
        return _reread(text)
    if encoding == CP1258:
        return _decode_1258(text.encode("cp1252", "replace"))
    pattern, table = _table(encoding)
    text = text.translate(FROM_LATIN1 if encoding in FONTS else TO_LATIN1)
    if encoding == "tcvn3":
        text = text.translate(PDF_GLYPHS)
    converted = unicodedata.normalize("NFC", pattern.sub(lambda match: table[match[0]], text))
    return HALF_CAPITAL.sub(lambda word: word[0].upper(), converted)


@cache
def _table(encoding: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """What to look for, longest first, and what stands for it."""
    from viparse.normalize.encodings import CHARMAPS

    table = dict(CHARMAPS["tcvn3" if encoding == "tcvn5712-1" else encoding].pairs)
    table.update(MORE.get(encoding, {}))
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def _decode_1258(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


def _reread(text: str) -> str:
    from ftfy import fix_encoding

    return fix_encoding(text)

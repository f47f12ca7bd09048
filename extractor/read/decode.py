"""Bytes to text, or a word on why not."""

from __future__ import annotations

import re
from datetime import datetime

from extractor.read.fault import Fault, FaultError

UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].+)?")
# Characters of a picture or a word-processor file, never of an article.
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, place: str) -> str:
    """The text of UTF-8 bytes, without byte-order mark; raises FaultError."""
    if data.startswith(UTF16_BOMS):
        raise FaultError(
            Fault(place, "is UTF-16, not UTF-8", "save it as UTF-8 (iconv -f UTF-16 -t UTF-8)")
        )
    if found := CONTROL.search(data):
        raise FaultError(
            Fault(
                place,
                f"is a binary file (control byte at offset {found.start()})",
                "give plain text or JSON lines in UTF-8",
            )
        )
    try:
        return data.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + (len(UTF8_BOM) if data.startswith(UTF8_BOM) else 0)
        raise FaultError(
            Fault(
                place,
                f"is not UTF-8 at byte {at} (0x{data[at]:02x})",
                "save it as UTF-8, or convert it (iconv -t UTF-8)",
            )
        ) from error


def decode_any(data: bytes, place: str, charset: str | None = None) -> tuple[str, str, str | None]:
    """Text, its encoding, and the old Vietnamese one it was converted from; raises FaultError.

    A header's charset is tried first where it is none that everything decodes in, then UTF-8,
    then the encodings from before Unicode, of which the most Vietnamese reading is taken.
    """
    if data.startswith(UTF16_BOMS):
        return _decode_wide(data, place), "utf-16", None
    if charset and charset.lower().startswith("utf-16"):
        return _decode_wide(data, place, charset), charset.lower(), None
    try:
        return decode(data, place), "utf-8", None
    except FaultError:
        from extractor.read.legacy import decode_legacy

        if b"\x00" in data or _is_utf8(data) or (guess := decode_legacy(data)) is None:
            raise
        return guess.text, guess.encoding, guess.encoding


def _decode_wide(data: bytes, place: str, charset: str = "utf-16") -> str:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise FaultError(
            Fault(place, f"is not the UTF-16 it says it is ({error})", "save it as UTF-8")
        ) from error


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def parse_published(value: str) -> str:
    """An ISO date or date-time, as given; raises ValueError with the cure."""
    if ISO_DAY.fullmatch(value):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            return value
    raise ValueError(f"{value!r} is no ISO date; write it as 2018-03-12 or 2018-03-12T12:04")

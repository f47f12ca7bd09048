"""Bytes of a page to its tree, whatever it says of its own charset."""

from __future__ import annotations

import codecs
import re

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from extractor.read.legacy import FONTS, decode_legacy

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-:.]+)", re.IGNORECASE)
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
# Control characters that no tree can hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
LATIN = ("windows-1252", "latin-1")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_page(data: bytes, header: str | None = None) -> tuple[str, str, str | None]:
    """The markup, its encoding, and the old Vietnamese charset it was converted from, if any.

    Text in TCVN3 or VNI fonts is left as it is: part of it may hide in entities.
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace"), name.removesuffix("-sig"), None
    declared = _codec(header) or _declared(data)
    if declared not in (None, "utf-8", "cp1252", "iso8859-1", "ascii", "cp1258"):
        try:
            return data.decode(str(declared)), str(declared), None
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return data.decode("utf-8"), "utf-8", None
    except UnicodeDecodeError:
        pass
    guess = decode_legacy(data)
    if guess and guess.encoding not in FONTS:
        return guess.text, guess.encoding, guess.encoding
    if declared == "utf-8" and guess is None:
        # A page in UTF-8 with a few broken bytes: only these are lost.
        return data.decode("utf-8", "replace"), "utf-8", None
    return data.decode("cp1252", "replace"), LATIN[0], None


def parse_page(markup: str) -> HtmlElement | None:
    """The tree of a page or of a fragment of one; None where there is nothing to read."""
    markup = UNPRINTABLE.sub(" ", XML_HEAD.sub("", markup))
    if not markup.strip():
        return None
    # Without `huge_tree` all that stands 256 unclosed <font>s deep would be lost without a word.
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ValueError("tags are nested more than 2,000 deep")
    return tree


def _declared(data: bytes) -> str | None:
    match = DECLARED.search(data[:4096])
    return _codec(match[1].decode("ascii")) if match else None


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        return codecs.lookup(name.strip(" \"'")).name
    except (LookupError, ValueError):
        return None

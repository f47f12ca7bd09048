"""A PDF is one article: its text layer, with wrapped lines joined again."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from extractor.article import Article
from extractor.read.fault import Fault, FaultError
from extractor.read.legacy import restored
from extractor.read.options import Given, ReadOptions
from extractor.read.whole import read_whole

# A line this much shorter than the longest ends its paragraph.
FULL = 0.75
ENDS = (".", "!", "?", ":", ";", "…", ".”", ".»")
PAGE_NUMBER = re.compile(
    r"(?:trang\s+)?[-–—]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)
LIST_ITEM = re.compile(r"(?:[-–—+•*]|\d{1,2}[.)]|[a-zđ]\))\s")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(given: Given, options: ReadOptions) -> Iterator[Article | Fault]:
    """The article of a PDF, and a fault for pages that are pictures."""
    pages, scans = _pages(read_whole(given, options), given)
    text = "\n\n".join(page for page in pages if page)
    if scans:
        which = ", ".join(map(str, scans[:10])) + ("…" if len(scans) > 10 else "")
        what = f"page {which}" if len(scans) == 1 else f"pages {which}"
        yield Fault(
            given.place,
            f"{what} of {len(pages)} hold no text: scanned?",
            "run OCR first (ocrmypdf -l vie)",
        )
    if text.strip():
        yield restored(Article(text, published=options.published, source=given.url or given.place))
    elif not scans:
        yield Fault(given.place, "holds no page", "check the file")


def _pages(data: bytes, given: Given) -> tuple[list[str], list[int]]:
    """The text of each page, and the numbers of those without any."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FaultError(Fault(given.place, "is locked with a password", "save it unlocked"))
        pages = [_text(page, number) for number, page in enumerate(reader.pages, 1)]
    except PyPdfError as error:
        raise FaultError(
            Fault(given.place, f"is no whole PDF ({error})", "fetch it again, or print it anew")
        ) from error
    return pages, [number for number, text in enumerate(pages, 1) if not text]


def _text(page: PageObject, number: int) -> str:
    text = unicodedata.normalize("NFC", page.extract_text() or "")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    while lines and (not lines[-1] or _is_page_number(lines[-1], number)):
        lines.pop()
    while lines and (not lines[0] or _is_page_number(lines[0], number)):
        lines.pop(0)
    return join_lines(lines)


def _is_page_number(line: str, number: int) -> bool:
    return PAGE_NUMBER.fullmatch(line) is not None and str(number) in re.findall(r"\d+", line)


def join_lines(lines: list[str]) -> str:
    """Lines that the page's width broke, joined; paragraphs stay apart.

    >>> join_lines(["Toàn xã hiện còn 12 hộ", "nghèo, chiếm 1,2%.", "Ông Nam nói."])
    'Toàn xã hiện còn 12 hộ nghèo, chiếm 1,2%.\\nÔng Nam nói.'
    """
    longest = max(map(len, lines), default=0)
    text, last = "", ""
    for line in lines:
        if text and line and _goes_on(last, line, longest):
            text += " " + line
        else:
            text += ("\n" if text else "") + line
        last = line
    return text


def _goes_on(last: str, line: str, longest: int) -> bool:
    if not last or LIST_ITEM.match(line):
        return False
    if line[0].islower() or line[0] in ",;)%":
        return True
    return len(last) >= FULL * longest and not last.endswith(ENDS) and not last.isupper()

"""An element as text: paragraphs on lines, table rows on lines, cells parted by tabs."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
# Paragraphs: a blank line before and after.
SPACED = frozenset(
    {
        "blockquote",
        "dl",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ol",
        "p",
        "pre",
        "table",
        "ul",
    }
)
SILENT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "button",
        "select",
        "option",
        "textarea",
        "input",
    }
)
CELLS = ("td", "th")
# A table of fewer cells a row, or with whole paragraphs inside, lays out a page.
LAYOUT_CELL = 400
BLANKS = re.compile(r"[ \t\r\n\f\v]+")
EMPTY_LINES = re.compile(r"\n{3,}")


def render(element: HtmlElement) -> str:
    """The visible text of an element, blanks collapsed as a browser does."""
    pieces: list[str] = []
    _walk(element, pieces)
    text = "\n".join(line.strip(" \u00a0") for line in "".join(pieces).split("\n"))
    return EMPTY_LINES.sub("\n\n", text).strip(" \n")


def render_line(element: HtmlElement) -> str:
    """The visible text of an element on one line."""
    return " ".join(render(element).split())


def _walk(root: HtmlElement, pieces: list[str]) -> None:
    """Depth first without recursion: hostile pages nest ten thousand deep."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, left = stack.pop()
        if left:
            _close(element.tag, pieces)
            if element is not root:
                _add(element.tail, pieces)
            continue
        if not isinstance(element.tag, str) or element.tag in SILENT:
            if element is not root:
                _add(element.tail, pieces)
            continue
        if element.tag == "table" and is_data(element):
            _write_rows(element, pieces)
            if element is not root:
                _add(element.tail, pieces)
            continue
        _open(element.tag, pieces)
        _add(element.text, pieces)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _add(text: str | None, pieces: list[str]) -> None:
    if not text:
        return
    text = BLANKS.sub(" ", text)
    if text.startswith(" ") and (not pieces or pieces[-1][-1] in " \n\t"):
        text = text[1:]
    if text:
        pieces.append(text)


def _open(tag: str, pieces: list[str]) -> None:
    if tag == "br" or tag in CELLS:
        pieces.append("\n")
    elif tag in BLOCKS:
        _break(pieces, 2 if tag in SPACED else 1)


def _close(tag: str, pieces: list[str]) -> None:
    if tag in BLOCKS or tag in CELLS:
        _break(pieces, 2 if tag in SPACED else 1)


def _break(pieces: list[str], lines: int) -> None:
    if not pieces:
        return
    there = 0
    for piece in reversed(pieces[-2:]):
        if piece.strip("\n"):
            break
        there += len(piece)
    if there < lines:
        pieces.append("\n" * (lines - there))


def is_data(table: HtmlElement) -> bool:
    """True for a table of facts: no table inside, and no cell as long as an article."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iterdescendants("tr"))
    if len(rows) < 2 or not any(len(row) > 1 for row in rows):
        return False
    return all(len(cell.text_content()) < LAYOUT_CELL for cell in table.iterdescendants(*CELLS))


def _write_rows(table: HtmlElement, pieces: list[str]) -> None:
    _break(pieces, 2)
    for part in table.iterdescendants("caption", "tr"):
        if part.tag == "caption":
            line = render_line(part)
        else:
            cells = [" ".join(render(cell).split()) for cell in part if cell.tag in CELLS]
            line = "\t".join(cells)
        if line.strip():
            pieces += [line, "\n"]
    _break(pieces, 2)

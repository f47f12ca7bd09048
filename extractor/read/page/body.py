"""Which element of a page is the article, and what inside it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml.html import HtmlElement
from readability import Document

from extractor.read.page.portals import Portal, Words, select
from extractor.read.page.render import render

# Fewer letters than this are no article, but a heading or a «no data» note.
FEWEST_LETTERS = 60
# An element with more than this share of the page is the page, whatever its name.
TOO_MUCH = 0.5
LINKS, ALL_LINKS = 0.6, 0.8
FEWEST_LINKS = 2
# An element with more children holds more than a heading.
FEW = 3
LIST_BOXES = ("div", "ul", "ol", "section", "table", "dl")
LONGEST_HEADING = 60
NEVER_ARTICLE = ("script", "style", "noscript", "template", "nav", "iframe", "aside", "footer")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """An article's element, its text, and the row of selectors that found it."""

    element: HtmlElement
    text: str
    portal: Portal | None

    @property
    def links(self) -> float:
        """The share of the text that links elsewhere: near 1 in a list of articles."""
        return link_share(self.element)


def find_body(tree: HtmlElement, rows: Sequence[Portal], words: Words) -> Body | None:
    """The article of a page; changes `tree`, from which it takes out what surrounds articles."""
    for row in rows:
        for element in select(tree, row.drop):
            _drop(element)
    for row in rows:
        found = select(tree, row.body)
        if not found:
            continue
        element = max(found, key=lambda one: len(one.text_content()))
        drop_chrome(element, words)
        drop_lists(element, words)
        text = _text(element, words)
        # What the user names is taken at its word, however short.
        if _is_enough(text) or (row.hosts and text):
            return Body(element, text, row)
    return _by_readability(tree, words)


class _Finder(Document):  # type: ignore[misc]
    """readability without its last step, which throws away tables and lists with few commas."""

    found: HtmlElement | None = None

    def sanitize(self, node: HtmlElement, *_: Any) -> str:
        self.found = node
        return str(lxml.html.tostring(node, encoding="unicode"))


def _by_readability(tree: HtmlElement, words: Words) -> Body | None:
    drop_chrome(tree, words)
    # The tree itself, not its markup: parsed again it would lose what is nested deep.
    finder = _Finder(tree)
    finder.summary(html_partial=True)
    if finder.found is None:
        return None
    element = _narrow(finder.found)
    drop_lists(element, words)
    text = _text(element, words)
    return Body(element, text, None) if _is_enough(text) else None


def _narrow(element: HtmlElement) -> HtmlElement:
    """The innermost table cell that holds every long line: pages laid out by tables."""
    whole = _prose(element)
    for cell in element.iter("td"):
        if whole and _prose(cell) == whole:
            element = cell
    return element


def _prose(element: HtmlElement) -> int:
    return sum(len(line) for line in render(element).split("\n") if len(line) > LONGEST_HEADING)


def drop_chrome(root: HtmlElement, words: Words) -> None:
    """Takes out of `root` what is hidden, navigates, or is named as something else."""
    whole = len(root.text_content()) or 1
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element is root:
            continue
        if element.tag in NEVER_ARTICLE or HIDDEN.search(element.get("style", "")):
            sure = element.tag in ("script", "style", "noscript", "template", "iframe")
        elif _is_chrome(element, words):
            sure = False
        else:
            continue
        if sure or len(element.text_content()) / whole < TOO_MUCH:
            _drop(element)


def _is_chrome(element: HtmlElement, words: Words) -> bool:
    if element.tag in ("html", "body", "article", "main"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return any(
        name in words.chrome_names or any(part in name for part in words.chrome_parts)
        for name in names
    )


def drop_lists(root: HtmlElement, words: Words) -> None:
    """Takes out «Tin liên quan» with the links that follow, wherever it stands."""
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        words_in = element.text_content()
        if len(words_in) > 10 * LONGEST_HEADING:
            continue
        heading = " ".join(words_in.split()).strip(" :»>-–…").lower()
        if heading in words.tails:
            for follower in list(_followers(_topmost(element, root))):
                _drop(follower)
        elif _is_link_list(element) or (
            heading.startswith(tuple(words.tails)) and link_share(element) > TOO_MUCH
        ):
            _drop(element)


def _is_link_list(element: HtmlElement) -> bool:
    """True for a box of other headlines without a heading of its own."""
    if element.tag not in LIST_BOXES or len(element.findall(".//a")) < FEWEST_LINKS:
        return False
    return link_share(element) > ALL_LINKS


def _topmost(element: HtmlElement, root: HtmlElement) -> HtmlElement:
    """The largest element that holds nothing but this heading."""
    size = len(element.text_content().strip())
    parent = element.getparent()
    while (
        parent is not None
        and parent is not root
        and len(parent) <= FEW
        and len(parent.text_content().strip()) == size
        and not parent.tail
    ):
        element, parent = parent, parent.getparent()
    return element


def _followers(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The heading and what follows beside it, as long as that is links or nothing."""
    yield heading
    for sibling in heading.itersiblings():
        if not isinstance(sibling.tag, str):
            continue
        if sibling.text_content().strip() and link_share(sibling) < LINKS:
            return
        yield sibling


def link_share(element: HtmlElement) -> float:
    """How much of an element's text is inside links."""
    whole = len("".join(element.text_content().split()))
    if not whole:
        return 0.0
    anchors = [element] if element.tag == "a" else element.iter("a")
    return sum(len("".join(anchor.text_content().split())) for anchor in anchors) / whole


def _text(element: HtmlElement, words: Words) -> str:
    lines = render(element).split("\n")
    kept = [line for line in lines if not _is_frame(line, words)]
    while kept and kept[-1].strip(" :").lower() in words.tails:
        kept.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _is_frame(line: str, words: Words) -> bool:
    low = line.strip().lower()
    return len(low) <= LONGEST_HEADING and low.startswith(tuple(words.line_starts))


def _is_enough(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= FEWEST_LETTERS


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()

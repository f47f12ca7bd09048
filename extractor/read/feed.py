"""Feeds in RSS and Atom: each item is one article, as far as the feed gives it."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from extractor.article import Article
from extractor.read.fault import Fault, FaultError
from extractor.read.html import fragment_article
from extractor.read.options import Given, ReadOptions
from extractor.read.page.byline import VIETNAM, parse_moment

ITEMS = ("item", "entry")
# In order of fullness.
TEXTS = ("encoded", "content", "description", "summary")
DAYS = ("pubDate", "published", "issued", "date", "updated")
AUTHORS = ("creator", "author")


def read_feed(given: Given, options: ReadOptions) -> Iterator[Article | Fault]:
    """The articles of a feed, one item in memory at a time."""
    number = 0
    try:
        items = etree.iterparse(
            given.stream, events=("end",), resolve_entities=False, no_network=True, recover=True
        )
        for _, element in items:
            if not isinstance(element.tag, str) or _name(element) not in ITEMS:
                continue
            number += 1
            where = f"{given.place}:{number}"
            try:
                yield _article(element, where, options)
            except FaultError as error:
                yield error.fault
            element.clear()
    except etree.XMLSyntaxError as error:
        yield Fault(given.place, f"is no whole XML ({error.msg})", "fetch it again")
        return
    if number == 0:
        yield Fault(given.place, "holds no item of RSS or Atom", "give a feed")


def _article(element: etree._Element, where: str, options: ReadOptions) -> Article:
    fields = {_name(child): child for child in reversed(element) if isinstance(child.tag, str)}
    title = _words(fields.get("title"))
    markup = _first(fields, TEXTS)
    if markup is None:
        raise FaultError(Fault(where, "has no text", "the feed gives headlines only; fetch pages"))
    found = fragment_article(markup, where, options)
    text = found.text
    if title and not text.lower().startswith(title.lower()):
        text = f"{title}\n\n{text}"
    author = _first(fields, AUTHORS)
    day = _first(fields, DAYS)
    return replace(
        found,
        text=text,
        title=title,
        author=author,
        published=(_moment(day) if day else None) or options.published,
        source=_link(fields) or where,
    )


def _first(fields: dict[str, etree._Element], names: tuple[str, ...]) -> str | None:
    """The words of the first of these fields that has any."""
    return next(filter(None, (_words(fields.get(name)) for name in names)), None)


def _link(fields: dict[str, etree._Element]) -> str | None:
    link = fields.get("link")
    return (link.get("href") or _words(link)) if link is not None else None


def _moment(text: str) -> str | None:
    """An ISO moment in Vietnam's time, from «Tue, 07 Feb 2023 08:15:00 +0700» or ISO."""
    try:
        found = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return parse_moment(text)
    if found.tzinfo is not None:
        found = found.astimezone(VIETNAM).replace(tzinfo=None)
    return found.isoformat(timespec="minutes")


def _name(element: etree._Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _words(element: etree._Element | None) -> str | None:
    """An element's text, or the markup inside it (Atom's xhtml)."""
    if element is None:
        return None
    if len(element) and element.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return "".join(map(str, element.itertext())).strip() or None

"""One web page is one article: body, title, author and hour of publication."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from urllib.parse import urlsplit

from extractor.article import Article
from extractor.read.fault import Fault, FaultError
from extractor.read.legacy import restore, restored, to_unicode
from extractor.read.options import Given, ReadOptions, Skip
from extractor.read.page.body import drop_chrome, drop_lists, find_body, link_share
from extractor.read.page.headline import Metadata, Page
from extractor.read.page.markup import decode_page, parse_page
from extractor.read.page.portals import load_portals
from extractor.read.page.render import render
from extractor.read.whole import read_whole

# A page whose text is mostly links lists articles and is none.
LISTING = 0.5
PAGE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
NOTHING = io.BytesIO()
LINKS_ONLY = "a page of links, no article"


def read_html(given: Given, options: ReadOptions) -> Iterator[Article | Fault | Skip]:
    """The article of a page, or a word on why there is none."""
    yield page_article(read_whole(given, options), given, options)


def page_article(data: bytes, given: Given, options: ReadOptions) -> Article | Fault | Skip:
    """The article of a page's bytes."""
    markup, encoding, converted = decode_page(data, given.charset)
    found = markup_article(markup, given, options)
    if not isinstance(found, Article):
        return found
    return replace(found, encoding=encoding, converted_from=found.converted_from or converted)


def markup_article(markup: str, given: Given, options: ReadOptions) -> Article | Fault | Skip:
    """The article of a page's markup, its `source` the page's own address if it has one."""
    tree = parse_page(markup)
    if tree is None:
        return Fault(given.place, "is empty", "give a saved web page")
    portals = load_portals(options.selectors)
    words = portals.words
    meta = Metadata(tree)
    rows = portals.for_host(_host(given, meta))
    links = link_share(tree)
    page = Page(deepcopy(tree), meta, rows, words)
    body = find_body(tree, rows, words)
    if body is None:
        if links > LISTING:
            return Skip(given.place, LINKS_ONLY)
        return Fault(
            given.place,
            "holds no article text that could be told from its menus",
            "name its body in a file for --selectors",
        )
    if body.links > LISTING:
        return Skip(given.place, LINKS_ONLY)
    guess = restore(body.text)
    text = guess.text if guess else body.text
    headline = page.title(body)
    title = to_unicode(headline)
    return Article(
        text=_join(title, to_unicode(page.lead(headline, body)), text),
        published=page.published(title, text, body.portal) or options.published,
        title=title,
        source=given.url or given.place,
        author=to_unicode(page.author(body.portal)),
        publisher=to_unicode(meta.publisher),
        converted_from=guess.encoding if guess else None,
    )


def fragment_article(markup: str, where: str, options: ReadOptions) -> Article:
    """The article of a stretch of markup, taken as a whole: a field of a database, a feed's item.

    Raises FaultError where it holds no text.
    """
    if PAGE.search(markup):
        found = markup_article(markup, Given(NOTHING, where), options)
        if isinstance(found, Article):
            return found
    tree = parse_page(markup)
    if tree is not None:
        words = load_portals(options.selectors).words
        drop_chrome(tree, words)
        drop_lists(tree, words)
    text = render(tree) if tree is not None else ""
    if not text:
        raise FaultError(Fault(where, "its markup holds no text", "give the article's markup"))
    return restored(Article(text, source=where))


def _join(title: str | None, lead: str | None, body: str) -> str:
    """Headline, lead and body; each once, as a reader sees them."""
    start = " ".join(body[:2000].split()).lower()
    parts = [body]
    if lead and lead.lower()[:80] not in start:
        parts.insert(0, lead)
    if title and not start.startswith(" ".join(title.split()).lower()):
        parts.insert(0, title)
    return "\n\n".join(parts)


def _host(given: Given, meta: Metadata) -> str:
    """The page's host: by its address, what it says itself, or the folder of a mirror."""
    for address in (given.url, given.place, meta.address):
        if address and "://" in address:
            return (urlsplit(address).hostname or "").lower()
    folders = given.place.replace("!", "/").split("/")[:-1]
    return next((part.lower() for part in reversed(folders) if part.count(".") > 1), "")

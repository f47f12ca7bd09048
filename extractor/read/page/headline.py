"""A page's title, author and hour of publication, from its metadata and from what it prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from extractor.read.legacy import to_unicode
from extractor.read.page.body import Body
from extractor.read.page.byline import find_publication, parse_moment
from extractor.read.page.portals import Portal, Words, select
from extractor.read.page.render import render, render_line

PUBLISHED_META = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publish_date",
    "publishdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "parsely-pub-date",
)
TITLE_META = ("og:title", "dc.title", "twitter:title")
AUTHOR_META = ("author", "article:author", "dc.creator")
SITE_PARTS = re.compile(r"\s+[-–—|»:]+\s+")
# Fewer letters than this may stand in a headline and mean something else: «Tin tức».
SHORT = 20
# «Thông báo» heads a column, not an article.
SHORTEST = 12
# How many lines there may be between headline and body, and how long a paragraph of a lead is.
NEAR = 6
LEAD = 60
# How far from title and body a byline may stand, in lines.
BEFORE, AFTER = 2, 4
ARTICLE_TYPES = ("article", "newsarticle", "blogposting", "reportagenewsarticle", "webpage")


class Metadata:
    """What a page says of itself where machines look."""

    def __init__(self, tree: HtmlElement) -> None:
        self._meta: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
            if name and (content := meta.get("content", "").strip()):
                self._meta.setdefault(name, content)
        self._linked = next(_articles(tree), {})
        found = next(tree.iter("title"), None)
        self.page_title = " ".join(found.text_content().split()) if found is not None else ""
        link = next((one for one in tree.iter("link") if one.get("rel") == "canonical"), None)
        self.address = (link.get("href") if link is not None else None) or self._meta.get("og:url")

    @property
    def publisher(self) -> str | None:
        return self.first(("og:site_name", "dc.publisher")) or self.linked("publisher")

    def first(self, names: Sequence[str]) -> str | None:
        return next((self._meta[name] for name in names if name in self._meta), None)

    def linked(self, name: str) -> str | None:
        """A field of the page's JSON-LD article."""
        value = self._linked.get(name)
        while isinstance(value, list | dict):
            value = value.get("name") if isinstance(value, dict) else next(iter(value), None)
        return value.strip() or None if isinstance(value, str) else None


class Page:
    """What a page says of its article: by the selectors of its kind, else by what it looks like."""

    def __init__(
        self, tree: HtmlElement, meta: Metadata, rows: Sequence[Portal], words: Words
    ) -> None:
        self._tree = tree
        self._own = [row for row in rows if row.hosts]
        self._meta = meta
        self._words = words
        self._text = render(tree)

    def _find(self, part: str, portal: Portal | None) -> HtmlElement | None:
        """The element that the user's selectors name, else those of the kind of portal."""
        rows = [*self._own, portal] if portal else self._own
        for row in rows:
            if found := select(self._tree, getattr(row, part)):
                return found[0]
        return None

    def title(self, body: Body) -> str | None:
        """The headline, without the name of the site."""
        named = self._find("title", body.portal)
        if named is not None:
            return render_line(named) or None
        given = self._meta.linked("headline") or self._meta.first(TITLE_META)
        given = " ".join((given or self._meta.page_title).split())
        printed = list(_headings(self._tree))
        for heading in printed:
            # What head and heading both say; «Trang tin - Xã An Bình» is cut at the right dash.
            if len(heading) > SHORT and heading.lower() in given.lower():
                return heading
        parts = [part for part in SITE_PARTS.split(given) if part and not self._is_generic(part)]
        lines = _lines(self._text)
        both = [part for part in parts if len(part) > SHORT and part in lines]
        if both:
            return max(both, key=len)
        nearest = _nearest(printed, lines, body.text) or _bold_start(body)
        return nearest or max(parts, key=len, default=None)

    def _is_generic(self, part: str) -> bool:
        return part.lower() in self._words.generic_titles

    def lead(self, title: str | None, body: Body) -> str | None:
        """What is printed between headline and body, bylines left out."""
        named = self._find("lead", body.portal)
        if named is not None:
            return render_line(named) or None
        lines, inside = _lines(self._text), _lines(body.text)
        if title not in lines or not inside or inside[0] not in lines:
            return None
        first = lines.index(inside[0])
        between = lines[max(first - NEAR, 0) : first]
        if title not in between:
            return None
        return "\n\n".join(line for line in _after(between, title) if len(line) > LEAD) or None

    def author(self, row: Portal | None) -> str | None:
        """The name in the byline."""
        printed = self._find("author", row)
        if printed is not None:
            return self._name(render_line(printed))
        named = self._meta.linked("author") or self._meta.first(AUTHOR_META)
        return self._name(named) if named and "://" not in named else None

    def _name(self, line: str) -> str | None:
        for label in self._words.author_labels:
            if line.lower().startswith(f"{label} ") or line.lower() == label:
                line = line[len(label) :]
                break
        return line.strip(" :-–()|") or None

    def published(self, title: str | None, body: str, row: Portal | None) -> str | None:
        """When the page says it was published: ISO, with the hour where one is given."""
        named = self._find("published", row)
        given = "" if named is None else named.get("datetime") or render_line(named)
        if found := parse_moment(given):
            return found
        stated = self._meta.linked("datePublished") or self._meta.first(PUBLISHED_META)
        stated = stated or _time_element(self._tree)
        moment = parse_moment(stated) if stated else None
        printed = find_publication(_near(to_unicode(self._text) or "", title, body), self._words)
        if printed and printed.hour and printed.day.isoformat() == moment:
            return printed.isoformat()
        return moment or (printed.isoformat() if printed else None)


def _headings(tree: HtmlElement) -> Iterator[str]:
    for tag in ("h1", "h2", "h3"):
        for element in tree.iter(tag):
            if line := render_line(element):
                yield line


def _nearest(headings: list[str], lines: list[str], body: str) -> str | None:
    """The last heading before the article's second line; what follows heads other things."""
    inside = _lines(body)
    first = lines.index(inside[0]) if inside and inside[0] in lines else 0
    above = set(lines[max(first - NEAR, 0) : first + 1])
    fitting = (one for one in reversed(headings) if one in above and len(one) > SHORTEST)
    return next(fitting, None)


def _bold_start(body: Body) -> str | None:
    """The article's first line, where it is set in bold or large: pages older than headings."""
    first = next(iter(_lines(body.text)), "")
    for element in body.element.iter("b", "strong", "font"):
        if element.tag == "font" and element.get("size", "") < "3":
            continue
        if (line := render_line(element)) and len(line) > SHORT:
            return line if line == first else None
    return None


def _after(lines: list[str], line: str) -> list[str]:
    return lines[lines.index(line) + 1 :]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _time_element(tree: HtmlElement) -> str | None:
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            return element.get("datetime") or render_line(element)
    return None


def _near(page: str, title: str | None, body: str) -> list[str]:
    """The lines about the headline and the first and last of the article, in this order."""
    lines, inside = _lines(page), _lines(body)
    first = lines.index(inside[0]) if inside and inside[0] in lines else None
    near: list[str] = []
    if title in lines:
        at = lines.index(title)
        if first is not None and at < first - 12:
            # The same words in a menu or a path; the headline is the last before the article.
            at = max(n for n, line in enumerate(lines[:first]) if line == title)
        near += lines[at + 1 : at + 1 + AFTER] + lines[max(at - BEFORE, 0) : at]
    if first is not None:
        near += lines[max(first - AFTER, 0) : first]
    return [*near, *inside[:AFTER], *inside[-3:]]


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(str(one).lower() in ARTICLE_TYPES for one in kinds):
                yield thing


def _things(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else ()
            )

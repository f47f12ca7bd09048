"""A row of a table or a JSON object as an article, its fields named as the user says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from extractor.article import Article
from extractor.read.decode import parse_published
from extractor.read.fault import Fault, FaultError
from extractor.read.legacy import restored
from extractor.read.options import ReadOptions

KNOWN = ("text", "id", "title", "published_at", "source", "publisher", "author")
# A field of this name is markup, and is read as a web page is.
MARKUP = "html"
FIELDS = (*KNOWN, MARKUP)


def record_article(
    data: Mapping[str, Any], where: str, options: ReadOptions, encoding: str | None = None
) -> Article:
    """The article in a record; raises FaultError."""
    values = {name: _value(data, options.fields.get(name, name)) for name in FIELDS}
    if MARKUP not in options.fields:
        values[MARKUP] = None
    _check_kinds(values, data, where, options)
    published = _published(values["published_at"], where, options)
    article = Article(
        values["text"] or "",
        published=published or options.published,
        title=values["title"],
        source=values["source"] or where,
        publisher=values["publisher"],
        id=values["id"],
        author=values["author"],
        encoding=encoding,
    )
    if values[MARKUP]:
        return _from_markup(values[MARKUP], article, where, options)
    if not article.text.strip():
        raise FaultError(Fault(where, "its text is empty", "give the article's text, or drop it"))
    return restored(article)


def _value(data: Mapping[str, Any], path: str) -> Any:
    if path in data:
        return _plain(data[path])
    value: Any = data
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return _plain(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _check_kinds(
    values: dict[str, Any], data: Mapping[str, Any], where: str, options: ReadOptions
) -> None:
    text = options.fields.get("text", "text")
    if values["text"] is None and values[MARKUP] is None and text not in data:
        raise FaultError(
            Fault(
                where,
                f"has no field {options.fields.get(MARKUP, text)}",
                "name the field that holds the article with --field text=NAME",
            )
        )
    for name, value in values.items():
        # A number is a good id or title in a table, never a good text.
        if isinstance(value, int) and name == "id":
            values[name] = str(value)
        elif not isinstance(value, str | None):
            raise FaultError(Fault(where, f"{name} is {str(value)[:40]}", "give a string"))


def _published(value: str | None, where: str, options: ReadOptions) -> str | None:
    if not value or not value.strip():
        return None
    try:
        return parse_published(value)
    except ValueError as error:
        from extractor.read.page.byline import parse_moment

        # Only where the user named the field is a day such as 12/03/2018 taken at its word.
        if "published_at" in options.fields and (found := parse_moment(value)):
            return found
        fault, cure = str(error).split("; ")
        raise FaultError(Fault(where, f"published_at {fault}", cure)) from error


def _from_markup(markup: str, known: Article, where: str, options: ReadOptions) -> Article:
    from extractor.read.html import fragment_article

    found = fragment_article(markup, where, options)
    title = known.title or found.title
    text = found.text
    if known.title and not text.lower().startswith(known.title.lower()):
        text = f"{known.title}\n\n{text}"
    return replace(
        known,
        text=text,
        title=title,
        author=known.author or found.author,
        converted_from=found.converted_from,
    )

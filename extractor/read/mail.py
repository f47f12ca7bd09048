"""A letter is one article, and each of its enclosures another."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart

from extractor.article import Article
from extractor.read.decode import decode_any
from extractor.read.fault import Fault, FaultError
from extractor.read.formats import Item, format_by_name, read_as
from extractor.read.html import fragment_article
from extractor.read.legacy import restored
from extractor.read.options import Given, ReadOptions, Skip
from extractor.read.page.byline import VIETNAM
from extractor.read.page.markup import decode_page
from extractor.read.whole import read_whole


def read_mail(given: Given, options: ReadOptions) -> Iterator[Item]:
    """The articles of a letter; its day is that of publication."""
    letter = email.message_from_bytes(read_whole(given, options), policy=email.policy.default)
    if not isinstance(letter, EmailMessage) or not letter.keys():
        raise FaultError(Fault(given.place, "is no letter: it has no headers", "check the file"))
    published = _published(letter) or options.published
    body = letter.get_body(("plain", "html"))
    if body is not None:
        article = _article(body, given, options)
        if article.text.strip():
            subject = str(letter["subject"] or "").strip() or None
            sender = str(letter["from"] or "").strip() or None
            yield replace(article, title=subject, published=published, author=sender)
    for part in letter.iter_attachments():
        yield from _enclosure(part, given, replace(options, published=published))


def _article(body: MIMEPart, given: Given, options: ReadOptions) -> Article:
    data = body.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    charset = body.get_content_charset()
    if body.get_content_type() == "text/html":
        markup, encoding, converted = decode_page(data, charset)
        found = fragment_article(markup, given.place, options)
        return replace(found, encoding=encoding, converted_from=found.converted_from or converted)
    text, encoding, converted = decode_any(data, given.place, charset)
    return restored(
        Article(
            text.replace("\r\n", "\n"),
            source=given.place,
            encoding=encoding,
            converted_from=converted,
        )
    )


def _enclosure(part: MIMEPart, given: Given, options: ReadOptions) -> Iterator[Item]:
    place = f"{given.place}!{part.get_filename() or 'part'}"
    form = format_by_name(place)
    data = part.get_payload(decode=True)
    if form is None or not isinstance(data, bytes):
        yield Skip(place, f"kind {part.get_content_type()}")
    elif options.depth <= 0:
        yield Fault(place, "is too deep inside letters and archives", "save it on its own")
    else:
        yield from read_as(form, Given(io.BytesIO(data), place), options.deeper())


def _published(letter: EmailMessage) -> str | None:
    header = letter["date"]
    sent = getattr(header, "datetime", None)
    if sent is None:
        return None
    local = sent.astimezone(VIETNAM) if sent.tzinfo else sent
    return str(local.replace(tzinfo=None).isoformat(timespec="minutes"))

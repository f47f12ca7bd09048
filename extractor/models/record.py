"""One article's record, which refuses to exist when a span or a numeral does not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from extractor.models.base import (
    SCHEMA_VERSION,
    Contract,
    Offset,
    Place,
    Quotation,
    ReferenceClass,
)
from extractor.models.date import DateRecord
from extractor.models.figure import Figure
from extractor.models.official import Official

DIGIT_RUN = re.compile(r"\d+")


class ArticleInfo(Contract):
    """The article itself; `text` is what the source gave, never normalised."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    source: str | None = None
    title: str | None = None
    published_at: str | None = None
    publisher: str | None = None
    author: str | None = None
    # The charset its bytes were read in; what was turned into Unicode before offsets existed.
    encoding: str | None = None
    converted_from: str | None = None
    # Other places where the same article was found.
    mirrors: list[str] = Field(default_factory=list)
    text: str
    place: Place | None = None


class Reference(Quotation):
    """A numeral that is no figure: a document's number, a name, a phone number."""

    class_: ReferenceClass = Field(alias="class", serialization_alias="class")
    rules: list[str]


class Unread(Quotation):
    """A numeral that nobody could account for: kept, never dropped silently."""


class Issue(Contract):
    """What a check found, or what went wrong while reading."""

    code: str
    severity: Literal["info", "warning", "error"]
    # One sentence for the reader, in Vietnamese and in English, and the one line that shows it.
    message: str
    message_en: str | None = None
    arithmetic: str | None = None
    figures: list[str] = Field(default_factory=list)
    start: Offset | None = None
    end: Offset | None = None


def _misquoted(part: Quotation, text: str) -> str:
    """What is wrong with a span: its length, or the words there."""
    if part.end - part.start != len(part.text):
        return (
            f"span {part.start}..{part.end} does not fit its text {part.text!r}:"
            f" {len(part.text)} characters"
        )
    return (
        f"span {part.start}..{part.end} says {part.text!r},"
        f" the article says {text[part.start : part.end]!r}"
    )


class ArticleRecord(Contract):
    """The contract object of one article.

    Raises ValidationError when a span does not quote the text, when a digit run of the text is
    not inside exactly one figure, date, reference or unread span, or when an id points nowhere.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    article: ArticleInfo
    figures: list[Figure]
    dates: list[DateRecord]
    officials: list[Official]
    references: list[Reference]
    unread: list[Unread]
    issues: list[Issue]

    def _numeral_spans(self) -> list[Quotation]:
        return [*self.figures, *self.dates, *self.references, *self.unread]

    def _quotations(self) -> Iterator[Quotation]:
        yield from self._numeral_spans()
        for official in self.officials:
            yield from official.positions
            yield from official.mentions

    @model_validator(mode="after")
    def _spans_quote_the_text(self) -> ArticleRecord:
        text = self.article.text
        for part in self._quotations():
            if text[part.start : part.end] != part.text:
                raise ValueError(_misquoted(part, text))
        return self

    @model_validator(mode="after")
    def _every_numeral_is_accounted_for(self) -> ArticleRecord:
        spans = sorted((part.start, part.end) for part in self._numeral_spans())
        for (_, end), (start, _) in pairwise(spans):
            if start < end:
                raise ValueError(f"two readings overlap at {start}: a numeral is read once")
        runs = DIGIT_RUN.finditer(self.article.text)
        index = 0
        for run in runs:
            while index < len(spans) and spans[index][1] <= run.start():
                index += 1
            if index == len(spans) or not (
                spans[index][0] <= run.start() and run.end() <= spans[index][1]
            ):
                raise ValueError(f"numeral {run.group()!r} at {run.start()} is in no reading")
        return self

    @model_validator(mode="after")
    def _ids_lead_somewhere(self) -> ArticleRecord:
        known = {figure.id for figure in self.figures}
        for figure in self.figures:
            for target in (figure.about, figure.part_of):
                if target is not None and (target not in known or target == figure.id):
                    raise ValueError(f"figure {figure.id} points at {target!r}, which is not there")
        for issue in self.issues:
            if lost := set(issue.figures) - known:
                raise ValueError(f"issue {issue.code} names figures {sorted(lost)}: not there")
        return self

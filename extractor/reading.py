"""Everything that was found in one article, before it is given a meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.article import Article
from extractor.mentions import NonFigure, Person, Quantity, Timex
from extractor.places import Places
from extractor.text import Span, Text


@dataclass(frozen=True, slots=True)
class Reading:
    """The finders' results for one article, all spans in `text.norm`, all lists in text order."""

    article: Article
    text: Text
    sentences: list[Span]
    quantities: list[Quantity]
    timexes: list[Timex]
    references: list[NonFigure]
    people: list[Person]
    published: date | None
    places: Places

"""vnfigures: Vietnamese government news in, figures that people can trust out.

>>> from extractor import extract
>>> extract("Tin ngày thường.").figures
[]
"""

from __future__ import annotations

from functools import cache

from extractor.article import Article
from extractor.engine import Extractor
from extractor.models import ArticleRecord

__all__ = ["Article", "ArticleRecord", "Extractor", "extract"]
__version__ = "0.1.0"


@cache
def _default() -> Extractor:
    return Extractor()


def extract(text: str, published: str | None = None, title: str | None = None) -> ArticleRecord:
    """The record of one article; `published` is an ISO date, with time if known."""
    return _default().extract(text, published=published, title=title)

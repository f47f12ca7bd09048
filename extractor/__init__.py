"""vnfigures: Vietnamese government news in, figures that people can trust out.

>>> from extractor import extract
>>> extract("Tin ngày thường.").figures
[]
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.article import Article
    from extractor.engine import Extractor
    from extractor.models import ArticleRecord

__all__ = ["Article", "ArticleRecord", "Extractor", "extract"]
__version__ = "0.1.0"

# Imported when first asked for: `vnfigures --help` and workers need not wait for the engine.
_HOMES = {
    "Article": "extractor.article",
    "ArticleRecord": "extractor.models",
    "Extractor": "extractor.engine",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        with _kept():
            return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")


@contextmanager
def _kept() -> Iterator[None]:
    """No garbage collection meanwhile.

    What an import makes lives as long as the program; going over it again and again while it
    grows took a fifth of the start-up.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@cache
def _default() -> Extractor:
    with _kept():
        engine: Extractor = import_module("extractor.engine").Extractor()
        # This engine is never given up, so nobody need look whether it is garbage.
        gc.freeze()
    return engine


def extract(text: str, published: str | None = None, title: str | None = None) -> ArticleRecord:
    """The record of one article; `published` is an ISO date, with time if known."""
    return _default().extract(text, published=published, title=title)

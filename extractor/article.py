"""One article as it comes in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """Text with what is known about it; `published` is ISO, a date or a date with time."""

    text: str
    published: str | None = None
    title: str | None = None
    source: str | None = None
    publisher: str | None = None
    id: str | None = None
    author: str | None = None
    # The charset that its bytes were read in, and what it was converted from before offsets exist.
    encoding: str | None = None
    converted_from: str | None = None
    # Other places where the same article was found.
    mirrors: tuple[str, ...] = ()


def article_id(text: str) -> str:
    """First 16 hex digits of the SHA-256 of the text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

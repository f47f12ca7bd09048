"""The same text from several sources: one article, whatever the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extractor.models import ArticleInfo


class Known(NamedTuple):
    """What is known of where an article stands."""

    source: str | None
    published_at: str | None
    title: str | None
    mirrors: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """The lowest is kept: dated, titled, and then first by the alphabet."""
        return (self.published_at is None, self.title is None, self.source or "")

    def sources(self) -> set[str]:
        return {*self.mirrors, *([self.source] if self.source else [])}


def known_of(article: ArticleInfo) -> Known:
    """What an article's record says of its sources."""
    return Known(article.source, article.published_at, article.title, tuple(article.mirrors))


def join(before: Known, now: Known) -> tuple[Known, bool]:
    """The one to keep, with all others as its mirrors, and whether that is `now`.

    A source that comes again is read again: what it said before is gone.
    """
    taken = now.source == before.source or now.rank < before.rank
    chosen = now if taken else before
    mirrors = (before.sources() | now.sources()) - {chosen.source}
    same = mirrors == set(before.mirrors)
    return chosen._replace(mirrors=before.mirrors if same else _in_order(mirrors)), taken


def _in_order(sources: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted(source for source in sources if source))

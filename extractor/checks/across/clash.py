"""What a check across articles finds, and how it is told."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractor.checks.across.facts import Fact
from extractor.checks.finding import Severity


class Cited(NamedTuple):
    """One of the places that a finding names."""

    article: str
    published: str
    source: str
    figure: str | None
    start: int
    end: int
    text: str
    sentence: str


class Clash(NamedTuple):
    """What does not go together, with the line that shows it."""

    cited: tuple[Cited, ...]
    arithmetic: str
    words: dict[str, str]
    severity: Severity | None = None


class ArchiveIssue(NamedTuple):
    """A finding across articles, or of one article of an archive."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    message_en: str
    arithmetic: str
    cited: tuple[Cited, ...]


def cite(fact: Fact) -> Cited:
    """Where a fact was read."""
    return Cited(
        fact.article, fact.published, fact.source, fact.figure, fact.start, fact.end,
        fact.text, fact.sentence,
    )  # fmt: skip


def said(fact: Fact) -> str:
    """A fact's words and the day of its article: «42 hộ» (12/01/2023)."""
    year, month, day = fact.published[:10].split("-") if fact.published else ("", "", "")
    return f"«{fact.text}»" + (f" ({day}/{month}/{year})" if year else "")

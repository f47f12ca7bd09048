"""Where a figure was read, in one line that others can follow."""

from __future__ import annotations

from extractor.review.listing import headline
from extractor.review.series import Found


def cite(found: Found) -> str:
    """Publisher, title, day, source, the words and where they stand."""
    figure = found.figure
    day = (found.published_at or "")[:10]
    head = ", ".join(
        filter(None, (found.publisher, f"«{_short(found.title or headline(found.opening))}»", day))
    )
    where = f"{figure.start}–{figure.end}"
    words = " ".join(found.sentence.split())
    source = f" {found.source}" if found.source else ""
    return f"{head}.{source} [{found.article_id}:{where}] “{_short(words, 300)}”"


def _short(text: str | None, most: int = 120) -> str:
    text = text or "?"
    return text if len(text) <= most else f"{text[: most - 1]}…"

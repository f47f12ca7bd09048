"""Offsets of other programs made to count code points."""

from __future__ import annotations

from extractor.evaluate.annotation import GoldError


def settle_span(text: str, span: tuple[int, int], quoted: str | None, where: str) -> list[int]:
    """[start, end] in code points; raises GoldError where the words are not there.

    Programs in JavaScript count UTF-16 units, which differ after an emoji.

    >>> settle_span("😀 12 hộ", (3, 8), "12 hộ", "here")
    [2, 7]
    """
    start, end = span
    if quoted is None or _alike(text[start:end], quoted):
        return [start, end]
    units = text.encode("utf-16-le")
    before, inside = units[: 2 * start], units[2 * start : 2 * end]
    if _alike(inside.decode("utf-16-le", "replace"), quoted):
        at = len(before.decode("utf-16-le", "replace"))
        return [at, at + len(inside.decode("utf-16-le", "replace"))]
    raise GoldError(
        f"{where}: span {start}..{end} says {quoted!r}, the article says {text[start:end]!r};"
        " was the text changed after it was annotated?"
    )


def find_quote(text: str, quoted: str, around: tuple[str, str], where: str) -> list[int]:
    """[start, end] of words by what stands around them; raises GoldError unless there is one."""
    prefix, suffix = around
    whole = prefix + quoted + suffix
    first = text.find(whole)
    if first < 0 or text.find(whole, first + 1) >= 0:
        many = "is not in the article" if first < 0 else "stands there more than once"
        raise GoldError(f"{where}: «{whole}» {many}; give positions too")
    return [first + len(prefix), first + len(prefix) + len(quoted)]


def _alike(words: str, quoted: str) -> bool:
    """Tools write a line break within a span as a blank."""
    return words == quoted or words.split() == quoted.split()

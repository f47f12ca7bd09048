"""The figures whose meaning is least certain, grouped by the words around them.

Where many figures of a group are read alike, one rule row settles all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.meaning.certainty import NARROW
from extractor.text import normalise

if TYPE_CHECKING:
    from extractor.article import Article
    from extractor.engine import Extractor
    from extractor.meaning.page import Meaning

NO_INDICATOR, OPEN, UNREAD = "no indicator", "open", "unread"
WORD = re.compile(r"\w+(?:[./]\w+)*|%")
# What stands beyond says little about the figure.
BREAK = re.compile(r"[,;:.()\"]\s+|[,;:.()\"]$|^[,;:.()\"]|\n")
NUMERAL = re.compile(r"\d+(?:[.,/-]\d+)*")
# Around a numeral that no figure holds; a figure has its sentence.
NEARBY = 80


class Doubt(NamedTuple):
    """One uncertain figure or unread numeral."""

    unit: str
    left: str
    right: str
    reason: str
    article: str
    text: str
    sentence: str


@dataclass(slots=True)
class Group:
    """Doubts alike in unit, reason and the words around them, with the first as the example."""

    unit: str
    left: str
    right: str
    reason: str
    text: str
    sentence: str
    article: str
    figures: int = 0
    articles: int = 0
    last: str = ""


class Around:
    """Picks the words around a figure: so many on either side, up to a comma or stop."""

    def __init__(self, words: int) -> None:
        from extractor.rules import default_rules
        from extractor.rules.rows_quantities import ComparatorRow

        self._words = words
        rows = default_rules().rows("comparators", ComparatorRow)
        # «hơn», «khoảng» bound any figure and tell nothing of its meaning.
        forms = sorted((form for row in rows for form in row.forms), key=len, reverse=True)
        self._bounds = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\s*$")

    def left(self, piece: str) -> str:
        """The last words of what stands before."""
        near = BREAK.split(normalise(piece).low.rstrip(" "))[-1]
        near = self._bounds.sub("", near)
        found = WORD.findall(NUMERAL.sub("0", near))
        return " ".join(found[max(0, len(found) - self._words) :])

    def right(self, piece: str) -> str:
        """The first words of what stands behind."""
        near = BREAK.split(normalise(piece).low.lstrip(" "), maxsplit=1)[0]
        return " ".join(WORD.findall(NUMERAL.sub("0", near))[: self._words])


def find_doubts(
    record: Mapping[str, Any], around: Around, reasons: Iterable[str | None] = ()
) -> Iterator[Doubt]:
    """The doubts of one record; `reasons` are those of an engine, one for each figure."""
    article, text = _name(record["article"]), record["article"]["text"]
    known = list(reasons) or [_reason(figure) for figure in record["figures"]]
    for figure, reason in zip(record["figures"], known, strict=True):
        if reason is not None:
            home = figure["sentence"]["start"], figure["sentence"]["end"]
            yield _doubt(text, figure, home, around, (figure["unit"], reason, article))
    for part in record["unread"]:
        home = max(0, part["start"] - NEARBY), part["end"] + NEARBY
        yield _doubt(text, part, home, around, ("", UNREAD, article))


def read_doubts(engine: Extractor, article: Article, around: Around) -> list[Doubt]:
    """The doubts of an article, with the readings that competed."""
    record = engine.read(article).model_dump(mode="json", by_alias=True)
    meanings = engine.interpret(engine.find(article))
    reasons = map(_doubtful, record["figures"], meanings)
    return list(find_doubts(record, around, reasons))


def group_doubts(doubts: Iterable[Doubt]) -> list[Group]:
    """The groups, the fullest first; doubts come article by article."""
    groups: dict[tuple[str, str, str, str], Group] = {}
    for doubt in doubts:
        key = doubt.unit, doubt.left, doubt.right, doubt.reason
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(*key, doubt.text, doubt.sentence, doubt.article)
        group.figures += 1
        group.articles += group.last != doubt.article
        group.last = doubt.article
    return [groups[key] for key in sorted(groups, key=lambda k: (-groups[k].figures, k))]


def _name(article: Mapping[str, Any]) -> str:
    return str(article.get("source") or article["id"])


def _reason(figure: Mapping[str, Any]) -> str | None:
    """What a record alone can tell."""
    if figure["indicator"] is None:
        return NO_INDICATOR
    return OPEN if figure["certainty"] == "open" else None


def _doubtful(figure: Mapping[str, Any], meaning: Meaning) -> str | None:
    link = meaning.link
    rival = link.rivals[0][0] if link.rivals else None
    if figure["indicator"] is None:
        # A row that says «nothing of ours» has decided; there is nothing to add.
        faint = f" (faint: {rival})" if rival else ""
        return None if link.rule else NO_INDICATOR + faint
    if rival and link.margin < NARROW and rival != figure["indicator"]:
        return f"{figure['indicator']} | {rival}"
    if figure["certainty"] == OPEN and meaning.doubts:
        gravest = max(meaning.doubts, key=lambda doubt: doubt.weight)
        return f"{OPEN}: {gravest.reason}"
    return _reason(figure)


def _doubt(
    text: str,
    part: Mapping[str, Any],
    home: tuple[int, int],
    around: Around,
    said: tuple[str, str, str],
) -> Doubt:
    unit, reason, article = said
    start, end = home
    before = around.left(text[start : part["start"]])
    after = around.right(text[part["end"] : end])
    sentence = " ".join(text[start:end].split())
    return Doubt(unit, before, after, reason, article, part["text"], sentence)

"""Which predicted part is which gold part."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.evaluate.annotation import Annotation, Part

Pairs = list[tuple[int, int]]
VALUES = ("value", "value_max", "denominator")


def number(value: Any) -> Decimal | str | None:
    """The value as a number, «1.30» and «1.3» alike.

    >>> number("1.30") == number(1.3)
    True
    """
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return str(value)


def plain(words: str | None) -> str:
    """Words without regard to case, blanks and composition."""
    return " ".join(unicodedata.normalize("NFC", words or "").split()).casefold()


def overlap(left: Part, right: Part) -> int:
    """How many characters two spans share."""
    return int(max(0, min(left["end"], right["end"]) - max(left["start"], right["start"])))


def same_value(predicted: Part, gold: Part) -> bool:
    return predicted.get("kind") == gold.get("kind") and all(
        number(predicted.get(name)) == number(gold.get(name)) for name in VALUES
    )


def same_days(predicted: Part, gold: Part) -> bool:
    return all(predicted.get(name) == gold.get(name) for name in ("start_date", "end_date"))


def same_place(_predicted: Part, _gold: Part) -> bool:
    """Overlap is enough: references and unread numerals have no value."""
    return True


def pair(
    predicted: Sequence[Part], gold: Sequence[Part], good: Callable[[Part, Part], bool]
) -> Pairs:
    """One-to-one pairs of overlapping parts that are `good`, the longest overlap first."""
    candidates = sorted(
        (
            (shared, -abs(ours["start"] - theirs["start"]), i, j)
            for i, ours in enumerate(predicted)
            for j, theirs in enumerate(gold)
            if (shared := overlap(ours, theirs)) and good(ours, theirs)
        ),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs: Pairs = []
    for _, _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


@dataclass(frozen=True, slots=True)
class Paired:
    """One article's prediction beside its gold, with what belongs together."""

    predicted: Annotation
    gold: Annotation
    figures: Pairs
    dates: Pairs
    references: Pairs
    # No prediction was there at all.
    missing: bool = False


def pair_article(predicted: Annotation | None, gold: Annotation) -> Paired:
    """Pair everything in one article; a missing prediction found nothing."""
    ours = predicted or Annotation(gold.id, gold.text)
    return Paired(
        ours,
        gold,
        figures=pair(ours.figures, gold.figures, same_value),
        dates=pair(ours.dates, gold.dates, same_days),
        references=pair(ours.references, gold.references, same_place),
        missing=predicted is None,
    )


def names(found: Annotation) -> set[str]:
    return {plain(person["name"]) for person in found.officials}


def positions(found: Annotation) -> set[tuple[str, str]]:
    """(name, office) of everybody."""
    return {
        (plain(person["name"]), plain(position["text"]))
        for person in found.officials
        for position in person["positions"]
    }


def mentions(found: Annotation) -> set[tuple[str, int, int]]:
    """(name, start, end) of every mention."""
    return {
        (plain(person["name"]), mention["start"], mention["end"])
        for person in found.officials
        for mention in person["mentions"]
    }

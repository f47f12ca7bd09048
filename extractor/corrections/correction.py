"""Corrections of one article, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Verdict = Literal["right", "wrong", "missing", "changed", "withdrawn", "complete", "reopened"]
OF_ARTICLE = ("complete", "reopened")


@dataclass(frozen=True, slots=True)
class Correction:
    """One word of one person on a stretch of text, or on a whole article."""

    article_id: str
    verdict: Verdict
    start: int | None = None
    end: int | None = None
    text: str | None = None
    field: str | None = None
    # As the record writes it; None says that the article does not.
    value: str | None = None
    # The figure as it was read at the time, as JSON.
    reading: str | None = None
    note: str | None = None
    made_by: str | None = None
    made_at: str = ""
    number: int = 0


class Place(NamedTuple):
    """A stretch of an article's text."""

    start: int
    end: int


@dataclass(slots=True)
class Standing:
    """What the corrections of one stretch come to."""

    place: Place
    text: str
    verdict: Verdict
    fields: dict[str, str | None] = field(default_factory=dict)
    history: list[Correction] = field(default_factory=list)


def fold(corrections: Iterable[Correction]) -> dict[Place, Standing]:
    """What stands at each stretch, later words over earlier ones; what was withdrawn is gone."""
    standings: dict[Place, Standing] = {}
    for correction in corrections:
        if correction.start is None or correction.end is None:
            continue
        place = Place(correction.start, correction.end)
        if correction.verdict == "withdrawn":
            standings.pop(place, None)
            continue
        found = standings.setdefault(
            place, Standing(place, correction.text or "", correction.verdict)
        )
        _add(found, correction)
    return standings


def _add(standing: Standing, correction: Correction) -> None:
    standing.history.append(correction)
    if correction.verdict == "changed" and correction.field:
        standing.fields[correction.field] = correction.value
    if correction.verdict == "wrong":
        standing.fields.clear()
    # A figure that was missing stays so, whatever else is said of it.
    if standing.verdict != "missing" or correction.verdict == "wrong":
        standing.verdict = correction.verdict
    if correction.verdict == "right" and standing.fields:
        standing.verdict = "changed"


def is_complete(corrections: Iterable[Correction]) -> bool:
    """Whether the last word on the whole article was that it is checked."""
    said = [one.verdict for one in corrections if one.verdict in OF_ARTICLE]
    return bool(said) and said[-1] == "complete"

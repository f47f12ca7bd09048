"""What the finders yield: frozen mentions in offsets of `Text.norm`, each naming its rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from msgspec import Struct

from extractor.text import Span


class Claim(Protocol):
    """Anything that claims a stretch of text; the higher priority wins an overlap."""

    @property
    def span(self) -> Span: ...

    @property
    def priority(self) -> int: ...


C = TypeVar("C", bound=Claim)


class Quantity(Struct, frozen=True):
    """A number with its unit, before anyone asks what it means.

    `span`: first digit or number word to the last of magnitude, currency, unit or classifier.
    `comparator` and `cue` come from the words around («hơn», «từ … trở lên»); `per` from
    «/người/tháng», «mỗi hộ». `shared_unit`: the unit is written at a later list member only.
    """

    span: Span
    kind: str
    value: Decimal | None
    unit: str
    unit_text: str
    rule: str
    value_max: Decimal | None = None
    denominator: Decimal | None = None
    comparator: str = "eq"
    cue: str | None = None
    per: tuple[str, ...] = ()
    shared_unit: bool = False
    priority: int = 1


class Timex(Struct, frozen=True):
    """A resolved date or period; both days are None when the text does not settle them."""

    span: Span
    start: date | None
    end: date | None
    granularity: str
    role: str
    resolution: str
    rule: str
    time: str | None = None
    part_of_day: str | None = None
    calendar: str = "solar"


class NonFigure(Struct, frozen=True):
    """A numeral that counts nothing: a document's number, a name, a phone number."""

    span: Span
    kind: str
    rule: str
    priority: int = 3


class Office(Struct, frozen=True):
    """One office of a person."""

    span: Span
    title: str
    organization: str | None
    level: str
    place: str | None
    rule: str


class Person(Struct, frozen=True):
    """A person with all mentions of the name in text order."""

    name: str
    honorific: str | None
    rank: str | None
    role: str
    offices: tuple[Office, ...]
    mentions: tuple[Span, ...]
    rules: tuple[str, ...]


def choose(claims: Iterable[C]) -> list[C]:
    """The claims that stand, in text order: higher priority first, then longer, then earlier."""
    ranked = sorted(claims, key=lambda c: (-c.priority, c.span.start - c.span.end, c.span.start))
    taken: list[C] = []
    cells: set[int] = set()
    for claim in ranked:
        places = range(claim.span.start, claim.span.end)
        if cells.isdisjoint(places):
            cells.update(places)
            taken.append(claim)
    return sorted(taken, key=lambda claim: claim.span)

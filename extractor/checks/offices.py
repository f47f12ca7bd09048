"""Who holds which office."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from extractor.checks.finding import Finding
from extractor.checks.sheet import Sheet
from extractor.checks.tuning import Check, Tuning
from extractor.models.official import Official, Position
from extractor.text import Span

Seat = tuple[str, str, str]


def check_single_seats(sheet: Sheet, tuning: Tuning) -> Iterator[Finding]:
    """«Chủ tịch Hội CCB phường» borne by two people: one seat, two holders."""
    if len(sheet.record.officials) < 2:
        return
    holders: dict[Seat, list[tuple[Official, Position]]] = defaultdict(list)
    words = Counter(p.text for person in sheet.record.officials for p in person.positions)
    for person in sheet.record.officials:
        for position in person.positions:
            if words[position.text] < 2:
                continue
            seat = seat_of(position, tuning)
            if seat is not None:
                holders[seat].append((person, position))
    for held in holders.values():
        first, second = held[0], held[-1]
        if len(held) == 2 and _are_strangers(first[0], second[0]):
            yield from _two_holders(sheet, first, second, tuning)


def seat_of(position: Position, tuning: Tuning) -> Seat | None:
    """Title, body and place of an office that only one person can hold; None for others."""
    title = position.title.lower()
    if not tuning.words["single"].open(title) or position.place is None:
        return None
    words = position.text.lower()
    if tuning.words["not_held"].inside(words) or position.organization is None:
        return None
    # Only an office named down to its place is one and the same wherever it stands.
    place = position.place.code or position.place.name.lower()
    if not tuning.words["unit"].inside(words) or position.place.name.lower() not in words:
        return None
    return title, position.organization.lower(), place


def _are_strangers(left: Official, right: Official) -> bool:
    """Whether the names share so little that neither is the other's, misspelt or shortened."""
    syllables = set(left.name.lower().split()), set(right.name.lower().split())
    return not syllables[0] & syllables[1] or (
        left.name.lower().split()[-1] != right.name.lower().split()[-1]
        and left.name.lower().split()[0] != right.name.lower().split()[0]
    )


def _two_holders(
    sheet: Sheet,
    first: tuple[Official, Position],
    second: tuple[Official, Position],
    tuning: Tuning,
) -> Iterator[Finding]:
    # An article on an election or a change names both the old and the new holder.
    if tuning.words["changes"].inside(sheet.low):
        return
    names = first[0].name, second[0].name
    span = Span(second[1].start, second[1].end)
    office = " ".join(first[1].text.split())
    words = {"office": f"«{office}»", "first": names[0], "second": names[1]}
    yield Finding((), f"{office}: {names[0]} ≠ {names[1]}", words, span)


CHECKS = (
    Check("c24", check_single_seats, ("office", "first", "second"), (),
          ("single", "not_held", "unit", "changes")),
)  # fmt: skip

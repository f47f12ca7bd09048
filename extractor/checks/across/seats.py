"""Who held which office, as articles tell it one after another."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extractor.checks.across.clash import Cited, Clash
from extractor.checks.offices import seat_of
from extractor.checks.sheet import Sheet
from extractor.checks.tuning import Tuning
from extractor.models.official import Position

DEPUTY = "phó "


def read_seats(sheet: Sheet, tuning: Tuning) -> Iterator[tuple[str, tuple[str, str, str], str]]:
    """Group, (day, article, name) and line of each office whose holder can be compared.

    Groups beginning with `seat` gather the holders of one seat, those with `person` the seats
    that one person holds, or is deputy of, in one body.
    """
    article = sheet.record.article
    if not article.published_at or tuning.words["changes"].inside(sheet.low):
        return
    for person in sheet.record.officials:
        for position in person.positions:
            held, deputy = _seat(position, tuning)
            if held is None:
                continue
            cited = Cited(
                article.id, article.published_at, article.title or article.source or article.id,
                None, position.start, position.end, position.text, _sentence(sheet, position),
            )  # fmt: skip
            role = "deputy" if deputy else "holder"
            line = json.dumps([person.name, role, *cited], ensure_ascii=False)
            key = article.published_at, article.id, person.name
            if not deputy:
                yield f"seat|{'|'.join(held)}", key, line
            yield f"person|{person.name.lower()}|{'|'.join(held)}", key, line


def _seat(position: Position, tuning: Tuning) -> tuple[tuple[str, str, str] | None, bool]:
    """The seat, and whether the office is only its deputy's."""
    if not position.title.lower().startswith(DEPUTY):
        return seat_of(position, tuning), False
    # The seat itself, as if the deputy held it.
    title, text = position.title[len(DEPUTY) :], position.text[len(DEPUTY) :]
    start = position.start + len(DEPUTY)
    chief = position.model_copy(update={"title": title, "text": text, "start": start})
    return seat_of(chief, tuning), True


def _sentence(sheet: Sheet, position: Position) -> str:
    text = sheet.record.article.text
    return " ".join(text[max(0, position.start - 80) : position.end + 80].split())


def check_holders(lines: list[str], tuning: Tuning) -> Iterator[Clash]:
    """A seat that goes to another and back again, or is two people's (one person's two seats)
    on one day."""
    told = [(row[0], row[1], Cited(*row[2:])) for row in map(json.loads, lines)]
    for number, (name, role, cited) in enumerate(told[1:], 1):
        before = told[number - 1]
        if (name, role) == before[:2] or cited.article == before[2].article:
            continue
        same_day = cited.published[:10] == before[2].published[:10]
        back = next((t for t in told[number + 1 :] if t[:2] == before[:2]), None)
        if same_day or back is not None:
            yield _clash(before, (name, role, cited))
            return


def _clash(first: tuple[str, str, Cited], second: tuple[str, str, Cited]) -> Clash:
    office = f"«{' '.join(first[2].text.split())}»"
    names = [first[0], second[0]]
    if names[0] == names[1]:
        names = [f"{held[0]} ({' '.join(held[2].text.split())})" for held in (first, second)]
    days = f"{first[2].published[:10]} ~ {second[2].published[:10]}"
    words = {"office": office, "first": names[0], "second": names[1]}
    return Clash((first[2], second[2]), f"{names[0]} ≠ {names[1]} ({days})", words)

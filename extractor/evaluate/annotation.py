"""An annotated article: the text, and what somebody or some program says stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Part = dict[str, Any]
LISTS = ("figures", "dates", "officials", "references", "unread")


class GoldError(ValueError):
    """Annotations cannot be read; the message says place, fault and cure."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One article with its parts in the terms of the record, in text order, nulls left out."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    figures: list[Part] = field(default_factory=list)
    dates: list[Part] = field(default_factory=list)
    officials: list[Part] = field(default_factory=list)
    references: list[Part] = field(default_factory=list)
    unread: list[Part] = field(default_factory=list)

    def quotations(self) -> Iterable[Part]:
        """Everything that has a place in the text."""
        for name in LISTS:
            if name != "officials":
                yield from getattr(self, name)
        for person in self.officials:
            yield from person["mentions"]
            yield from (position for position in person["positions"] if "start" in position)


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of an annotated article beside its parts."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None


def annotation(origin: Origin, data: Mapping[str, Any], where: str) -> Annotation:
    """The annotation of a text; `data` has the lists of a record. Raises GoldError."""
    try:
        parts = {name: _parts(data.get(name) or [], name) for name in LISTS}
        return Annotation(origin.id, origin.text, origin.published, origin.title, **parts)
    except (KeyError, TypeError, AttributeError) as error:
        raise GoldError(
            f"{where}: {origin.id} is not annotated as the schema says ({error!r});"
            " see vnfigures schema"
        ) from error


def check_spans(found: Annotation, where: str) -> Annotation:
    """The same annotation; raises GoldError where a span does not quote the text."""
    for part in found.quotations():
        start, end = part["start"], part["end"]
        quoted = found.text[start:end]
        if quoted != part.get("text", quoted):
            raise GoldError(
                f"{where}: {found.id}: span {start}..{end} says {part['text']!r}, the article says"
                f" {quoted!r}; offsets count the characters (code points) of the text as it is"
            )
        if not 0 <= start < end <= len(found.text):
            raise GoldError(
                f"{where}: {found.id}: span {start}..{end} is outside the text, which has"
                f" {len(found.text)} characters"
            )
    return found


def offset_faults(found: Annotation) -> int:
    """How many figures, dates, references and unread spans do not quote the text."""
    return sum(
        found.text[part["start"] : part["end"]] != part["text"]
        for name in LISTS
        if name != "officials"
        for part in getattr(found, name)
    )


def _parts(parts: Iterable[Mapping[str, Any]], name: str) -> list[Part]:
    if name == "officials":
        return sorted(map(_person, parts), key=_first_mention)
    return sorted(map(_stated, parts), key=lambda part: (part["start"], part["end"]))


def _stated(part: Mapping[str, Any]) -> Part:
    return {name: value for name, value in part.items() if value is not None}


def _person(person: Mapping[str, Any]) -> Part:
    positions = person.get("positions") or []
    return _stated(person) | {
        "name": person["name"],
        "positions": [{"text": p} if isinstance(p, str) else _stated(p) for p in positions],
        "mentions": sorted(map(_stated, person.get("mentions") or []), key=_start),
    }


def _first_mention(person: Part) -> tuple[int, str]:
    return min(map(_start, person["mentions"]), default=-1), person["name"]


def _start(part: Part) -> int:
    return int(part["start"])

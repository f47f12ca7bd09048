"""An annotated article: the text, and what somebody or some program says stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Part = dict[str, Any]
LISTS = ("figures", "dates", "officials", "references", "unread")
# Codes of checks on figures; other issues tell of reading and places, and are not judged.
CHECK = re.compile(r"C\d+")


class GoldError(ValueError):
    """Annotations cannot be read; the message says place, fault and cure."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of an annotated article beside its parts."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    checks: tuple[str, ...] | None = None

    @property
    def known(self) -> dict[str, Any]:
        """All but the text, as formats keep it beside their marks."""
        told = {"id": self.id, "published_at": self.published, "title": self.title}
        stated = {name: value for name, value in told.items() if value is not None}
        return stated if self.checks is None else {**stated, "checks": list(self.checks)}


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
    # Codes of the checks that fire; None where nobody has said.
    checks: tuple[str, ...] | None = None

    @property
    def origin(self) -> Origin:
        return Origin(self.id, self.text, self.published, self.title, self.checks)

    def quotations(self) -> Iterable[Part]:
        """Everything that has a place in the text."""
        for name in LISTS:
            if name != "officials":
                yield from getattr(self, name)
        for person in self.officials:
            yield from person["mentions"]
            yield from (position for position in person["positions"] if "start" in position)


def origin_of(text: str, known: Mapping[str, Any]) -> Origin:
    """The origin of a text; `known` is what `Origin.known` gave, or fields of an article."""
    checks = known.get("checks")
    return Origin(
        str(known["id"]),
        text,
        known.get("published_at"),
        known.get("title"),
        None if checks is None else tuple(sorted(set(checks))),
    )


def annotation(origin: Origin, data: Mapping[str, Any], where: str) -> Annotation:
    """The annotation of a text; `data` has the lists of a record. Raises GoldError."""
    try:
        parts = {name: _parts(data.get(name) or [], name) for name in LISTS}
        return Annotation(
            origin.id,
            origin.text,
            origin.published,
            origin.title,
            **parts,
            checks=origin.checks if origin.checks is not None else _checks(data),
        )
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
        found.text[part["start"] : part["end"]] != part.get("text")
        for name in LISTS
        if name != "officials"
        for part in getattr(found, name)
    )


def _checks(data: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Codes stated as `checks`, or those among the issues of a record."""
    if "checks" in data:
        return tuple(sorted(set(data["checks"])))
    if "issues" not in data:
        return None
    codes = {issue["code"] for issue in data["issues"]}
    return tuple(sorted(code for code in codes if CHECK.fullmatch(code)))


def _parts(parts: Iterable[Mapping[str, Any]], name: str) -> list[Part]:
    if name == "officials":
        return sorted(map(_person, parts), key=_first_mention)
    return sorted(map(_placed, parts), key=lambda part: (part["start"], part["end"]))


def _placed(part: Mapping[str, Any]) -> Part:
    """A part with its place; raises TypeError or KeyError without one."""
    if not (isinstance(part["start"], int) and isinstance(part["end"], int)):
        raise TypeError(f"start and end are {part['start']!r} and {part['end']!r}")
    return _stated(part)


def _position(position: str | Mapping[str, Any]) -> Part:
    if isinstance(position, str):
        return {"text": position}
    known = _placed(position) if "start" in position else _stated(position)
    return {**known, "text": position["text"]}


def _stated(part: Mapping[str, Any]) -> Part:
    return {name: value for name, value in part.items() if value is not None}


def _person(person: Mapping[str, Any]) -> Part:
    return _stated(person) | {
        "name": person["name"],
        "positions": list(map(_position, person.get("positions") or [])),
        "mentions": sorted(map(_placed, person.get("mentions") or []), key=_start),
    }


def _first_mention(person: Part) -> tuple[int, str]:
    return min(map(_start, person["mentions"]), default=-1), person["name"]


def _start(part: Part) -> int:
    return int(part["start"])

"""What differs between two records of one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from extractor.evaluate.pairing import pair, same_place

PLACED = ("figures", "dates", "references", "unread")
ADDED, REMOVED, CHANGED = "+", "-", "~"
# Ids move when a figure comes in between; the sentence follows from the text.
IGNORED = frozenset({"id", "start", "end", "sentence"})
POINTERS = ("about", "part_of")
# Shown of what is new or gone.
TOLD = ("kind", "value", "value_max", "unit", "indicator", "measure", "status")
TOLD_OTHER = ("start_date", "end_date", "class")
Record = Mapping[str, Any]


class Change(NamedTuple):
    """One part that is added, removed or changed; `told` says how."""

    start: int
    sign: str
    what: str
    text: str
    told: tuple[str, ...]


def find_changes(old: Record, new: Record) -> list[Change]:
    """All changes, in text order."""
    found: list[Change] = []
    for name in PLACED:
        found += _placed(name.removesuffix("s"), _parts(old, name), _parts(new, name))
    found += _people(old, new)
    return sorted(found)


def _parts(record: Record, name: str) -> list[dict[str, Any]]:
    """The parts of a list; what they point at is told by its words."""
    words = {figure["id"]: figure["text"] for figure in record["figures"]}
    return [
        {n: words[v] if n in POINTERS and v else v for n, v in part.items()}
        for part in record[name]
    ]


def _placed(what: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Change]:
    pairs = pair(new, old, same_place)
    kept, lost = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in pairs:
        if told := tuple(_differences(old[j], new[i])):
            yield Change(new[i]["start"], CHANGED, what, new[i]["text"], told)
    for i, part in enumerate(new):
        if i not in kept:
            yield Change(part["start"], ADDED, what, part["text"], _told(part))
    for j, part in enumerate(old):
        if j not in lost:
            yield Change(part["start"], REMOVED, what, part["text"], _told(part))


def _people(old: Record, new: Record) -> Iterator[Change]:
    before = {person["name"]: person for person in old["officials"]}
    after = {person["name"]: person for person in new["officials"]}
    for name in sorted(before.keys() | after.keys()):
        person = after.get(name) or before[name]
        start = min((mention["start"] for mention in person["mentions"]), default=0)
        offices = tuple(position["text"] for position in person["positions"])
        if name not in before:
            yield Change(start, ADDED, "official", name, offices)
        elif name not in after:
            yield Change(start, REMOVED, "official", name, offices)
        elif told := tuple(_differences(_flat(before[name]), _flat(after[name]))):
            yield Change(start, CHANGED, "official", name, told)


def _flat(person: Mapping[str, Any]) -> dict[str, Any]:
    """A person with offices and mentions as words."""
    offices = [(p["text"], p["level"]) for p in person["positions"]]
    mentions = [(m["start"], m["text"]) for m in person["mentions"]]
    return {**person, "positions": offices, "mentions": mentions}


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in (n for n in new if n not in IGNORED):
        if old.get(name) != new.get(name):
            yield f"{name}: {_show(old.get(name))} → {_show(new.get(name))}"


def _told(part: Mapping[str, Any]) -> tuple[str, ...]:
    shown = (*TOLD, *TOLD_OTHER)
    return tuple(f"{name}={part[name]}" for name in shown if part.get(name) is not None)


def _show(value: Any) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, dict):
        return " ".join(f"{v}" for v in value.values() if v is not None)
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value)

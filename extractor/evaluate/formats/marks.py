"""Annotations as marks on a text: what all annotation tools have in common.

A mark is a span with a label and fields. A person is several marks, one for each mention and for
each office with a place, joined by the field `person`; what is said of the person as a whole
stands in the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extractor.evaluate.annotation import Annotation, GoldError, Origin, Part, annotation
from extractor.evaluate.scores import KINDS

# Where a part goes by its label; every other label is a kind of figure.
LABELS = {"date": "dates", "reference": "references", "unread": "unread"}
MENTION, POSITION = "official", "position"
# Fields that are no plain words; tools keep them as JSON.
STRUCTURED = frozenset({"period", "baseline", "per", "place", "sentence", "rules", "positions"})
PLACED = ("start", "end", "text")


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span; fields are words, structured ones as JSON."""

    id: str
    label: str
    start: int
    end: int
    fields: dict[str, str]


def find_marks(article: Annotation) -> list[Mark]:
    """The marks that hold everything annotated in an article."""
    marks = [_mark(f"f{n}", part["kind"], part) for n, part in enumerate(article.figures, 1)]
    for label, name in LABELS.items():
        parts = enumerate(getattr(article, name), 1)
        marks += [_mark(f"{label[0]}{number}", label, part) for number, part in parts]
    for number, person in enumerate(article.officials, 1):
        marks += _person_marks(f"o{number}", person, article.text)
    return marks


def join_marks(origin: Origin, marks: Iterable[Mark], where: str) -> Annotation:
    """The annotation that marks of a text make; raises GoldError."""
    lists: dict[str, list[Part]] = {"figures": [], "officials": []}
    lists |= {name: [] for name in LABELS.values()}
    people: list[Mark] = []
    for mark in marks:
        if mark.label in (MENTION, POSITION):
            people.append(mark)
        elif mark.label in LABELS:
            lists[LABELS[mark.label]].append(_part(mark, origin.text, where))
        elif mark.label in KINDS:
            lists["figures"].append({**_part(mark, origin.text, where), "kind": mark.label})
        else:
            known = ", ".join((*KINDS, *LABELS, MENTION, POSITION))
            raise GoldError(f"{where}: label {mark.label!r} is unknown; one of {known}")
    lists["officials"] = list(_people(people, origin.text, where))
    return annotation(origin, lists, where)


def _mark(id_: str, label: str, part: Part, **more: str) -> Mark:
    stated = {n: _write(v) for n, v in part.items() if n not in (*PLACED, "kind")}
    return Mark(id_, label, part["start"], part["end"], {**stated, **more})


def _write(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _person_marks(id_: str, person: Part, text: str) -> Iterator[Mark]:
    about = {n: v for n, v in person.items() if n not in ("mentions", "positions")}
    if unplaced := [p["text"] for p in person["positions"] if "start" not in p]:
        about["positions"] = unplaced
    mentions = person["mentions"]
    if not mentions:
        # Tools have no people without a place: the name's first stands in, and says so.
        start = max(text.find(person["name"]), 0)
        end = start + max(1, len(person["name"]))
        mentions = [{"start": start, "end": min(end, len(text))}]
        about["mentioned"] = "no"
    for number, mention in enumerate(mentions, 1):
        said = about if number == 1 else {}
        yield _mark(f"{id_}m{number}", MENTION, {**mention, **said}, person=id_)
    placed = (position for position in person["positions"] if "start" in position)
    for number, position in enumerate(placed, 1):
        yield _mark(f"{id_}p{number}", POSITION, position, person=id_)


def _part(mark: Mark, text: str, where: str) -> Part:
    fields = {name: _parse(name, words, where) for name, words in mark.fields.items()}
    span = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    return {**fields, **span}


def _parse(name: str, words: str, where: str) -> Any:
    if name not in STRUCTURED:
        return words
    try:
        return json.loads(words)
    except json.JSONDecodeError as error:
        raise GoldError(f"{where}: {name} is {words!r}; write JSON ({error.msg})") from error


def _people(marks: list[Mark], text: str, where: str) -> Iterator[Part]:
    """People by the field `person`; without it, everybody of one name is one person."""
    people: dict[str, dict[str, list[Part]]] = {}
    for mark in marks:
        part = _part(mark, text, where)
        key = part.pop("person", None) or part.get("name") or part["text"]
        people.setdefault(key, {MENTION: [], POSITION: []})[mark.label].append(part)
    for key, parts in people.items():
        if not parts[MENTION]:
            raise GoldError(f"{where}: nobody is marked who holds the position of {key!r}")
        yield _person(parts[MENTION], parts[POSITION])


def _person(mentions: list[Part], placed: list[Part]) -> Part:
    mentions.sort(key=lambda part: part["start"])
    placed.sort(key=lambda part: part["start"])
    about = {n: v for part in mentions for n, v in part.items() if n not in PLACED}
    mentioned = about.pop("mentioned", "yes") != "no"
    return {
        "name": mentions[0]["text"],
        **about,
        "positions": [*about.get("positions", []), *placed],
        "mentions": [{n: part[n] for n in PLACED} for part in mentions] if mentioned else [],
    }

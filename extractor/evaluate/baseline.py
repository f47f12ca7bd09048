"""The floors that scores must keep: a file of numbers, and of reasons why some were lowered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import floor
from pathlib import Path

from extractor.evaluate.annotation import GoldError
from extractor.evaluate.gold import parse_json
from extractor.evaluate.scores import RIGHT, Tally

# What a new file of floors keeps.
KEPT = (
    "date",
    "figure.frame",
    "figure.value",
    "issue",
    "mention",
    "numeral.accounted",
    "official",
    "position",
    "reference",
    *(f"figure.{name}{RIGHT}" for name in ("indicator", "measure", "period", "status", "subject")),
)
# Floors are cut off, never rounded up: the score that set one must keep it.
PLACES = 4


class FloorError(ValueError):
    """Floors cannot be changed so; the message gives the cure."""


@dataclass(slots=True)
class Floors:
    """F1 (or share) by the name of the score, and what was lowered and why."""

    floors: dict[str, float] = field(default_factory=dict)
    lowered: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A score below its floor."""

    name: str
    score: float
    floor: float

    def __str__(self) -> str:
        return (
            f"{self.name} is {self.score:.4f}, below its floor {self.floor}; mend what broke it,"
            f" or if the loss is right: --lower-floor {self.name} --reason '…'"
        )


def read_floors(path: Path) -> Floors:
    """The floors in a file; raises GoldError."""
    try:
        data = parse_json(path.read_text("utf-8"), str(path))
        floors = {str(name): float(value) for name, value in data["floors"].items()}
        return Floors(floors, list(data.get("lowered", [])))
    except OSError as error:
        raise GoldError(
            f"{path}: cannot be read ({error.strerror}); make it with --raise-floors"
        ) from error
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        if isinstance(error, GoldError):
            raise
        raise GoldError(f'{path}: write {{"floors": {{"figure.frame": 0.9}}}} ({error})') from error


def write_floors(floors: Floors, path: Path) -> None:
    """Write the file in canonical order."""
    data = {"floors": dict(sorted(floors.floors.items())), "lowered": floors.lowered}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def find_shortfalls(floors: Floors, scores: Mapping[str, Tally]) -> Iterator[Shortfall]:
    """The scores below their floors, and the floors of what is not measured at all."""
    for name, least in sorted(floors.floors.items()):
        score = scores[name].f1 if name in scores else 0.0
        if score < least:
            yield Shortfall(name, score, least)


def raise_floors(floors: Floors, scores: Mapping[str, Tally]) -> list[str]:
    """Raise every floor to its score and add missing ones; the names of those that rose."""
    risen = []
    for name in sorted({*KEPT, *floors.floors} & set(scores)):
        now = _cut(scores[name].f1)
        if now > floors.floors.get(name, -1.0):
            floors.floors[name] = now
            risen.append(name)
    return risen


def lower_floor(floors: Floors, scores: Mapping[str, Tally], name: str, reason: str) -> None:
    """Lower one floor to its score and write down why; raises FloorError."""
    if not reason.strip():
        raise FloorError(f"--lower-floor {name} needs --reason 'why the loss is right'")
    if name not in floors.floors or name not in scores:
        known = ", ".join(sorted(floors.floors))
        raise FloorError(f"there is no floor {name!r}; the file has {known}")
    before, now = floors.floors[name], _cut(scores[name].f1)
    if now >= before:
        raise FloorError(f"{name} is {now}, not below its floor {before}: nothing to lower")
    floors.floors[name] = now
    floors.lowered.append({"name": name, "from": before, "to": now, "reason": reason.strip()})


def _cut(score: float) -> float:
    scale = 10.0**PLACES
    return floor(score * scale) / scale

"""What is counted in an article, and the numbers made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from extractor.evaluate import fields
from extractor.evaluate.annotation import Annotation, Part
from extractor.evaluate.fields import FRAME, field_value, same_field
from extractor.evaluate.pairing import Paired, Pairs, mentions, names, plain, positions

KINDS = ("count", "money", "percent", "measure", "ratio", "multiple")
LEVELS = ("sure", "likely", "open")
# Ends the name of a share: of the parts that were found, how many have the field right.
RIGHT = ".right"
DIGIT_RUN = re.compile(r"\d+")


class Tally(NamedTuple):
    """Things right, predicted, and in the gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


Counts = dict[str, Tally]


def total(tallies: Iterable[Tally]) -> Tally:
    """All tallies as one."""
    return Tally(*map(sum, zip(*tallies, strict=True)))


@dataclass(frozen=True, slots=True)
class Judged:
    """The fields that are judged: what the gold states nowhere is not held against anybody."""

    figures: tuple[str, ...]
    dates: tuple[str, ...]
    officials: tuple[str, ...]


def judged_fields(gold: Sequence[Annotation]) -> Judged:
    """The fields to judge in this gold."""
    figures = _stated(chain.from_iterable(article.figures for article in gold))
    dates = _stated(chain.from_iterable(article.dates for article in gold))
    officials = _stated(chain.from_iterable(article.officials for article in gold))
    return Judged(
        (*fields.FIGURE_FIELDS, *(n for n in fields.MORE_FIGURE_FIELDS if n in figures)),
        (*fields.DATE_FIELDS, *(n for n in fields.MORE_DATE_FIELDS if n in dates)),
        (*fields.OFFICIAL_FIELDS, *(n for n in fields.MORE_OFFICIAL_FIELDS if n in officials)),
    )


def _stated(parts: Iterable[Part]) -> set[str]:
    return set(chain.from_iterable(parts))


def count_article(paired: Paired, judged: Judged) -> Counts:
    """Everything counted in one article, by the name of the score."""
    ours, gold = paired.predicted, paired.gold
    return dict(
        chain(
            _figures(paired),
            _fields("figure", judged.figures, (ours.figures, gold.figures), paired.figures),
            [("date", Tally(len(paired.dates), len(ours.dates), len(gold.dates)))],
            _fields("date", judged.dates, (ours.dates, gold.dates), paired.dates),
            _references(paired),
            _people(paired, judged.officials),
            [("issue", _issues(paired))],
            _certainty(paired),
            _numerals(ours),
        )
    )


def frame_is_right(predicted: Part, gold: Part) -> bool:
    return all(same_field(name, predicted, gold) for name in FRAME)


def _figures(paired: Paired) -> Iterator[tuple[str, Tally]]:
    ours, gold = paired.predicted.figures, paired.gold.figures
    found = paired.figures
    whole = [(i, j) for i, j in found if frame_is_right(ours[i], gold[j])]
    for name, pairs in (("value", found), ("frame", whole)):
        yield f"figure.{name}", Tally(len(pairs), len(ours), len(gold))
        for kind in KINDS:
            yield (
                f"{kind}.{name}",
                Tally(
                    sum(gold[j]["kind"] == kind for _, j in pairs),
                    sum(part.get("kind") == kind for part in ours),
                    sum(part["kind"] == kind for part in gold),
                ),
            )
    spans = sum(
        (ours[i]["start"], ours[i]["end"]) == (gold[j]["start"], gold[j]["end"]) for i, j in found
    )
    yield f"figure.span{RIGHT}", Tally(spans, len(found), len(found))


def _fields(
    kind: str, judged: Sequence[str], parts: tuple[list[Part], list[Part]], pairs: Pairs
) -> Iterator[tuple[str, Tally]]:
    """For each field: stated values found and right; and the share of pairs that are right."""
    ours, gold = parts
    for name in judged:
        right = [(i, j) for i, j in pairs if same_field(name, ours[i], gold[j])]
        stated = sum(field_value(gold[j], name) is not None for _, j in right)
        yield (
            f"{kind}.{name}",
            Tally(
                stated,
                sum(field_value(part, name) is not None for part in ours),
                sum(field_value(part, name) is not None for part in gold),
            ),
        )
        if name == "subject":
            # Without a subject in the gold there is nothing to have words in common with.
            yield f"{kind}.{name}{RIGHT}", _share(stated, _with(gold, pairs, name))
        else:
            yield f"{kind}.{name}{RIGHT}", _share(len(right), len(pairs))


def _with(gold: list[Part], pairs: Pairs, name: str) -> int:
    return sum(bool(plain(gold[j].get(name))) for _, j in pairs)


def _share(right: int, of: int) -> Tally:
    return Tally(right, of, of)


def _references(paired: Paired) -> Iterator[tuple[str, Tally]]:
    both = paired.predicted.references, paired.gold.references
    yield "reference", Tally(len(paired.references), len(both[0]), len(both[1]))
    yield from _fields("reference", fields.REFERENCE_FIELDS, both, paired.references)


def _people(paired: Paired, judged: Sequence[str]) -> Iterator[tuple[str, Tally]]:
    ours, gold = paired.predicted, paired.gold
    for kind, found in (("official", names), ("position", positions), ("mention", mentions)):
        left, right = found(ours), found(gold)
        yield kind, Tally(len(left & right), len(left), len(right))
    by_name = {plain(person["name"]): i for i, person in enumerate(ours.officials)}
    pairs = [
        (by_name[plain(person["name"])], j)
        for j, person in enumerate(gold.officials)
        if plain(person["name"]) in by_name
    ]
    yield from _fields("official", judged, (ours.officials, gold.officials), pairs)


def _issues(paired: Paired) -> Tally:
    """Checks that fire, by code; nothing where the gold does not say which should."""
    if paired.gold.checks is None:
        return Tally()
    ours, gold = set(paired.predicted.checks or ()), set(paired.gold.checks)
    return Tally(len(ours & gold), len(ours), len(gold))


def _certainty(paired: Paired) -> Iterator[tuple[str, Tally]]:
    """How often figures of each level of certainty are right."""
    ours, gold = paired.predicted.figures, paired.gold.figures
    for level in LEVELS:
        here = {i for i, part in enumerate(ours) if part.get("certainty") == level}
        found = [(i, j) for i, j in paired.figures if i in here]
        whole = sum(frame_is_right(ours[i], gold[j]) for i, j in found)
        yield f"certainty.{level}.value", _share(len(found), len(here))
        yield f"certainty.{level}.frame", _share(whole, len(here))


def _numerals(ours: Annotation) -> Iterator[tuple[str, Tally]]:
    """Digit runs that lie inside exactly one reading, and those that ended unread."""
    readings = ((ours.figures, False), (ours.dates, False), (ours.references, False))
    spans = [
        (part["start"], part["end"], unread)
        for parts, unread in (*readings, (ours.unread, True))
        for part in parts
    ]
    runs = accounted = left = 0
    for run in DIGIT_RUN.finditer(ours.text):
        hits = [unread for start, end, unread in spans if start <= run.start() and run.end() <= end]
        runs += 1
        accounted += len(hits) == 1
        left += hits == [True]
    yield "numeral.accounted", _share(accounted, runs)
    yield "numeral.unread", _share(left, runs)

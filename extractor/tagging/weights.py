"""The weights of underthesea's word segmenter, gathered by what they look at.

Their featuriser writes 43 strings per syllable and looks each up in the model. Here the same
weights are kept per syllable, per pair and per triple, so that one lookup gives a syllable's say
at all five places it is seen from. A weight is the lead of «a word begins here» over «the word
goes on»: with two labels the difference is all that decides.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.tagging.crf_file import read_crf

TEMPLATE = re.compile(r"T\[(-?\d)(?:,(-?\d))?\](?:\.(\w+))?")
# A template looks at the syllables first..last away from the one being labelled.
Template = tuple[int, int, str]
BEGIN, END = "BOS", "EOS"


@dataclass(frozen=True, slots=True)
class Grams:
    """Leads given by runs of syllables, in the order of the templates' `firsts`."""

    firsts: tuple[int, ...]
    exact: dict[str, tuple[float, ...]]
    lower: dict[str, tuple[float, ...]]
    # `exact` and `lower` added up, for runs that are in lower case already.
    both: dict[str, tuple[float, ...]]
    title: tuple[float, ...]
    digit: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SegmenterWeights:
    """Everything the segmenter needs to know of the model."""

    singles: Grams
    pairs: Grams
    triples: Grams
    edges: dict[tuple[int, int], float]
    begin_after: tuple[float, float]
    inside_after: tuple[float, float]


def read_weights(folder: Path) -> SegmenterWeights:
    """The weights in underthesea's model folder."""
    model = read_crf(folder / "models.bin")
    begin = model.labels.index("B-W")
    leads = {name: row[begin] - row[1 - begin] for name, row in model.states.items()}
    templates = _read_pickle(folder / "features.bin")
    by_template: dict[str, dict[str, float]] = {name: {} for name in templates}
    for name, lead in leads.items():
        template, value = name.split("=", 1)
        by_template[template][value] = lead
    words = _by_length(_read_pickle(folder / "dictionary.bin"))
    parsed = {_parse(name): values for name, values in by_template.items()}
    moves = model.moves
    return SegmenterWeights(
        singles=_grams(parsed, 0, words[0]),
        pairs=_grams(parsed, 1, words[1]),
        triples=_grams(parsed, 2, words[2]),
        edges={
            (before, after): _edge(parsed, before, after)
            for before in range(3)
            for after in range(3)
        },
        begin_after=(moves[begin][begin], moves[1 - begin][begin]),
        inside_after=(moves[begin][1 - begin], moves[1 - begin][1 - begin]),
    )


def _read_pickle(path: Path) -> Iterable[str]:
    with path.open("rb") as file:
        content: Iterable[str] = pickle.load(file)
    return content


def _parse(name: str) -> Template:
    match = TEMPLATE.fullmatch(name)
    if match is None:
        raise ValueError(f"template {name!r} is unknown; this needs underthesea 9.x")
    first = int(match[1])
    return first, int(match[2] or first), match[3] or "exact"


def _by_length(words: Iterable[str]) -> list[list[str]]:
    """The dictionary's words of one, two and three syllables."""
    sizes: list[list[str]] = [[], [], []]
    for word in words:
        blanks = word.count(" ")
        if blanks < 3:
            sizes[blanks].append(word)
    return sizes


def _grams(parsed: Mapping[Template, dict[str, float]], reach: int, words: Iterable[str]) -> Grams:
    """The weights of all templates that look at `reach` + 1 syllables."""
    firsts = tuple(sorted({first for first, last, _ in parsed if last - first == reach}))

    def gather(function: str) -> dict[str, tuple[float, ...]]:
        rows: dict[str, list[float]] = {}
        for index, first in enumerate(firsts):
            for value, lead in parsed.get((first, first + reach, function), {}).items():
                rows.setdefault(value, [0.0] * len(firsts))[index] = lead
        return {run: tuple(row) for run, row in rows.items() if run not in (BEGIN, END)}

    def gain(function: str) -> tuple[float, ...]:
        """What "True" adds to "False", which the edges already hold."""
        tables = [parsed.get((first, first + reach, function), {}) for first in firsts]
        return tuple(table.get("True", 0.0) - table.get("False", 0.0) for table in tables)

    lower = gather("lower")
    known, nothing = gain("is_in_dict"), (0.0,) * len(firsts)
    for word in words:
        told = lower.get(word, nothing)
        lower[word] = known if told is nothing else tuple(map(float.__add__, told, known))
    exact = gather("exact")
    both = dict(lower)
    for run, told in exact.items():
        if run == run.lower():
            both[run] = tuple(map(float.__add__, told, lower.get(run, nothing)))
    return Grams(firsts, exact, lower, both, gain("istitle"), gain("isdigit"))


def _edge(parsed: Mapping[Template, dict[str, float]], before: int, after: int) -> float:
    """The lead at a place with so many syllables before and after it (two stands for more)."""
    lead = 0.0
    for (first, last, function), values in parsed.items():
        if before + first < 0:
            lead += values.get(BEGIN, 0.0)
        elif last > after:
            lead += values.get(END, 0.0)
        elif function not in ("exact", "lower"):
            lead += values.get("False", 0.0)
    return lead

"""Named places in a text: type word and name, or the bare name of a province or district."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.mentions import Person
from extractor.places.mentions import PlaceMention, ScopeWord
from extractor.places.scan import Parts, Scan
from extractor.places.units import Unit, gazetteer
from extractor.places.vocabulary import Vocabulary
from extractor.rules import RuleSet
from extractor.text import Text


class PlaceFinder:
    """Finds place names and words of scope."""

    def __init__(self, rules: RuleSet) -> None:
        self.vocabulary = Vocabulary(rules)

    def find(
        self, text: Text, people: Sequence[Person] = ()
    ) -> tuple[list[PlaceMention], list[ScopeWord]]:
        """Named places and words of scope, both in text order."""
        scan = Scan(self.vocabulary, text, people)
        scan.run()
        mentions = sorted([*scan.mentions, *scan.repeats()], key=lambda mention: mention.span)
        return mentions, scan.scopes

    def find_parts(
        self, text: Text, people: Sequence[Person], container: Unit, taken: set[int]
    ) -> list[PlaceMention]:
        """Communes of `container` that are named barely before their figures.

        `taken`: the ends of the names that are known to be places already.
        """
        parts = _parts(container)
        if not parts.units:
            return []
        return Scan(self.vocabulary, text, people).parts(parts, taken)


@lru_cache(maxsize=512)
def _parts(container: Unit) -> Parts:
    # A name of one syllable, or that of the container itself, says too little by itself.
    units = tuple(
        unit
        for unit in gazetteer().parts(container)
        if " " in unit.name and unit.name != container.name
    )
    names = [unit.name for unit in units]
    return Parts(units, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest))

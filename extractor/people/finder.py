"""Every person of a text, with offices and mentions merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.mentions import Person
from extractor.people.bylines import BylineFinder
from extractor.people.merging import PersonMerger
from extractor.people.names import NameReader
from extractor.people.sightings import SightingFinder
from extractor.rules import RuleSet
from extractor.text import Span, Text


class PeopleFinder:
    """Finds officials, other named people and authors."""

    def __init__(self, rules: RuleSet) -> None:
        names = NameReader(rules)
        self._sightings = SightingFinder(rules, names)
        self._bylines = BylineFinder(rules, names)
        self._merger = PersonMerger(rules)

    def find(
        self,
        text: Text,
        sentences: Sequence[Span],
        *,
        votes: Mapping[Span, str] | None = None,
    ) -> list[Person]:
        """The people in order of first mention."""
        seen = self._sightings.find(text)
        # A name with an office or honorific is no signature, though it may close the text.
        called = {s.name.start for s in seen if s.offices or s.calling.row or s.calling.rank}
        authors = [
            author
            for author in self._bylines.find(text)
            if author.rule != "signature" or author.name.start not in called
        ]
        signed = {author.name.start for author in authors}
        seen = [sighting for sighting in seen if sighting.name.start not in signed]
        return self._merger.merge(text, [*seen, *authors])

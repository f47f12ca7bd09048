"""Every person of a text, with offices and mentions merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.lexicon import Scanner
from extractor.mentions import Person
from extractor.people.bylines import BylineFinder
from extractor.people.cues import SightingFinder
from extractor.people.doubts import DoubtFinder
from extractor.people.merging import PersonMerger
from extractor.people.names import NameReader
from extractor.people.sightings import Sighting
from extractor.rules import RuleSet
from extractor.text import Span, Text

PERSON = "PER"


class PeopleFinder:
    """Finds officials, other named people and authors."""

    def __init__(self, rules: RuleSet, scanner: Scanner | None = None) -> None:
        names = NameReader(rules)
        self._sightings = SightingFinder(rules, names, scanner)
        self._bylines = BylineFinder(rules, names, scanner)
        self._merger = PersonMerger(rules, names)
        self._doubts = DoubtFinder(names)

    def doubtful(self, text: Text, people: Sequence[Person]) -> list[Span]:
        """Full names that nothing near calls a person, besides those of `people`."""
        return self._doubts.find(text, people)

    def elect(
        self, text: Text, people: Sequence[Person], votes: Mapping[Span, str]
    ) -> dict[Span, str]:
        """The votes for people that the rules have nothing against."""
        names = [name for name, kind in votes.items() if kind == PERSON]
        return dict.fromkeys(self._doubts.admit(text, people, names), PERSON)

    def find(
        self,
        text: Text,
        sentences: Sequence[Span],
        *,
        votes: Mapping[Span, str] | None = None,
    ) -> list[Person]:
        """The people in order of first mention.

        `votes` name more people, whom nothing in the text calls one.
        """
        seen = self._sightings.find(text)
        if votes:
            seen += [Sighting(name, rule="vote") for name, k in votes.items() if k == PERSON]
        # A name with an office or honorific is no signature, though it may close the text.
        called = {s.name.start for s in seen if s.offices or s.calling.row or s.calling.rank}
        authors = [
            author
            for author in self._bylines.find(text)
            if author.rule != "signature"
            or not (author.name.start in called or _is_in_office(author, seen))
        ]
        signed = {at for author in authors for at in range(author.name.start, author.name.end)}
        # «Ảnh: Anh Tuấn» calls nobody «anh».
        seen = [sighting for sighting in seen if sighting.name.start not in signed]
        return self._merger.merge(text, [*seen, *authors])


def _is_in_office(author: Sighting, seen: Sequence[Sighting]) -> bool:
    """Whether the last words of the text are part of somebody's office."""
    return any(d.end >= author.name.end for s in seen[-4:] for d in s.offices)

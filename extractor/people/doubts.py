"""Full names that nothing near calls a person: only a vote of a tagger may make them one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extractor.mentions import Person
from extractor.people.names import RUN, NameReader, is_unit
from extractor.text import Span, Text

# Fewer syllables are half a name, more are the name of something else.
FEWEST, MOST = 2, 5


class DoubtFinder:
    """Finds capitalised runs that may be people whom the rules could not close."""

    def __init__(self, names: NameReader) -> None:
        self._names = names

    def find(self, text: Text, people: Sequence[Person]) -> list[Span]:
        """Runs shaped like a surname with one to four names, in text order."""
        read = self._names.read
        starts = [run.start() for run in RUN.finditer(text.norm) if " " in run.group()]
        names = (read(text, start, sure=False) for start in starts)
        return self.admit(text, people, (name for name in names if name is not None))

    def admit(self, text: Text, people: Sequence[Person], names: Iterable[Span]) -> list[Span]:
        """The names that are no street, school or unit, and that no person has already."""
        taken = sorted(
            [span for person in people for span in person.mentions]
            + [office.span for person in people for office in person.offices]
        )
        return [
            name for name in names if not _is_taken(taken, name) and self._may_be_person(text, name)
        ]

    def _may_be_person(self, text: Text, name: Span) -> bool:
        written = text.norm[name.start : name.end]
        if not RUN.fullmatch(written) or not FEWEST <= written.count(" ") + 1 <= MOST:
            return False
        return not (self._names.is_after_unit(text, name.start) or is_unit(written.lower()))


def _is_taken(taken: Sequence[Span], span: Span) -> bool:
    at = bisect_right(taken, span)
    return any(other.overlaps(span) for other in taken[max(0, at - 2) : at + 1])

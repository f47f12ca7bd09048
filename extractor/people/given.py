"""Later mentions by nothing but the given name: «Thiện khai nhận», «bắt giữ Nam, Vũ»."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.letters import LETTER, UPPER
from extractor.mentions import Office, Person
from extractor.people.names import NameReader
from extractor.text import Span, Text

# People of whom a report speaks so; an official keeps his «ông».
FAMILIAR = frozenset([None, "anh", "chị", "em", "cháu", "bé", "bạn"])
MOST_PEOPLE = 16
FORMER = ("nguyên ", "cựu ")
# What stands before the first word of a sentence.
STARTS = frozenset(["", ".", "!", "?", ":", "\n", '"', "-", "…", "*", "|"])
LEFT = re.compile(rf"([{LETTER}]+|[^\s]|\n) ?$")
PART_OF_NAME = re.compile(rf" ?-? ?[{UPPER}]")


class GivenNameReader:
    """Finds people of one article where only their given name is written."""

    def __init__(self, names: NameReader) -> None:
        self._names = names

    def find(
        self, text: Text, people: Sequence[Person], taken: Sequence[Span]
    ) -> dict[Person, list[Span]]:
        """Where people whom nobody calls by office are named by the given name alone."""
        shared = Counter(given for person in people for given in _givens(person))
        found: dict[Person, list[Span]] = {}
        for person in [one for one in people if _is_familiar(text, one)][:MOST_PEOPLE]:
            spans: list[Span] = []
            for given in _givens(person):
                if shared[given] == 1:
                    spans += self._places(text, person, given, taken)
            if spans:
                found[person] = spans
        return found

    def _places(
        self, text: Text, person: Person, given: str, taken: Sequence[Span]
    ) -> Iterator[Span]:
        at = text.norm.find(given, person.mentions[0].end)
        while at >= 0:
            span = Span(at, at + len(given))
            if not is_taken(taken, span) and self._stands_alone(text, span):
                yield span
            at = text.norm.find(given, span.end)

    def _stands_alone(self, text: Text, span: Span) -> bool:
        norm, low = text.norm, text.low
        after = norm[span.end : span.end + 1]
        if after.isalnum() or norm[span.start - 1].isalnum() or norm[span.start - 1] in "-/&.":
            return False
        if PART_OF_NAME.match(norm, span.end):
            return False
        verb = after == " " and self._names.verbs.at(low, span.end + 1) is not None
        left = LEFT.search(norm, max(0, span.start - 14), span.start)
        if left is None or left[1] in STARTS:
            return verb
        if left[1][0].isupper() or low[left.start(1) : left.end(1)] in self._names.sides:
            return False
        if self._names.is_after_unit(text, span.start):
            return False
        # «Thành ủy», «Công an»: a body goes on with a small word.
        return verb or not after.isspace() or self._names.openers.at(low, span.start) is None


def _givens(person: Person) -> list[str]:
    """«Anh» and «Vân Anh» of «Nguyễn Thị Vân Anh»."""
    words = person.name.split()
    return [words[-1], " ".join(words[-2:])] if len(words) > 2 else words[-1:]


def _is_former(text: Text, office: Office) -> bool:
    return text.low.startswith(FORMER, office.span.start)


def _is_familiar(text: Text, person: Person) -> bool:
    if person.role == "author" or not all(_is_former(text, one) for one in person.offices[:1]):
        return False
    # «Nguyễn Văn Dũng (SN 1970) …»: whom the report once calls «ông Dũng» is no elder by that.
    start = person.mentions[0].start
    if person.honorific not in FAMILIAR and text.low.endswith(f"{person.honorific} ", 0, start):
        return False
    given = person.name.rpartition(" ")[2]
    return " " in person.name and given.isalpha() and not given.isupper() and len(given) > 1


def is_taken(taken: Sequence[Span], span: Span) -> bool:
    """Whether one of these spans, sorted, has a part of `span`."""
    at = bisect_right(taken, span)
    return any(other.overlaps(span) for other in taken[max(0, at - 1) : at + 1])

"""Full names before an age, a year of birth or a home."""

from __future__ import annotations

import re

from extractor.letters import UPPER
from extractor.lexicon import Hit
from extractor.people.appositions import AppositionReader
from extractor.people.sightings import Sighting
from extractor.people.tails import TailReader
from extractor.rules.rows_people import TitleLinkRow
from extractor.text import Span, Text

AGE_LEFT = re.compile(r" ?[(,] ?\d{1,3} $")
INITIALS_LEFT = re.compile(rf"((?:[{UPPER}]\.){{2,5}}[{UPPER}]?) ?$")

AT_PLACE, BY = "ở ", "do "


class BirthReader:
    """Reads names without honorific that a note of birth makes people."""

    def __init__(self, tails: TailReader, appositions: AppositionReader) -> None:
        self._tails = tails
        self._appositions = appositions

    def before(self, text: Text, hit: Hit[TitleLinkRow], reached: int) -> list[Sighting]:
        """Who is named before «SN 1950», «(sinh năm 1950», «(72 tuổi»."""
        end = hit.start
        if "home" in hit.entry.roles:
            found = self._resident(text, hit.start, reached)
            # «do Lê Văn Tám ở xã Hạ Trì điều khiển», but «cầu Nguyễn Văn Cừ ở xã Hạ Trì»
            placed = text.low.startswith(AT_PLACE, hit.start) and found
            return [] if placed and not _acts(text.low, found[0].name.start) else found
        if age := AGE_LEFT.search(text.norm, max(reached, hit.start - 6), hit.start):
            end = age.start()
        elif not text.norm[hit.end + 1 : hit.end + 2].isdigit():
            return []
        while end > reached and text.norm[end - 1] in " ,(":
            end -= 1
        start = max(reached, end - 60)
        initials = INITIALS_LEFT.search(text.norm, start, end)
        name = (
            Span(*initials.span(1))
            if initials
            else self._tails.name_ending(text, start, end, sure=True)
        )
        return self._appositions.follow(text, Sighting(name)) if name else []

    def _resident(self, text: Text, end: int, reached: int) -> list[Sighting]:
        """Who is named before «(trú xã Hạ Trì)», «, trú tại thôn 5»."""
        while end > reached and text.norm[end - 1] in " ,(":
            end -= 1
        name = self._tails.name_ending(text, max(reached, end - 60), end)
        return self._appositions.follow(text, Sighting(name)) if name else []


def _acts(low: str, at: int) -> bool:
    return low.startswith(BY, max(0, at - len(BY)))

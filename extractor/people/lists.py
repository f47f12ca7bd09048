"""Full names in a list that a word opens: «gồm: Lê Thị Mận; Trần Văn Tám và Vũ Thị Đào»."""

from __future__ import annotations

import re

from extractor.lexicon import Hit, Lexicon
from extractor.people.appositions import AppositionReader
from extractor.people.names import NameReader
from extractor.people.sightings import Sighting
from extractor.rules import RuleSet
from extractor.rules.rows_people import HonorificRow, TitleLinkRow, TitleRow
from extractor.text import Text

# How far before the list the word for people may stand, and the streets that have their names.
CONTEXT, STREETS_BACK = 110, 36
STREETS = re.compile(r"(?<![^\W_])(?:đường|phố|tuyến|trường|cầu|ngõ|xã|phường|chợ)(?![^\W_])")
GAP = re.compile(r"[: ]{1,3}")


class ListReader:
    """Reads people whom nothing calls but the word before their list."""

    def __init__(self, rules: RuleSet, names: NameReader, appositions: AppositionReader) -> None:
        self._names = names
        self._appositions = appositions
        rows = [*rules.rows("honorifics", HonorificRow), *rules.rows("titles", TitleRow)]
        self._people = Lexicon((form, True) for row in rows for form in row.forms)

    def after(self, text: Text, hit: Hit[TitleLinkRow]) -> list[Sighting]:
        """The people of the list that `hit` opens, if there are two at least."""
        gap = GAP.match(text.low, hit.end)
        name = self._names.read(text, gap.end(), sure=False) if gap else None
        told = "people" in hit.entry.roles or self._is_of_people(text.low, hit.start)
        if name is None or not told:
            return []
        people = self._appositions.follow_names(text, Sighting(name))
        return people if len(people) > 1 else []

    def _is_of_people(self, low: str, end: int) -> bool:
        start = max(0, end - CONTEXT)
        window = low[max(start, low.rfind("\n", start, end) + 1) : end]
        window = window[window.rfind(". ") + 1 :]
        if STREETS.search(window[-STREETS_BACK:]):
            return False
        return next(iter(self._people.scan(window)), None) is not None

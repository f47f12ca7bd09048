"""Honorifics and ranks: what a person is called before the name."""

from __future__ import annotations

import re

from extractor.letters import LETTER, UPPER
from extractor.lexicon import Hit, Lexicon
from extractor.people.names import NameReader
from extractor.people.sightings import Calling
from extractor.rules import RuleSet
from extractor.rules.rows_people import HonorificRow, RankRow, TitleRow
from extractor.text import Text

# «bác sĩ (BS) Lê Văn Mây»
GAP = re.compile(r"(?: \([A-ZĐ]{2,5}\)(?= ))?:?[ \n]{0,2}(?:- )?")
AFTER_CAPITAL = re.compile(rf"(?<![{LETTER}])[{UPPER}][{LETTER}]* $")


class CallingReader:
    """Reads «đồng chí Đại tá», and tells it from parts of names."""

    def __init__(self, rules: RuleSet, names: NameReader) -> None:
        self._names = names
        rows: list[HonorificRow | RankRow] = [
            *rules.rows("honorifics", HonorificRow),
            *rules.rows("ranks", RankRow),
        ]
        self._people: Lexicon[HonorificRow | RankRow] = Lexicon(
            (form, row) for row in rows for form in row.forms
        )
        # What may stand between «đồng chí» and the name; «nữ sinh là A» too.
        titles = (form for row in rules.rows("titles", TitleRow) for form in row.forms)
        self._follows = Lexicon(dict.fromkeys([*titles, *self._people.entries, "là"], True))

    def read(self, text: Text, start: int) -> tuple[Calling, int]:
        """Honorifics and ranks from `start` on, and where they end."""
        row: HonorificRow | None = None
        rank: RankRow | None = None
        at = start
        for _ in range(4):
            hit = self._people.at(text.low, at)
            if hit is None:
                break
            listed = text.norm[at - 2 : at] == ": "
            if at > start and text.norm[at].isupper() and _is_given(text, hit) and not listed:
                break
            if isinstance(hit.entry, RankRow):
                rank = rank or hit.entry
            elif isinstance(hit.entry, HonorificRow) and (row is None or row.noun):
                row = hit.entry if row is None or not hit.entry.noun else row
            gap = GAP.match(text.norm, hit.end)
            at = gap.end() if gap else hit.end
            if row is not None and row.noun and text.low.startswith("là ", at):
                at += 3
        return Calling(row, rank), at

    def may_call(self, text: Text, hit: Hit[HonorificRow | RankRow]) -> bool:
        """Whether the cue is no part of a name («Bà Rịa», «phố Bà Triệu»)."""
        norm = text.norm
        if norm[hit.end : hit.end + 1] not in (" ", ":", "\n", "-"):
            return False
        gap = GAP.match(norm, hit.end)
        at = gap.end() if gap else hit.end
        if not norm[at : at + 1].isupper() and self._follows.at(text.low, at) is None:
            return False
        if norm[hit.start].islower() or hit.start == 0:
            return True
        if not isinstance(hit.entry, HonorificRow):
            return True
        if AFTER_CAPITAL.search(norm, max(0, hit.start - 14), hit.start):
            # «Phạm Anh Tuấn», «Hai Bà Trưng»; but a caption may run into «Ông Trần Văn B».
            low = text.low[hit.start : hit.end]
            return not self._names.is_syllable(low) and (
                self._names.read(text, hit.end + 1, sure=False) is not None
            )
        return not self._names.is_after_unit(text, hit.start)


def _is_given(text: Text, hit: Hit[HonorificRow | RankRow]) -> bool:
    """Whether a second honorific is the name itself («bà Bé»)."""
    return isinstance(hit.entry, HonorificRow) and " " not in text.low[hit.start : hit.end]

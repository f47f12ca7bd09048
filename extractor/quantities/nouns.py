"""Units that no rule knows: the noun after a numeral, or the one it was announced with."""

from __future__ import annotations

import re

from extractor.quantities.vocabulary import Unit, Vocabulary
from extractor.text import Text

NOUN = re.compile(r" ([^\W\d_]{2,8})(?: ([^\W\d_]{2,8}))?(?![^\W_])")
# How far back «tổng số thôn của xã còn 12» may announce its noun.
ANNOUNCED = 90
CLAUSE = re.compile(r"[.;\n]")
TOTALS = ("tổng số ", "số lượng ", "số ", "tổng đàn ")
LINK = re.compile(r"(?: là| còn| lên| đạt| có| bằng| gồm| xuống còn| lên tới| lên đến|:| =) ?$")


class NounGuesser:
    """Finds something countable around a bare numeral."""

    def __init__(self, words: Vocabulary) -> None:
        self._units = words.units
        self._stop = words.part("stop")

    def after(self, text: Text, end: int) -> tuple[str, int] | None:
        """The noun right after `end` and where it ends: two syllables if the second may belong."""
        match = NOUN.match(text.low, end)
        if match is None or match[1] in self._stop or not text.norm[match.start(1)].islower():
            return None
        second = match[2]
        if second is None or second in self._stop or not text.norm[match.start(2)].islower():
            return match[1], match.end(1)
        return match.group().strip(), match.end()

    def before(self, low: str, start: int, end: int) -> Unit | None:
        """The unit announced on the left: «tổng số thôn của xã còn 12»."""
        link = LINK.search(low, max(0, start - 12), start)
        if link is None:
            return None
        clause = CLAUSE.split(low[max(0, start - ANNOUNCED) : start])[-1]
        base = start - len(clause)
        for lead in TOTALS:
            at = clause.rfind(lead)
            if at >= 0:
                hit = self._units.at(low, base + at + len(lead))
                if hit is not None and hit.entry.kind == "count":
                    return hit.entry
        return None

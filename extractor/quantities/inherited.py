"""Bare numbers that count what was counted just before."""

from __future__ import annotations

from extractor.mentions import Quantity
from extractor.quantities.building import QuantityBuilder
from extractor.quantities.joining import Joined
from extractor.quantities.nouns import ENDS, bracket_of_places
from extractor.quantities.surroundings import BREAK, FEWEST
from extractor.quantities.vocabulary import Unit
from extractor.text import Text

# How far before its bracket the whole may stand, and how far back the noun of a bare number.
WHOLE_REACH = 80
NOUN_REACH = 300


class UnitHeir:
    """Gives a bare number the unit of an earlier quantity."""

    def __init__(self, builder: QuantityBuilder) -> None:
        self._builder = builder

    def read(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """The quantity with its inherited unit, or None where nothing says what it counts."""
        bare = joined.first
        if joined.ratio or joined.second or bare.spoken or not found or joined.unit:
            return None
        return self._listed(text, joined, found) or self._counted_again(text, joined, found)

    def _listed(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«6 tàu bị chìm (Cà Mau 2, Bình Định 1)»: a part with the unit before the bracket."""
        opening = bracket_of_places(text.norm, joined.start, joined.end)
        if opening is None:
            return None
        whole = next((one for one in reversed(found) if one.span.end <= opening), None)
        if whole is None or opening - whole.span.end > WHOLE_REACH:
            return None
        if whole.kind not in ("count", "measure") or BREAK.search(
            text.low, whole.span.end, opening
        ):
            return None
        unit = Unit("bracket", whole.kind, whole.unit)
        return self._builder.build(text, joined, unit, joined.end, "bracket")

    def _counted_again(self, text: Text, joined: Joined, found: list[Quantity]) -> Quantity | None:
        """«Xã có 900 cây. …, khảo sát có hơn 1.300, đa số …»: the noun of the count before."""
        last = next((one for one in reversed(found[-4:]) if one.kind == "count"), None)
        near = last is not None and joined.start - last.span.end <= NOUN_REACH
        if (
            last is None
            or not near
            or joined.first.bare < FEWEST
            or not ENDS.match(text.low, joined.end)
        ):
            return None
        unit = Unit("count_again", "count", last.unit)
        quantity = self._builder.build(text, joined, unit, joined.end, "count_again")
        return quantity if quantity.comparator in ("gt", "lt", "approx") else None

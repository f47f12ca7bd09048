"""The unit that an article is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from extractor.places.mentions import Place, ScopeWord
from extractor.places.settle import LISTED, LONGEST_GAP, PART_OF, Settled
from extractor.places.units import Gazetteer, Unit

LEAD = 600
HOST = 60
# What stands before a unit that is one example, and behind the first of numbered ones.
EXAMPLE_LEADS = ("(", "có ", "như ", "gồm ", "trong đó ")
MORE_NUMBERS = re.compile(r", ?\d{1,2}(?!\d)")
WIDER = {"quận": "district", "huyện": "district", "thị xã": "district", "tỉnh": "province"}
RANK = {"central": -1, "none": -1, "province": 0, "district": 1, "ward": 2, "hamlet": 3}


class Home(Struct, frozen=True):
    """The article's unit, and the mention that says so (None: the site's address does)."""

    place: Place
    unit: Unit | None
    kind: str
    by: Settled | None = None


class HomeReader:
    """Reads the article's unit from headline, lead and site, in this order."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places

    def read(
        self,
        title: tuple[str, Sequence[Settled]],
        body: tuple[str, Sequence[Settled]],
        scopes: Sequence[ScopeWord],
        site: Unit | None,
    ) -> Home | None:
        """The home, or None when nothing names one unit."""
        found = self._of_title(title, body) or self._of_lead(body, scopes)
        if found is not None:
            return found
        return Home(Place(site.full_name, site.level, site.code), site, site.kind) if site else None

    def _of_title(
        self, title: tuple[str, Sequence[Settled]], body: tuple[str, Sequence[Settled]]
    ) -> Home | None:
        low, mentions = title
        units = [m for m in mentions if m.mention.level != "hamlet"]
        home = self._first(low, units)
        if home is None or home.unit is None:
            return home
        return self._more_exact(home.unit, body) or home

    def _more_exact(self, unit: Unit, body: tuple[str, Sequence[Settled]]) -> Home | None:
        """The unit inside the headline's that the article begins with and mostly speaks of."""
        low, mentions = body
        lead = [m for m in mentions if m.span.start < LEAD and m.mention.level != "hamlet"]
        home = self._first(low, lead)
        if home is None or home.unit is None or not self._places.within(home.unit, unit):
            return None
        often = sum(1 for m in mentions if m.unit and m.unit.code == home.unit.code)
        others = sum(1 for m in mentions if m.unit and m.unit.code == unit.code)
        return home if often >= 3 and often > others else None

    def _of_lead(
        self, body: tuple[str, Sequence[Settled]], scopes: Sequence[ScopeWord]
    ) -> Home | None:
        low, mentions = body
        lead = [m for m in mentions if m.span.start < LEAD and m.mention.level != "hamlet"]
        home = self._first(low, _without_venue(low, lead))
        if home is None or home.by is None:
            return home
        often = sum(1 for m in mentions if m.unit == home.unit and m.place == home.place)
        # «toàn tỉnh», «trên địa bàn tỉnh»: the article speaks of it without its name.
        often += sum(1 for scope in scopes if scope.kind == home.kind and not scope.several)
        if often > 1:
            return home
        # Named once: a bare name may be where somebody met, a typed one an example among others.
        if home.by.mention.kind is None or _is_example(low, home.by, scopes):
            return None
        return None if self._far(home, mentions) else home

    def _far(self, home: Home, mentions: Sequence[Settled]) -> bool:
        """Whether the article also names provinces that the home is not part of."""
        if home.unit is None:
            return False
        own = {unit.code for unit in (home.unit, *self._places.above(home.unit))}
        return any(m.unit and len(m.unit.code) == 2 and m.unit.code not in own for m in mentions)

    def _first(self, low: str, mentions: Sequence[Settled]) -> Home | None:
        """The first unit named; what two listed ones are both part of; a part named after «:»."""
        if not mentions:
            return None
        first = mentions[0]
        for one, after in pairwise(mentions):
            gap = low[one.span.end : after.span.start]
            if len(gap) > LONGEST_GAP:
                break
            if PART_OF.fullmatch(gap) and RANK[after.mention.level] < RANK[one.mention.level]:
                continue
            if LISTED.fullmatch(gap) and after.mention.level == first.mention.level:
                return self._common(first, after)
            break
        return Home(first.place, first.unit, first.mention.kind or _kind(first), first)

    def _common(self, one: Settled, other: Settled) -> Home | None:
        """What both are part of."""
        if one.unit is None or other.unit is None:
            return None
        codes = {up.code for up in self._places.above(other.unit)}
        for up in self._places.above(one.unit):
            if up.code in codes:
                return Home(Place(up.full_name, up.level, up.code), up, up.kind)
        return None


def _is_example(low: str, by: Settled, scopes: Sequence[ScopeWord]) -> bool:
    """«có xã A đạt chuẩn», «(Phường 4, 5, 7)»; or the article speaks of all of a larger unit."""
    if low[: by.span.start].endswith(EXAMPLE_LEADS) or MORE_NUMBERS.match(low, by.span.end):
        return True
    own = RANK[by.mention.level]
    return any(scope.kind in WIDER and RANK[WIDER[scope.kind]] < own for scope in scopes)


def _without_venue(low: str, lead: Sequence[Settled]) -> Sequence[Settled]:
    """The lead's mentions, without «tại huyện A» at its head when the host is named after it."""
    if len(lead) < 2 or not low[: lead[0].span.start].endswith(("tại ", "ở ")):
        return lead
    gap = low[lead[0].span.end : lead[1].span.start]
    if LISTED.fullmatch(gap) or PART_OF.fullmatch(gap) or lead[1].mention.kind is None:
        return lead
    return lead[1:] if lead[1].span.start - lead[0].span.end < HOST else lead


def _kind(settled: Settled) -> str:
    return settled.unit.kind if settled.unit else ""

"""Which unit each mention is, as far as the article settles it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.places.draft import Admission, Draft
from extractor.places.mentions import Place, PlaceMention
from extractor.places.setting import Setting
from extractor.places.units import Gazetteer, Unit
from extractor.text import Span

# What may stand between a unit and the one it is part of: «xã A, huyện B», «thị xã A (tỉnh B)».
PART_OF = re.compile(r" ?[,(-] ?| |,? ?(?:thuộc|của|ở|cũ)(?: địa bàn)? ")
# What stands between members of a list: «phường A, B và C».
LISTED = re.compile(r",? (?:và )?|, ?|; ?")
FORMER = re.compile(r" \(?(?:cũ|trước đây)\b")
LONGEST_GAP = 16


class Settled(Struct, frozen=True):
    """A mention with its unit; `unit` is None when unknown, gone or, with `open`, ambiguous.

    `gone`: there was such a unit, but not on the article's day. `head_of`: how many mentions
    after this one say what it is part of.
    """

    mention: PlaceMention
    unit: Unit | None = None
    open: tuple[Unit, ...] = ()
    gone: bool = False

    @property
    def span(self) -> Span:
        return self.mention.span

    @property
    def place(self) -> Place:
        """The place by its official name, or in the text's own words when it is not settled."""
        if self.unit is None:
            return Place(self.mention.full_name, self.mention.level)
        kind = self.mention.kind or self.unit.kind
        return Place(f"{kind} {self.unit.name}", self.unit.level, self.unit.code)


class Settler:
    """Settles mentions by the chain in the text, by one sense per article, by the context."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places

    def settle(
        self, texts: Sequence[tuple[str, Sequence[PlaceMention]]], setting: Setting
    ) -> list[list[Settled]]:
        """The mentions of each text (title, body) settled together, in order."""
        admit = Admission(setting).units
        drafts = [[Draft(mention, admit(mention)) for mention in mentions] for _, mentions in texts]
        for (low, _), row in zip(texts, drafts, strict=True):
            self._chain(low, row)
        everything = [draft for row in drafts for draft in row]
        self._same_names(everything)
        self._by_context(everything, drafts[0] if len(drafts) > 1 else [], setting)
        self._same_names(everything)
        return [[_settled(draft) for draft in row if self._stands(draft)] for row in drafts]

    def _chain(self, low: str, row: Sequence[Draft]) -> None:
        """Let a unit and what is written after it as its container choose each other."""
        for index in range(len(row) - 2, -1, -1):
            child, parent = row[index], row[index + 1]
            gap = low[child.mention.span.end : parent.mention.span.start]
            if FORMER.match(low, parent.mention.span.end):
                parent.bury()
            if len(gap) > LONGEST_GAP:
                continue
            if PART_OF.fullmatch(gap) and parent.gone and child.firm:
                self._bury_list(low, row, index)
            elif (
                child.mention.level != parent.mention.level
                and PART_OF.fullmatch(gap)
                and self._contained(child, parent)
            ):
                self._share_container(low, row, index, parent)

    def _contained(self, child: Draft, parent: Draft) -> bool:
        """Narrow both to the pairs of which one contains the other; whether there is one."""
        within = self._places.within
        children = [u for u in child.units if any(within(u, up) for up in parent.units)]
        if not children:
            if child.firm and not parent.units and _is_unknown(parent, child):
                child.deny()
            elif parent.settled and child.firm and _is_above(parent.settled, child):
                # There are such units, but none is there: an unknown one, not one elsewhere.
                child.deny()
            return False
        parents = [up for up in parent.units if any(within(u, up) for u in children)]
        child.units, parent.units = children, parents
        child.chained = parent.chained = True
        return True

    def _share_container(self, low: str, row: Sequence[Draft], index: int, parent: Draft) -> None:
        """«phường A, B và C thuộc quận D»: what holds C holds A and B."""
        for at in range(index - 1, -1, -1):
            one, after = row[at], row[at + 1]
            gap = low[one.mention.span.end : after.mention.span.start]
            if one.mention.level != after.mention.level or not LISTED.fullmatch(gap):
                return
            kept = [u for u in one.units if any(self._places.within(u, p) for p in parent.units)]
            if kept:
                one.units = kept
                one.chained = True

    def _bury_list(self, low: str, row: Sequence[Draft], last: int) -> None:
        """What is listed as part of a unit that is gone is meant as it was then."""
        row[last].bury()
        for at in range(last - 1, -1, -1):
            gap = low[row[at].mention.span.end : row[at + 1].mention.span.start]
            if row[at].mention.level != row[last].mention.level or not LISTED.fullmatch(gap):
                return
            row[at].bury()

    def _same_names(self, drafts: Sequence[Draft]) -> None:
        """A name means one unit in one article: what one mention settles holds for the others."""
        known: dict[tuple[str, str], Unit] = {}
        denied = {draft.mention.full_name for draft in drafts if draft.denied}
        for draft in drafts:
            if not draft.chained and draft.mention.full_name in denied:
                draft.deny()
            if len(draft.units) == 1 and (draft.firm or draft.chained):
                unit = draft.units[0]
                known.setdefault((draft.mention.key, unit.level), unit)
        for draft in drafts:
            if len(draft.units) < 2 and (draft.firm or not draft.units):
                continue
            for level in {unit.level for unit in draft.units}:
                if one := known.get((draft.mention.key, level)):
                    draft.firm |= draft.narrow([one])
                    break

    def _by_context(
        self, drafts: Sequence[Draft], title: Sequence[Draft], setting: Setting
    ) -> None:
        """Choose the only candidate that lies where the article is: site, title, then text."""
        tiers = [_anchors(title), _anchors(drafts)]
        if setting.site:
            tiers.insert(0, {setting.site.code: setting.site})
        chosen: dict[tuple[int, str | None], list[Unit]] = {}
        for draft in drafts:
            if len(draft.units) > 1 or not (draft.firm or draft.chained):
                same = (id(draft.units), draft.mention.kind)
                if same not in chosen:
                    chosen[same] = self._choose(draft, tiers)
                # A bare name of a district counts where its province is the article's.
                draft.chained |= bool(chosen[same])
                draft.units = chosen[same] or draft.units
        around = {code for tier in tiers for one in tier.values() for code in self._line(one)} | {
            code for draft in drafts if draft.chained for u in draft.units for code in self._line(u)
        }
        stray = any(_is_stray(draft) for draft in drafts)
        for draft in drafts:
            if draft.settled and not draft.chained and self._is_elsewhere(draft, around, stray):
                draft.units = []

    def _line(self, unit: Unit) -> list[str]:
        """The code of a unit and of all that it is part of."""
        return [unit.code, *(up.code for up in self._places.above(unit))]

    def _is_elsewhere(self, draft: Draft, around: set[str], stray: bool) -> bool:
        """Whether the only unit of that name lies where the article never says it is.

        Then the article may mean one that our tables do not have: merged before 2020, written
        with another type word, or part of a unit that is unknown itself (`stray`).
        """
        unit = draft.settled
        if unit is None or len(unit.code) < 5:
            return False
        provinces = {code for code in around if len(code) == 2}
        own = {up.code for up in self._places.above(unit)}
        if (provinces - own or stray) and not provinces & own:
            return True
        return unit.kind != draft.mention.kind and unit.parent not in around

    def _choose(self, draft: Draft, tiers: Sequence[dict[str, Unit]]) -> list[Unit]:
        """The candidates that lie where the article is; none if no tier knows better."""
        units: list[Unit] = []
        for tier in tiers:
            kept = [
                unit
                for unit in units or draft.units
                if self._is_in(unit, tier) and _is_plausible(draft, unit, tier)
            ]
            units = kept or units
            if len(units) == 1:
                break
        return units

    def _is_in(self, unit: Unit, tier: dict[str, Unit]) -> bool:
        line = (tier.get(code) for code in self._line(unit))
        return any(up and (up.code == unit.code or self._places.within(unit, up)) for up in line)

    def _stands(self, draft: Draft) -> bool:
        return draft.firm or draft.chained or draft.mention.kind is not None


def _anchors(drafts: Iterable[Draft]) -> dict[str, Unit]:
    """Settled provinces and districts by code."""
    found = (draft.settled for draft in drafts if draft.firm or draft.chained)
    return {unit.code: unit for unit in found if unit and len(unit.code) < 5}


def _is_stray(draft: Draft) -> bool:
    """Whether it names a province or district that the tables do not have."""
    upper = draft.mention.level in ("province", "district") and draft.mention.kind is not None
    return upper and not draft.units and not draft.gone


def _is_plausible(draft: Draft, unit: Unit, tier: dict[str, Unit]) -> bool:
    """A unit of another kind than the text says must lie in a district that it names."""
    return draft.mention.kind in (None, unit.kind) or unit.parent in tier or unit.code in tier


def _is_unknown(parent: Draft, child: Draft) -> bool:
    """Whether the parent is a unit above the child that the tables do not have."""
    ranks = {"province": 0, "district": 1, "ward": 2}
    above = ranks.get(parent.mention.level, 3) < ranks.get(child.mention.level, 3)
    return above and parent.mention.kind is not None and not parent.gone


def _is_above(unit: Unit, child: Draft) -> bool:
    return bool(child.units) and len(unit.code) < min(len(one.code) for one in child.units)


def _settled(draft: Draft) -> Settled:
    mention, unit = draft.mention, draft.settled
    if unit is not None:
        if mention.level != unit.level:
            mention = replace(mention, level=unit.level)
        return Settled(mention, unit)
    # Namesakes of another kind are no candidates, only what a named district could settle.
    named_so = [unit for unit in draft.units if mention.kind in (None, unit.kind)]
    return Settled(mention, None, tuple(named_so), draft.gone)

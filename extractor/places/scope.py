"""Where each figure of an article holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.places.home import RANK, Home
from extractor.places.mentions import Place, ScopeWord
from extractor.places.settle import LISTED, LONGEST_GAP, PART_OF, Settled
from extractor.places.units import LEVELS, Gazetteer
from extractor.places.vocabulary import KIND_LEVELS
from extractor.text import Span

# Between a figure and the place named right after it there is no other figure and no clause end.
RIGHT_AFTER = re.compile(r"[^\d.,;:()\n]{0,50}")
AND = re.compile(r" (?:và|còn|với) ")
KIND_RANK = {kind: RANK[levels[-1]] for kind, levels in KIND_LEVELS.items()}
REACH = 80
NATION = Place("cả nước", "central")
Cue = Settled | ScopeWord


class Places:
    """What one article says of places; all spans in `text.norm`."""

    def __init__(
        self,
        low: str,
        mentions: Sequence[Settled],
        scopes: Sequence[ScopeWord],
        home: Home | None,
        gazetteer: Gazetteer,
    ) -> None:
        self.mentions = mentions
        self.home = home
        self._low = low
        self._gazetteer = gazetteer
        self._cues: list[Cue] = sorted(
            [*mentions, *(scope for scope in scopes if self._says(scope))],
            key=lambda cue: cue.span,
        )
        self._starts = [cue.span.start for cue in self._cues]
        self._order = {settled.span: number for number, settled in enumerate(mentions)}
        self._by_kind: dict[str, list[Settled]] = {}
        for settled in mentions:
            for kind in {settled.mention.kind, settled.unit and settled.unit.kind} - {None}:
                self._by_kind.setdefault(str(kind), []).append(settled)

    @property
    def article_place(self) -> Place | None:
        """The unit that the article is about."""
        return self.home.place if self.home else None

    def place_of(self, figure: Span, sentence: Span) -> Place | None:
        """The unit that a figure holds for, or None where it holds for several or nobody knows.

        The place or word of scope («toàn huyện», «các xã») right after the figure decides, else
        the nearest before it in its sentence, else the article's unit. «toàn thành phố» in a
        ward's article is the city that the ward is part of, never the ward.
        """
        right = self._after(figure, sentence)
        cue = right if right is not None else self._before(figure, sentence)
        if cue is None:
            return self.article_place
        if isinstance(cue, ScopeWord):
            return self._of_scope(cue)
        return None if cue is right and self._begins_list(cue) else self._of_mention(cue)

    def place_in(self, span: Span) -> Place | None:
        """The most exact place named within `span`, such as a position's."""
        index = bisect_left(self._starts, span.start)
        while index < len(self._cues) and self._cues[index].span.end <= span.end:
            cue = self._cues[index]
            if isinstance(cue, Settled):
                return cue.place
            index += 1
        return None

    def _says(self, scope: ScopeWord) -> bool:
        """Whether the word leads away from the article's unit: «quận đã cấp» in a city's does."""
        if not scope.weak:
            return True
        return self.home is not None and KIND_RANK[scope.kind or ""] > RANK[self.home.place.level]

    def _after(self, figure: Span, sentence: Span) -> Cue | None:
        index = bisect_left(self._starts, figure.end)
        if index == len(self._cues) or self._cues[index].span.end > sentence.end:
            return None
        gap = self._low[figure.end : self._cues[index].span.start]
        return self._cues[index] if RIGHT_AFTER.fullmatch(gap) and not AND.search(gap) else None

    def _before(self, figure: Span, sentence: Span) -> Cue | None:
        index = bisect_left(self._starts, figure.start) - 1
        if index < 0 or self._starts[index] < sentence.start:
            return None
        cue = self._cues[index]
        # «các phường» who care, far before a rate, do not make it theirs.
        far = figure.start - cue.span.end > REACH
        return None if far and isinstance(cue, ScopeWord) and cue.several else cue

    def _of_mention(self, settled: Settled) -> Place | None:
        """The most exact unit of the chain that `settled` ends; None for a list of units."""
        index = self._order[settled.span]
        while index and (gap := self._gap(index)) is not None:
            before = self.mentions[index - 1]
            rank, own = RANK[before.mention.level], RANK[settled.mention.level]
            if rank == own and not _is_part_of_hamlet(before, settled):
                return None if LISTED.fullmatch(gap) else settled.place
            if rank < own or not PART_OF.fullmatch(gap):
                break
            settled, index = before, index - 1
        return settled.place

    def _begins_list(self, settled: Settled) -> bool:
        """Whether others of its level are listed after it: «ở các xã A, B và C»."""
        index = self._order[settled.span] + 1
        if index == len(self.mentions):
            return False
        gap = self._gap(index)
        same = self.mentions[index].mention.level == settled.mention.level
        return same and gap is not None and LISTED.fullmatch(gap) is not None

    def _gap(self, index: int) -> str | None:
        """What stands between a mention and the one before it, if it is short."""
        start, end = self.mentions[index - 1].span.end, self.mentions[index].span.start
        return self._low[start:end] if end - start <= LONGEST_GAP else None

    def _of_scope(self, scope: ScopeWord) -> Place | None:
        if scope.several:
            return None
        if scope.kind == "nước":
            return NATION
        if scope.weak:
            return self._last_named(scope) or self.article_place
        return self._around_home(scope.kind or "") or self._last_named(scope)

    def _around_home(self, kind: str) -> Place | None:
        """The article's unit if it is of that kind, else the unit of that kind that holds it."""
        if self.home is None:
            return None
        if self.home.unit is None:
            return self.home.place if self.home.kind == kind else None
        if kind in (self.home.kind, self.home.unit.kind):
            return self.home.place
        for up in self._gazetteer.above(self.home.unit):
            if up.kind == kind:
                return Place(up.full_name, LEVELS[len(up.code)], up.code)
        return None

    def _last_named(self, scope: ScopeWord) -> Place | None:
        """The unit of that kind named last before, or the only one that the article names."""
        named = self._by_kind.get(scope.kind or "", [])
        index = bisect_left(named, scope.span.start, key=lambda settled: settled.span.start)
        if index:
            return named[index - 1].place
        return named[0].place if len({settled.place for settled in named}) == 1 else None


def _is_part_of_hamlet(settled: Settled, other: Settled) -> bool:
    """«tổ 5, khu phố Thạch Động»: hamlets of two kinds are one inside the other."""
    return settled.mention.level == "hamlet" and settled.mention.kind != other.mention.kind

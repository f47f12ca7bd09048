"""The places of one article: where it is about, and where each of its figures holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from extractor.article import Article
from extractor.mentions import Person, Timex
from extractor.places.finder import PlaceFinder
from extractor.places.home import RANK, Home, HomeReader
from extractor.places.mentions import Place, PlaceMention, ScopeWord
from extractor.places.setting import read_setting
from extractor.places.settle import LISTED, LONGEST_GAP, PART_OF, Settled, Settler
from extractor.places.units import LEVELS, Gazetteer, Unit, gazetteer
from extractor.places.vocabulary import KIND_LEVELS
from extractor.rules import RuleSet
from extractor.text import Span, Text, normalise

# Between a figure and the place named right after it there is no other figure and no clause end.
RIGHT_AFTER = re.compile(r"[^\d.,;:()\n]{0,50}")
AND = re.compile(r" (?:và|còn|với) ")
KIND_RANK = {kind: RANK[levels[-1]] for kind, levels in KIND_LEVELS.items()}
NATION = Place("cả nước", "central")


@dataclass(frozen=True, slots=True)
class Places:
    """What one article says of places; all spans in `text.norm`."""

    low: str
    mentions: Sequence[Settled]
    scopes: Sequence[ScopeWord]
    home: Home | None
    gazetteer: Gazetteer

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
        if cue is right and self._begins_list(cue):
            return None
        return self._of_mention(cue)

    def _after(self, figure: Span, sentence: Span) -> Settled | ScopeWord | None:
        for cue in self._in(sentence):
            if cue.span.start >= figure.end:
                gap = self.low[figure.end : cue.span.start]
                return cue if RIGHT_AFTER.fullmatch(gap) and not AND.search(gap) else None
        return None

    def _before(self, figure: Span, sentence: Span) -> Settled | ScopeWord | None:
        before = [cue for cue in self._in(sentence) if cue.span.end <= figure.start]
        return before[-1] if before else None

    def _in(self, sentence: Span) -> list[Settled | ScopeWord]:
        cues: list[Settled | ScopeWord] = [
            *(mention for mention in self.mentions if sentence.covers(mention.span)),
            *(scope for scope in self.scopes if sentence.covers(scope.span) and self._says(scope)),
        ]
        return sorted(cues, key=lambda cue: cue.span)

    def _says(self, scope: ScopeWord) -> bool:
        """Whether the word leads away from the article's unit: «quận đã cấp» in a city's does."""
        if not scope.weak:
            return True
        return self.home is not None and KIND_RANK[scope.kind or ""] > RANK[self.home.place.level]

    def _of_mention(self, settled: Settled) -> Place | None:
        """The most exact unit of the chain that `settled` ends; None for a list of units."""
        index = self.mentions.index(settled)
        while index and self._gap(index) is not None:
            before = self.mentions[index - 1]
            gap = self._gap(index) or ""
            if before.mention.level == settled.mention.level:
                return None if LISTED.fullmatch(gap) else settled.place
            if (
                not PART_OF.fullmatch(gap)
                or RANK[before.mention.level] < RANK[settled.mention.level]
            ):
                break
            settled, index = before, index - 1
        return settled.place

    def _begins_list(self, settled: Settled) -> bool:
        """Whether others of its level are listed after it: «ở các xã A, B và C»."""
        index = self.mentions.index(settled) + 1
        if index == len(self.mentions):
            return False
        after = self.mentions[index].mention.level == settled.mention.level
        return after and LISTED.fullmatch(self._gap(index) or "none") is not None

    def _gap(self, index: int) -> str | None:
        gap = self.low[self.mentions[index - 1].span.end : self.mentions[index].span.start]
        return gap if len(gap) <= LONGEST_GAP else None

    def _of_scope(self, scope: ScopeWord) -> Place | None:
        if scope.several:
            return None
        if scope.kind == "nước":
            return NATION
        if scope.weak:
            low = (
                self.home is not None and KIND_RANK[scope.kind or ""] > RANK[self.home.place.level]
            )
            return (low and self._last_named(scope)) or self.article_place
        return self._around_home(scope.kind or "") or self._last_named(scope)

    def _around_home(self, kind: str) -> Place | None:
        """The article's unit if it is of that kind, else the unit of that kind that holds it."""
        if self.home is None:
            return None
        if self.home.unit is None:
            return self.home.place if self.home.kind == kind else None
        if kind in (self.home.kind, self.home.unit.kind):
            return self.home.place
        for up in self.gazetteer.above(self.home.unit):
            if up.kind == kind:
                return _place(up)
        return None

    def _last_named(self, scope: ScopeWord) -> Place | None:
        """The unit of that kind named last before, or the only one that the article names."""
        named = [m for m in self.mentions if scope.kind in (m.mention.kind, m.unit and m.unit.kind)]
        before = [m for m in named if m.span.end <= scope.span.start]
        if before:
            return before[-1].place
        return named[0].place if len({m.place for m in named}) == 1 else None

    def issues(self, text: Text) -> list[dict[str, Any]]:
        """One issue for each name that stays ambiguous and each unit not in force on the day."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for settled in self.mentions:
            if settled.unit is None and (settled.open or settled.gone):
                key = (settled.mention.full_name.lower(), settled.mention.level)
                found.setdefault(key, self._issue(text, settled))
        return list(found.values())

    def _issue(self, text: Text, settled: Settled) -> dict[str, Any]:
        raw = text.raw_span(settled.span)
        name = settled.mention.full_name
        if settled.gone:
            code, message = (
                "place_not_in_force",
                f"{name}: không còn hoặc chưa có vào ngày đăng bài",
            )
        else:
            where = "; ".join(self._whole_name(unit) for unit in settled.open[:4])
            more = f" và {len(settled.open) - 4} nơi khác" if len(settled.open) > 4 else ""
            code, message = "place_ambiguous", f"{name} có thể là: {where}{more}"
        return {
            "code": code,
            "severity": "info",
            "message": message,
            "figures": [],
            "start": raw.start,
            "end": raw.end,
        }

    def _whole_name(self, unit: Unit) -> str:
        names = [one.full_name for one in (unit, *self.gazetteer.above(unit))]
        return f"{', '.join(names)} ({unit.code})"


class PlaceReader:
    """Reads the places of articles; build one with the rules and use it for a whole archive."""

    def __init__(self, rules: RuleSet) -> None:
        self._finder = PlaceFinder(rules)

    def read(
        self,
        article: Article,
        text: Text,
        people: Sequence[Person] = (),
        on: date | None = None,
        timexes: Sequence[Timex] = (),
    ) -> Places:
        """The places of an article published on `on`; `timexes` help where that is unknown."""
        title = normalise(article.title or "")
        heads, _ = self._finder.find(title) if article.title else ([], [])
        mentions, scopes = self._finder.find(text, people)
        heads = [_shortened(head, mentions) for head in heads]
        setting = read_setting(article, on, timexes, (*heads, *mentions))
        places = gazetteer()
        settler = Settler(places)
        head, body = settler.settle([(title.low, heads), (text.low, mentions)], setting)
        home = HomeReader(places).read((title.low, head), (text.low, body), scopes, setting.site)
        return Places(text.low, body, scopes, home, places)


def _shortened(head: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention:
    """A headline's name without the capital that follows it, where the text has it so."""
    if head.units or " " not in head.name:
        return head
    name = head.name.rpartition(" ")[0]
    for mention in mentions:
        if mention.units and (mention.name, mention.kind) == (name, head.kind):
            return replace(mention, span=Span(head.span.start, head.span.end), firm=True)
    return head


def _place(unit: Unit) -> Place:
    return Place(unit.full_name, LEVELS[len(unit.code)], unit.code)

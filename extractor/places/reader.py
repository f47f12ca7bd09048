"""The places of an article: found, settled, and ready to be asked where a figure holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from extractor.article import Article
from extractor.mentions import Person, Timex
from extractor.places.finder import PlaceFinder
from extractor.places.home import Home, HomeReader
from extractor.places.mentions import PlaceMention
from extractor.places.scope import Places
from extractor.places.setting import Setting, read_setting
from extractor.places.settle import Settled, Settler
from extractor.places.units import Gazetteer, Unit, gazetteer
from extractor.rules import RuleSet
from extractor.text import Span, Text, normalise


class PlaceReader:
    """Reads the places of articles; build one with the rules and use it for a whole archive."""

    def __init__(self, rules: RuleSet) -> None:
        self._finder = PlaceFinder(rules)
        self._places: Gazetteer = gazetteer()

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
        plain = {(m.kind, m.key) for m in (*heads, *mentions) if not m.doubtful}
        heads, mentions = _without_doubtful(heads, plain), _without_doubtful(mentions, plain)
        setting = read_setting(article, on, timexes, (*heads, *mentions))
        settler = Settler(self._places)
        head, body = settler.settle([(title.low, heads), (text.low, mentions)], setting)
        home = HomeReader(self._places).read(
            (title.low, head), (text.low, body), scopes, setting.site
        )
        body = sorted([*body, *self._parts(text, people, body, home, setting)], key=_start)
        return Places(text.low, body, scopes, home, self._places)

    def _parts(
        self,
        text: Text,
        people: Sequence[Person],
        body: Sequence[Settled],
        home: Home | None,
        setting: Setting,
    ) -> list[Settled]:
        """Communes of the article's unit that head figures without a type word."""
        if home is None or home.unit is None or not _has_communes(home.unit):
            return []
        taken = {settled.span.end for settled in body}
        found = self._finder.find_parts(text, people, home.unit, taken)
        return [
            Settled(mention, mention.units[0])
            for mention in found
            if setting.admits(mention.units[0])
        ]


def _without_doubtful(
    mentions: Sequence[PlaceMention], plain: set[tuple[str | None, str]]
) -> list[PlaceMention]:
    """The mentions without names in capitals that nothing in normal writing confirms."""
    return [m for m in mentions if not m.doubtful or (m.kind, m.key) in plain]


def _has_communes(unit: Unit) -> bool:
    """Whether communes are right below: districts, and since the reform provinces."""
    return len(unit.code) == 3 or (len(unit.code) == 2 and unit.until is None)


def _start(settled: Settled) -> int:
    return settled.span.start


def _shortened(head: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention:
    """A headline's name without the capital that follows it, where the text has it so."""
    if head.units or " " not in head.name:
        return head
    name = head.name.rpartition(" ")[0]
    for mention in mentions:
        if mention.units and (mention.name, mention.kind) == (name, head.kind):
            return replace(mention, span=Span(head.span.start, head.span.end), firm=True)
    return head

"""When an article is from and whose site it is on, before its places are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from extractor.article import Article
from extractor.mentions import Timex
from extractor.places.mentions import PlaceMention
from extractor.places.names import plain
from extractor.places.units import REFORM, Unit, gazetteer

# Labels of the addresses of government portals: «tanlap.danphuong.hanoi.gov.vn».
DOMAIN = re.compile(r"(?<![\w.-])((?:[a-z0-9-]{2,40}\.){1,4})gov\.vn")
LEAD = 400
Era = Literal["before", "after"]
FINE = frozenset(["minute", "day", "week", "month", "quarter", "half"])
GONE_KINDS = frozenset(["huyện", "quận", "thị xã", "thị trấn"])


class Setting(Struct, frozen=True):
    """`day` decides which units are in force; without one `era` may still say before or after."""

    day: date | None
    era: Era | None = None
    site: Unit | None = None

    def admits(self, unit: Unit) -> bool:
        """Whether the article may mean `unit` as one in force."""
        if self.day is not None:
            return unit.holds_on(self.day)
        if self.era == "before":
            return unit.since is None or unit.since < REFORM
        if self.era == "after":
            return unit.until is None
        return True


def read_setting(
    article: Article,
    on: date | None,
    timexes: Sequence[Timex],
    mentions: Iterable[PlaceMention],
) -> Setting:
    """The setting of an article published on `on`.

    Without that date, units that the reform did away with («huyện», «quận») or the dates that
    the text speaks of tell whether it was before.
    """
    era = None if on else _era(timexes, mentions)
    setting = Setting(on, era)
    labels = _labels(article)
    return Setting(on, era, _site(labels, setting)) if labels else setting


def _era(timexes: Sequence[Timex], mentions: Iterable[PlaceMention]) -> Era | None:
    if any(mention.kind in GONE_KINDS and mention.units for mention in mentions):
        return "before"
    days = [timex.end for timex in timexes if timex.end is not None]
    if days and max(days) < REFORM:
        return "before"
    # A plan for 2030 says nothing of when it was made; a meeting in 2026 does.
    begun = [timex.start for timex in timexes if timex.start and timex.granularity in FINE]
    return "after" if begun and max(begun) >= REFORM else None


def _labels(article: Article) -> tuple[str, ...]:
    """Labels of the portal's address, most general first."""
    for text in (article.source or "", article.publisher or "", article.text[:LEAD]):
        if match := DOMAIN.search(text.lower()):
            return tuple(reversed(match[1].rstrip(".").split(".")))
    return ()


def _site(labels: Sequence[str], setting: Setting) -> Unit | None:
    """The unit whose portal it is, as far down as the labels settle it."""
    unit: Unit | None = None
    for label in labels:
        admitted = [one for one in _addressed(label.replace("-", ""), unit) if setting.admits(one)]
        # «longbien» is the district before it is its ward of the same name.
        size = min((len(one.code) for one in admitted), default=0)
        codes = {one.code: one for one in admitted if len(one.code) == size}
        if len(codes) != 1:
            return unit
        unit = codes.popitem()[1]
    return unit


@lru_cache(maxsize=1024)
def _addressed(label: str, container: Unit | None) -> tuple[Unit, ...]:
    """Units that a label of a web address may stand for («longbien», «xaphonghai»)."""
    places = gazetteer()
    pool = [unit for unit in places.uppers() if container is None or places.within(unit, container)]
    if container is None:
        pool = [unit for unit in pool if len(unit.code) == 2]
    else:
        pool += places.parts(container)
    return tuple(unit for unit in pool if label in (plain(unit.name), plain(unit.kind + unit.name)))

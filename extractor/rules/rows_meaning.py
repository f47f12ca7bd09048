"""Rows that say what a figure means: cues, verbs, natures, baselines, noun-phrase ends."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extractor.models.base import BaselineKind, Direction, Measure, Status
from extractor.rules.row import FormsRow, NonEmpty, Row

Kind = Literal["count", "money", "percent", "measure", "ratio", "multiple"]
Reach = Literal[
    "touch",
    "stretch",
    "since",
    "clause",
    "beside",
    "earlier",
    "next",
    "later",
    "around",
    "opening",
    "sentence",
]


class CueRow(FormsRow, frozen=True, kw_only=True):
    """Words that decide a field of the figure they reach.

    `reach`: `touch` nothing but fillers between cue and figure; `stretch` before the figure, no
    comma, semicolon or other figure between; `since` before it, after the previous figure;
    `clause` anywhere before it since the last semicolon; `beside` like `clause`, or right after
    it; `earlier` anywhere earlier in the
    sentence; `next` right after the figure; `later` after it
    in the same stretch; `around` like `later`, or at the sentence's opening; `opening` only there;
    `sentence` anywhere in the sentence. Among the cues that reach a figure
    the highest `rank` wins, then the nearest.
    """

    reach: Reach
    rank: int = 50
    kinds: list[Kind] = []
    # Only for figures with one of these units; empty: any.
    units: list[str] = []
    # Not for figures with one of these units.
    not_units: list[str] = []
    # Only when one of these forms stands right after the figure.
    followed_by: list[str] = []
    # Not when one of these forms stands right after the figure.
    not_followed_by: list[str] = []
    # Only when one of these forms stands before the cue, in the same clause.
    after: list[str] = []
    # Only when the next figure is led in by one of these («từ 3,4% xuống còn 1,9%»).
    next_led_by: list[str] = []
    # Only when one of these forms stands between cue and figure.
    through: list[str] = []
    # Not when one of these forms stands between cue and figure.
    unless: list[str] = []
    # Not when one of these forms stands before the cue, in the same stretch.
    not_after: list[str] = []
    # Not when one of these forms stands before the cue, in the same clause.
    never_after: list[str] = []
    # Reaches over other words of its stretch when one of these stands between: «chỉ tiêu giao quân
    # của huyện là 180 thanh niên».
    far_through: list[str] = []
    # Behind a list it holds for all of it: «2 cầu, 1 đập, 3 cống bị hư hỏng».
    over_list: bool = False
    # In a bracket behind the figure only when that holds no other: «0,89% (kế hoạch 1%)».
    alone: bool = False
    # How many characters away the cue may stand at most.
    within: int | None = None
    # Only for ranges (true) or only for single values (false).
    ranges: bool | None = None
    # The largest value that it decides: what one person gets is no total.
    most: Decimal | None = None


class MeasureCueRow(CueRow, frozen=True, kw_only=True):
    """A cue of `measure` and `direction`."""

    measure: Measure
    direction: Direction | None = None
    # Takes over the direction of the level before it in a list: «giảm hộ nghèo xuống còn 1,3%,
    # hộ cận nghèo còn 3,1%».
    carries: bool = False
    # The direction is down where one of these forms stands before the cue, in the same stretch:
    # «giảm diện tích cho thuê còn 7 ha».
    falls_after: list[str] = []
    # The value held before the sentence's period: «giảm từ 27,4% xuống còn 3,15%».
    past: bool = False
    # Leads in those who are given something: they are not all there are of their kind.
    takers: bool = False


class StatusCueRow(CueRow, frozen=True, kw_only=True):
    """A cue of `status`."""

    status: Status
    # Governs the first value behind it and percentages, no second value: «ước thu 5 tỷ đồng, bằng
    # 96% kế hoạch, chi 4 tỷ đồng».
    once: bool = False


class BaselineRow(CueRow, frozen=True, kw_only=True):
    """Words that name what a change, index or multiple is compared with."""

    baseline: BaselineKind


class VerbRow(FormsRow, frozen=True, kw_only=True):
    """A verb that governs figures; what it governs is a flow or a level by nature.

    Without a `measure` the words only name something («đất sản xuất») and govern nothing.
    """

    measure: Literal["flow", "level"] | None = None


class NatureRow(Row, frozen=True, kw_only=True):
    """Units whose counts are flows or levels when nothing else decides."""

    units: NonEmpty
    measure: Literal["flow", "level", "per_unit"]
    # Whether the unit outweighs the verb: «tổ chức tại 12 xã» counts xã that exist.
    strong: bool = False
    # Whether not even a verb of doing right before it makes it a flow: «ở lại 3 ngày».
    fixed: bool = False


class WordsRow(Row, frozen=True, kw_only=True):
    """Words of one grammatical use: fillers, phrase ends, subset openers, …

    A word may have several uses, so the same form may stand in several rows.
    """

    forms: NonEmpty


class CircumstanceRow(FormsRow, frozen=True, kw_only=True):
    """Words that open or close a circumstance: who says so, where the money comes from.

    `names`: what they name; `side`: whether the name stands `after` the words («theo báo cáo
    của …») or `before` them («ông … cho biết»).
    """

    names: Literal["attribution", "fund_source"]
    side: Literal["before", "after"]

"""Whether a change is one of points, or a percentage of what a thing was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.meaning.restated import is_move

if TYPE_CHECKING:
    from extractor.meaning.grounds import Near

# What says that a rate was reached, and what a share of a body's members is compared with.
RATE_REACHED = ("đạt tỷ lệ", "tỷ lệ đạt")
OF_TERM = (" so với nhiệm kỳ", " so với đầu nhiệm kỳ")
# How much of what stands behind a percentage is looked at, and what leads its change in.
OF_WHAT = 16
MOVED = ("tăng", "giảm")
# How far behind what it restates a percentage stands at most.
NEXT = 50


def is_of_rate(low: str, near: Near) -> bool:
    """Whether the figure before is a rate reached: «109/111 xã, đạt tỷ lệ 98%; tăng 20%»."""
    before = near.before
    if before is None or before.at.quantity.kind != "percent":
        return False
    told = before.measure.measure == "share"
    kind = "" if near.origin is None else near.origin.at.quantity.kind
    if told and (kind == "ratio" or (not kind and low.startswith(OF_TERM, near.at.end))):
        # «120/150 thôn, chiếm 80%, tăng 3%»
        return True
    return low[before.at.since : before.at.start].rstrip().endswith(RATE_REACHED)


def counts_some(low: str, near: Near, wholes: tuple[str, ...]) -> bool:
    """Whether the percentage before counts some of all: «82,1% trường học có nhà tiêu hợp vệ
    sinh, tăng 7,1%»."""
    before = near.before
    if before is None or before.at.quantity.kind != "percent" or before.at.end < near.at.since:
        return False
    bare = low[near.at.stretch.start : near.at.start].strip(" ,").startswith(MOVED)
    some = bare and before.measure.measure == "share" and before.relations.about is None
    led = low[before.at.end + 1 : before.at.end + OF_WHAT]
    return some and (led + " ").startswith(wholes)


def refigured(near: Near) -> str | None:
    """The way that a thing went, for how far it went: «giảm từ 150 vụ xuống 51 vụ (66%)»."""
    before, origin = near.before, near.origin
    if before is None or origin is None or before.measure.direction is None:
        return None
    went = (origin.at.quantity, before.at.quantity)
    level = before.measure.measure == origin.measure.measure == "level"
    told = level and near.at.start - before.at.end <= NEXT and is_move(*went, near.at.quantity)
    return before.measure.direction if told else None

"""Percentages that say again what a figure before them said, or say of which one they speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractor.meaning.surroundings import Surroundings
from extractor.mentions import Quantity
from extractor.text import Span

# «tăng 12 tỷ đồng (bằng 8,1%)», «…, tức 8,1%», «… (+8,1%)»: the change again, as a percentage.
AGAIN = re.compile(
    r" ?(?:\(|,? ?\(?(?:bằng|tức|tức là|hay|tương đương|tương ứng|ứng với) )"
    r"(?:mức )?(?:với )?(?:khoảng |gần |hơn |trên )?[+-]?"
)
# «giảm 0,7% (tương đương 17 USD)»: the same in money.
AMOUNTS = re.compile(
    r" ?[,(]? ?(?:tức|tức là|tương đương|tương ứng|ứng)(?: với)? (?:khoảng |gần |hơn |trên )?"
    r"| số [^\W\d_]+(?: [^\W\d_]+){0,3} \("
)
# «…, số dự án cấp mới bằng 100%»: what it is that moved opens its clause.
NUMBER_OF = re.compile(r"[,;] số ([^,;:()%\d]{2,24}) (?:tăng|giảm|bằng|gấp)(?: [^\W\d_]+){0,2} ?$")
CLOSING = re.compile(r"[,;.:(]")
# A percentage is rounded by less.
WHOLE, ROUNDED = Decimal(100), Decimal("0.6")
# How far behind a figure the thing may be named that it speaks of.
NAMED = 40

# «giảm từ 26,9% năm 2005, đến năm 2009», and how long it is at most.
FELL_FROM = re.compile(
    r"giảm từ [\d.,]+ ?[^\d,;.]{1,12}[^,;.]{0,40}(?:, (?:đến|tới|cuối) [^,;.]{0,24})?$"
)
FELL_REACH = 90


def restates(low: str, before: Surroundings | None, at: Surroundings) -> bool:
    """Whether only «bằng», «tức» or a bracket stands between a figure and its percentage."""
    if before is None:
        return False
    again = AGAIN if at.quantity.kind == "percent" else AMOUNTS
    return again.fullmatch(low, before.end, at.start) is not None


def is_move(start: Quantity, end: Quantity, percent: Quantity) -> bool:
    """Whether a percentage is by how much of `start` a thing went to reach `end`."""
    if percent.kind != "percent" or start.unit != end.unit:
        return False
    if not start.value or end.value is None or percent.value is None:
        return False
    return abs(abs(end.value - start.value) / start.value * WHOLE - percent.value) < ROUNDED


def sign(low: str, at: Surroundings) -> str | None:
    """The direction that a sign in a bracket gives: «(+5,04%)», «(-3%)»."""
    if at.quantity.kind != "percent" or not low.startswith("(", at.start - 2):
        return None
    return {"+": "up", "-": "down"}.get(low[at.start - 1])


def fell_from(low: str, at: Surroundings, cue: Span) -> bool:
    """Whether what it fell from stands in front: «giảm từ 26,9% năm 2005, đến năm 2009 còn
    17,1%»."""
    since = max(at.sentence.start, cue.start - FELL_REACH)
    return FELL_FROM.search(low, since, cue.start) is not None


class AspectReader:
    """Finds the figure that «tăng 12% về số doanh nghiệp» names, or «số dự án bằng 100%»."""

    def __init__(self, leads: Iterable[str], money: Iterable[str]) -> None:
        self._leads = tuple(f" {form} " for form in leads)
        self._money = tuple(money)

    def read(self, low: str, all_at: Sequence[Surroundings], at: Surroundings) -> int | None:
        """The earlier figure of the sentence whose thing stands behind «về», or None."""
        lead = next((one for one in self._leads if low.startswith(one, at.end)), None)
        counts = lead is None
        if lead is not None:
            named = low[at.end + len(lead) : min(at.until, at.stretch.end, at.end + NAMED)]
        else:
            opened = NUMBER_OF.search(low, max(at.since, at.start - NAMED), at.start)
            if opened is None:
                return None
            named = opened[1]
        for other in reversed(all_at[max(0, at.number - 8) : at.number]):
            if other.sentence != at.sentence:
                return None
            if counts and other.quantity.kind != "count":
                continue
            if self._names(named, other) and (lead is not None or _is_of(low, named, other)):
                return other.number
        return None

    def _names(self, named: str, other: Surroundings) -> bool:
        quantity = other.quantity
        if quantity.kind == "money":
            return any(form in named for form in self._money)
        forms = (quantity.unit, quantity.unit_text.lower())
        return quantity.kind == "count" and any(form and form in named for form in forms)


def _is_of(low: str, named: str, other: Surroundings) -> bool:
    """Whether «số hộ nghèo» may name what a figure counts: not «12 hộ đói»."""
    rest = named.partition(other.quantity.unit_text.lower())[2].split()
    noun = CLOSING.split(low[other.end : other.end + NAMED], maxsplit=1)[0].split()
    return not rest or not noun or rest[0] in noun

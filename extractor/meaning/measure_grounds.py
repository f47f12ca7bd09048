"""A measure as it is read, and what decides it when no cue does."""

from __future__ import annotations

from msgspec import Struct

from extractor.text import Span


class MeasureReading(Struct, frozen=True):
    """A measure with its direction, the words that decided it, and the rules that fired.

    `firm`: decided by words or by the kind, not by a default.
    """

    measure: str
    direction: str | None = None
    cue: Span | None = None
    rule: str | None = None
    firm: bool = True
    rivals: tuple[str, ...] = ()
    # The cue leads in the figure («giảm còn») and is no part of the thing's name.
    leads: bool = False
    carries: bool = False
    # The value held before the period that governs the sentence.
    past: bool = False
    # The counted are given something.
    takers: bool = False


class Grounds(Struct, frozen=True):
    """What decides a measure when no cue does.

    `is_rate`: the indicator is a percentage by itself; `in_points`: and moves in points;
    `stock`: it is a stock by nature; `standing`: it is part of a level;
    `given`: it is part of those who are given something;
    `governed`: what the governing verb says; `after_count`: «(X%)» beside its figure; `before`:
    what was read of the figure before it in a list; `goes_on`: no verb stands between the two;
    `done`: a verb that makes or gives touches the figure; `stacked`: a slash stands before it;
    `followed`: the whole that it is a share of stands right behind it; `fulfils`: «đạt X%» right
    behind money; `tied`: «tương ứng X%» repeats the change before; `indexed`: «bằng X%» goes on
    from one compared with a year before; `in_brackets`: a bracket that
    opened behind the figure before still holds it; `again`: nothing but «bằng» or «tức» stands
    between the two; `joined`: «và» or a comma; `planned`: a percentage of a plan
    stands behind; `moved`: the change of the figure it is about; `in_row`: the figure before is
    a percentage as well, and a comma or «và» stands right before this one.
    """

    is_rate: bool
    in_points: bool
    stock: bool | None
    governed: str | None
    after_count: bool
    before: MeasureReading | None = None
    goes_on: bool = False
    standing: bool = False
    given: bool = False
    # It is part of what adds up, and counted alike.
    flows: bool = False
    done: bool = False
    stacked: bool = False
    followed: bool = False
    fulfils: bool = False
    tied: bool = False
    indexed: bool = False
    in_brackets: bool = False
    # «mỗi suất gồm 10 kg gạo và 200.000 đồng»: part of what each of them is.
    packed: bool = False
    # What it measures is told per unit by nature: a price, what a field is worth.
    priced: bool = False
    # A sum is announced since the figure before: «…, tổng trị giá 12 triệu đồng».
    summed: bool = False
    # A word such as «trong đó» stands between the figure before and this one.
    parted: bool = False
    again: bool = False
    # A percentage of money that is planned: «thu ngân sách đạt 52%».
    reached: bool = False
    joined: bool = False
    # The figure beside it is of its kind.
    alike: bool = False
    planned: bool = False
    # «đạt 99% (tương đương 1.749.600 người)»: the count of a share that stands.
    counted: bool = False
    # «12 tổ với 240 thành viên»: what the figure right before is.
    company: str | None = None
    moved: MeasureReading | None = None
    in_row: bool = False
    # Which way what it restates went: «giảm từ 150 vụ xuống 51 vụ (tương đương 66%)».
    refigured: str | None = None

"""The rows of what is measured: indicators, the words that tie figures together, and topics."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extractor.rules.row import FormsRow, NonEmpty, Row, check_lower_case

Scope = Literal["beside", "sentence", "paragraph", "article"]
WORDS = (
    *("nouns", "heads", "tails", "verbs", "objects"),
    *("labels", "near", "near_far", "not_beside", "not_near", "told", "abroad", "owners"),
)


class MeasuredRow(Row, frozen=True, kw_only=True):
    """Something that figures measure, and the words by which it is known.

    One sign is enough: a `nouns` form at the figure («[12 hộ] nghèo»: the form starts with the
    classifier), a `heads` form before it («tổng dư nợ đạt»), a `tails` form after it, or one of
    `verbs` together with one of `objects` (a verb alone where there are no objects). `near`, when
    given, must hold as well, within `scope` («beside» is between the neighbouring figures);
    `not_beside` must not stand close to the figure, `not_near` nowhere in the sentence.
    `priority` (points, a letter of distance each) settles equal signs.
    """

    # Canonical units that its figures have, in lower case. «VND» takes any currency.
    units: NonEmpty
    # The figure must be per one of these («/ha»).
    per: list[str] = []
    # What is counted, from the classifier on: «hộ nghèo» in «[12 hộ] nghèo».
    nouns: list[str] = []
    # Its name before the figure: «tổng dư nợ đạt [8 tỷ đồng]».
    heads: list[str] = []
    # Its name or what happened to it, after the figure: «[100%] hộ dùng nước sạch».
    tails: list[str] = []
    # What it is the price of, when a name alone stands between: «dự án chống ngập [90 tỷ đồng]».
    labels: list[str] = []
    # What is done, and to what: «xây dựng» with «nhà».
    verbs: list[str] = []
    objects: list[str] = []
    # Names behind which a change counts though it is per nothing: «giá cà phê tăng 4%».
    moving: list[str] = []
    # Words before money that say as much as «/kg»: «thương lái thu mua 12.000 đồng».
    told: list[str] = []
    # One of these must stand within the scope as well.
    near: list[str] = []
    # How far away the words of `near` may stand; before the figure in an article.
    scope: Scope = "sentence"
    # Or one of these anywhere in the sentence, where the scope is «beside».
    near_far: list[str] = []
    # Or one of these with a name, which has the counted: «huyện Mường Nhé có [11 xã]».
    owners: list[str] = []
    # Or one of these in the heading or the paragraph, for money in a foreign currency; which is
    # no money of a row without an indicator then.
    abroad: list[str] = []
    # None of these may stand close to the figure, with no comma between.
    not_beside: list[str] = []
    # None of these may stand in the sentence.
    not_near: list[str] = []
    # Points for or against it, where the words speak equally for several.
    priority: int = 0
    # The largest value it can have: what one household borrows is no bank's total.
    most: Decimal | None = None
    # Only figures of these kinds; empty: any. «13/13 chỉ tiêu» counts no aims that are set.
    kinds: list[Literal["count", "money", "percent", "measure", "ratio", "multiple"]] = []
    # It counts all there are; those who are given something («quà cho 40 hộ nghèo») are some.
    whole: bool = False

    def check(self) -> None:
        super().check()
        for field in WORDS:
            check_lower_case(field, getattr(self, field))
        if not (self.nouns or self.heads or self.tails or self.verbs):
            raise ValueError("give nouns, heads, tails or verbs: nothing could be recognised")
        if self.objects and not self.verbs:
            raise ValueError("objects need verbs beside them; words that suffice alone are heads")


class IndicatorRow(MeasuredRow, frozen=True, kw_only=True):
    """An indicator of the contract."""

    # What people call it, in Vietnamese and in English.
    name: str
    name_en: str
    # A state at a moment (dư nợ, dân số), or what adds up over a period (nhà xây, tiền thu).
    stock: bool
    # As those that it is the money of: «có 300 dự án với tổng vốn …» is a stock, though money
    # that comes in adds up.
    follows: bool = False
    # It is told of each by nature, also where it moves: income per head.
    each: bool = False
    # A percentage that is itself a growth: «GRDP tăng 7,5%» is a relative change, not points.
    growth: bool = False
    # The id whose share or completion this is: «18/28 trường đạt chuẩn (64%)».
    rate_of: str | None = None
    # A percentage of what was planned of that id is this rate as well: «giải ngân 60 tỷ đồng, đạt
    # 71% kế hoạch».
    of_plan: bool = False
    # One of these must stand in the sentence for that: not every share of cases are those solved.
    rate_near: list[str] = []
    # The id whose relative change this is, where that one is named by one of these words: «GRDP đạt
    # 900 tỷ đồng, tăng 7,5%».
    growth_of: str | None = None
    growth_named: list[str] = []
    # The ids whose money this is: «60 suất quà, mỗi suất 300.000 đồng».
    worth_of: list[str] = []
    # As a part of something else that is counted, it keeps the whole's indicator.
    yields: bool = False
    # The id that it counts some of: a part of schools of standard counts these, not all schools.
    narrows: str | None = None
    # Cases and people keep it, whatever was done with them: «22 vụ ma túy; đã khởi tố 16 vụ».
    keeps: bool = False


class UnlistedRow(MeasuredRow, frozen=True, kw_only=True):
    """Something that figures measure but the contract has no indicator for.

    Where it is the nearest reading, the figure has no indicator: «rộng 6 m» is no road's length.
    """

    # The domain of the figure, by the first part of indicator ids.
    topic: str | None = None
    # A state at one moment («số người tham gia BHTN»), or what adds up; unknown where left out.
    stock: bool | None = None


class TieRow(FormsRow, frozen=True, kw_only=True):
    """Words by which a figure speaks of the figure before it."""

    # change, plan, reach and share tie a percentage, part a figure of the same unit, aside both;
    # worth ties money to what was counted; turn («lần lượt») takes up two figures in their order;
    # owner is what a percentage is of, so that words beyond a comma are not; again says that the
    # same thing is told of another time or once more.
    tie: Literal[
        "change", "plan", "reach", "share", "part", "aside", "worth", "turn", "owner", "again"
    ]
    # On which side of the figure the words stand.
    side: Literal["before", "after"]


class ShortFormRow(FormsRow, frozen=True, kw_only=True):
    """A word of reports written short, which stands for the long one in the names of indicators
    («LĐ qua đào tạo»)."""

    expansion: str


class TopicRow(FormsRow, frozen=True, kw_only=True):
    """A domain of news, the first part of indicator ids, and the words that decide it."""

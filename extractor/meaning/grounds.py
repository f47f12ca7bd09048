"""What decides a figure's measure when no cue does: rates, verbs, and the figures around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from extractor.lexicon import Hit
from extractor.meaning.actions import ActionReader, is_undone
from extractor.meaning.indicators import Link
from extractor.meaning.measure_grounds import Grounds, MeasureReading
from extractor.meaning.measures import RATE_UNITS
from extractor.meaning.page import Meaning, Page
from extractor.meaning.points import counts_some, is_of_rate, refigured
from extractor.meaning.relations import Relations, is_compared
from extractor.meaning.subjects import SubjectReader
from extractor.meaning.surroundings import Surroundings
from extractor.meaning.times import PeriodReading
from extractor.meaning.wholes import is_bracketed
from extractor.rules import RuleSet
from extractor.rules.rows_indicators import IndicatorRow
from extractor.rules.rows_meaning import NatureRow, VerbRow

ASIDE = re.compile(r"\([^()]*\)")
# How far apart the members of a list of percentages stand.
LIST_GAP = 50
# «giảm 50% số hộ nghèo»: of how many there are, and no points.
OF_COUNT = " số "
# «giảm 6% tỷ lệ hộ nghèo»
RATE_BEHIND = " tỷ lệ "
# What is paid to these is a flow however they stand.
PEOPLE = frozenset({"người", "hộ", "khẩu"})
# What a place has by now: of stocks a level, of what adds up a flow.
BY_NOW = "đã có"
# The same at another time: «tối thiểu 20%; đến năm 2020 đạt 50%».
DATED = re.compile(
    r" ?[;,] (?:(?:và|đến|tới|vào|cuối|hết|năm|giai đoạn|quý|tháng|đạt|là|trên|[\d/–-]+) )+"
)
HELD = frozenset({"level", "share"})
FLATLY = (" là ", " là hơn ", " là gần ", " là khoảng ")
# What joins a count to the one right before.
WITH = re.compile(r" với (?:hơn |gần |trên |khoảng |tổng số |tổng cộng )?$")
# What may stand before the number of an item that has no verb of its own.
BARE = frozenset({"", "và", "hơn", "gần", "trên", "khoảng"})
# What parts a stock's name from its value.
REACHED = " đạt "
# What joins one of a list to the one before.
LISTED = re.compile(r"(?:,|;|\bvà)\s+(?:(?:hơn|gần|trên|khoảng)\s)?$")
JOINT = re.compile(r"(?: [^\W\d_]{1,7}){0,4} và ")
WHOLE = (" tổng", " trong tổng", " so với")
# What is there once it is built.
BUILT = "level.built"
# The rule by which places are levels.
PLACES = "level.units"
# What leads on to the respect in which something moved.
RESPECT = " về "
# «với tỷ lệ tăng 11%»: how fast something grew, and no rate that grew.
HOLDERS = frozenset(["dự án", "doanh nghiệp", "khu", "cụm", "tổ chức", "quỹ", "công ty"])
PACE = "tỷ"
RISES = (" tăng", " giảm")
# How large a share is, where no number says so.
SIZES = (" lớn", " cao", " nhỏ", " thấp", " đáng kể", " chủ yếu", " áp đảo")
LONE = frozenset(form.strip() for form in SIZES)
MOVES = frozenset({"change", "change_rel"})
GROWS, GROWN = "tăng trưởng", 22


# What was done of a plan: «mía 232 ha, đạt 58% kế hoạch».
PLANNED = re.compile(
    r"(?: [^\W\d_]+){0,4} ?[,(]? ?(?:mới |chỉ )?(?:đạt|bằng|vượt) (?:gần |hơn |trên )?"
    r"\d[\d.,]* ?% ?(?:so )?(?:với )?(?:kế hoạch|kh\b|chỉ tiêu)"
)


class Near(Struct, frozen=True):
    """One figure with what was found around it, before it is given a meaning."""

    page: Page
    at: Surroundings
    relations: Relations
    about: Meaning | None
    beside: Meaning | None
    whole: Meaning | None
    before: Meaning | None
    action: Hit[VerbRow] | None
    period: PeriodReading | None
    packed: bool
    # The figure before `before`, in this sentence.
    origin: Meaning | None = None


class GroundsReader:
    """Gathers the grounds of one figure."""

    def __init__(
        self,
        rules: RuleSet,
        words: Mapping[str, list[str]],
        actions: ActionReader,
        subjects: SubjectReader,
    ) -> None:
        self._actions = actions
        self._subjects = subjects
        self._rate_words = words["rate"]
        self._growth_words = words["growth"]
        self._sums = (*words["total"], *words["worth"])
        natures = rules.rows("natures", NatureRow)
        self._built = {unit for row in natures if row.id == BUILT for unit in row.units}
        self._subset = words["subset"]
        self._percent_of = tuple(f"{form} " for form in words["percent_of"])
        rows = rules.rows("indicators", IndicatorRow)
        self._rates = {row.id for row in rows if RATE_UNITS.issuperset(row.units)}
        # What is paid in or out: «thu ngân sách đạt 52%» can only be of what was planned.
        self._sums_of_money = {row.id for row in rows if row.units == ["VND"] and not row.stock}
        self._growths = {row.id for row in rows if row.growth}
        self._priced = {row.id for row in rows if row.per or row.each}

    def read(self, near: Near, link: Link) -> Grounds:
        """What decides the measure when no cue does."""
        low, at, about, beside = near.page.reading.text.low, near.at, near.about, near.beside
        percent = at.quantity.kind == "percent"
        rate = percent and self._is_rated(low, near, link)
        undone = at.quantity.kind == "count" and is_undone(low, at, near.action)
        return Grounds(
            is_rate=percent and (rate or self._is_growth(low, at)),
            in_points=percent and self._moves_in_points(low, near, link, rate=rate),
            # «chưa di dời 24 hộ»: what was not done to them is a state.
            stock=undone or link.stock,
            governed=self._governed(near),
            after_count=about is not None or near.relations.reaches,
            before=_as_told(low, beside, at),
            done=not undone and self._is_done(low, near, link),
            stacked=beside is not None and low[beside.at.end : at.start].strip() == "/",
            followed=self._subjects.is_followed(near.page.scene, at),
            goes_on=_runs_on(low, near),
            fulfils=near.relations.fulfils,
            tied=near.relations.tied,
            indexed=near.relations.indexed,
            in_brackets=is_bracketed(low, at),
            packed=near.packed,
            priced=link.indicator in self._priced and not near.relations.again,
            summed=beside is not None and _has(low, beside.at.end, at.start, self._sums),
            parted=beside is not None and _has(low, beside.at.end, at.start, self._subset),
            again=near.relations.again,
            reached=about is None and link.indicator in self._sums_of_money and _reaches(low, at),
            joined=_is_joined(low, beside, at) or self._moves_alike(low, near, link),
            alike=beside is not None and beside.at.quantity.kind == at.quantity.kind,
            standing=near.whole is not None and near.whole.measure.measure == "level",
            given=is_given(near),
            flows=_flows(near.whole, at),
            planned=PLANNED.match(low, at.end) is not None,
            counted=near.relations.again and about is not None and about.measure.measure in HELD,
            company=_company(low, near),
            moved=about.measure if about and about.measure.measure in MOVES else None,
            in_row=percent and _is_in_row(low, near),
            refigured=refigured(near),
        )

    def _is_rated(self, low: str, near: Near, link: Link) -> bool:
        """Whether a percentage is a rate, and no share or change of what was counted before."""
        if near.about is not None and near.about.at.quantity.kind != "percent":
            return False
        return link.indicator in self._rates or self._is_rate(low, near.at, link)

    def _is_done(self, low: str, near: Near, link: Link) -> bool:
        """Whether a verb that makes or gives touches the figure, and no name holds that verb."""
        if not self._actions.touches(near.page.verbs, near.at, near.action):
            return False
        named = _is_in_name(low, link, near.at, near.action)
        return not (named or self._has_by_now(low, near, link))

    def _has_by_now(self, low: str, near: Near, link: Link | None) -> bool:
        """Whether «đã có» tells how large a stock is by now: «đàn bò của xã đã có 900 con»."""
        action, quantity = near.action, near.at.quantity
        stock = None if link is None else link.stock
        by_now = action is not None and low.startswith(BY_NOW, action.start)
        return by_now and (bool(stock) or (stock is None and quantity.unit in self._built))

    def _moves_alike(self, low: str, near: Near, link: Link) -> bool:
        """Whether another stock of the same unit goes on from one that moved: «giảm 12 hộ nghèo,
        15 hộ cận nghèo»."""
        beside, at = near.beside, near.at
        if beside is None or beside.measure.measure != "change" or link.head is None:
            return False
        alike = beside.at.quantity.unit == at.quantity.unit
        listed = alike and LISTED.search(low, beside.at.end, at.start) is not None
        stocks = bool(beside.link.stock and link.stock)
        return listed and stocks and _goes_on(low, beside.at, at, near.action)

    def _moves_in_points(self, low: str, near: Near, link: Link, *, rate: bool) -> bool:
        """Whether a change is one of a rate, though a count stands before it: «17.800 hộ văn hóa
        (96%), tăng 1,3%»."""
        if GROWS in low[max(near.at.since, near.at.start - GROWN) : near.at.start]:
            # «chiếm tỷ trọng 54%, tăng trưởng 11%»: the thing grew, and not its share.
            return False
        points = (rate or link.indicator in self._rates) and link.indicator not in self._growths
        counts = low.startswith(OF_COUNT, near.at.end)
        if (points and not counts) or _is_gap(low, near.at, near.about):
            return True
        return is_of_rate(low, near) or counts_some(low, near, self._percent_of)

    def _is_rate(self, low: str, at: Surroundings, link: Link) -> bool:
        """Whether a word such as «tỷ lệ» says that the percentage is the thing itself; one before
        another figure says nothing where a thing was named since."""
        if low.startswith(RATE_BEHIND, at.end):
            return True
        anew = link.head is not None and at.since <= link.head.start < at.start
        before = low[max(at.clause.start, at.since if anew else 0) : at.start]
        if ")" in before:
            # «châu Á (chiếm tỷ trọng 67%) tăng 12%»: an aside has its own rate.
            before = ASIDE.sub("", before)
        return any(word in before and not _says_size(before, word) for word in self._rate_words)

    def _is_growth(self, low: str, at: Surroundings) -> bool:
        """Whether a growth is named before the percentage that it has reached."""
        before = low[at.stretch.start : at.start]
        return any(word in before for word in self._growth_words)

    def _governed(self, near: Near) -> str | None:
        """Flow or level by the verbs around, or like the figure that stands beside it."""
        at, action, beside = near.at, near.action, near.beside
        if at.quantity.kind == "money" and (beside is None or not _is_stock(beside)):
            return None
        if self._has_by_now(near.page.reading.text.low, near, None):
            return None
        own = action is not None and action.start >= at.since and action.entry.measure == "flow"
        if beside is not None and not own and beside.measure.measure in ("flow", "level"):
            return beside.measure.measure
        if _is_next_item(near.page.reading.text.low, near):
            return "flow"
        return self._actions.nature(near.page.verbs, at, action, near.period)


def _is_next_item(low: str, near: Near) -> bool:
    """Whether a bare number goes on from what was done: «tháo dỡ 12 mái che, mái vẩy; 20 biển
    hiệu»."""
    before, at = near.before, near.at
    if before is None or low[before.at.end : at.start].count(";") != 1:
        return False
    opened = low[at.clause.start : at.start].strip()
    done = before.measure.measure == "flow" and before.measure.rule == "verb"
    alike = before.at.quantity.kind == at.quantity.kind == "count"
    return done and alike and opened in BARE


def _says_size(before: str, word: str) -> bool:
    """Whether the last of a rate's words is none: «với tỷ lệ tăng 11%», «nhóm ngành chiếm tỷ trọng
    lớn tăng khá như: lương thực (+5%)»."""
    behind = before[before.rfind(word) + len(word) :]
    if not word.startswith(PACE):
        return False
    return behind.startswith(RISES) or (behind.startswith(SIZES) and behind.strip() not in LONE)


def _as_told(low: str, beside: Meaning | None, at: Surroundings) -> MeasureReading | None:
    """What the figure beside is; a level told flatly of another time went no way: «giảm còn 16%
    năm 2010, năm 2011 là 31%»."""
    if beside is None:
        return None
    flatly = low.endswith(FLATLY, at.since, at.start) and beside.measure.measure == "level"
    return replace(beside.measure, direction=None) if flatly else beside.measure


def _is_gap(low: str, at: Surroundings, about: Meaning | None) -> bool:
    """Whether a percentage is by how much another is higher or lower than some third."""
    percent = about is not None and about.at.quantity.kind == "percent"
    return percent and is_compared(low, at)


def _is_in_name(low: str, link: Link, at: Surroundings, action: Hit[VerbRow] | None) -> bool:
    """Whether the verb is part of a stock's name: «tổng dư nợ cho vay đạt …» lends nothing."""
    if action is None or link.head is None or not link.stock or at.quantity.kind != "money":
        return False
    if link.head.end <= action.start and REACHED in low[action.end : at.start]:
        # «tổng dư nợ cho 661 khách hàng vay đạt gần 348 tỷ đồng»
        return True
    return link.head.start <= action.start < link.head.end


def _is_joined(low: str, beside: Meaning | None, at: Surroundings) -> bool:
    """Whether nothing but «và» or a comma stands between the figure before and this one, or «và»
    and the rest of the noun: «2.000 phòng học kiên cố và 900 phòng công vụ»."""
    if beside is None:
        return False
    between = low[beside.at.end : at.start]
    if beside.at.quantity.unit == at.quantity.unit and at.quantity.kind == "count":
        return between.strip() == "," or JOINT.fullmatch(between) is not None
    return between.strip() in ("và", ",")


def _is_in_row(low: str, near: Near) -> bool:
    """Whether percentages are told one after the other: «20% …, 75% …»."""
    before, at = near.before, near.at
    if before is None or before.at.quantity.kind != "percent" or before.at.end < at.clause.start:
        return False
    return LISTED.search(low, before.at.end, at.start) is not None


def _reaches(low: str, at: Surroundings) -> bool:
    """Whether a percentage is what its clause has reached, and no whole is named behind it."""
    return REACHED in low[at.since : at.start] and not low.startswith(WHOLE, at.end)


def is_given(near: Near) -> bool:
    """Whether a figure is part of those who are given something, or next in a list of them."""
    if near.whole is not None:
        return near.whole.measure.takers
    beside, at, low = near.beside, near.at, near.page.reading.text.low
    if beside is None or near.about is not None or not beside.measure.takers:
        return False
    # «tặng quà cho 40 hộ nghèo, 25 hộ cận nghèo và 12 gia đình chính sách»
    listed = LISTED.search(low, beside.at.end, at.start) is not None
    return listed and _goes_on(low, beside.at, at, near.action)


def _company(low: str, near: Near) -> str | None:
    """What the count right before is that «với» joins this one to: «12 tổ với 240 thành viên»."""
    before = near.before
    if before is None or WITH.search(low, before.at.end, near.at.start) is None:
        return None
    alike = before.at.quantity.kind == near.at.quantity.kind == "count"
    told = before.measure.measure if before.measure.rule != PLACES else None
    return told if alike and told in ("flow", "level") else None


def _flows(whole: Meaning | None, at: Surroundings) -> bool:
    """Whether the whole adds up, and its part is counted in the same unit."""
    flow = whole is not None and whole.measure.measure == "flow"
    return flow and whole is not None and whole.at.quantity.unit == at.quantity.unit


def _is_stock(beside: Meaning) -> bool:
    """Things that exist, whose money is a stock as well: «có 301 dự án với tổng vốn …»; places
    where money is spent are not: «tại 2 xã, với kinh phí …»."""
    person, place = beside.at.quantity.unit in PEOPLE, beside.measure.rule == PLACES
    bare = beside.at.quantity.kind == "count" and not beside.link.indicator
    if bare and beside.at.quantity.unit not in HOLDERS:
        return False
    return beside.measure.measure == "level" and not person and not place


def _in_respects(low: str, before: Surroundings, at: Surroundings) -> bool:
    """Whether two percentages say how a thing moved in two respects: «tăng 12% về số doanh nghiệp
    và 34% về vốn»."""
    alike = before.quantity.unit == at.quantity.unit == "%"
    return alike and all(low.startswith(RESPECT, one.end) for one in (before, at))


def _runs_on(low: str, near: Near) -> bool:
    """Whether the figure goes on from the one beside it, as another respect or with no new verb."""
    if near.beside is None:
        return False
    before = near.beside.at
    if _in_respects(low, before, near.at):
        return True
    return near.about is None and _goes_on(low, before, near.at, near.action)


def _goes_on(low: str, before: Surroundings, at: Surroundings, action: Hit[VerbRow] | None) -> bool:
    """Whether a list goes on without a new verb, close by and in the same clause."""
    if before.quantity.kind != at.quantity.kind or low[at.start - 1] == "(":
        return False
    bare = not low[before.end : at.start].strip(" ;,")
    close = bare or (at.start - before.end < LIST_GAP and before.end >= at.clause.start)
    close = close or DATED.fullmatch(low, before.end, at.start) is not None
    return close and (action is None or action.end <= before.end)


def _has(low: str, start: int, end: int, words: Iterable[str]) -> bool:
    window = low[start:end]
    return any(word in window for word in words)

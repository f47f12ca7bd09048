"""What sort of value a figure is: a level, a flow, a change, a share, …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from extractor.lexicon import Scanner
from extractor.meaning.cues import CueHits, CueReader, Fillers, has_form
from extractor.meaning.measure_grounds import Grounds, MeasureReading
from extractor.meaning.restated import fell_from, sign
from extractor.meaning.surroundings import Surroundings
from extractor.mentions import Quantity
from extractor.rules import RuleSet
from extractor.rules.rows_meaning import MeasureCueRow, NatureRow

# «2 vụ lúa/năm»
YEAR_REACH = 40
BY_YEAR = re.compile(r"(?:[^\W\d_]+ ){0,3}[^\W\d_]+ ?/ ?năm\b")
EACH_YEAR = re.compile(r"\W*(?:cụ thể, )?(?:bình quân |trung bình )?\b(?:hàng|hằng|mỗi) năm\b")
# «giảm bình quân 1,5% hằng năm»
EVERY_YEAR = re.compile(r" ?(?:hằng|hàng|mỗi|một|/) ?năm\b")
AVERAGED = re.compile(r"\b(?:tăng|giảm)\b[^,;]{0,20} (?:bình quân|trung bình)\b")
# A pace is one number for all the years: «tốc độ tăng bình quân hằng năm đạt 15%».
PACE = re.compile(r"\b(?:tốc độ|tỷ lệ|mức) tăng\b")
# What is told per unit, with no word that says more.
PER = "kind.per"
RATE_UNITS = frozenset({"%", "‰", "điểm %"})
# Of how many parts a fraction is made at most; above, a ratio counts things.
SMALLEST_WHOLE, LARGEST_FRACTION = Decimal(2), Decimal(10)
WHOLE = Decimal(100)
LAND = frozenset({"ha", "sào"})
# A percentage of something else: it has no meaning without the figure that it qualifies.
QUALIFIERS = frozenset({"completion", "over_completion", "index", "change", "change_rel"})
DURATION, YEARLY, AT_RATE = "level.duration", "per_unit.yearly", "share.reached"
LAND_KIND = "level.land"
# What a value per unit may be called by its cue, and is per_unit all the same.
OVER_UNITS = frozenset({"level", "share", "threshold", "flow"})


class MeasureReader:
    """Reads `measure` and `direction` from cues, then from the nature of what is counted."""

    def __init__(
        self, rules: RuleSet, fillers: Fillers, scanner: Scanner, compounds: Sequence[str]
    ) -> None:
        self._cues = CueReader(
            rules.rows("measure_cues", MeasureCueRow), fillers, scanner, compounds
        )
        self._natures = {
            unit: row for row in rules.rows("natures", NatureRow) for unit in row.units
        }

    def prepare(self, low: str) -> CueHits[MeasureCueRow]:
        return self._cues.prepare(low)

    def read_cue(self, prepared: CueHits[MeasureCueRow], at: Surroundings) -> MeasureReading | None:
        """What the words around say, before anything is known of the indicator; None: nothing."""
        quantity = at.quantity
        cues = self._cues.read(prepared, at)
        if self._lasts(quantity):
            cues = [cue for cue in cues if cue.row.measure != "per_unit"]
        if quantity.kind == "multiple":
            return MeasureReading("multiple", rule="kind.multiple")
        if quantity.kind == "ratio" and not (cues and cues[0].row.measure != "level"):
            measure = "share" if _is_fraction(quantity) else "ratio"
            return MeasureReading(measure, rule="kind.ratio")
        per = _is_per_unit(prepared.low, at)
        if signed := sign(prepared.low, at):
            return MeasureReading("change", signed, rule="kind.signed")
        if not cues:
            return MeasureReading("per_unit", rule=PER) if per else None
        best = cues[0]
        measure = best.row.measure
        yearly = quantity.per == ("năm",) or _is_yearly(prepared.low, at, measure)
        if yearly or (per and measure in OVER_UNITS):
            measure = "per_unit"
        falls = has_form(prepared.low, at.stretch.start, best.span.start, best.row.falls_after)
        falls = falls or (bool(best.row.falls_after) and fell_from(prepared.low, at, best.span))
        return MeasureReading(
            measure,
            "down" if falls else best.row.direction,
            best.span,
            best.row.id,
            rivals=tuple(cue.row.id for cue in cues[1:]),
            leads=best.row.reach == "touch",
            carries=best.row.carries,
            past=best.row.past,
            takers=best.row.takers,
        )

    def _lasts(self, quantity: Quantity) -> bool:
        """Whether it is a stretch of time by itself: «trung bình trong 7 ngày qua»."""
        nature = self._natures.get(quantity.unit)
        return nature is not None and nature.id == DURATION and not quantity.per

    def _nature(self, quantity: Quantity) -> NatureRow | None:
        """That of the noun as written («13.000 khách»), or else of its unit («người»)."""
        return self._natures.get(quantity.unit_text.lower()) or self._natures.get(quantity.unit)

    def settle(
        self, reading: MeasureReading | None, quantity: Quantity, grounds: Grounds
    ) -> MeasureReading:
        """The measure for good: the cue's, then the indicator's nature, then verb and unit."""
        if reading is not None and reading.rule == LAND_KIND and grounds.flows:
            # «thu hồi 12.450 m2, trong đó đất ở 1.200 m2»
            return MeasureReading("flow", rule="part")
        if reading is not None:
            joined = _refigured(grounds) or _joined_change(reading, quantity, grounds)
            return _priced(joined or _settle_cue(reading, quantity, grounds), grounds)
        if quantity.kind == "percent":
            return _refigured(grounds) or _over_whole(_settle_percent(grounds), quantity)
        nature = self._nature(quantity)
        if each := _of_each(grounds, nature):
            return MeasureReading("per_unit", rule=each)
        if grounds.done and not (nature is not None and nature.fixed):
            return MeasureReading("flow", rule="verb")
        if company := _by_company(quantity, grounds) or _also_given(grounds, nature):
            return company
        if grounds.stock is not None:
            return MeasureReading("level" if grounds.stock else "flow", rule="indicator.nature")
        return self._by_nature(quantity, grounds)

    def _by_nature(self, quantity: Quantity, grounds: Grounds) -> MeasureReading:
        if quantity.kind == "money":
            return MeasureReading(grounds.governed or "flow", rule="kind.money", firm=False)
        nature = self._nature(quantity)
        if nature is not None and nature.strong:
            return MeasureReading(nature.measure, rule=nature.id)
        if grounds.planned:
            return MeasureReading("flow", rule="planned", firm=False)
        if grounds.company is not None:
            return MeasureReading(grounds.company, rule="company", firm=False)
        if grounds.governed is not None:
            return MeasureReading(grounds.governed, rule="verb")
        if nature is not None:
            return MeasureReading(nature.measure, rule=nature.id, firm=False)
        return MeasureReading("level", rule="kind.count", firm=False)


def _of_each(grounds: Grounds, nature: NatureRow | None) -> str | None:
    """What makes it the value of each; None where it is one of all."""
    if grounds.priced or grounds.packed:
        return "priced" if grounds.priced else "packed"
    if nature is not None and nature.measure == "per_unit":
        return nature.id
    before = grounds.before
    # «mỗi suất 550 nghìn đồng (tiền mặt 300 nghìn đồng, quà 250 nghìn đồng)»
    held = grounds.in_brackets and before is not None and before.measure == "per_unit"
    return before.rule if held and before is not None else None


def _by_company(quantity: Quantity, grounds: Grounds) -> MeasureReading | None:
    """What the figure before or the whole is, when this one goes on from it."""
    before = grounds.before
    if grounds.again and grounds.moved is not None:
        # «giảm 0,7% (tương đương 17 USD)»
        return MeasureReading("change", grounds.moved.direction, rule=grounds.moved.rule)
    if grounds.counted and quantity.kind == "count":
        return MeasureReading("level", rule="counted")
    if grounds.stacked and before is not None:
        return MeasureReading(before.measure, rule="stacked")
    if grounds.given or grounds.flows:
        # «trao quà cho 20 em, trong đó 3 em …», «chặt hạ 12 cây (gồm 3 cây sấu)»
        return MeasureReading("flow", rule="part", takers=grounds.given)
    in_rate = grounds.in_brackets and before is not None and before.measure == "level"
    if grounds.standing or (in_rate and quantity.kind == "count" and not grounds.goes_on):
        # «đạt 99,2% (tương đương 1.749 người)»
        return MeasureReading("level", rule="part")
    things = quantity.kind == "count" or quantity.unit in LAND
    if things and grounds.goes_on and before and _stands(before):
        # «hiện có 4 bà mẹ, hơn 500 gia đình chính sách», «có 2 ha lúa, 1,8 ha điều»
        return MeasureReading("level", rule=before.rule, cue=before.cue)
    listed = grounds.joined or (grounds.goes_on and not grounds.summed)
    if listed and quantity.kind == "money" and before and before.measure == "per_unit":
        # «mức quà 600.000 đồng và 300.000 đồng»
        return MeasureReading("per_unit", rule=before.rule, firm=False)
    return _by_verb(before, quantity, grounds) if grounds.joined and before is not None else None


def _also_given(grounds: Grounds, nature: NatureRow | None) -> MeasureReading | None:
    """«chi trả cho 187 người có công và 345 đối tượng bảo trợ»: more of those who get something."""
    before = grounds.before
    if before is None or not before.takers or not grounds.goes_on or grounds.summed:
        return None
    if nature is None or nature.strong or nature.fixed:
        return None
    return MeasureReading("flow", rule=before.rule, firm=False)


def _by_verb(before: MeasureReading, quantity: Quantity, grounds: Grounds) -> MeasureReading | None:
    """What «và» takes over from the figure before: the verb that governs both."""
    if before.measure == "change" and grounds.alike:
        # «giảm 8 huyện và 61 xã»
        return MeasureReading("change", before.direction, rule=before.rule, firm=False)
    if before.rule == YEARLY:
        # «mỗi năm gieo 1 vụ lúa và 1 vụ ngô»
        return MeasureReading("per_unit", rule=YEARLY, firm=False)
    if quantity.kind == "count" and before.measure == "flow" and before.rule == "verb":
        # «xây dựng mới 2 làng và 2 khu dân cư văn hóa»
        return MeasureReading("flow", rule="verb", firm=False)
    return None


def _refigured(grounds: Grounds) -> MeasureReading | None:
    """«giảm từ 150 vụ xuống 51 vụ (tương đương 66%)»: how far it went, as a percentage."""
    way = grounds.refigured
    return None if way is None else MeasureReading("change_rel", way, rule="refigured")


def _joined_change(
    reading: MeasureReading, quantity: Quantity, grounds: Grounds
) -> MeasureReading | None:
    """«giảm 2 vụ và 3 người chết»: the change, where what befell the counted is told behind."""
    before, moved = grounds.before, grounds.moved
    if reading.rule == PER and grounds.again and moved is not None:
        # «giảm 15%, tương đương 20.000 đồng/kg»
        return MeasureReading("change", moved.direction, rule=moved.rule)
    follows = reading.cue is not None and reading.cue.start >= quantity.span.end
    if before is not None and before.measure == "change_rel" and grounds.joined and follows:
        # «tăng lần lượt 18% và 27% so với cùng kỳ»
        alike = reading.measure == "index" and grounds.alike
        return replace(before, cue=None, leads=False) if alike else None
    changes = before is not None and before.measure == "change" and grounds.joined
    return _by_verb(before, quantity, grounds) if before and follows and changes else None


def _settle_percent(grounds: Grounds) -> MeasureReading:
    before = grounds.before
    if grounds.indexed:
        return MeasureReading("index", rule="kind.percent")
    if before is not None and grounds.goes_on and not grounds.followed:
        # «chiếm 53,1%, dịch vụ 27,4%»: a list goes on as it began.
        return replace(before, cue=None, leads=False, carries=False)
    if before is not None and grounds.tied and before.measure == "change":
        # «giảm 155 đơn vị, tương ứng 61%»
        return MeasureReading("change_rel", before.direction, rule=before.rule)
    if grounds.moved is not None and (grounds.in_brackets or grounds.again):
        # «giảm 155 đơn vị (61%)», «tăng 12 tỷ đồng, bằng 8%»
        return MeasureReading("change_rel", grounds.moved.direction, rule=grounds.moved.rule)
    if grounds.fulfils or grounds.reached:
        return MeasureReading("completion", rule="kind.percent")
    if before is not None and before.measure == "share" and (grounds.parted or grounds.in_row):
        # «92% hội viên …, trong đó 45% đạt …», «20% chi bộ xuất sắc, 75% hoàn thành tốt»
        return MeasureReading("share", rule="part")
    rate = grounds.is_rate and not grounds.after_count and not grounds.followed
    return MeasureReading("level" if rate else "share", rule="kind.percent", firm=rate)


def _stands(before: MeasureReading) -> bool:
    """Whether words such as «hiện có» made the figure before a level."""
    return before.measure == "level" and before.cue is not None


def _settle_cue(reading: MeasureReading, quantity: Quantity, grounds: Grounds) -> MeasureReading:
    """A cue's reading, with a carried direction, and relative where the thing is no rate."""
    goes_on = reading.carries and reading.direction is None
    if goes_on and grounds.before is not None and grounds.before.measure == "level":
        return replace(reading, direction=grounds.before.direction)
    if _is_raised(reading, quantity) and grounds.before is not None:
        # «nâng mức trợ cấp hằng tháng từ 360.000 đồng lên 500.000 đồng»
        each = grounds.before.measure == "per_unit"
        return replace(reading, measure="per_unit") if each else reading
    if reading.rule == AT_RATE and grounds.is_rate and not grounds.after_count:
        # «giải ngân vốn đầu tư công đạt tỷ lệ 71%»
        return replace(reading, measure="level")
    points = grounds.in_points or quantity.unit == "điểm %"
    if reading.measure == "over_completion" and quantity.kind != "percent":
        # «vượt dự toán 3 tỷ đồng»
        return replace(reading, measure="change", direction="up")
    if reading.measure == "change" and quantity.kind == "percent" and not points:
        return replace(reading, measure="change_rel")
    return _over_whole(reading, quantity) if quantity.kind == "percent" else reading


def _priced(reading: MeasureReading, grounds: Grounds) -> MeasureReading:
    """«giảm còn 44.000 đồng một ký»: a price that is reached is a price."""
    reached = grounds.priced and reading.measure == "level"
    return replace(reading, measure="per_unit") if reached else reading


def _is_raised(reading: MeasureReading, quantity: Quantity) -> bool:
    """Whether it is the sum that another was raised or lowered to."""
    moved = reading.measure == "level" and reading.direction is not None
    return moved and quantity.kind == "money"


def _over_whole(reading: MeasureReading, quantity: Quantity) -> MeasureReading:
    """No part is larger than its whole: «đạt tỷ lệ 225%» measures against a plan."""
    over = quantity.value is not None and quantity.value > WHOLE
    return (
        replace(reading, measure="completion") if over and reading.measure == "share" else reading
    )


def _is_fraction(quantity: Quantity) -> bool:
    """«1/3 tiền đền bù» is a share; «1.352/1.410» counts some of all."""
    return not quantity.unit and (quantity.denominator or SMALLEST_WHOLE) <= LARGEST_FRACTION


def _is_yearly(low: str, at: Surroundings, measure: str) -> bool:
    """«bình quân hằng năm, giá trị sản xuất tăng trên 13%»: a pace that is told of each year."""
    if measure != "change" or at.quantity.kind != "percent":
        return False
    if EACH_YEAR.match(low, at.clause.start, at.start) is not None:
        return True
    if EVERY_YEAR.match(low, at.end) is not None and AVERAGED.search(low, at.since, at.start):
        return True
    told = EACH_YEAR.search(low, at.since, at.start)
    return told is not None and PACE.search(low, at.since, told.start()) is None


def _is_per_unit(low: str, at: Surroundings) -> bool:
    """Whether the value holds for one unit; «hằng năm thu 30 tỷ» is a flow that comes back."""
    per = at.quantity.per
    if per != ("năm",) or at.quantity.kind == "percent":
        return bool(per)
    led = low[at.since : at.start]
    behind = low[at.end : at.end + YEAR_REACH].lstrip()
    slash = behind.startswith(("/", "mỗi năm")) or BY_YEAR.match(behind) is not None
    return slash or "bình quân" in led or "mỗi năm" in led

"""Whether a value is a result, an estimate, a target, a norm or a supposition."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from extractor.lexicon import Scanner
from extractor.meaning.cues import Cue, CueHits, CueReader, Fillers
from extractor.meaning.relations import Relations
from extractor.meaning.surroundings import Surroundings
from extractor.mentions import Timex
from extractor.rules import RuleSet
from extractor.rules.rows_meaning import StatusCueRow

if TYPE_CHECKING:
    from extractor.meaning.page import Meaning

# «… ước đạt 25.000 lượt (năm 2023 là 21.000 lượt)»: what was, told beside what is estimated.
PAST_ASIDE = re.compile(
    r"\((?:cùng kỳ|năm|quý|tháng)[^()%]{0,28} ?(?:là|đạt|có|thu|được|tăng|giảm|:) $"
)
ASIDE = 48
# How close behind the sentence of a whole the one of its parts begins.
NEXT = 90
TOLD = re.compile(r" (?:đạt|là|có|được|thu|chi|khởi tố|xảy ra) ")
SPANS = frozenset({"ngày", "tuần", "tháng", "năm", "giờ", "quý"})
# Dates by which a value is reached, and the topic whose future is forecast.
BY_THEN = frozenset({"as_of", "deadline"})
FORECAST = "dis"
# So many days are foreseen at most; what is told of a longer time that runs has happened in it.
FORESEEN = 14
# What a figure shares with the one that it qualifies or is part of.
INHERITED = frozenset({"actual", "estimate", "target", "hypothetical"})


class StatusReading(Struct, frozen=True):
    """A status, the cue that decided it, and the cues that asked for another."""

    status: str
    cue: Cue[StatusCueRow] | None
    rivals: tuple[Cue[StatusCueRow], ...]


class StatusReader:
    """Reads `status` from the words around a figure, else from the figure it depends on."""

    def __init__(
        self,
        rules: RuleSet,
        fillers: Fillers,
        scanner: Scanner,
        compounds: Collection[str],
        same_value: Iterable[str],
        subset: Iterable[str],
    ) -> None:
        self._same_value, self._subset = tuple(same_value), tuple(subset)
        self._cues = CueReader(rules.rows("status_cues", StatusCueRow), fillers, scanner, compounds)

    def prepare(self, low: str) -> CueHits[StatusCueRow]:
        """All words of status in one text."""
        return self._cues.prepare(low)

    def read(
        self,
        prepared: CueHits[StatusCueRow],
        at: Surroundings,
        earlier: list[Meaning],
        relations: Relations,
        past: bool = False,
    ) -> StatusReading:
        """The status of one figure; `earlier` are the meanings of those before it.

        `past`: the value held before what is planned («dự kiến giảm từ 12 xuống 5 xã»).
        """
        if past:
            return StatusReading("actual", None, ())
        cues = self._cues.read(prepared, at) + self._cues.read_opener(prepared, at)
        if PAST_ASIDE.search(prepared.low, max(at.since, at.start - ASIDE), at.start):
            return StatusReading("actual", None, ())
        low = prepared.low
        cues = [cue for cue in cues if not (cue.row.once and _is_used(cue, at, earlier, low))]
        status, cue = _settle_status(cues, at, earlier, relations, prepared.low)
        if cue is None and (outer := _outside(prepared.low, at, earlier)) is not None:
            status, cue = outer.status, outer.status_cue
        if cue is None and earlier and prepared.low.startswith(self._same_value, at.sentence.start):
            # «Con số này nếu không kể tiền sử dụng đất …» is as sure as the number it names.
            status, cue = earlier[-1].status, earlier[-1].status_cue
        if cue is None and prepared.low.startswith(self._subset, at.sentence.start):
            status, cue = _of_whole(at, earlier)
        if cue is None and earlier and _goes_on_with_parts(prepared.low, at, earlier):
            status, cue = earlier[-1].status, earlier[-1].status_cue
        return StatusReading(status, cue, tuple(one for one in cues if one.row.status != status))


def foresee(
    reading: StatusReading,
    at: Surroundings,
    timex: Timex | None,
    published: date | None,
    topic: str | None,
    low: str,
) -> StatusReading:
    """What is told flatly of a time after the article's day is aimed at; of storms, foreseen."""
    told = reading.status == "actual" and reading.cue is None
    if not told or timex is None or published is None or timex.span.start >= at.stretch.end:
        return reading
    start, end = timex.start or published, timex.end or published
    if topic == FORECAST:
        near = start > published or (end - start).days <= FORESEEN
        foreseen = end > published and near
        return StatusReading("estimate", None, reading.rivals) if foreseen else reading
    if "\n" in low[timex.span.end : at.start]:
        # The year in a headline is not that of all below.
        return reading
    # «(Đến) cuối năm, xã còn 160 hộ nghèo» is reported in December.
    one_day = timex.role in BY_THEN or start == end
    ahead = end.year > published.year if one_day else start > published
    if timex.role == "event":
        return reading
    return StatusReading("target", None, reading.rivals) if ahead else reading


PARTS = "trong đó"
# What opens a list of parts, and the name of one: nothing that is done or reached.
OPENED = re.compile(r"(?:trong đó|bao gồm|\bgồm|cụ thể)\b")
ITEM = re.compile(
    r"[ );]*; (?:và )?(?!(?:tổng|chi|thu|đã|hỗ trợ)\b)"
    r"(?:(?!(?:đạt|có|được|đã|hỗ|chi|tổng|trao)\b)[^\W\d_]+[ ,:]{1,2}){0,6}"
)
# How many figures back a part of the same kind stands: itself, and how it moved.
MOVES = 3


def _settle_status(
    cues: list[Cue[StatusCueRow]],
    at: Surroundings,
    earlier: list[Meaning],
    relations: Relations,
    low: str,
) -> tuple[str, Cue[StatusCueRow] | None]:
    """From the words since the last figure, else from the figure this one qualifies or is part
    of, else from words earlier in the sentence."""
    near = [cue for cue in cues if cue.span.start >= at.since]
    if near:
        return near[0].row.status, near[0]
    parent = relations.about if relations.about is not None else relations.part_of
    if parent is not None and cues and _is_nearer(cues[0], earlier[parent].at, at):
        return cues[0].row.status, cues[0]
    if parent is not None and _is_paid_elsewhere(earlier[parent].at, at):
        parent = None
    if parent is not None and earlier[parent].status in INHERITED:
        return earlier[parent].status, earlier[parent].status_cue
    # «nâng thu nhập từ 40 triệu đồng/người lên 60 triệu đồng/người»: only the second is aimed at.
    if relations.beside is not None and not earlier[relations.beside].measure.past:
        beside = earlier[relations.beside]
        norm = beside.status == "standard" and _is_alike(beside.at, at)
        if norm or _is_same_norm(beside.at, at) or _is_same_aim(beside, at, low):
            return beside.status, beside.status_cue
    if cues:
        return cues[0].row.status, cues[0]
    return "actual", None


def _is_used(cue: Cue[StatusCueRow], at: Surroundings, earlier: list[Meaning], low: str) -> bool:
    """Whether another value stands between a cue and a value that has a word of its own;
    stretches of time are none."""
    if at.quantity.kind == "percent" or TOLD.search(low, at.since, at.start) is None:
        return False
    for one in reversed(earlier):
        if one.at.sentence != at.sentence or one.at.start < cue.span.end:
            return False
        if one.at.quantity.kind != "percent" and one.at.quantity.unit not in SPANS:
            return True
    return False


def _outside(low: str, at: Surroundings, earlier: list[Meaning]) -> Meaning | None:
    """The estimate whose parts a bracket goes through: «ước đón 349.000 lượt (khách quốc tế
    210.000 lượt; khách trong nước 139.000 lượt)»."""
    opened = low.rfind("(", at.sentence.start, at.start)
    if opened <= low.rfind(")", at.sentence.start, at.start):
        return None
    for one in reversed(earlier):
        if one.at.sentence != at.sentence:
            return None
        if one.at.end <= opened:
            return one if one.status == "estimate" else None
    return None


def _of_whole(at: Surroundings, earlier: list[Meaning]) -> tuple[str, Cue[StatusCueRow] | None]:
    """That of the figure before, for the percentages of a sentence that opens with «Trong đó»:
    parts of what is estimated are estimates."""
    whole = next((one for one in reversed(earlier) if one.at.sentence != at.sentence), None)
    if whole is None or at.sentence.start - whole.at.end > NEXT or at.quantity.kind != "percent":
        return "actual", None
    same = whole.at.quantity.kind == "percent" and whole.status in INHERITED
    return (whole.status, whole.status_cue) if same else ("actual", None)


def _goes_on_with_parts(low: str, at: Surroundings, earlier: list[Meaning]) -> bool:
    """Whether a list of parts of what is estimated goes on: «IIP ước tăng 9%, trong đó: khai
    khoáng giảm 3%; dệt tăng 4%», «ước đón 2 triệu lượt, trong đó: khách quốc tế 300.000 lượt, tăng
    5%; khách nội địa 1,7 triệu lượt»."""
    before = earlier[-1]
    one, other = before.at.quantity, at.quantity
    if before.status != "estimate" or before.at.sentence != at.sentence:
        return False
    if other.kind == "money":
        return _is_next_part(low, at, earlier)
    if other.kind in ("count", "measure"):
        like = any(last.at.quantity.unit == other.unit for last in earlier[-MOVES:])
        if not like or low.find(";", before.at.end, at.start) < 0:
            return False
    elif not one.kind == other.kind == "percent":
        return False
    return low.find(PARTS, at.sentence.start, before.at.start) >= 0


def _is_next_part(low: str, at: Surroundings, earlier: list[Meaning]) -> bool:
    """Whether a bare sum goes on with the parts of an estimated one: «ước 120 tỷ đồng, trong đó
    nông nghiệp 70 tỷ đồng; giao thông 30 tỷ đồng»."""
    last = next(
        (one for one in reversed(earlier[-MOVES:]) if one.at.quantity.kind == "money"), None
    )
    if last is None or last.status != "estimate" or last.at.sentence != at.sentence:
        return False
    if OPENED.search(low, at.sentence.start, last.at.start) is None:
        return False
    between = ITEM.fullmatch(low, earlier[-1].at.end, at.start)
    return between is not None and last.at.quantity.unit == at.quantity.unit


def _is_nearer(cue: Cue[StatusCueRow], parent: Surroundings, at: Surroundings) -> bool:
    """«ước đạt 900 tỷ đồng; cơ cấu: nông nghiệp 30%, công nghiệp 70%»: the word of the clause
    stands behind the figure that it parts this one from."""
    return cue.span.start > parent.end and cue.row.reach == "clause" and parent.end < at.clause.end


def _is_paid_elsewhere(parent: Surroundings, at: Surroundings) -> bool:
    """«cần tuyển 3.450 vị trí …; lương từ 7 triệu đồng/tháng»: another clause, another matter."""
    money = at.quantity.kind == "money" and parent.quantity.kind == "count"
    return money and parent.end < at.clause.start


def _is_alike(before: Surroundings, at: Surroundings) -> bool:
    """«phạt 2-3 triệu đồng đối với cá nhân và 4-6 triệu đồng đối với tổ chức»: two norms."""
    one, other = before.quantity, at.quantity
    return one.kind == other.kind == "money" and before.clause == at.clause


def _is_same_aim(before: Meaning, at: Surroundings, low: str) -> bool:
    """«được giao tuyển 228 thanh niên nhập ngũ và 39 thanh niên vào công an»: both are to be."""
    alike = before.at.quantity.unit == at.quantity.unit and before.at.sentence == at.sentence
    return alike and before.status in ("target", "estimate") and low.endswith(" và ", 0, at.start)


def _is_same_norm(before: Surroundings, at: Surroundings) -> bool:
    """«60 triệu đồng/căn xây mới và 30 triệu đồng/căn sửa chữa»: one norm, two values."""
    one, other = before.quantity, at.quantity
    return bool(other.per) and one.per == other.per and one.kind == other.kind

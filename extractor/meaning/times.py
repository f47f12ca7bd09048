"""When a figure's value is true."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec import Struct

from extractor.meaning.surroundings import BULLET, Surroundings
from extractor.mentions import Timex
from extractor.text import Text

GOVERNING = frozenset({"period", "as_of", "event", "deadline"})
CARRIED = frozenset({"period", "as_of"})
# How many sentences a period goes on governing after the one that names it.
CARRY, FARTHEST = 2, 600
# How far behind a figure «… trong năm 2016» may stand and still govern it.
REACH_BACK = 40
# A period named this early is the article's own («Báo cáo 6 tháng đầu năm»).
HEADING = 200
# How far before a period the words stand that say it is planned for.
PLAN_REACH = 40
# «đạt 22% dự toán HĐND tỉnh giao năm 2021»: the year of the plan, not of what is told.
YARDSTICK = re.compile(
    r"\d ?% (?:so với |so )?(?:tổng |so )?(?:kế hoạch|dự toán|chỉ tiêu|nghị quyết|kh)"
    r"(?: [^\W\d_]+){0,6} $"
)
YARDSTICK_REACH = 70
# How far before a day the words stand that say something began then.
FOUNDED = 25
HEADING_GRAINS = frozenset({"month", "quarter", "half", "year"})
# What a period contains rather than ends.
MOVING = frozenset({"change", "change_rel", "flow"})
# How near behind a figure its own date stands («45% năm 2016»), and how near to a paragraph's
# start its topic («Trong năm 2022, …»); how many paragraphs may go on with one topic.
# Lines of a list: how many follow their opener, and how long one without a bullet is.
LIST_LINES, SHORT_LINE = 30, 100
BESIDE, OPENING, PARAGRAPHS = 2, 8, 4
# How long a quoted name is at most; what people say is longer.
LONGEST_TITLE = 80


class PeriodReading(Struct, frozen=True):
    """The date that governs a figure; `near`: written in the same sentence."""

    timex: Timex
    near: bool


class PeriodWords(Struct, frozen=True):
    """Words that tell which date governs; each is a list of `patterns/words.toml`."""

    # They open a paragraph that continues the one before.
    goes_on: tuple[str, ...]
    # They open a sentence about what happened at the event told of before, or tell more of it.
    same_event: tuple[str, ...]
    more_of_event: tuple[str, ...]
    # They stand before the day on which something began, or a plan was made.
    founded: tuple[str, ...]
    plan_made: tuple[str, ...]
    # They stand before a period that has yet to come, but for one that is reported on.
    period_planned: tuple[str, ...]
    period_reported: tuple[str, ...]


def period_words(words: Mapping[str, Sequence[str]]) -> PeriodWords:
    """The lists of those names."""
    return PeriodWords(*(tuple(words[name]) for name in PeriodWords.__struct_fields__))


class PeriodReader:
    """Finds the date that governs each figure of one text."""

    def __init__(self, text: Text, timexes: Sequence[Timex], words: PeriodWords) -> None:
        self._low = text.low
        self._words = words
        self._timexes = [
            timex
            for timex in timexes
            if timex.role in GOVERNING
            and not self._is_beginning(timex)
            and not _is_in_title(text.low, timex)
        ]
        self._starts = [timex.span.start for timex in self._timexes]
        own = [timex for timex in self._timexes if _is_heading(timex) and not self._is_plan(timex)]
        self._heading = own[-1] if own else None

    def near(self, at: Surroundings) -> PeriodReading | None:
        """The date right after the figure, the last one before it in its sentence, or one close
        behind it."""
        here = bisect_left(self._starts, at.start)
        after = self._timexes[here] if here < len(self._timexes) else None
        if after is not None and after.span.end > at.sentence.end:
            after = None
        if after is not None and self._stands_beside(at, after):
            return PeriodReading(after, near=True)
        first = bisect_left(self._starts, at.sentence.start)
        if here > first:
            last = self._told(here - 1)
            while last > first and self._is_aside(self._timexes[last], at):
                last -= 1
            return PeriodReading(self._timexes[last], near=True)
        if after is not None and self._governs_back(at, after):
            return PeriodReading(after, near=True)
        return None

    def _stands_beside(self, at: Surroundings, after: Timex) -> bool:
        """«45% năm 2016», «45% (năm 2016)», and not «60 tỷ đồng, năm 2022 là 75 tỷ đồng»."""
        gap = self._low[at.end : after.span.start]
        return len(gap) <= BESIDE and not gap.startswith((",", ";"))

    def _governs_back(self, at: Surroundings, after: Timex) -> bool:
        """Whether a date behind a figure is its own, and not that of the next figure or the end
        of another matter («…, thời gian thực hiện đến 31/12/2024»)."""
        gap = self._low[at.end : after.span.start]
        if len(gap) >= REACH_BACK or ";" in gap:
            return False
        return "," not in gap or (after.role != "deadline" and at.until == at.sentence.end)

    def _is_aside(self, timex: Timex, at: Surroundings) -> bool:
        """«ngày 20/10 (nhằm ngày 26/9 âm lịch), chùa trao …»: a bracket closed before it."""
        low, start = self._low, at.sentence.start
        opened = low.rfind("(", start, timex.span.start)
        inside = opened > low.rfind(")", start, timex.span.start)
        return inside and low.find(")", timex.span.end - 1, at.start) >= 0

    def settle(
        self, at: Surroundings, near: PeriodReading | None, measure: str, past: bool
    ) -> PeriodReading | None:
        """The governing date for good: what moves by the end of a year moves in that year; what
        held before («từ 27,4% xuống …») has no date but its own."""
        if past:
            own = near is not None and at.end <= near.timex.span.start < at.end + REACH_BACK
            return near if own else None
        if near is None:
            return self._far(at, measure)
        if measure in MOVING and near.timex.role in ("deadline", "as_of"):
            topic = self._topic(at)
            if topic is not None and _within(near.timex, topic):
                return PeriodReading(topic, near=False)
        return near

    def _far(self, at: Surroundings, measure: str) -> PeriodReading | None:
        """The paragraph's topic, else a period of the sentences just before, else the article's."""
        if measure == "threshold":
            return None
        if measure == "per_unit":
            # Of a year as a whole: «Năm 2020, … Thu nhập bình quân đạt 63 triệu đồng/người/năm».
            topic = self._topic(at) if at.quantity.per[-1:] == ("năm",) else None
            return PeriodReading(topic, near=False) if topic is not None else None
        listed = self._listed(at)
        if listed is not None:
            return PeriodReading(listed, near=False)
        event = self._event(at, measure)
        if event is not None:
            return PeriodReading(event, near=False)
        topic = self._topic(at)
        if topic is not None:
            return PeriodReading(topic, near=False)
        carried = self._carried(at, bisect_left(self._starts, at.sentence.start))
        if measure == "level":
            return carried if carried is not None and carried.timex.role == "as_of" else None
        if carried is None and self._heading is not None and self._heading.span.end <= at.start:
            return PeriodReading(self._heading, near=False)
        return carried

    def _listed(self, at: Surroundings) -> Timex | None:
        """The last date of the line that opens the list («…, kết quả:») whose line holds the
        figure."""
        line = self._line_start(at.start)
        for _ in range(LIST_LINES):
            end = self._line_end(line)
            short = (
                "\n" in self._low[line : line + SHORT_LINE] or len(self._low) - line < SHORT_LINE
            )
            if not end or not (short or BULLET.match(self._low, line)):
                return None
            above = self._line_start(end)
            if self._low[end - 1] == ":":
                index = bisect_left(self._starts, end) - 1
                return self._timexes[index] if index >= 0 <= self._starts[index] - above else None
            line = above
        return None

    def _line_start(self, offset: int) -> int:
        """Where the line that holds `offset` starts, or as far before as a list goes by it."""
        least = max(0, offset - FARTHEST)
        return max(least, self._low.rfind("\n", least, offset) + 1)

    def _event(self, at: Surroundings, measure: str) -> Timex | None:
        """The last event told of before a sentence that opens with «Tại buổi lễ», «Dịp này»; in
        its own paragraph, before one that tells more of it («Ngoài ra, đoàn còn tặng …»)."""
        start = at.sentence.start
        before = self._timexes[: bisect_left(self._starts, start)]
        event = next((timex for timex in reversed(before) if timex.role == "event"), None)
        if event is None or self._low.startswith(self._words.same_event, start):
            return event
        more = measure == "flow" and self._low.startswith(self._words.more_of_event, start)
        told = event is before[-1] and event.granularity in ("day", "minute")
        return event if more and told and "\n" not in self._low[event.span.end : start] else None

    def _topic(self, at: Surroundings) -> Timex | None:
        """The period that opens the figure's paragraph («Năm 2022, …»), or the one before when
        the paragraph goes on with it («Bên cạnh đó, …»)."""
        start = self._low.rfind("\n", 0, at.start) + 1
        for _ in range(PARAGRAPHS):
            index = bisect_left(self._starts, start)
            if index < len(self._timexes) and self._timexes[index].span.start - start <= OPENING:
                timex = self._timexes[index]
                if timex.role == "period" and timex.granularity in HEADING_GRAINS:
                    return timex
            if not self._low.startswith(self._words.goes_on, start) or not start:
                return None
            start = self._low.rfind("\n", 0, self._line_end(start)) + 1
        return None

    def _line_end(self, start: int) -> int:
        """Where the line before the one at `start` ends, empty lines left out."""
        while start and self._low[start - 1].isspace():
            start -= 1
        return start

    def _carried(self, at: Surroundings, first: int) -> PeriodReading | None:
        if not first:
            return None
        timex = self._timexes[self._told(first - 1)]
        if timex.role not in CARRIED or timex.granularity == "years" or self._is_plan(timex):
            return None
        if timex.role == "period" and timex.start == timex.end:
            # «đầu năm có 260 hộ»: a moment holds for its own figure only.
            return None
        if at.sentence.start - timex.span.end > FARTHEST:
            return None
        between = self._low[timex.span.end : at.sentence.start]
        if "\n" in between:
            return None
        stops = between.count(". ") + between.count("! ") + between.count("? ")
        return PeriodReading(timex, near=False) if stops <= CARRY else None

    def _told(self, index: int) -> int:
        """The date at `index`, or the one before in its sentence when this is a plan's year."""
        while index:
            start, before = self._timexes[index].span.start, self._timexes[index - 1].span.end
            opened = max(0, start - YARDSTICK_REACH)
            if YARDSTICK.search(self._low, opened, start) is None:
                return index
            between = self._low[before:start]
            if any(stop in between for stop in (". ", "\n", "! ", "? ")):
                return index
            index -= 1
        return index

    def _is_plan(self, timex: Timex) -> bool:
        """«… và triển khai nhiệm vụ 6 tháng cuối năm»: what a meeting plans, no report."""
        before = self._low[max(0, timex.span.start - PLAN_REACH) : timex.span.start]
        reported = any(word in before for word in self._words.period_reported)
        return before.rstrip().endswith(self._words.period_planned) and not reported

    def _is_beginning(self, timex: Timex) -> bool:
        """«từ năm 2012, tỉnh đã …», «thành lập ngày 1/7»: where something began, not when it
        holds."""
        before = self._low[max(0, timex.span.start - FOUNDED) : timex.span.start].rstrip()
        if before.endswith(self._words.founded):
            return True
        if self._low.startswith("đầu ", timex.span.start) and before.endswith(
            self._words.plan_made
        ):
            # «theo kế hoạch đầu năm»: when the plan was made.
            return True
        return timex.granularity == "year" and before.endswith((" từ", "kể từ", "\ntừ"))


def _is_in_title(low: str, timex: Timex) -> bool:
    """Whether a date is part of a quoted name: «"Ngày hội việc làm năm 2025"»."""
    start, end = timex.span.start, timex.span.end
    opened = low.rfind('"', max(0, start - LONGEST_TITLE), start)
    closed = low.find('"', end, end + LONGEST_TITLE)
    if opened < 0 or closed < 0 or "\n" in low[opened:closed]:
        return False
    line = low.rfind("\n", 0, opened) + 1
    return low.count('"', line, opened) % 2 == 0 and closed - opened <= LONGEST_TITLE


def _within(inner: Timex, outer: Timex) -> bool:
    return (
        inner.end is not None
        and outer.start is not None
        and outer.end is not None
        and outer.start <= inner.end <= outer.end
    )


def _is_heading(timex: Timex) -> bool:
    return (
        timex.span.start < HEADING
        and timex.role == "period"
        and timex.granularity in HEADING_GRAINS
        and timex.start is not None
        and timex.end is not None
    )


def period_fields(reading: PeriodReading | None) -> dict[str, object] | None:
    """The contract's `period`; None when the date itself is not settled on both sides."""
    if reading is None:
        return None
    timex = reading.timex
    if timex.start is None or timex.end is None:
        return None
    return {"start": timex.start, "end": timex.end, "as_of": timex.role == "as_of"}

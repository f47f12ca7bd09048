"""Whether a value is planned though no word beside it says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from extractor.meaning.cues import Cue, has_form, held_by
from extractor.meaning.statuses import StatusReading
from extractor.meaning.surroundings import Surroundings
from extractor.meaning.times import PeriodReading
from extractor.meaning.wholes import is_bracketed
from extractor.reading import Reading
from extractor.rules.rows_meaning import StatusCueRow

if TYPE_CHECKING:
    from extractor.meaning.page import Meaning

# How far before the sentence the plan was spoken of, and how far back its last value stands.
TOLD, LAST = 200, 220
# How far behind the word of an aim the colon stands that opens a list of them.
LIST_HEAD = 40
YEARS = frozenset({"year", "years"})
# What leads in an aim that no word of aims stands beside.
REACHED = " đạt "
PLANNED = "target"
# Aims that are counted.
AIM = "chỉ tiêu"
# The row of a plan's noun and what it is for: it speaks of one value.
PLAN_OF = "target.plan_of"
# One line of a list, and the years that a heading's aims are for.
ITEM = re.compile(r"\s*(?:[-+*•–]|\(?\d{1,2}[).]|[a-zđ][).])\s")
AIMED_YEAR = re.compile(r"(?:nhiệm kỳ|giai đoạn|năm)\s(?:\d{4}\s?[-–]\s?)?(\d{4})")
# What numbers a heading.
NUMBERED = re.compile(r"^\s*(?:[-+*•–]|[ivx\d]{1,4}[./)-]|[a-zđ][).])?\s*(?:về |một số |các )?")
# «tập trung thực hiện các nhiệm vụ sau:» tells of no result, as «thực hiện» else does.
FOCUS = ("tập trung thực hiện", "tập trung")
# Several years, of which some may be over.
YEAR_TO = re.compile(r"(?:nhiệm kỳ|giai đoạn|đến năm|[-–])\s?\d{4}")
# How long a heading is at most, and its list.
HEADING, LINES = 110, 40
# How far into an article its headline reaches at most, and how much of it is read.
TITLE, TITLE_LINE = 120, 200


class PlanReader:
    """Tells what lies ahead, and lists of aims that go on over several sentences.

    Of the `words`, `plan` speaks of plans, `plan_goes_on` opens a sentence that goes on with a
    list of aims, `come_true` says that something has come true and `come_true_perhaps` mostly
    does; `aims` are counted and `reaches` says that they are to be reached; `plan_heading` heads
    a list of aims, unless a `plan_report` stands in the heading, `plan_heading_dated` only on a
    line of its own, and `plan_heading_ahead` a list of what is to be done; `plan_lists` sets aims
    that are listed at once; `plan_title` heads an article that is a plan all through.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._plans, self._continues = tuple(words["plan"]), tuple(words["plan_goes_on"])
        self._surely_done = tuple(words["come_true"])
        self._done = (*words["come_true"], *words["come_true_perhaps"])
        self._aims, self._reaches = frozenset(words["aims"]), tuple(words["reaches"])
        self._held = held_by(words["phrase_inner"])
        self._ahead = tuple(words["plan_ahead"])
        self._headings, self._reports = tuple(words["plan_heading"]), tuple(words["plan_report"])
        self._titles = tuple(words["plan_title"])
        self._bounds, self._sets = tuple(words["plan_bounds"]), tuple(words["plan_sets"])
        self._spelled, self._lists = tuple(words["plan_spelled_out"]), tuple(words["plan_lists"])
        self._tasks = tuple(words["plan_heading_ahead"])
        self._dated = tuple(words["plan_heading_dated"])

    def settle(
        self,
        status: StatusReading,
        reading: Reading,
        at: Surroundings,
        earlier: Sequence[Meaning],
        period: PeriodReading | None,
    ) -> StatusReading:
        """`status`, or that of an aim which no word beside it tells."""
        if self._counts_aims(status, reading.text.low, at):
            return StatusReading("actual", None, ())
        if status.cue is not None or status.status != "actual":
            return status
        low = reading.text.low
        runs = _still_runs(reading, earlier, period)
        cue = self._listed(low, at, earlier, runs) or self._goes_on(low, at, earlier, runs)
        if cue is not None:
            return StatusReading(PLANNED, Cue(cue.row, cue.span, at.start - cue.span.end), ())
        if self._spells_out(reading, at, earlier) or self._is_headed(reading, low, at, period):
            return StatusReading(PLANNED, None, ())
        if self._is_titled(reading, low, at, period):
            return StatusReading(PLANNED, None, ())
        # Where the article's day is known, the day itself tells.
        ahead = reading.published is None and not _is_past(reading, period)
        if ahead and self._lies_ahead(low, at, period):
            return StatusReading(PLANNED, None, ())
        return status

    def _counts_aims(self, status: StatusReading, low: str, at: Surroundings) -> bool:
        """Whether it says how many aims or tasks there are, which is no aim: «đề ra 13 chỉ tiêu»;
        «phấn đấu đạt 13 chỉ tiêu» is one."""
        if at.quantity.unit not in self._aims or at.quantity.kind != "count":
            return False
        aimed = has_form(low, at.stretch.start, at.start, self._reaches)
        return not aimed and status.status in ("actual", PLANNED)

    def _lies_ahead(self, low: str, at: Surroundings, period: PeriodReading | None) -> bool:
        """«thu nhập đến năm 2025 đạt 70 triệu đồng»: a year by which something is to be reached."""
        if period is None or not period.near or period.timex.role != "deadline":
            return False
        if period.timex.span.end > at.start:
            return False
        if period.timex.granularity not in YEARS or period.timex.start is None:
            return False
        if self._is_done(low, at.sentence.start, at.sentence.end):
            return False
        return has_form(low, max(at.sentence.start - TOLD, 0), at.start, self._plans)

    def _listed(
        self, low: str, at: Surroundings, earlier: Sequence[Meaning], runs: bool
    ) -> Cue[StatusCueRow] | None:
        """«Mục tiêu năm 2024: thu 12 tỷ đồng, …, trồng 2.000 cây»: the word before the colon, for
        every item of the list that it opens; or any word of aims for a year that `runs`."""
        last = earlier[-1] if earlier else None
        if last is None or last.at.sentence != at.sentence or last.status != PLANNED:
            return None
        cue = last.status_cue
        opens = cue is not None and ":" in low[cue.span.end : cue.span.end + LIST_HEAD]
        if cue is None or not (opens or (runs and (cue.row.id != PLAN_OF))):
            return None
        # «… đạt 1,5 triệu tấn (tăng 6% so với năm trước), xuất khẩu trên 2 tỷ USD»
        since = max(last.at.end, low.rfind(")", last.at.end, at.start) + 1)
        return None if self._is_done(low, since, at.start) else cue

    def _is_headed(
        self, reading: Reading, low: str, at: Surroundings, period: PeriodReading | None
    ) -> bool:
        """«Các chỉ tiêu chủ yếu đến năm 2025» and a list of lines below, or behind it."""
        if has_form(low, at.sentence.start, at.sentence.end, self._surely_done, self._held):
            return False
        end = at.start
        for _ in range(LINES):
            start = low.rfind("\n", 0, end) + 1
            line = low[start:end]
            if self._is_heading(reading, line[:HEADING], self._headings, period):
                return True
            if end < at.start and (
                self._heads_tasks(line)
                or self._is_heading(reading, line[:HEADING], self._dated, period)
            ):
                return True
            if (line.strip() and ITEM.match(line) is None) or start == 0:
                return False
            end = start - 1
        return False

    def _heads_tasks(self, line: str) -> bool:
        """«III. Nhiệm vụ trọng tâm 6 tháng cuối năm»: what is to be done, whatever the year."""
        if len(line) > HEADING:
            return False
        if has_form(line, 0, len(line), self._lists):
            return True
        if has_form(line.replace(*FOCUS), 0, len(line), self._reports):
            return False
        opens = NUMBERED.sub("", line).startswith(self._tasks) or line.rstrip().endswith(":")
        done = has_form(line, 0, len(line), self._surely_done, self._held)
        return opens and not done and has_form(line, 0, len(line), self._tasks)

    def _is_titled(
        self, reading: Reading, low: str, at: Surroundings, period: PeriodReading | None
    ) -> bool:
        """Whether the article is a plan: «Nghị quyết về nhiệm vụ và giải pháp … năm 2012»; what
        it tells of another year, or as done, has come true."""
        title = (reading.article.title or low[: max(low.find("\n"), 0)]).lower()
        if not title.rpartition(": ")[2].startswith(self._titles):
            return False
        if has_form(low, at.sentence.start, at.sentence.end, self._surely_done, self._held):
            return False
        return self._is_heading(reading, title[:TITLE_LINE], self._titles, period)

    def _is_heading(
        self, reading: Reading, line: str, words: Sequence[str], period: PeriodReading | None
    ) -> bool:
        """Whether a line heads aims, for a year that is not over when what it heads is told of."""
        if not has_form(line, 0, len(line), words):
            return False
        year = AIMED_YEAR.search(line)
        if year is None or has_form(line, 0, len(line), self._reports):
            return False
        end = period.timex.end if period is not None else None
        if end is not None and end.year < int(year[1]) and YEAR_TO.search(line) is None:
            return False
        return reading.published is None or int(year[1]) >= reading.published.year

    def _sets_aims(self, reading: Reading, at: Surroundings) -> bool:
        """Whether the sentence before speaks of what is to come: «Nhiệm kỳ mới, xã phấn đấu phát
        triển toàn diện. Cụ thể, …»."""
        low, end = reading.text.low, at.sentence.start
        index = bisect_left(reading.sentences, end, key=attrgetter("start")) - 1
        start = reading.sentences[index].start if index >= 0 else end
        if "\n" in low[start:end].strip():
            return False
        ahead = has_form(low, start, end, self._ahead)
        return ahead and not has_form(low, start, end, self._surely_done)

    def _goes_on(
        self, low: str, at: Surroundings, earlier: Sequence[Meaning], runs: bool
    ) -> Cue[StatusCueRow] | None:
        """«Năm 2024, xã phấn đấu …. Thu nhập bình quân đạt 59 triệu đồng.»: the word of the aim
        before, when a sentence of its paragraph goes on with the next.

        `runs`: the time that both are told of is not over on the article's day.
        """
        last = next((one for one in reversed(earlier) if one.at.sentence != at.sentence), None)
        if last is None or last.status != PLANNED or not _is_own(last.status_cue):
            return None
        if is_bracketed(low, last.at):
            # «… đạt 42 triệu đồng (mục tiêu 50 triệu đồng). Tổng thu …»: an aside.
            return None
        if at.sentence.start - last.at.end > LAST:
            return None
        parted = "\n" in low[last.at.end : at.sentence.start]
        runs = runs and REACHED in low[at.sentence.start : at.start]
        opens = not parted and (runs or low.startswith(self._continues, at.sentence.start))
        # «tỷ lệ … trên 80%, kết nạp từ 10 đảng viên trở lên»: bounds are set for what is aimed at.
        opens = opens or has_form(low, at.sentence.start, at.sentence.end, self._bounds)
        end = at.start if runs else at.sentence.end
        done = self._is_done(low, at.sentence.start, end)
        return last.status_cue if opens and not done else None

    def _spells_out(self, reading: Reading, at: Surroundings, earlier: Sequence[Meaning]) -> bool:
        """«Đại hội thông qua 16 chỉ tiêu nhiệm kỳ. Cụ thể, thu nhập đạt 60 triệu đồng; ….»"""
        low = reading.text.low
        if not low.startswith(self._spelled, at.sentence.start):
            return self._lists_aims(reading, at)
        if self._sets_aims(reading, at):
            return not has_form(low, at.sentence.start, at.start, self._surely_done)
        last = next((one for one in reversed(earlier) if one.at.sentence != at.sentence), None)
        if last is None or last.at.quantity.unit != AIM or last.at.quantity.kind != "count":
            return False
        if low[last.at.end : at.sentence.start].count("\n") > 1:
            return False
        start, end = last.at.sentence.start, last.at.sentence.end
        told = has_form(low, start, end, self._sets) and not self._is_done(low, start, end)
        return told and not self._is_done(low, at.sentence.start, at.start)

    def _lists_aims(self, reading: Reading, at: Surroundings) -> bool:
        """«Đại hội thông qua các chỉ tiêu nhiệm kỳ. Thu nhập bình quân đạt 65 triệu đồng; ….»"""
        low, end = reading.text.low, at.sentence.start
        if not low.startswith(self._continues, end):
            return False
        start = max(low.rfind("\n", 0, end - 1) + 1, end - TOLD)
        index = bisect_left(reading.sentences, end, key=attrgetter("start")) - 1
        start = max(start, reading.sentences[index].start if index >= 0 else end)
        set_at = max(low.rfind(form, start, end) for form in self._lists)
        if set_at < 0 or has_form(low, set_at, end, self._reports):
            return False
        return not has_form(low, end, at.sentence.end, self._surely_done, self._held)

    def _is_done(self, low: str, start: int, end: int) -> bool:
        """Whether a word between `start` and `end` says that something has come true."""
        return has_form(low, start, end, self._done, self._held)


def _is_past(reading: Reading, period: PeriodReading | None) -> bool:
    """Whether an event of the article, or the term that its headline names, begins later: «nhiệm
    kỳ 2010 - 2015 … đến năm 2009 đạt 69 triệu đồng»."""
    end = period.timex.end if period is not None else None
    if end is None:
        return False
    return any(
        one.start is not None
        and one.start > end
        and (one.role == "event" or (one.granularity == "years" and one.span.start < TITLE))
        for one in reading.timexes
    )


def _still_runs(reading: Reading, earlier: Sequence[Meaning], period: PeriodReading | None) -> bool:
    """Whether the figure has no time but that of an aim before it, and this is not over."""
    last = earlier[-1] if earlier else None
    if last is None or last.status != PLANNED:
        return False
    told = last.period
    if period is not None and (told is None or period.timex != told.timex):
        return False
    if told is None or reading.published is None or told.timex.end is None:
        return False
    return told.timex.granularity in YEARS and reading.published < told.timex.end


def _is_own(cue: Cue[StatusCueRow] | None) -> bool:
    """Whether a word of aims decided; a plan's noun speaks of its own value only."""
    return cue is not None and cue.row.reach == "earlier"

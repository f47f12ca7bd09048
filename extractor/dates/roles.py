"""What a date is for: the words before it decide."""

from __future__ import annotations

import re
from datetime import date

from extractor.dates.endings import CueEndings
from extractor.dates.moment import DateMention, Moment
from extractor.dates.words import LETTER, DateWords, cue_pattern
from extractor.text import Span

ADJACENT = ("publication", "baseline", "deadline", "as_of", "commemorative", "other")
LEFT = 90
ADJACENT_WINDOW = 36
# «Nghị quyết 1656/NQ-UBTVQH15 năm 2025»
NUMBERED = re.compile(r"\d/[\w\-/]+ $")
# «TTH.VN - Ngày 22/12, …»: a day that opens a sentence is when it happened.
OPENING = re.compile(r"(?:^|[-.:;)\n]) ?ngày $")
STAMP = re.compile(r"\d{1,2}:\d\d(?::\d\d)?,? ?[-|]? ?\d{1,2}[/-]\d")
# «Hết tháng 6, dư nợ đạt …»: what had come about by then.
THROUGH = "hết "
# «kết quả thực hiện các mục tiêu 6 tháng đầu năm»: of what has been done.
RESULTS = re.compile(
    r"(?:kết quả|tình hình|đánh giá)[^,;.]{0,24}(?:mục tiêu|kế hoạch|chỉ tiêu)(?![^\W_])"
)
DONE = re.compile(rf"(?<!{LETTER})đã ")


class RoleReader:
    """Reads roles off the left context of a date, within its sentence."""

    def __init__(self, words: DateWords) -> None:
        cues = words.cues
        self._adjacent = CueEndings(cues, ADJACENT, "adjacent")
        # A document's own date follows its name and number with no clause between.
        self._document = re.compile(
            rf"(?<!{LETTER})(?:{cue_pattern(cues, 'before', 'document')})(?!{LETTER})"
            r"[^.;!?\n]{0,60}$"
        )
        goal = cue_pattern(cues, "before", "goal")
        self._goal = _word(goal)
        self._future = _word(f"{cue_pattern(cues, 'before', 'future')}|{goal}")
        self._stock = _word(cue_pattern(cues, "before", "stock"))
        self._commemorative = _word(cue_pattern(cues, "before", "commemorative"))
        self._holidays = {(row.day, row.month) for row in words.holidays}

    def lies_ahead(self, before: str, after: str = "") -> bool:
        """Whether words around the date speak of what is still to come."""
        before = RESULTS.sub("", before)
        return bool(self._future.search(before) or self._future.match(after.lstrip(" ,")))

    def is_stock(self, before: str) -> bool:
        """Whether what stands at a moment is spoken of (debts, poor households)."""
        return bool(self._stock.search(before))

    def read(self, low: str, sentence: Span, mention: DateMention, published: date | None) -> str:
        """The role of a date."""
        start = mention.span.start
        before = RESULTS.sub("", low[max(sentence.start, start - LEFT) : start])
        first = mention.first
        if first.unit == "same" and first.granularity != "day":
            return "baseline"
        if first.unit == "now":
            return "as_of"
        says = self._adjacent_role(before)
        if self._is_publication(low, mention, says):
            return "publication"
        if says == "as_of" or (says is None and low.startswith(THROUGH, start)):
            return self._until(before, mention, published)
        if says in ("baseline", "deadline", "other"):
            return says
        return self._own_role(before, mention, says)

    def _is_publication(self, low: str, mention: DateMention, says: str | None) -> bool:
        if says == "publication":
            return bool(mention.first.day and mention.first.year)
        return mention.byline or self._fills_line(low, mention) or _is_stamp(low, mention)

    def _fills_line(self, low: str, mention: DateMention) -> bool:
        """«17/11/2023» on a line of its own is a byline."""
        first, span = mention.first, mention.span
        if not (first.day and first.year) or mention.last is not None or mention.part_of_day:
            return False
        before = low[max(0, span.start - 6) : span.start].rpartition("\n")
        opens = (before[1] or span.start <= len(before[2])) and before[2].strip() in ("", "ngày")
        return bool(opens) and low[span.end : span.end + 3].lstrip(" ")[:1] in ("", "\n", "|")

    def _own_role(self, before: str, mention: DateMention, says: str | None) -> str:
        first = mention.first
        if first.unit == "day" and mention.part_of_day is None and mention.time is None:
            begins = before.endswith("từ ngày ")
            if first.year and not (mention.last or begins) and self._document.search(before):
                return "document"
            if self._recalls(before, mention, says):
                return "commemorative"
        if first.unit != "day":
            return self._period_role(before, mention, says)
        shared = mention.last is not None and mention.last.unit == "now"
        return "period" if shared or (mention.last and "từ" in before[-9:]) else "event"

    def _period_role(self, before: str, mention: DateMention, says: str | None) -> str:
        first = mention.first
        if first.unit == "same":
            return "event"
        if says == "commemorative":
            return "commemorative"
        if first.unit == "year" and NUMBERED.search(before):
            return "document"
        if mention.last is None and first.granularity != "years" and self._is_goal(before, first):
            return "deadline"
        return "event" if first.unit == "months" and first.edge else "period"

    def _is_goal(self, before: str, first: Moment) -> bool:
        """«phấn đấu … trong năm 2017»; a plan «năm 2017» is only named after its year."""
        if not self._goal.search(before) or DONE.search(before):
            return False
        whole = first.unit == "year" and first.edge is None
        return not whole or before.endswith(("vào ", "trong ", "đến ", "ngay "))

    def _adjacent_role(self, before: str) -> str | None:
        return self._adjacent.find(before[-ADJACENT_WINDOW:])

    def _until(self, before: str, mention: DateMention, published: date | None) -> str:
        first = mention.first
        if mention.last is not None:
            return "period"
        if first.unit == "year" and first.edge is None and first.year:
            past = published is not None and first.year < published.year
            return "as_of" if past else "deadline"
        if first.year and published is not None and first.year > published.year:
            return "deadline"
        return "deadline" if self.lies_ahead(before) else "as_of"

    def _recalls(self, before: str, mention: DateMention, says: str | None) -> bool:
        first, last = mention.first, mention.last
        if says == "commemorative" or (last and (first.day, first.month) == (last.day, last.month)):
            return True
        if (first.day, first.month) not in self._holidays or last is not None:
            return False
        if first.year is not None:
            return bool(self._commemorative.search(before))
        return OPENING.search(before) is None and not before.endswith(("từ ngày ", "trong ngày "))


def _is_stamp(low: str, mention: DateMention) -> bool:
    """«20:06 20/06/2018 Chiều 20-6, …»: the hour and day with which a line begins."""
    start = mention.span.start
    dated = mention.first.day and mention.first.year and mention.last is None
    opens = start == 0 or low[max(0, start - 2) : start].strip(" ") == "\n"
    return bool(dated and opens and STAMP.match(low, start))


def _word(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!{LETTER})(?:{alternatives})(?!{LETTER})")

"""What stands before a day: clock time, weekday and part of day, in any order."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from extractor.dates.days import Clock, read_clock
from extractor.dates.words import DateWords

GLUE = re.compile(r"(?:[ ,]{1,2}|\n(?=ngày ))(?:của )?(?:ngày )?")
# «19h/4/11» of the weather service: the slash parts the hour from the day.
TIME_GLUE = re.compile(
    r"[ ,|;@\-]{1,4}(?:lúc |vào lúc |hồi )?(?:ngày )?|(?<=[hg])/(?=\d{1,2}/\d{1,2}(?!\d))"
)
MAX_STEPS = 4


class Lead(Struct, frozen=True):
    """What was read so far, and where the rest begins."""

    end: int
    time: str | None = None
    part: str | None = None
    weekday: bool = False
    rule: str | None = None


class LeadReader:
    """Reads «Thứ ba, », «09:07, », «8 giờ tối », «cuối chiều ngày »."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self._word = re.compile(
            rf"(?:{words.any_of('edge')} (?:giờ )?)?({words.any_of('part_of_day')})"
            rf"|({words.any_of('weekday')})"
        )

    def read(self, low: str, at: int) -> Lead:
        """What leads up to a day at `at`; empty when nothing does."""
        lead = Lead(at)
        for _ in range(MAX_STEPS):
            step = self._step(low, lead)
            if step is None:
                break
            lead = step
        return lead

    def _step(self, low: str, lead: Lead) -> Lead | None:
        pos = lead.end
        if match := self._word.match(low, pos):
            part, weekday = match.groups()
            row = self._words.row(part or weekday, "part_of_day", "weekday")
            weekday_seen = lead.weekday or bool(weekday)
            return Lead(
                _skip(low, match.end()), lead.time, row.part or lead.part, weekday_seen, row.id
            )
        if lead.time is None and (clock := read_marked_clock(low, pos)):
            return replace(lead, end=_skip(low, clock.end), time=clock.time)
        return None


def read_marked_clock(low: str, at: int) -> Clock | None:
    """The time of day at `at`, if it is marked as one: «6.2» is a day."""
    if not low[at : at + 1].isdecimal():
        return None
    clock = read_clock(low, at)
    return clock if clock and not low[at : clock.end].replace(".", "").isdecimal() else None


def _skip(low: str, end: int) -> int:
    """Past the blank, comma and «ngày» between the parts of an expression."""
    glues = (GLUE.match(low, end), TIME_GLUE.match(low, end))
    return max((glue.end() for glue in glues if glue), default=end)

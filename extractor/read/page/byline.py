"""The hour of publication as pages print it: «Ngày đăng 12/03/2018 | 12:04»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.read.page.portals import Words

VIETNAM = timezone(timedelta(hours=7))
LONGEST_BYLINE = 120
DAY = re.compile(
    r"(?<!\d)(?:(?:ngày\s+)?(?P<day>\d{1,2})(?:\s*[/.\-]\s*|\s+tháng\s+|,\s*tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*[/.\-]\s*|,?\s+năm\s+)(?P<year>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))(?!\d)",
    re.IGNORECASE,
)
HOUR = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?:\s?:\s?|h|g|\s+giờ\s+)(?P<minute>\d{2})(?:[:]\d{2})?(?!\d)"
    r"(?:\s*(?P<half>AM|PM|SA|CH)\b)?",
    re.IGNORECASE,
)
# What may stand around a day without making a sentence of it.
FRAME = re.compile(r"\(?\s*GMT\s*\+?\s*7\s*\)?|[\W_]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with its hour, if printed; `rank` tells how clearly the page calls it publication."""

    day: date
    hour: time | None
    rank: int

    def isoformat(self) -> str:
        """«2018-03-12», or «2018-03-12T12:04»."""
        if self.hour is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.hour).isoformat(timespec="minutes")


def parse_moment(text: str) -> str | None:
    """The ISO form of a machine's or a Vietnamese date, in Vietnam's time; None when it is none.

    >>> parse_moment("2023-02-06T18:15:00Z")
    '2023-02-07T01:15'
    >>> parse_moment("Thứ ba, 07/02/2023, 08:15 (GMT+7)")
    '2023-02-07T08:15'
    """
    text = text.strip()[:LONGEST_BYLINE]
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        moment = find_moment(text)
        return moment.isoformat() if moment else None
    if len(text) <= len("2023-02-07"):
        return found.date().isoformat()
    if found.tzinfo is not None:
        try:
            found = found.astimezone(VIETNAM)
        except OverflowError:
            return None
    return found.replace(tzinfo=None).isoformat(timespec="minutes")


def find_moment(text: str, rank: int = 0) -> Moment | None:
    """The first day of a line, with the hour that stands beside it."""
    match = DAY.search(text)
    if match is None:
        return None
    try:
        day = _day(match)
    except ValueError:
        return None
    rest = text[: match.start()] + " \n " + text[match.end() :]
    return Moment(day, _hour(rest), rank)


def find_publication(lines: Iterable[str], words: Words) -> Moment | None:
    """The day that these lines near a title print as that of publication."""
    best: Moment | None = None
    for line in lines:
        moment = _byline(line, words)
        if moment and (best is None or moment.rank > best.rank):
            best = moment
    return best


def _byline(line: str, words: Words) -> Moment | None:
    line = " ".join(line.split())
    if not line or len(line) > LONGEST_BYLINE or DAY.search(line) is None:
        return None
    low = line.lower()
    if any(word in low for word in words.today):
        return None
    if any(word in low for word in words.published):
        return find_moment(_after(line, words.published), rank=3)
    if any(word in low for word in words.updated):
        return find_moment(line, rank=2)
    # The day itself, or «07/02/2023 | Ban Biên tập | Lượt xem: 12»: a frame, never a sentence.
    if _is_bare(low, words):
        return find_moment(line, rank=2)
    first, *others = re.split(r"\s*[|•·]\s*", low)
    return find_moment(line, rank=1) if others and _is_bare(first, words) else None


def _is_bare(low: str, words: Words) -> bool:
    """True for a day, with weekday and hour, and nothing else."""
    rest = HOUR.sub(" ", DAY.sub(" ", low))
    for word in words.weekdays:
        rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
    return not FRAME.sub("", rest)


def _after(line: str, labels: list[str]) -> str:
    """The line from its first label on: «Cập nhật 03/4/2018 | Ngày đăng 02/4/2018»."""
    low = line.lower()
    start = min(low.index(label) for label in labels if label in low)
    return line[start:] if DAY.search(line, start) else line


def _day(match: re.Match[str]) -> date:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _hour(text: str) -> time | None:
    match = HOUR.search(text)
    if match is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").upper()
    if half in ("PM", "CH") and hour < 12:
        hour += 12
    elif half in ("AM", "SA") and hour == 12:
        hour = 0
    minute = int(match["minute"])
    return time(hour, minute) if hour < 24 and minute < 60 else None

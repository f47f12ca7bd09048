"""Every date and period of a text, as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractor.dates.moment import DateMention
from extractor.dates.periods import is_year
from extractor.dates.phrase import PhraseReader
from extractor.dates.resolver import Resolver
from extractor.dates.words import LETTER, DateWords, cue_pattern
from extractor.lexicon import Lexicon
from extractor.mentions import Timex
from extractor.rules import RuleSet
from extractor.text import Span, Text

DIGITS = re.compile(r"\d+")
WINDOW = 24


class DateFinder:
    """Finds dates, and resolves them against the publication date and the years nearby."""

    def __init__(self, rules: RuleSet) -> None:
        words = DateWords(rules)
        self._phrases = PhraseReader(words)
        self._resolver = Resolver(words)
        self._anchors = Lexicon(dict.fromkeys(_anchor_forms(words), True))
        cues = words.cues
        strong = "|".join(
            [
                cue_pattern(cues, "adjacent", "is_day"),
                cue_pattern(cues, "adjacent", "commemorative"),
            ]
        )
        weak = "|".join(
            cue_pattern(cues, "adjacent", says) for says in ("as_of", "deadline", "baseline")
        )
        head, tail = rf"(?:^|(?<!{LETTER}))(?:", r")(?: ngày| các ngày)? ?[:,(]? ?$"
        self._strong = re.compile(head + strong + tail)
        self._weak = re.compile(head + weak + r"|từ|vào|sau" + tail + r"|[(]$")
        self._lasting = re.compile(head + cue_pattern(cues, "adjacent", "duration") + r") $")
        self._to_date = re.compile(head + cue_pattern(cues, "before", "to_date") + ")")
        after = cue_pattern(cues, "after", "to_date")
        self._to_date_after = re.compile(rf"[ ,:]+(?:{after})(?!{LETTER})")
        self._repeated = re.compile(
            rf"(?:(?<!{LETTER})(?:mỗi|hàng|hằng|từng|một|các|những|nhiều|mấy|vài|\d+) |/ ?|\d)$"
        )
        self._counted = re.compile(
            r" ?(?:%|‰|(?:triệu|tỷ|nghìn|ngàn|vạn|lần|đồng|kg|km|ha|m2|m|tấn|tạ|điểm)"
            rf"(?!{LETTER}))"
        )

    def find(self, text: Text) -> list[DateMention]:
        """Every date as written; competing readings are settled by the caller."""
        low = text.low
        places = {match.start() for match in DIGITS.finditer(low)}
        places.update(hit.start for hit in self._anchors.scan_all(low))
        mentions: list[DateMention] = []
        reached = 0
        for at in sorted(places):
            if at < reached or (at and low[at].isdecimal() and low[at - 1].isalpha()):
                continue
            if mention := self._read(low, at):
                mentions.append(mention)
                reached = mention.span.end
        return mentions

    def resolve(
        self,
        text: Text,
        sentences: Sequence[Span],
        mentions: Sequence[DateMention],
        published: date | None,
    ) -> list[Timex]:
        """The mentions that stood, as days; never from today's date."""
        return self._resolver.resolve(text, sentences, mentions, published)

    def _read(self, low: str, at: int) -> DateMention | None:
        mention = self._phrases.read(low, at)
        if low[at].isdecimal():
            if mention and self._is_date(low, mention):
                return mention
            return self._read_years(low, at)
        if mention and self._stands(low, mention):
            return mention
        return None

    def _read_years(self, low: str, at: int) -> DateMention | None:
        periods = self._phrases.periods
        if at and (low[at - 1] in "/.-" or low[at - 1].isalnum()):
            return None
        if found := periods.read_pair(low, at) or periods.read_month_year(low, at):
            return DateMention(Span(at, found[1]), f"date.{found[0].granularity}", found[0])
        return None

    def _is_date(self, low: str, mention: DateMention) -> bool:
        """Whether digits mean a day or a period here, and not a ratio, a price or a duration."""
        start, end = mention.span.start, mention.span.end
        first = mention.first
        if start and low[start - 1] in "/.-,+" and low[start - 2 : start - 1].isalnum():
            return False
        if first.unit == "months" and first.month is not None:
            return self._is_period(low, mention)
        if first.unit != "day":
            return False
        if (first.year and is_year(str(first.year))) or first.lunar or mention.time:
            return True
        if self._counted.match(low, end):
            return False
        before = low[max(0, start - WINDOW) : start]
        if self._strong.search(before):
            return True
        if mention.last and mention.last.year:
            return True
        written = low[start:end]
        return ("/" in written or "tháng" in written) and bool(self._weak.search(before))

    def _is_period(self, low: str, mention: DateMention) -> bool:
        """Whether «9 tháng» is the year so far and not a duration."""
        start, end = mention.span.start, mention.span.end
        if not low[start:end].endswith("tháng"):
            return True
        before = low[max(0, start - 60) : start]
        if self._lasting.search(before[-WINDOW:]) or self._repeated.search(before[-8:]):
            return False
        return bool(
            self._to_date_after.match(low, end)
            and (
                not before.strip()
                or before.rstrip()[-1:] in ".;:,\n"
                or self._to_date.search(before)
            )
        )

    def _stands(self, low: str, mention: DateMention) -> bool:
        start, end = mention.span.start, mention.span.end
        first = mention.first
        if first.unit in ("months", "year", "week") and first.edge is None:
            if self._repeated.search(low[max(0, start - 8) : start]):
                return first.year is not None and low[start : start + 3] == "năm"
            if first.unit == "months" and first.year is None and self._counted.match(low, end):
                return False
        if first.unit == "months" and low[start:end].endswith(" tháng"):
            return self._is_period(low, mention)
        return True


def _anchor_forms(words: DateWords) -> list[str]:
    forms = words.forms(
        "day_shift", "edge", "lunar_day", "now", "part_of_day", "period_shift", "same_day",
        "same_period", "season", "stage", "tenday", "vague_months", "weekday",
    )  # fmt: skip
    months = [f"{form} tháng" for form in words.forms("count")]
    return [*forms, *months, "tháng", "năm", "quý", "nửa"]

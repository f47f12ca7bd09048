"""Every date and period of a text, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from extractor.dates.eras import read_bare_year, read_pair
from extractor.dates.evidence import Evidence
from extractor.dates.lead import Lead
from extractor.dates.moment import DateMention, Moment
from extractor.dates.phrase import Kind, PhraseReader
from extractor.dates.resolver import Resolver
from extractor.dates.words import LETTER, DateWords
from extractor.lexicon import Lexicon, Scanner
from extractor.mentions import Timex
from extractor.rules import RuleSet
from extractor.text import Span, Text

NEXT_DAY = re.compile(r" (?:và|&|hoặc|hay) (?:ngày |dịp )?(?=\d{1,2}[/.\-]\d)")
# «Công ty Hoa Tháng Năm»
CAPITAL_MONTH = re.compile(rf"{LETTER} Tháng [A-ZĐ]{LETTER}*")
# What four lone digits may be the year of.
LIVED = range(1930, 2046)
DASHES = ("-", "–")
NEXT_YEAR = re.compile(r"(?:, ?| và | hay | hoặc |; ?)(?=\d{4})")


class DateFinder:
    """Finds dates, and resolves them against the publication date and the years nearby."""

    def __init__(self, rules: RuleSet, scanner: Scanner | None = None) -> None:
        words = DateWords(rules)
        self._phrases = PhraseReader(words)
        self._evidence = Evidence(words)
        self._resolver = Resolver(words)
        self._anchors = Lexicon(_anchors(words), scanner)
        self._digits = _digits(words)

    def find(self, text: Text) -> list[DateMention]:
        """Every date as written; competing readings are settled by the caller."""
        low = text.low
        places: dict[int, Kind] = {match.start(): "any" for match in self._digits.finditer(low)}
        for hit in self._anchors.scan_all(low):
            places[hit.start] = hit.entry
        mentions: list[DateMention] = []
        reached = 0
        for at in sorted(places):
            if at < reached or CAPITAL_MONTH.match(text.norm, max(0, at - 2)):
                continue
            for mention in self._read(low, at, places[at]):
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

    def _read(self, low: str, at: int, kind: Kind) -> Iterator[DateMention]:
        mention = self._phrases.read(low, at, kind)
        digits = low[at].isdecimal()
        if digits and mention and not self._evidence.holds(low, mention):
            mention = self._phrases.read(low, at, "period")
        if mention is None or not self._evidence.holds(low, mention):
            mention = self._read_years(low, at) if digits else None
        if mention is None:
            return
        if mention.first.day and self._evidence.is_recalled(low, at):
            mention = replace(mention, priority=4)
        yield mention
        if mention.first.unit == "year" and mention.last is None and mention.first.year:
            yield from _read_more_years(low, mention.span.end)
        elif mention.first.day and not mention.time:
            yield from self._read_more_days(low, mention.span.end)

    def _read_more_days(self, low: str, end: int) -> Iterator[DateMention]:
        """«12/6 và 13/6»: the days after the first, each a date of its own."""
        while match := NEXT_DAY.match(low, end):
            found = self._phrases.days.read(low, match.end())
            if found is None or self._evidence.is_counted(low, found[1]):
                return
            end = found[1]
            yield DateMention(Span(match.end(), end), "date.day", found[0])

    def _read_years(self, low: str, at: int) -> DateMention | None:
        """«2011 - 2015», «5/2017», and a bare «2015» where a year is asked for."""
        periods = self._phrases.periods
        if at and (low[at - 1] in "/.-" or low[at - 1].isalnum()):
            return None
        if found := read_pair(low, at) or periods.read_month_year(low, at):
            return DateMention(Span(at, found[1]), f"date.{found[0].granularity}", found[0])
        found = read_bare_year(low, at)
        noted = low[at - 1 : at] == "(" and low[at + 4 : at + 5] == ")"
        if not found or not (noted or self._evidence.names_year(low, at)):
            return _lone_year(low, at, found)
        mention = self._phrases.extend(low, at, found, Lead(at))
        # «đến 2030 hộ» may count: the reading gives way to a quantity.
        sure = mention.last is not None or low[found[1] : found[1] + 1] != " "
        return replace(mention, priority=2 if sure else 0)


def _lone_year(low: str, at: int, found: tuple[Moment, int] | None) -> DateMention | None:
    """«kỳ thi THPT 2018»: a year where nobody else reads the digits, nor half of «2021-206»."""
    if found is None or found[0].year not in LIVED or low[at - 1 : at] not in ("", " ", "\n", "("):
        return None
    if low[found[1] : found[1] + 1] in DASHES and low[found[1] + 1 : found[1] + 2].isdigit():
        return None
    return DateMention(Span(at, found[1]), "date.year", found[0], priority=-1)


def _read_more_years(low: str, end: int) -> Iterator[DateMention]:
    """«năm 2015, 2016 và 2017»: the years after the first."""
    while match := NEXT_YEAR.match(low, end):
        found = read_pair(low, match.end()) or read_bare_year(low, match.end())
        if found is None:
            return
        end = found[1]
        yield DateMention(Span(match.end(), end), "date.year", found[0])


def _anchors(words: DateWords) -> dict[str, Kind]:
    """The words that open a date, each with what it opens.

    «năm», «tháng» and «đầu» stand everywhere; only with what makes a date of them do they count.
    """
    names = words.forms("count", "lunar_month")
    kinds: dict[str, Kind] = dict.fromkeys(["quý", "nửa", "tháng đầu"], "period")
    kinds |= dict.fromkeys(["năm 1", "năm 2"], "period")
    kinds |= dict.fromkeys([f"tháng {name}" for name in [*"0123456789", *names]], "period")
    kinds |= dict.fromkeys([f"{form} tháng" for form in words.forms("count")], "period")
    kinds |= dict.fromkeys(_edged(words), "any")
    by_kind: list[tuple[Kind, list[str]]] = [
        ("period", words.forms("decade", "new_year", "period_shift", "season", "stage", "tet")),
        ("period", words.forms("vague_months")),
        ("day", words.forms("day_shift", "lunar_day", "part_of_day", "same_day", "weekday")),
        ("now", words.forms("now")),
        ("same", words.forms("same_period")),
    ]
    for kind, forms in by_kind:
        kinds |= dict.fromkeys(forms, kind)
    return kinds


def _edged(words: DateWords) -> set[str]:
    """«đầu năm», «cuối chiều»: an edge with the first word of what it may be the edge of."""
    inner = words.forms("part_of_day", "period_shift", "season", "stage")
    firsts = {"năm", "tháng", "quý", "giờ", "của", *(form.split(" ")[0] for form in inner)}
    return {f"{edge} {first}" for edge in words.forms("edge", "tenday") for first in firsts}


def _digits(words: DateWords) -> re.Pattern[str]:
    """Digits that may open a date: most numbers of an article are passed over here."""
    links = words.any_of("until", "tet")
    # A digit comes first in the pattern, so that the search skips from digit to digit.
    return re.compile(
        rf"\d(?:(?<![^\W_]\d)|(?<=ngày\d))(?:\d{{3}}(?!\d)|\d?(?!\d)"
        rf"(?:(?= ?[/\-] ?\d|(?:\.|, )(?:\d\d?|\d{{4}})(?!\d)|,\d\d?/|:\d\d| ?[hg](?!{LETTER})"
        rf"| (?:tháng|giờ|và|&|{links}))|(?<=ngày \d)|(?<=ngày \d\d)))"
    )

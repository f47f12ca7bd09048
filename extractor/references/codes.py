"""References that show by their own shape: codes, phones, links, list marks, mottos."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.mentions import NonFigure
from extractor.quantities.brackets import stands_by_place
from extractor.quantities.people_rates import people_base_at
from extractor.quantities.per_one import is_per_one, is_rate_base
from extractor.quantities.vocabulary import Vocabulary
from extractor.references import shapes
from extractor.text import Span, Text

DIGITS = re.compile(r"\d+")
# «1 suất», «01 suất»
ONE = re.compile(r"0?1(?!\d) ?")
LEFT_REACH = 40
WEAK = 0
LAST_HOUR, NOON = 24, 12
LINK_PRIORITY = 4


class CodeFinder:
    """Finds references at digit runs, without any word of a rule."""

    def __init__(self, words: Vocabulary) -> None:
        self._units = words.units
        self._dated = words.part("date_left") | words.part("date_head")

    def find(self, text: Text) -> Iterator[NonFigure]:
        """The references of `text` by shape, in text order; weak ones yield to any figure."""
        yield from self._mottos(text)
        yield from self._links(text.norm)
        reached = 0
        norm = text.norm
        for run in DIGITS.finditer(norm):
            if run.start() < reached:
                continue
            found = self._at(text, run.start(), reached)
            if found is not None:
                reached = found.span.end
                yield found

    def _at(self, text: Text, at: int, reached: int) -> NonFigure | None:
        norm = text.norm
        bullet = self._bullet(norm, at)
        if bullet is not None:
            return bullet
        begin = _token_start(norm, at, reached)
        if begin < at:
            return self._glued(text, begin, at) or self._base(text.low, at)
        for pattern, kind, rule, priority in AT_DIGITS if ANY_CODE.match(norm, at) else ():
            match = pattern.match(norm, at)
            if match is not None and not (rule == "clock" and self._lasts(text.low, match)):
                return NonFigure(Span(at, match.end()), kind, rule, priority)
        return (
            self._named(norm, at)
            or _next_item(norm, at)
            or self._base(text.low, at)
            or _counter(norm, at)
        )

    @staticmethod
    def _lasts(low: str, clock: re.Match[str]) -> bool:
        """Whether «24 giờ» is a stretch of time: «trong vòng 24 giờ», «48 giờ»."""
        hours = clock.group().removesuffix("giờ").strip()
        if not hours.isdecimal():
            return False
        start, end = clock.span()
        before = low[max(0, start - 20) : start]
        return (
            int(hours) > LAST_HOUR
            or shapes.LASTING_LEFT.search(before) is not None
            or shapes.LASTING_RIGHT.match(low, end) is not None
            # «dập tắt sau 2 giờ», but «cấm xe sau 17 giờ», «sau 2 giờ ngày 5/3»
            or (
                int(hours) <= NOON
                and shapes.AFTER_LEFT.search(before) is not None
                and shapes.DAY_RIGHT.match(low, end) is None
            )
        )

    def _base(self, low: str, at: int) -> NonFigure | None:
        """«1 km hết 1,2 tỷ đồng»: one unit as a base, where it is no figure of its own."""
        if is_rate_base(low, at):
            return self._rate_base(low, at)
        if people := people_base_at(low, at):
            return NonFigure(people, "other", "base_people", WEAK)
        one = ONE.match(low, at)
        hit = self._units.at(low, one.end()) if one else None
        if hit is None:
            return None
        # «500.000 đồng/1 suất», «500.000/1 suất», but not «5/1»
        before = low[max(0, at - 4) : at - 1]
        slashed = low[at - 1 : at] == "/" and (before.isdigit() or not before[-1:].isdigit())
        if not (slashed or hit.entry.kind == "measure" or is_per_one(low, at, hit.end)):
            return None
        return NonFigure(Span(at, hit.end), "other", "base_one", WEAK)

    def _rate_base(self, low: str, at: int) -> NonFigure | None:
        """«45 thuê bao/100 dân»"""
        number = shapes.ROUND_BASE.match(low, at)
        hit = self._units.at(low, number.end()) if number else None
        return NonFigure(Span(at, hit.end), "other", "base_round", WEAK) if hit else None

    def _bullet(self, norm: str, at: int) -> NonFigure | None:
        """«1.», «4.3.», «(1)» at the beginning of a line, «(1)» anywhere, and a note's «[1]»."""
        if norm[at - 1 : at] == "[" and (note := NOTE.match(norm, at)):
            return NonFigure(Span(at - 1, note.end()), "list", "bullet")
        start = at - 1 if norm[at - 1 : at] == "(" and at else at
        if start < at:
            match = shapes.INLINE_BULLET.match(norm, start)
            if match is not None and not stands_by_place(norm, at, match.end() - 1):
                return NonFigure(Span(start, match.end()), "list", "bullet")
        lead = norm[max(0, start - 3) : start].rstrip(" *-+•")
        if lead and not lead.endswith("\n"):
            return None
        if not lead and start > 3:
            return None
        match = shapes.BULLET.match(norm, start)
        return NonFigure(Span(start, match.end()), "list", "bullet") if match else None

    def _glued(self, text: Text, begin: int, at: int) -> NonFigure | None:
        """A code that began before its first digit: «D3/HTKT3»."""
        norm = text.norm
        if not norm[at - 1].isalpha() and norm[at - 1] not in "-/._":
            return None
        # «30.000 đồng/m3»: the unit after the slash by itself.
        begin = max(begin, norm.rfind("/", begin, at) + 1)
        word = shapes.CODE_WORD.match(norm, begin)
        if word is None or word.end() <= at or not any(map(str.isalpha, norm[begin:at])):
            return None
        return NonFigure(Span(begin, _trimmed(norm, begin, word.end())), "name", "code", WEAK)

    def _named(self, norm: str, at: int) -> NonFigure | None:
        """«Cửa Rào 1»: a number after a name, when nothing else wants it."""
        match = NAMED.match(norm, at)
        if match is None or at < 2 or norm[at - 1] != " ":
            return None
        begin = at - 1
        while begin and norm[begin - 1].isalpha() and at - begin < 12:
            begin -= 1
        if norm[begin : begin + 1].isupper() and norm[begin:at].strip().lower() not in self._dated:
            return NonFigure(Span(begin, match.end()), "name", "numbered_name", WEAK)
        return None

    @staticmethod
    def _links(norm: str) -> Iterator[NonFigure]:
        """Web and mail addresses."""
        for mark in ("://", "www.", "@"):
            at = norm.find(mark)
            while at >= 0:
                begin = _token_start(norm, at, 0) if mark != "://" else _letters_before(norm, at)
                match = shapes.LINK.match(norm, begin)
                end = _trimmed(norm, begin, match.end()) if match else at + 1
                yield NonFigure(Span(begin, max(end, at + 1)), "chrome", "link", LINK_PRIORITY)
                at = norm.find(mark, max(end, at + len(mark)))

    @staticmethod
    def _mottos(text: Text) -> Iterator[NonFigure]:
        """Numbers in short quotations: «"05 điểm nghẽn"»."""
        norm = text.norm
        at = norm.find('"')
        while at >= 0:
            match = shapes.MOTTO.match(norm, at)
            if match is None:
                at = norm.find('"', at + 1)
                continue
            yield NonFigure(Span(match.start(1), match.end(1)), "model", "motto")
            at = norm.find('"', match.end())


NOTE = re.compile(r"\d{1,3}\]")
COUNTER = re.compile(r"\d{1,3}(?:[.,]?\d{3}){0,2}(?= ?\n)")
ITEM, ITEM_ENDS = re.compile(r"\d{1,2}\.(?= [A-ZĐÀ-Ỹ])"), (". ", "; ", ") ")
PAGE_TOP, BARS = 400, ("\n", "|")
# «ngày TBLS 27-7» is a day.
NAMED = re.compile(
    r"\d{1,3}[A-Z]?(?: ?[+&] ?\d{1,3}[A-Z]?){0,6}(?![.,/]?\d)(?!-\d{1,2}(?![.,]?\d))(?![^\W_])"
)
AT_DIGITS = (
    (shapes.PLAIN_CODE, "document", "document_code", 3),
    (shapes.PHONE, "contact", "phone_number", 2),
    (shapes.PLATE, "contact", "plate", 2),
    (shapes.VESSEL, "name", "vessel", 3),
    (shapes.BOAT, "name", "boat", WEAK),
    (shapes.CLOCK, "clock", "clock", 1),
    (re.compile(r"\d{3,4}x\d{3,4}(?:px)?(?![^\W_])"), "chrome", "image_size", WEAK),
    # «là 1 trong những …»: the one is the thing itself, not a number of things.
    (re.compile(r"1(?= trong )"), "other", "one_of", WEAK),
    (re.compile(r"\d{1,3}[A-Za-zĐđ]\d{0,3}(?![^\W_])"), "name", "code", WEAK),
)
# Most digit runs begin none of them: one look instead of eight.
ANY_CODE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _, _, _ in AT_DIGITS))


def _counter(norm: str, at: int) -> NonFigure | None:
    """A bare number on a line of its own at the top of a page, or behind a bar that parts it from
    the time: how often it was read or answered."""
    match = COUNTER.match(norm, at)
    if match is None or at > PAGE_TOP or norm[max(0, at - 2) : at].strip(" ")[-1:] not in BARS:
        return None
    return NonFigure(Span(at, match.end()), "chrome", "counter", WEAK)


def _next_item(norm: str, at: int) -> NonFigure | None:
    """«…: 12%. 8. Tổng số …»: the number of an item whose list lost its lines."""
    if norm[max(0, at - 2) : at] not in ITEM_ENDS or norm[at - 3 : at - 2].isspace():
        return None
    match = ITEM.match(norm, at)
    return NonFigure(Span(at, match.end()), "list", "item", WEAK) if match else None


def _token_start(norm: str, at: int, floor: int) -> int:
    """Where the unbroken word around `at` begins, a bounded way back."""
    stop = max(floor, at - LEFT_REACH)
    begin = at
    while begin > stop and not norm[begin - 1].isspace() and norm[begin - 1] not in "([\"'|,;:":
        begin -= 1
    return begin


def _letters_before(norm: str, at: int) -> int:
    """Where the letters before `at` begin: the scheme of a link."""
    begin = at
    while begin and at - begin < 8 and norm[begin - 1].isalpha():
        begin -= 1
    return begin


def _trimmed(norm: str, begin: int, end: int) -> int:
    """`end` without the stops of a sentence."""
    while end > begin and norm[end - 1] in ".,;:-/)*":
        end -= 1
    return end

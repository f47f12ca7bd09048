"""Units that no rule knows: the noun after a numeral, or the one it was announced with."""

from __future__ import annotations

import re

from extractor.quantities.vocabulary import Unit, Vocabulary
from extractor.text import Text

# «14 "taxi dù"»: a name that the writer keeps at arm's length is counted all the same.
NOUN = re.compile(r' "?([^\W\d_]{2,8})(?: ([^\W\d_]{2,8}))?(?![^\W_])')
# «12 THT», «1.200 GCNQSDĐ»: an abbreviation that no rule knows.
ABBREVIATION = re.compile(r" ([A-ZĐ]{2,8})(?![^\W_])")
# How long the words are that an abbreviation stands for.
LONGEST_NAME = 60
# How far back «tổng số thôn của xã còn 12» may announce its noun.
ANNOUNCED = 90
# No full stop stands inside «TP.HCM».
SENTENCE = re.compile(r"[;\n]|\.(?![^\W_])")
ENDS = re.compile(r" ?[.,;(\n]|$")
TOTALS = ("tổng số ", "số lượng ", "số ", "lượng ", "tổng đàn ")
LINK = re.compile(
    r"(?: là| còn| lên| đạt| có| bằng| gồm| xuống| từ| chỉ| chỉ còn| chỉ có"
    r"| xuống còn| lên tới| lên đến|:| =) ?$"
)
# «giảm từ 412 xuống 130»: what moves from the number on, so that it is no place or time.
MOVES = re.compile(r" (?:(?:giảm|hạ|rút) )?(?:xuống|còn) | (?:(?:tăng|nâng) )?lên ")

BRACKET_REACH = 320
PLACE = re.compile(
    r"(?:(?:TP|TX|TT|H|Q|P|X)\.? ?|(?:tỉnh|huyện|xã|phường|thành phố|quận) )?[A-ZĐÀ-Ỹ]"
    r"|(?:mầm non|mẫu giáo|nhà trẻ|tiểu học|trung học|nam|nữ)\b"
)
FOLLOWS = re.compile(r" ?(?:[,;)]| và )")
LIST, BREAKS = "gồm:", frozenset(".;()\n")
LISTED = re.compile(r"[,;.](?!\d)| và |\n|$")


def bracket_of_parts(norm: str, start: int, end: int) -> int | None:
    """Where the bracket opens in which a place's name or a label stands right before a bare number.

    «(Cà Mau 2, TP Hồ Chí Minh 1)», «(hội viên: 25; công nhân: 120)»: the names say that the
    numbers are shares of what was counted before the bracket.
    """
    if FOLLOWS.match(norm, end) is None or norm[start - 1 : start] not in (" ", ":"):
        return None
    opening = norm.rfind("(", max(0, start - BRACKET_REACH), start)
    if opening < 0 or ")" in norm[opening:start]:
        return None
    return opening if _is_named(norm, opening, start) else None


def list_of_parts(norm: str, start: int, end: int) -> int | None:
    """Where the list opens in which a place's name stands right before a bare number.

    «177 người …, gồm: Bảo Yên 109, Sa Pa 9.»
    """
    if LISTED.match(norm, end) is None or norm[start - 1 : start] != " ":
        return None
    opening = norm.rfind(LIST, max(0, start - BRACKET_REACH), start)
    if opening < 0 or not BREAKS.isdisjoint(norm[opening:start]):
        return None
    return opening if _is_named(norm, opening + len(LIST), start) else None


def _is_named(norm: str, opening: int, start: int) -> bool:
    """Whether nothing but a place or a label stands between the number and the one before it."""
    item = re.split(r"[(,;]| và ", norm[opening:start])[-1].strip(" :")
    label = ":" in norm[start - 2 : start]
    named = (label or PLACE.match(item) is not None) and 1 < len(item) < 40
    return named and not any(map(str.isdigit, item))


class NounGuesser:
    """Finds something countable around a bare numeral."""

    def __init__(self, words: Vocabulary) -> None:
        self._units = words.units
        self._stop = words.part("stop")
        self._announced = words.announced
        self._yearly = words.yearly

    def after(self, text: Text, end: int) -> tuple[str, int] | None:
        """The noun right after `end` and where it ends: two syllables if the second may belong;
        a quoted one is no part of the figure's words."""
        if short := self.short(text, end):
            return short
        match = NOUN.match(text.low, end)
        if match and self._yearly.at(text.low, match.start(1)):
            # «các ngày 5 và 6 hàng tháng»
            return None
        if match is None or match[1] in self._stop or not text.norm[match.start(1)].islower():
            return None
        second, quoted = match[2], text.norm.startswith('"', end + 1)
        if second is None or second in self._stop or not text.norm[match.start(2)].islower():
            return match[1], end if quoted else match.end(1)
        if f"{match[1]} {second}" in self._stop:
            # «Tổ 141 kiểm tra …»: what it does, and nothing that is counted.
            return None
        return f"{match[1]} {second}", end if quoted else match.end()

    def spelled_out(self, text: Text, short: str) -> Unit | None:
        """What an abbreviation counts that the article spells out before: «đảng viên (ĐV)»."""
        at = text.norm.find(f" ({short})")
        words = text.low[max(0, at - LONGEST_NAME) : at].split()[-len(short) :] if at > 0 else []
        if [word[:1] for word in words] != list(short.lower()):
            return None
        return self._units.entries.get(" ".join(words))

    @staticmethod
    def short(text: Text, end: int) -> tuple[str, int] | None:
        """The abbreviation right after `end` and where it ends: «1,07 ngàn HS»."""
        match = ABBREVIATION.match(text.norm, end)
        return (match[1], match.end()) if match is not None else None

    def counted(self, low: str, start: int) -> Unit | None:
        """What a bare «13 triệu» counts, where the clause says so: «dân số», «lượt khách»."""
        clause = SENTENCE.split(low[max(0, start - ANNOUNCED) : start])[-1]
        at, form = max((clause.rfind(form), form) for form in self._announced)
        if at < 0 or any(map(str.isdigit, clause[at:])):
            return None
        return self._units.entries.get(self._announced[form])

    def before(self, text: Text, start: int, end: int) -> Unit | None:
        """The unit announced on the left: «tổng số thôn của xã còn 12»."""
        low = text.low
        link = LINK.search(low, max(0, start - 12), start)
        if link is None or (link.group() == " từ " and MOVES.match(low, end) is None):
            return None
        clause = SENTENCE.split(low[max(0, start - ANNOUNCED) : start])[-1]
        base = start - len(clause)
        last = clause.rpartition(",")[2]
        hit = self._units.at(low, start - len(last.lstrip()))
        if hit is not None and text.norm[hit.end + 1 : hit.end + 2].isupper():
            # «Bình Triều là 150»: a place, and no bottles.
            return None
        if hit is not None and hit.entry.kind == "count" and ENDS.match(low, end):
            # «nhà bị tốc mái là 228 (…)»
            return hit.entry if link.group().strip() in ("là", ":") else None
        for lead in TOTALS:
            at = clause.rfind(lead)
            if at >= 0:
                hit = self._units.at(low, base + at + len(lead))
                if hit is not None and hit.entry.kind == "count":
                    return hit.entry
        return None

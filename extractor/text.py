"""Offsets first: the text as given, the text as the rules see it, and the way between them."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field

from msgspec import Struct

ODD_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\t\v\f"
)
ZERO_WIDTH = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067"
    "\u2068\u2069\ufeff"
)
# One character for one: blanks, dashes, quotes and letters that look alike mean the same.
LOOKALIKES = {
    **dict.fromkeys(map(ord, ODD_BLANKS), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    **dict.fromkeys(map(ord, "‘’‛`´ʼ"), "'"),
    **{
        ord("Ð"): "Đ",
        ord("ð"): "đ",
        ord("\r"): "\n",
        ord("\u0085"): "\n",
        ord("\u2028"): "\n",
        ord("\u2029"): "\n",
    },
}
# What leaves no trace in norm: zero-width characters, CR before LF, all but the first of a run of
# blanks. Left of the bar what must never be quoted, right of it what may be, inside a span.
_BLANK = f"[ {ODD_BLANKS}]"
REMOVED = re.compile(f"(?<={_BLANK})[ {ODD_BLANKS}{ZERO_WIDTH}]+|[{ZERO_WIDTH}]+|\r(?=\n)")
# A look at one character at a time finds whether the two costlier steps have anything to do.
LOOKALIKE = re.compile(f"[{''.join(map(chr, LOOKALIKES))}]")
REMOVABLE = re.compile(f"[{ODD_BLANKS}{ZERO_WIDTH}\r]|  ")
MARKED = re.compile(r"[^\u0300-\u036f\u1ab0-\u1aff]?[\u0300-\u036f\u1ab0-\u1aff]+", re.DOTALL)

_PLAIN, _TONED = "aey", ("àáảãạ", "èéẻẽẹ", "ỳýỷỹỵ")
_TARGET = {"o": "òóỏõọ", "u": "ùúủũụ"}


def _tone_pairs() -> dict[str, str]:
    """Old tone placement → new, as two-letter rewrites of equal length: oà → òa, uý → úy."""
    pairs = {}
    for first, plains in (("o", "ae"), ("u", "y")):
        for plain in plains:
            for old, new in zip(_TONED[_PLAIN.index(plain)], _TARGET[first], strict=True):
                pairs[first + old] = new + plain
                pairs[(first + old).capitalize()] = (new + plain).capitalize()
                pairs[(first + old).upper()] = (new + plain).upper()
    return pairs


OLD_TONES = _tone_pairs()
# Where an old tone may stand: two rare letters in a row that end a syllable. `_retone` decides;
# an expression that decided by itself would try every letter of the text eight times over.
OLD_TONE = re.compile(
    r"[oOuUtTqQkKlL][àáảãạèéẻẽẹỳýỷỹỵỉíúìĩÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴỈÍÚÌĨ][yYiI]?(?![^\W\d_])"
)
# «quý» keeps its tone on y, and «quí», «qúy» are the same syllable; «tỉ» is «tỷ», «kì» «kỳ».
Q_TONES = {"uí": "uý", "UÍ": "UÝ", "úy": "uý", "Úy": "uý", "ÚY": "UÝ", "úi": "uý"}
ONE_VOWEL = dict(
    zip(
        ["tỉ", "kì", "kĩ", "lí", "Tỉ", "Kì", "Kĩ", "Lí", "TỈ", "KÌ", "KĨ", "LÍ"],
        ["tỷ", "kỳ", "kỹ", "lý", "Tỷ", "Kỳ", "Kỹ", "Lý", "TỶ", "KỲ", "KỸ", "LÝ"],
        strict=True,
    )
)


def _retone(match: re.Match[str]) -> str:
    found = match.group()
    before = match.string[match.start() - 1] if match.start() else " "
    if found[0] in "qQ":
        return found[0] + Q_TONES.get(found[1:], found[1:])
    if before in "qQ":
        return Q_TONES.get(found, found)
    if found[0] in "tTkKlL":
        return found if before.isalpha() else ONE_VOWEL.get(found, found)
    return OLD_TONES.get(found, found)


class Span(Struct, frozen=True, order=True):
    """A half-open stretch [start, end) of code points; `len` is the number of them.

    A struct, because an article makes hundreds: a named tuple takes three times as long.
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, raw and as the rules see it.

    `norm` is NFC with plain blanks, dashes, quotes and new-style tones; `low` is `norm` in lower
    case, letter for letter. Finders work on these two; `raw_span` and `quote` lead back to `raw`.
    """

    raw: str
    norm: str
    low: str
    # Raw offset of each character of norm, plus the end; None when the offsets are the same.
    offsets: array[int] | None = field(default=None, repr=False)

    def raw_span(self, span: Span) -> Span:
        """The span of `raw` that `span` of `norm` stands for."""
        if self.offsets is None:
            return span
        start = self.offsets[span.start]
        if span.end <= span.start:
            return Span(start, start)
        # The end of the last character itself: what was removed after it stays outside.
        last = self.offsets[span.end - 1]
        # NFC may write one raw character as two: both end where the next raw one begins.
        end = max(self.offsets[span.end], last + 1)
        while end > last + 1 and not unicodedata.combining(self.raw[end - 1]):
            end -= 1
        return Span(start, end)

    def norm_span(self, span: Span) -> Span:
        """The span of `norm` that covers `span` of `raw`."""
        if self.offsets is None:
            return span
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))

    def quote(self, span: Span) -> str:
        """The reader's own words for `span` of `norm`."""
        there = self.raw_span(span)
        return self.raw[there.start : there.end]


def normalise(raw: str) -> Text:
    """The text as the rules see it, with the way back to every raw character.

    >>> text = normalise("Ông  Nguyễn Văn A,\\u200b Chủ  tịch xã")
    >>> at = text.norm.index("tịch xã")
    >>> text.quote(Span(at, at + 7))
    'tịch xã'
    """
    offsets: array[int] | None = None
    composed = raw
    if not unicodedata.is_normalized("NFC", raw):
        composed, offsets = _compose(raw)
    if REMOVABLE.search(composed) and REMOVED.search(composed):
        composed, offsets = _remove(composed, offsets)
    if LOOKALIKE.search(composed):
        composed = LOOKALIKE.sub(_replace_lookalike, composed)
    norm = OLD_TONE.sub(_retone, composed)
    return Text(raw, norm, _lower(norm), offsets)


def _replace_lookalike(match: re.Match[str]) -> str:
    return LOOKALIKES[ord(match.group())]


def _compose(raw: str) -> tuple[str, array[int]]:
    """NFC cluster by cluster, with the raw offset of each character and of the end."""
    pieces: list[str] = []
    offsets = array("l")
    reached = 0
    for match in MARKED.finditer(raw):
        start, end = match.span()
        _keep(raw[reached:start], reached, pieces, offsets)
        piece = unicodedata.normalize("NFC", match.group())
        pieces.append(piece)
        offsets.append(start)
        # Marks that nothing composes with stand for themselves.
        spare = end - len(piece)
        offsets.extend(max(start, spare + extra) for extra in range(1, len(piece)))
        reached = end
    _keep(raw[reached:], reached, pieces, offsets)
    offsets.append(len(raw))
    return "".join(pieces), offsets


def _keep(plain: str, start: int, pieces: list[str], offsets: array[int]) -> None:
    """Take over a stretch without marks; few letters of it have another form in NFC."""
    if unicodedata.is_normalized("NFC", plain):
        pieces.append(plain)
        offsets.extend(range(start, start + len(plain)))
        return
    for at, letter in enumerate(plain, start):
        piece = unicodedata.normalize("NFC", letter)
        pieces.append(piece)
        offsets.extend([at] * len(piece))


def _remove(composed: str, offsets: array[int] | None) -> tuple[str, array[int]]:
    """`composed` without what leaves no trace, with the raw offset of each character left."""
    before = offsets if offsets is not None else array("l", range(len(composed) + 1))
    pieces: list[str] = []
    kept = array("l")
    reached = 0
    for match in REMOVED.finditer(composed):
        pieces.append(composed[reached : match.start()])
        kept.extend(before[reached : match.start()])
        reached = match.end()
    pieces.append(composed[reached:])
    kept.extend(before[reached:])
    return "".join(pieces), kept


def _lower(norm: str) -> str:
    """Lower case, keeping the length (`İ` would grow)."""
    low = norm.lower()
    if len(low) == len(norm):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in norm)

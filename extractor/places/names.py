"""Names of places: how they are spelled, and how two spellings are told to be one."""

from __future__ import annotations

import re
import unicodedata

from extractor.letters import LETTER, UPPER

# «Phan Rang - Tháp Chàm», «Phan Rang-Tháp Chàm», «Ia H' Drai»: blanks at hyphens mean nothing.
LOOSE = re.compile(r" ?([-']) ?")
ZERO = re.compile(r"(?<!\d)0+(?=\d)")
# «Mỹ» and «Mĩ», «Kỳ» and «Kì» are one syllable; so are «Đăk», «Đắc» and «Đắk».
LONE_Y = re.compile(r"(?<=[bcdđghklmnprstvx])[yýỳỷỹỵ]\b")
Y_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
DAK = re.compile(r"\b([đd])[aăắ]([ck])\b")
_SYLLABLE = rf"[{UPPER}][{LETTER}]*(?:' ?[{LETTER}]+)*"
# Up to seven capitalised syllables, the later ones maybe numbers, or a number alone.
NAME = re.compile(
    rf"(?:số )?\d{{1,2}}(?![\d{LETTER}]|[./,]\d)"
    rf"|{_SYLLABLE}(?:(?: ?- ?| )(?:{_SYLLABLE}|\d{{1,2}}(?![\d./,]))){{0,6}}"
)
JOINT = re.compile(r" ?- ?| ")


def fold(name: str) -> str:
    """The key under which a name is filed: equal for all its spellings.

    >>> fold("Phan Rang - Tháp Chàm"), fold("Đăk Mỹ"), fold("08")
    ('phan rang-tháp chàm', 'đắk mĩ', '8')
    """
    low = LOOSE.sub(r"\1", name.lower())
    low = LONE_Y.sub(lambda match: match.group().translate(Y_TO_I), low)
    return ZERO.sub("", DAK.sub(r"\1ắk", low))


def spellings(name: str, key: str) -> set[str]:
    """Lower-case ways to write a name that occur in print, for literal search."""
    low = name.lower()
    if "-" not in key:
        return {low, key}
    joints = ("-", " - ", "- ", " -")
    return {LOOSE.sub(joint, low) for joint in joints} | {key.replace("-", j) for j in joints}


def plain(name: str) -> str:
    """A name as a web address writes it: `plain("Long Biên")` is "longbien"."""
    stripped = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(letter for letter in stripped if letter.isascii() and letter.isalnum())


def prefixes(run: str) -> list[str]:
    """A run of capitalised syllables, and it without its last syllables, longest first."""
    cuts = [match.start() for match in JOINT.finditer(run)]
    return [run, *(run[:cut] for cut in reversed(cuts))]

"""Capital and small letters, as the inside of a class in a regular expression.

The classes stand in many expressions, and compiling one letter by letter is most of the time
those take at start-up: hence ranges, and no letters that only phoneticians write.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

# Latin-1 and Extended-A, «Ơơ», «Ưư», and the marked letters of Vietnamese.
_LATIN = [chr(code) for code in (*range(0x41, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0)]
_LATIN += [chr(code) for code in range(0x1EA0, 0x1EFA)]


def as_ranges(letters: Iterable[str]) -> str:
    """The letters in order, neighbours drawn together.

    >>> as_ranges("ABCDXZ")
    'A-DXZ'
    """
    pieces: list[str] = []
    numbered = enumerate(sorted(map(ord, letters)))
    for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        codes = [chr(code) for _, code in run]
        pieces.append("".join(codes) if len(codes) < 3 else f"{codes[0]}-{codes[-1]}")
    return "".join(pieces)


UPPER = as_ranges(letter for letter in _LATIN if letter.isupper())
LOWER = as_ranges(letter for letter in _LATIN if letter.islower())
LETTER = as_ranges(letter for letter in _LATIN if letter.isupper() or letter.islower())

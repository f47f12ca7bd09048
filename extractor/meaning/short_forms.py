"""The names of indicators as reports shorten them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from extractor.lexicon import is_edge
from extractor.rules.rows_indicators import ShortFormRow

# How many letters a form has at least, so that it cannot be another word's initials.
CLEAR = 4


def shortened(forms: Mapping[str, int], rows: Iterable[ShortFormRow]) -> dict[str, int]:
    """Other spellings of forms, each with the form's number: «thu nhập bình quân đầu người» is
    «TNBQ đầu người» and «thu nhập BQ đầu người» too. All alone only what is long is shortened."""
    names = list(forms)
    # One text of all forms: a few words are looked for in many thousands.
    text = "\n".join(names)
    starts, at = [], 0
    for name in names:
        starts.append(at)
        at += len(name) + 1
    found: dict[str, int] = {}
    for row in rows:
        for place in _places(text, row.expansion):
            number = bisect_right(starts, place) - 1
            form, start = names[number], place - starts[number]
            for short in row.forms:
                other = form[:start] + short + form[start + len(row.expansion) :]
                if other not in forms and len(other) >= CLEAR:
                    found.setdefault(other, forms[form])
    return found


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands whole."""
    at = text.find(word)
    while at >= 0:
        if is_edge(text, at) and is_edge(text, at + len(word)):
            yield at
        at = text.find(word, at + 1)

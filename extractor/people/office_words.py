"""The words of an office, one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from extractor.lexicon import LETTERS, Lexicon
from extractor.people.names import SYLLABLE
from extractor.text import Text

TOKEN = re.compile(r"[^\s,;:()\[\]\"…!?*|]+")
CAPITAL = re.compile(rf"{SYLLABLE}$")
DOTTED = frozenset(["tp", "tx", "tt", "q", "p", "h", "x", "t.p", "t.x", "ub", "ct", "bs"])


class State(Struct, frozen=True):
    """How far an office is read: `tail` opens the capitalised run that ends at `pos`.

    `in_body`: the last word is «ban», «phòng»; `after_unit`: it is «xã» or a name after it;
    `abroad`: it is a country or a name after it.
    """

    pos: int
    tail: int | None = None
    in_body: bool = False
    after_unit: bool = False
    last: bool = False
    abroad: bool = False


def read_plain(text: Text, state: State, start: int) -> State | None:
    """The state after a word that means nothing special; small ones end a unit's name."""
    token = TOKEN.match(text.norm, start)
    if token is None or (state.after_unit and text.norm[start].islower()):
        return None
    end, last = _without_stop(text.low, start, token.end())
    tail = None
    if CAPITAL.match(text.norm, start, end):
        tail = start if state.tail is None or start > state.pos + 1 else state.tail
    abroad = state.abroad and tail is not None
    return State(end, tail, after_unit=state.after_unit, last=last, abroad=abroad)


def first_words(lexicons: Mapping[str, Lexicon[Any]]) -> dict[str, frozenset[str]]:
    """First word of any form → the kinds of forms that it begins."""
    kinds: dict[str, set[str]] = {"và": {"and"}}
    for kind, lexicon in lexicons.items():
        for form in lexicon.entries:
            if first := LETTERS.match(form):
                kinds.setdefault(first.group(), set()).add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


def _without_stop(low: str, start: int, end: int) -> tuple[int, bool]:
    """The end of a token without its full stop or dash, and whether it was the last one."""
    dot = low.find(".", start, end)
    # «Chủ tịch UBND TP.» at the end of a line: the stop closes the sentence.
    closes = dot == end - 1 and low[end : end + 1] in ("", "\n")
    known = dot > start and low[start:dot] in DOTTED and not closes
    if dot > start and not known and (dot - start > 3 or dot == end - 1):
        return dot, True
    if low[end - 1] in "-/" and end - start > 1:
        return end - 1, True
    return end, False

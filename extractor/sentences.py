"""Where sentences begin and end, by a scan that is linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.text import Span, Text

# One match at each run of closers or line breaks; all decisions are made in code, so that a
# long run of dots costs one step and not one per dot.
STOP = re.compile(r"[.!?…;]+[\"')\]]*|\n[\s]*")
# Words whose full stop ends no sentence: «TP. Hồ Chí Minh», «Th.S», «P. Tân Lập».
ABBREVIATED = frozenset(["tp", "tx", "tt", "q", "p", "h", "x", "ts", "ths", "đ/c", "t.p", "t.x"])
LAST_WORD = re.compile(r"[^\s(\[\"']{1,12}$")
OPENERS = "\"'([-*+•"


def split_sentences(text: Text) -> list[Span]:
    """The sentences, headings, captions and list lines of `text.norm`, blanks outside.

    A line break ends a sentence unless the next line goes on in lower case after a line that
    ended without a stop: some portals wrap every sixty characters.
    """
    norm = text.norm
    spans: list[Span] = []
    begin = 0
    for match in STOP.finditer(norm):
        if match.start() < begin or not _ends_here(norm, match):
            continue
        _add(norm, begin, match.end(), spans)
        begin = match.end()
    _add(norm, begin, len(norm), spans)
    return spans


def sentence_at(sentences: list[Span], offset: int) -> int:
    """Index of the sentence that holds `offset` (the one before it when between two)."""
    return max(bisect_right(sentences, Span(offset, 1 << 62)) - 1, 0)


def _add(norm: str, start: int, end: int, spans: list[Span]) -> None:
    piece = norm[start:end]
    lead = len(piece) - len(piece.lstrip())
    body = piece.strip()
    if body:
        spans.append(Span(start + lead, start + lead + len(body)))


def _ends_here(norm: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] == "\n":
        return _breaks_line(norm, match)
    if mark[0] == ";":
        return False
    after = norm[match.end() : match.end() + 2]
    if not after:
        return True
    if not after[0].isspace():
        # «giám sát.Đến nay»: a stop glued to the next sentence; «TP.HCM», «2.5» are none.
        before = norm[match.start() - 1 : match.start()]
        word = LAST_WORD.search(norm, max(0, match.start() - 12), match.start())
        return (
            mark[-1] in ".!?…"
            and after[0].isupper()
            and before.islower()
            and not (word and word.group().lower() in ABBREVIATED)
            and after[1:2].islower()
        )
    if mark.startswith((".", "…")) and len(mark) <= 2 and _is_abbreviation(norm, match.start()):
        return False
    follow = norm[match.end() : match.end() + 40].lstrip()
    return not follow or not follow[0].islower()


def _is_abbreviation(norm: str, stop: int) -> bool:
    word = LAST_WORD.search(norm, max(0, stop - 12), stop)
    if word is None:
        return False
    token = word.group()
    if token.lower() in ABBREVIATED:
        return True
    # A single capital is an initial («Nguyễn Văn A.» at a line's end still ends the sentence).
    return len(token) == 1 and token.isupper() and norm[stop + 1 : stop + 2] == " "


def _breaks_line(norm: str, match: re.Match[str]) -> bool:
    follow = norm[match.end() : match.end() + 1]
    if match.group().count("\n") > 1 or not follow:
        return True
    before = norm[max(0, match.start() - 80) : match.start()].rstrip(" ")[-1:]
    return not ((follow.islower() and before not in ".!?:;") or before == ",")

"""Where a figure stands: its sentence, its clause, its stretch, and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from extractor.mentions import Quantity
from extractor.sentences import sentence_at
from extractor.text import Span, Text

# A full stop, but for that of «TP. Vinh», «TX. Sơn Tây».
STOP = r"(?<=\.)(?<!TP\.)(?<!Tp\.)(?<!tp\.)(?<!TX\.)(?<!Tx\.)(?<!TT\.)(?=\s)"
# No bracket that only holds what a name is short for: «Bảo hiểm y tế (BHYT)».
SHORT = "".join(rf"(?<!\([A-ZĐ]{{{letters}}}\))" for letters in range(2, 8))
# The mark itself comes first, and what must stand around it after: most letters are none.
BREAK = re.compile(rf"[,;:\n().](?:(?<=[,;:\n])|(?<=\()(?![A-ZĐ]{{2,7}}\))|(?<=\)){SHORT}|{STOP})")
# A list item opens with one of these («- », «(3) », «3. », «b) »), and a list has this many items
# at most.
BULLET = re.compile(r"[-+*•–]|\(?(?:\d{1,2}|[a-zđ])[).]\s")
LONGEST_LIST = 30
# What may stand between a label's colon and its value: «Tỷ lệ lao động qua đào tạo: trên 20%».
LEADS = "trên|dưới|hơn|gần|khoảng|từ|đạt|tối thiểu|ít nhất"
BOUND = re.compile(rf"\s*(?:(?:{LEADS})\s+){{0,2}}", re.IGNORECASE)
CLAUSE_BREAK = re.compile(rf"[;\n.](?:(?<=[;\n])|{STOP})")
# The same, to find the last one of a window: the dots swallow all and give back from its end.
LAST_BREAK = re.compile(rf"(?s:.*)(?:{BREAK.pattern})")
LAST_CLAUSE_BREAK = re.compile(rf"(?s:.*)(?:{CLAUSE_BREAK.pattern})")


class Surroundings(Struct, frozen=True):
    """The windows around one quantity, all in `text.norm`.

    `since`..`until`: from the previous to the next figure of the sentence; `stretch`: the same,
    cut at the nearest comma, semicolon, colon or bracket on either side, and with the label
    before a colon right at the figure; `clause`: the sentence's part between semicolons.
    """

    quantity: Quantity
    # The quantity's own, kept here because they are asked for dozens of times each.
    start: int
    end: int
    number: int
    sentence: Span
    clause: Span
    stretch: Span
    since: int
    until: int
    # The sentence that opens the list («…, gồm:») whose item holds the figure.
    opener: Span | None = None
    # What a colon right before the figure labels it with: «Rừng trồng: 462 ha».
    label: Span | None = None


def find_surroundings(
    text: Text, sentences: Sequence[Span], quantities: Sequence[Quantity]
) -> list[Surroundings]:
    """The surroundings of each quantity, in the same order."""
    found = []
    places = list(sentences)
    for number, quantity in enumerate(quantities):
        span = quantity.span
        place = sentence_at(places, span.start)
        home = places[place]
        since = max(home.start, quantities[number - 1].span.end if number else 0)
        last = number + 1 == len(quantities)
        until = home.end if last else min(home.end, quantities[number + 1].span.start)
        until = max(until, span.end)
        begin = _last_break(LAST_BREAK, text.norm, since, span.start)
        label = _label(text.norm, since, begin, span.start)
        found.append(
            Surroundings(
                quantity=quantity,
                start=span.start,
                end=span.end,
                number=number,
                sentence=home,
                clause=Span(
                    _last_break(LAST_CLAUSE_BREAK, text.norm, home.start, span.start),
                    _next_break(CLAUSE_BREAK, text.norm, span.end, home.end),
                ),
                stretch=Span(
                    label.start if label is not None else begin,
                    _next_break(BREAK, text.norm, span.end, until),
                ),
                since=since,
                until=until,
                opener=_opener(text.norm, places, place),
                label=label,
            )
        )
    return found


def _label(norm: str, since: int, begin: int, start: int) -> Span | None:
    """The words between the last break and the colon that stands right before a figure."""
    colon = begin - 1
    if begin <= since or norm[colon] != ":" or not BOUND.fullmatch(norm, begin, start):
        return None
    first = _last_break(LAST_BREAK, norm, since, colon)
    while first < colon and not norm[first].isalnum():
        first += 1
    return Span(first, colon) if first < colon else None


def figure_before(all_at: Sequence[Surroundings], at: Surroundings) -> Surroundings | None:
    """The figure right before this one, when both stand in one sentence."""
    before = all_at[at.number - 1] if at.number else None
    return before if before is not None and before.sentence == at.sentence else None


def around_figures(low: str, all_at: list[Surroundings]) -> str:
    """The text with blanks for what no figure looks at: sentences without one, openers apart."""
    spans = {Span(at.sentence.start, max(at.sentence.end, at.end)) for at in all_at}
    spans.update(at.opener for at in all_at if at.opener is not None)
    pieces: list[str] = []
    reached = 0
    for span in sorted(spans):
        start = max(span.start, reached)
        if start < span.end:
            pieces += (" " * (start - reached), low[start : span.end])
            reached = span.end
    pieces.append(" " * (len(low) - reached))
    return "".join(pieces)


def _opener(norm: str, sentences: list[Span], place: int) -> Span | None:
    """The sentence ending in a colon before the bullet lines that `place` is one of."""
    for index in range(place, max(-1, place - LONGEST_LIST), -1):
        span = sentences[index]
        if index < place and norm[span.start : span.end].endswith(":"):
            return span
        if BULLET.match(norm, span.start) is None:
            return None
    return None


def _last_break(pattern: re.Pattern[str], norm: str, start: int, end: int) -> int:
    match = pattern.match(norm, max(start, end - 400), end)
    return match.end() if match else start


def _next_break(pattern: re.Pattern[str], norm: str, start: int, end: int) -> int:
    match = pattern.search(norm, start, min(end, start + 400))
    return match.start() if match else min(end, start + 400)

"""An article's text as HTML, every reading a <mark> that carries its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from markupsafe import Markup

from extractor.models import ArticleRecord, Issue
from extractor.review.controls import CONTROL, label


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of the text to be marked; `cut` says that its beginning stands elsewhere."""

    start: int
    end: int
    id: str
    kind: str
    tip: str
    # The element's own id; a person's later mentions have none.
    anchor: str | None = None
    href: str | None = None
    data: tuple[tuple[str, str], ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article with what the checks say of it."""

    html: Markup
    start: int
    findings: list[Issue] = field(default_factory=list)


def draw_lines(record: ArticleRecord, marks: Iterable[Shown]) -> list[Line]:
    """The article's lines that hold anything, each with its marks and findings."""
    text = record.article.text
    waiting = sorted(marks, key=_order)
    findings = sorted(_placed(record), key=lambda pair: pair[0])
    lines: list[Line] = []
    at = mark = finding = 0
    carried: list[Shown] = []
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        first = mark
        while mark < len(waiting) and waiting[mark].start < end:
            mark += 1
        here, carried = _clip([*carried, *waiting[first:mark]], end)
        begun = finding
        while finding < len(findings) and findings[finding][0] <= end:
            finding += 1
        if text[at:end].strip() or begun < finding:
            html = Markup(_draw(text, at, end, here))
            lines.append(Line(html, at, [issue for _, issue in findings[begun:finding]]))
        at = end + 1
    return lines


def _order(mark: Shown) -> tuple[int, int]:
    return mark.start, -mark.end


def _placed(record: ArticleRecord) -> list[tuple[int, Issue]]:
    """Findings by where they belong: their own place, or the last of their figures."""
    starts = {figure.id: figure.start for figure in record.figures}
    return [
        (max((starts[name] for name in issue.figures), default=issue.start or 0), issue)
        for issue in record.issues
    ]


def _clip(marks: Sequence[Shown], end: int) -> tuple[list[Shown], list[Shown]]:
    """What of the marks lies before `end`, and what is left for the next line."""
    here, left = [], []
    for mark in marks:
        if mark.end <= end:
            here.append(mark)
        else:
            here.append(replace(mark, end=end))
            left.append(_rest(mark, end + 1))
    return here, [mark for mark in left if mark.start < mark.end]


def _rest(mark: Shown, start: int) -> Shown:
    return replace(mark, start=start, anchor=None, cut=True)


def _draw(text: str, start: int, end: int, marks: Sequence[Shown]) -> str:
    parts, at, number = [], start, 0
    marks = list(marks)
    while number < len(marks):
        mark = marks[number]
        inner, crossing, following = _inside(marks, number)
        parts.append(plain(text[at : mark.start]))
        parts.append(_mark(mark, _draw(text, mark.start, mark.end, inner), not inner))
        at, number = mark.end, following
        if crossing:
            marks = sorted([*crossing, *marks[following:]], key=_order)
            number = 0
    parts.append(plain(text[at:end]))
    return "".join(parts)


def _inside(marks: Sequence[Shown], number: int) -> tuple[list[Shown], list[Shown], int]:
    """The marks within the one of this number, the rest of those that cross its end, the next."""
    outer, inner, crossing = marks[number], [], []
    number += 1
    while number < len(marks) and marks[number].start < outer.end:
        mark = marks[number]
        if mark.end <= outer.end:
            inner.append(mark)
        else:
            inner.append(replace(mark, end=outer.end))
            crossing.append(_rest(mark, outer.end))
        number += 1
    return inner, crossing, number


def _mark(mark: Shown, inner: str, lone: bool) -> str:
    name = f' id="{escape(mark.anchor)}"' if mark.anchor else ""
    data = "".join(f' data-{key}="{escape(value)}"' for key, value in mark.data)
    head = f'<mark{name} data-id="{escape(mark.id)}" class="{mark.kind}"{data}'
    if mark.href and lone:
        # A link cannot hold another.
        inner = f'<a href="{escape(mark.href)}">{inner}</a>'
        head += ">"
    else:
        head += ">" if mark.cut else ' tabindex="0">'
    tip = f'<span class="tip" role="note">{escape(mark.tip)}</span>'
    return f'<span class="w">{head}{inner}</mark>{tip}</span>'


def plain(text: str) -> str:
    """Text as HTML; characters that would turn or hide it are written out."""
    if not CONTROL.search(text):
        return escape(text)
    return CONTROL.sub(_control, escape(text))


def _control(found: re.Match[str]) -> str:
    character = found.group()
    return f'<span class="control" data-n="1">{label(character)}</span>'

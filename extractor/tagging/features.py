"""The feature strings of underthesea's taggers, built once per sentence instead of per word.

Their builder parses each template again for each word and copies the whole sentence each time,
which is quadratic. Here every template is a dictionary from what it sees to the model's own
string, so that what the model has no weight for is never written at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

TEMPLATE = re.compile(r"T\[(-?\d)(?:,(-?\d))?\](?:\[(\d)\])?(?:\.(\w+))?")
WORD, TAG = 0, 1
BEGIN, END = "BOS", "EOS"
# No template looks farther than three words away.
REACH = 4


@dataclass(frozen=True, slots=True)
class Template:
    """One thing a model looks at, and its own strings for what it may see there."""

    first: int
    column: int
    wide: bool
    function: str
    strings: dict[str, str]


class FeatureBuilder:
    """Builds what `tagged_feature.word2features` does, less the strings unknown to the model."""

    def __init__(self, templates: Sequence[str], attributes: Iterable[str]) -> None:
        known: dict[str, dict[str, str]] = {name: {} for name in templates}
        for attribute in attributes:
            name, value = attribute.split("=", 1)
            if name in known:
                known[name][value] = attribute
        self._templates = [_parse(name, strings) for name, strings in known.items() if strings]

    def rows(self, words: Sequence[str], tags: Sequence[str] | None = None) -> list[list[str]]:
        """The strings of each word; `tags` are the parts of speech where the model reads them."""
        seen = _Seen(words, tags)
        columns = []
        for template in self._templates:
            values = seen.values(template)
            begin = REACH + template.first
            columns.append(map(template.strings.get, values[begin : begin + len(words)]))
        return [[string for string in row if string] for row in zip(*columns, strict=True)]


def _parse(name: str, strings: dict[str, str]) -> Template:
    match = TEMPLATE.fullmatch(name)
    if match is None or match[4] not in (None, "lower", "istitle"):
        raise ValueError(f"template {name!r} is unknown; this needs underthesea 9.x")
    first = int(match[1])
    wide = match[2] is not None
    if wide and int(match[2]) != first + 1:
        raise ValueError(f"template {name!r} spans more than two words")
    return Template(first, int(match[3] or 0), wide, match[4] or "", strings)


class _Seen:
    """The columns of one sentence, each made when the first template asks for it."""

    def __init__(self, words: Sequence[str], tags: Sequence[str] | None) -> None:
        self._words = words
        self._tags = tags
        self._made: dict[tuple[int, bool, str], list[str]] = {}

    def values(self, template: Template) -> list[str]:
        key = (template.column, template.wide, template.function)
        values = self._made.get(key)
        if values is None:
            column = self._column(template.column)
            plain = [f"{a} {b}" for a, b in pairwise(column)] if template.wide else column
            shown = _apply(template.function, plain)
            values = self._made[key] = [*[BEGIN] * REACH, *shown, *[END] * (REACH + 1)]
        return values

    def _column(self, column: int) -> Sequence[str]:
        if column == WORD:
            return self._words
        if column == TAG and self._tags is not None:
            return self._tags
        # The column being predicted holds an "X" throughout.
        return ["X"] * len(self._words)


def _apply(function: str, values: Sequence[str]) -> Sequence[str]:
    if function == "lower":
        return [value.lower() for value in values]
    if function == "istitle":
        return [str(_is_title(value)) for value in values]
    return values


def _is_title(word: str) -> bool:
    return word[:1].istitle() and (
        " " not in word or all(part[:1].istitle() for part in word.split(" "))
    )

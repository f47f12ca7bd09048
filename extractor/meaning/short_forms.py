"""The names of indicators as reports shorten them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from extractor.rules.rows_indicators import ShortFormRow

# How many letters a form has at least, so that it cannot be another word's initials.
CLEAR = 4


def shortened(forms: Mapping[str, int], rows: Iterable[ShortFormRow]) -> dict[str, int]:
    """Other spellings of forms, each with the form's number: «thu nhập bình quân đầu người» is
    «TNBQ đầu người» and «thu nhập BQ đầu người» too. All alone only what is long is shortened."""
    shorts: dict[str, list[str]] = {}
    for row in rows:
        shorts.setdefault(row.expansion, []).extend(row.forms)
    if not shorts:
        return {}
    words = "|".join(map(re.escape, shorts))
    # Overlapping ones too: what is looked for is looked at from every place.
    long = re.compile(rf"(?<![^\W\d_])(?=({words})(?![^\W\d_]))")
    found: dict[str, int] = {}
    for form, number in forms.items():
        for match in long.finditer(form) if " " in form else ():
            word = match[1]
            for short in shorts[word]:
                other = form[: match.start()] + short + form[match.start() + len(word) :]
                if other not in forms and len(other) >= CLEAR:
                    found.setdefault(other, number)
    return found

"""Characters that would turn or hide text, made visible."""

from __future__ import annotations

import re

# C0 and C1 controls save tab and line ends; what turns the direction of writing; byte-order mark.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with such characters written out.

    >>> visible("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    return CONTROL.sub(lambda found: label(found.group()), text)


def label(character: str) -> str:
    return f"⟨U+{ord(character):04X}⟩"

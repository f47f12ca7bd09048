"""Words sought in texts: whole, whatever their case, with marks or without them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Engine, event, func

# Where the letters of Vietnamese stand beside ASCII.
LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
LETTER = "[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
WORD = re.compile(r'"([^"]+)"|(\S+)')
MOST_WORDS = 12


def split_words(given: str) -> list[str]:
    """Words and «"phrases"» of a search, folded.

    >>> split_words('Hộ nghèo "xã Tân An"')
    ['hộ', 'nghèo', 'xã tân an']
    """
    found = [phrase or word for phrase, word in WORD.findall(given)]
    return [fold(word) for word in found[:MOST_WORDS]]


def conditions_on(column: Any, given: str, dialect: str) -> list[ColumnElement[bool]]:
    """That a column holds every word of a search."""
    return [holds_word(column, word, dialect) for word in split_words(given)]


def holds_word(column: Any, word: str, dialect: str) -> ColumnElement[bool]:
    """Whether a text holds a word as a whole: «ho» is not found in «cho»."""
    if dialect == "sqlite":
        return func.vn_holds(column, word) > 0
    found: ColumnElement[bool] = column.regexp_match(_spelled_out(word))
    return found


def _spelled_out(word: str) -> str:
    """A regular expression for PostgreSQL that asks nothing of its locale, which may know no đ."""
    letters = _letters_by_bare() if word.isascii() else {}
    parts = []
    for character in word:
        if character.isspace():
            parts.append(r"\s+")
        elif character.isalnum():
            same = letters.get(character, character + character.upper())
            parts.append(f"[{same}]")
        else:
            parts.append("\\" + character)
    edge = (f"(?<!{LETTER})", f"(?!{LETTER})") if word[-1].isalnum() else ("", "")
    return edge[0] + "".join(parts) + edge[1]


@cache
def _letters_by_bare() -> dict[str, str]:
    """Letters without marks, small, with all the letters that they stand for."""
    found: dict[str, str] = {}
    for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *LATIN):
        letter = chr(code)
        if letter.isalnum() and len(bare(letter)) == 1:
            found[bare(letter)] = found.get(bare(letter), "") + letter
    return found


def holds(text: str | None, word: str) -> int:
    """Whether the text holds the word: the function that SQLite is taught."""
    return int(_find(text or "", word) is not None)


def _find(text: str, word: str) -> tuple[int, int] | None:
    """Where a folded word stands; who types no marks finds the marked words too."""
    folded = bare(text) if word.isascii() else fold(text)
    found = _pattern(word).search(folded)
    return found.span() if found else None


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    blanks = r"\s+".join(map(re.escape, word.split()))
    return re.compile(rf"(?<!\w){blanks}(?!\w)" if word[-1].isalnum() else blanks)


def fold(text: str | None) -> str:
    """The text as it is compared: NFC, small letters."""
    return unicodedata.normalize("NFC", text or "").lower()


def bare(text: str | None) -> str:
    """The text in small letters without any marks, one for each letter of its NFC."""
    return fold(text).translate(_BARE)


class _Bare(dict[int, int]):
    """Letters without marks, worked out when first met."""

    def __missing__(self, code: int) -> int:
        letter = "d" if chr(code) == "đ" else unicodedata.normalize("NFD", chr(code))[0]
        self[code] = ord(letter)
        return self[code]


_BARE = _Bare()


def teach_folding(engine: Engine) -> None:
    """Give an SQLite engine the function that the search uses; its own fold ASCII only."""
    if engine.dialect.name != "sqlite":
        return

    def add_functions(connection: Any, _record: object) -> None:
        connection.create_function("vn_holds", 2, holds, deterministic=True)

    event.listen(engine, "connect", add_functions)
    engine.dispose()


class Snippet(NamedTuple):
    """Where a word was found: the text before, the word, the text after."""

    before: str
    found: str
    after: str


def snippets(text: str, given: str, most: int = 3, around: int = 90) -> list[Snippet]:
    """The first places of a text that hold a search as a phrase, else its words one by one."""
    text = unicodedata.normalize("NFC", text)
    phrase = fold(given.replace('"', " ")).strip()
    found: list[Snippet] = []
    reached = -1
    for word in [phrase, *split_words(given)]:
        at = _find(text, word) if word and len(found) < most else None
        if at is None or at[0] < reached:
            continue
        start, end = at
        before, after = text[max(0, start - around) : start], text[end : end + around]
        found.append(Snippet(before, text[start:end], after))
        reached = end
        if word == phrase:
            break
    return found

"""A sentence cut into underthesea's syllable tokens, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from underthesea.pipeline.text_normalize.text_normalizer import token_map
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns

# Letters before a blank, a comma or a closing bracket are one token under every rule of theirs;
# nine tokens in ten are of this kind and need not walk through the fourteen rules.
PLAIN = re.compile(r"\s*(?:([^\W\d_]++)(?=[\s,)]|\Z))?")
# Their rules are quadratic on «1.1.1.1…» without blanks, so no piece is longer than this.
PIECE = 1600
# The taggers' cost per word grows with nothing, yet a «sentence» longer than this is a table.
MOST_SYLLABLES = 200
# Tokens longer than this are never rewritten by underthesea.
LONGEST_REWRITTEN = 6


# Start, end and how underthesea's models spell it; a bare tuple, as there are very many.
Syllable = tuple[int, int, str]


def cut_syllables(norm: str, start: int, end: int) -> Iterator[list[Syllable]]:
    """The tokens of norm[start:end] in runs of at most `MOST_SYLLABLES`.

    An ordinary sentence is one run, and its forms are what `regex_tokenize.tokenize` returns.
    """
    for piece_start, piece_end in _cut_pieces(norm, start, end):
        syllables = _cut(norm[piece_start:piece_end], piece_start)
        for first in range(0, len(syllables), MOST_SYLLABLES):
            yield syllables[first : first + MOST_SYLLABLES]


def _cut_pieces(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > PIECE:
        # At the last blank if there is one: a cut inside a word is for what has no words.
        cut = norm.rfind(" ", start + PIECE // 2, start + PIECE)
        cut = start + PIECE if cut < 0 else cut
        yield start, cut
        start = cut
    yield start, end


def _cut(piece: str, offset: int) -> list[Syllable]:
    syllables = []
    at, size = 0, len(piece)
    plain, search, rewritten = PLAIN.match, patterns.search, token_map.get
    while at < size:
        match = plain(piece, at)
        word = match[1] if match else None
        if match is None or word is None:
            # Their expression sees the whole piece: its look-behinds and `$` depend on it.
            match = search(piece, at)
            if match is None:
                break
            word = match[0]
            begin = match.start()
        else:
            begin = match.start(1)
        at = match.end()
        form = word if len(word) > LONGEST_REWRITTEN else rewritten(word, word)
        syllables.append((offset + begin, offset + at, form))
    return syllables

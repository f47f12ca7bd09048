"""How Vietnamese a piece of text looks, judged by the build of its syllables."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What stands between blanks, digits and ASCII punctuation: signs of an old font stay inside.
WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
LETTER = re.compile(r"[^\W\d_]")
# Marks that genuine text sets beside words.
MARKS = "“”‘’«»–—…•°²³½¼±×§\u00a0\ufeff\u200b"
# Grave, acute, tilde, hook above, dot below.
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
SYLLABLE = re.compile(
    r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?:uyê|uya|iê|yê|uô|ươ|ưa|ia|ya|ua|oa|oă|oe|oo|uâ|uê|uơ|uy|ưu|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnptiyou])?"
)
# Syllables that end in a stop carry an acute or a dot below, never another tone.
STOPPED = re.compile(r"(?:ch|[cpt])\Z")
STOPPED_TONES = ("\u0301", "\u0323")


def vietnamese_share(text: str) -> float:
    """The share of Vietnamese syllables among the words with letters beyond ASCII; 1.0 if none.

    >>> vietnamese_share("xã Đồng Tâm")
    1.0
    >>> vietnamese_share("x· §ång T©m")
    0.0
    """
    words = [word for word in WORD.findall(text) if not word.isascii() and LETTER.search(word)]
    if not words:
        return 1.0
    return sum(map(_is_syllable, words)) / len(words)


@lru_cache(maxsize=50_000)
def _is_syllable(word: str) -> bool:
    bare = word.strip(MARKS).lower()
    if bare.isascii():
        return True
    parts = unicodedata.normalize("NFD", bare)
    tones = TONES.findall(parts)
    plain = unicodedata.normalize("NFC", TONES.sub("", parts))
    if len(tones) > 1 or not SYLLABLE.fullmatch(plain):
        return False
    return not (tones and STOPPED.search(plain) and tones[0] not in STOPPED_TONES)

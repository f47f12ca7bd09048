"""The same article from several mirrors or listings becomes one, with all its sources kept."""

from __future__ import annotations

import hashlib
import pickle
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from tempfile import SpooledTemporaryFile
from typing import Any, Literal, Protocol

from extractor.article import Article
from extractor.read.fault import Fault

How = Literal["exact", "near"]
AGAIN = "the same article again"
IN_MEMORY = 64_000_000
WORD = re.compile(r"\w+(?:[.,/]\w+)*")
SHINGLE = 4
FEWEST_WORDS = 30
# Two texts are near when estimated to share this much of their runs of words.
NEAR, PERMUTATIONS, BANDS = 0.8, 128, 16


class ArticleSource(Protocol):
    """What gives articles and faults, and counts what it passed over."""

    @property
    def skipped(self) -> Counter[str]: ...

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...

    def __iter__(self) -> Iterator[Article | Fault]: ...


class Deduplicated:
    """A source read to its end first: only then is it known where else an article stands.

    Articles wait in a temporary file. While reading goes on, None is given for each, so that
    progress can be shown.
    """

    def __init__(self, source: ArticleSource, how: How) -> None:
        self._source = source
        self._near = _NearIndex() if how == "near" else None
        self._exact: dict[bytes, int] = {}
        self._groups: list[_Group] = []

    @property
    def skipped(self) -> Counter[str]:
        return self._source.skipped

    @property
    def done(self) -> int:
        return self._source.done

    @property
    def total(self) -> int:
        return self._source.total

    def __iter__(self) -> Iterator[Article | Fault | None]:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
            for item in self._source:
                if isinstance(item, Fault):
                    yield item
                else:
                    self._add(item, spool)
                    yield None
            for group in self._groups:
                spool.seek(group.offset)
                yield group.merged(pickle.load(spool))

    def _add(self, article: Article, spool: Any) -> None:
        key = text_key(article.text)
        number = self._exact.get(key)
        marks = None
        if number is None and self._near is not None:
            marks = frozenset(_marks(article.text))
            number = self._near.find(article.text, marks)
        if number is None:
            number = len(self._groups)
            self._groups.append(_Group(_store(article, spool), article))
        else:
            group = self._groups[number]
            group.add(article)
            if self._near is not None and marks is not None and marks > self._near.marks[number]:
                group.prefer(_store(article, spool))
                self._near.marks[number] = marks
            self.skipped[AGAIN] += 1
        self._exact.setdefault(key, number)
        if self._near is not None and marks is not None:
            self._near.insert(number, article.text, marks)


class _Group:
    """One article: where its fullest text waits, and what its other appearances add."""

    def __init__(self, offset: int, article: Article) -> None:
        self.offset = offset
        self._sources: list[str] = []
        self._more: dict[str, str] = {}
        self.add(article)

    def add(self, article: Article) -> None:
        if article.source:
            self._sources.append(article.source)
        for name in ("published", "title", "publisher", "author"):
            if value := getattr(article, name):
                self._more.setdefault(name, value)

    def prefer(self, offset: int) -> None:
        self.offset = offset

    def merged(self, article: Article) -> Article:
        missing = {
            one.name: self._more[one.name]
            for one in fields(article)
            if one.name in self._more and getattr(article, one.name) is None
        }
        mirrors = tuple(dict.fromkeys(one for one in self._sources if one != article.source))
        return replace(article, mirrors=mirrors, **missing)


def _store(article: Article, spool: Any) -> int:
    offset = int(spool.seek(0, 2))
    pickle.dump(article, spool)
    return offset


def text_key(text: str) -> bytes:
    """What two copies of a text have in common, however their blanks and accents are coded."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()


def _marks(text: str) -> Iterator[str]:
    """Names and numerals: what tells two reports apart that share all other words."""
    for word in WORD.findall(text):
        if word[0].isdigit() or word[0].isupper() or word[-1].isdigit():
            yield word


class _NearIndex:
    """Candidates by MinHash, then the proof: no name or numeral may contradict."""

    def __init__(self) -> None:
        from rensa import RMinHash, RMinHashLSH

        self._hash = RMinHash
        self._index = RMinHashLSH(NEAR, PERMUTATIONS, BANDS)
        self._sketches: list[tuple[int, Any]] = []
        self.marks: dict[int, frozenset[str]] = {}

    def find(self, text: str, marks: frozenset[str]) -> int | None:
        """The number of the article that this text repeats."""
        sketch = self._sketch(text)
        if sketch is None:
            return None
        for key in sorted(self._index.query(sketch)):
            number, other = self._sketches[int(key)]
            theirs = self.marks[number]
            # «xã An trao 60 suất quà» and «xã Bình trao 80 suất quà» are near, and two articles.
            if (marks <= theirs or theirs <= marks) and sketch.jaccard(other) >= NEAR:
                return number
        return None

    def insert(self, number: int, text: str, marks: frozenset[str]) -> None:
        sketch = self._sketch(text)
        if sketch is not None:
            self._index.insert(len(self._sketches), sketch)
            self._sketches.append((number, sketch))
        self.marks.setdefault(number, marks)

    def _sketch(self, text: str) -> Any:
        words = WORD.findall(unicodedata.normalize("NFC", text).lower())
        if len(words) < FEWEST_WORDS:
            return None
        sketch = self._hash(num_perm=PERMUTATIONS, seed=7)
        sketch.update(
            [" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]
        )
        return sketch

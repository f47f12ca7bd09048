"""The record as a spaCy view: a pipeline whose words are underthesea's and whose spans are ours.

>>> from extractor import spacy_pipeline
>>> nlp = spacy_pipeline.blank()
>>> doc = nlp("Toàn xã còn 12 hộ nghèo.")
>>> doc.text
'Toàn xã còn 12 hộ nghèo.'

`blank()` cuts words only; `nlp.add_pipe("vnfigures")`, or `pipeline()` for both in one, fills
`doc.spans["figures" | "dates" | "officials"]` and `doc._.record`. The record's character spans
are the truth; a span of the document is the tokens around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import DummyTokenizer, registry

from extractor.engine import Extractor, Tagger
from extractor.marks import GROUPS, Mark, list_marks
from extractor.models import ArticleRecord
from extractor.sentences import split_sentences
from extractor.tagging import default_segmenter
from extractor.text import Span as TextSpan
from extractor.text import Text, normalise

if TYPE_CHECKING:
    from spacy.vocab import Vocab

FACTORY = "vnfigures"
TOKENIZER = "vnfigures.words.v1"
# Where the record lives as JSON, so that DocBin and to_bytes can carry it.
RECORD_KEY = "vnfigures.record"


class WordTokenizer(DummyTokenizer):
    """underthesea's words as tokens; `doc.text` is the text as given, to the last character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _cut_raw(text):
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


class FiguresComponent:
    """Reads a document into its record; `doc._.published` may hold the publication date."""

    def __init__(self, engine: Extractor) -> None:
        self._engine = engine

    def __call__(self, doc: Doc) -> Doc:
        published, title = doc._.published, doc._.title
        record = self._engine.extract(doc.text, published=published, title=title)
        doc.user_data[RECORD_KEY] = record.model_dump_json(by_alias=True)
        marks = list_marks(record)
        for group in GROUPS:
            spans = list(_char_spans(doc, [mark for mark in marks if mark.group == group]))
            doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
        return doc


def make_tokenizer() -> Any:
    """What spaCy calls to build the tokenizer named in a configuration."""

    def build(nlp: Language) -> WordTokenizer:
        return WordTokenizer(nlp.vocab)

    return build


registry.tokenizers.register(TOKENIZER, func=make_tokenizer)


@Language.factory(FACTORY, default_config={"tagger": "auto", "patterns": None})
def make_component(nlp: Language, name: str, tagger: str, patterns: str | None) -> FiguresComponent:
    """The component `vnfigures`; `tagger` and `patterns` are those of `Extractor`."""
    folder = Path(patterns) if patterns else None
    return FiguresComponent(Extractor(tagger=cast(Tagger, tagger), patterns=folder))


def blank() -> Language:
    """A Vietnamese pipeline with underthesea's words for tokens and no components."""
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})


def pipeline(tagger: Tagger = "auto", patterns: Path | str | None = None) -> Language:
    """`blank()` with the component `vnfigures` in it."""
    nlp = blank()
    nlp.add_pipe(FACTORY, config={"tagger": tagger, "patterns": patterns and str(patterns)})
    return nlp


def _record_of(doc: Doc) -> ArticleRecord | None:
    stored = doc.user_data.get(RECORD_KEY)
    return None if stored is None else ArticleRecord.model_validate_json(stored)


Doc.set_extension("record", getter=_record_of, force=True)
Doc.set_extension("published", default=None, force=True)
Doc.set_extension("title", default=None, force=True)


def _char_spans(doc: Doc, marks: Iterable[Mark]) -> Iterator[Span]:
    for mark in marks:
        span = doc.char_span(
            mark.start, mark.end, label=mark.label, alignment_mode="expand", span_id=mark.id
        )
        if span is not None:
            yield span


def _cut_raw(raw: str) -> Iterator[str]:
    """The text in pieces: every word, and what stands between words, nothing lost."""
    reached = 0
    for start, end in _word_places(normalise(raw)):
        if start < reached or start == end:
            continue
        yield from _cut_gap(raw[reached:start])
        yield raw[start:end]
        reached = end
    yield from _cut_gap(raw[reached:])


def _cut_gap(gap: str) -> Iterator[str]:
    """A blank that spaCy keeps with the word before, then all other white space as one token."""
    if gap.startswith(" "):
        yield " "
        gap = gap[1:]
    if gap:
        yield gap


def _word_places(text: Text) -> Iterator[tuple[int, int]]:
    segmenter = default_segmenter()
    for sentence in split_sentences(text):
        for word in segmenter.words(text.norm, sentence.start, sentence.end):
            there = text.raw_span(TextSpan(word.start, word.end))
            yield there.start, there.end

"""Parts of speech and names, as `underthesea.ner` gives them, with offsets and much sooner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from underthesea.pipeline.ner.model_crf import CRFNERPredictor
from underthesea.pipeline.pos_tag.model_crf import CRFPOSTagPredictor

from extractor.tagging.crf_file import read_attributes
from extractor.tagging.features import FeatureBuilder
from extractor.tagging.segmenter import Segmenter, Word, default_segmenter, underthesea_folder
from extractor.text import Span


class TaggedWord(NamedTuple):
    """A word at norm[start:end] with its part of speech and its IOB label («B-PER», «O»)."""

    start: int
    end: int
    form: str
    pos: str
    entity: str


class Entity(NamedTuple):
    """A name that underthesea sees: a person, a place, an organisation or something else."""

    span: Span
    kind: str


class Tagger:
    """Tags sentences of `Text.norm` with underthesea's own models.

    The chunker is skipped: no template of the name model reads its column, so the names are the
    same without it.
    """

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        folder = underthesea_folder() / "pipeline"
        pos, names = CRFPOSTagPredictor.Instance(), CRFNERPredictor.Instance()
        self._tag_pos, self._tag_names = pos.model.tag, names.model.tag
        self._pos_features = FeatureBuilder(
            pos.transformer.template, read_attributes(_model(folder / "pos_tag"))
        )
        self._name_features = FeatureBuilder(
            names.transformer.template, read_attributes(_model(folder / "ner"))
        )

    def tag(self, norm: str, start: int, end: int) -> list[TaggedWord]:
        """The words of norm[start:end], tagged."""
        tagged: list[TaggedWord] = []
        for words in self._segmenter.runs(norm, start, end):
            forms = [word.form for word in words]
            pos = self._tag_pos(self._pos_features.rows(forms))
            names = self._tag_names(self._name_features.rows(forms, pos))
            tagged.extend(_zip(words, pos, names))
        return tagged

    def entities(self, norm: str, start: int, end: int) -> list[Entity]:
        """The names in norm[start:end], in text order."""
        return list(_gather(self.tag(norm, start, end)))


@cache
def default_tagger() -> Tagger:
    """The tagger with the models that underthesea ships."""
    return Tagger(default_segmenter())


def _model(folder: Path) -> Path:
    return next(iter(sorted(folder.glob("*.bin"))))


def _zip(words: Sequence[Word], pos: Sequence[str], names: Sequence[str]) -> Iterator[TaggedWord]:
    for word, tag, name in zip(words, pos, names, strict=True):
        yield TaggedWord(word.start, word.end, word.form, tag, name)


def _gather(tagged: Sequence[TaggedWord]) -> Iterator[Entity]:
    """Names of one or more words; a stray «I-» goes on from a name of its own kind only."""
    start, end, kind = 0, 0, ""
    for word in tagged:
        mark, _, named = word.entity.partition("-")
        if kind and (mark != "I" or named != kind):
            yield Entity(Span(start, end), kind)
            kind = ""
        if named:
            start = start if kind else word.start
            end, kind = word.end, named
    if kind:
        yield Entity(Span(start, end), kind)

"""What underthesea's tagger says of names that the rules leave open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.sentences import sentence_at
from extractor.tagging.tagger import Entity, default_tagger
from extractor.text import Span, Text

PERSON = "PER"


def ask_about(text: Text, sentences: Sequence[Span], names: Iterable[Span]) -> dict[Span, str]:
    """The kind of each name that the tagger sees with the same end («PER», «LOC»).

    Only the sentences that hold one of the names are tagged.
    """
    votes: dict[Span, str] = {}
    asked: dict[int, list[Entity]] = {}
    for name in names:
        place = sentence_at(sentences, name.start)
        if place not in asked:
            asked[place] = _entities(text, sentences[place])
        for entity in asked[place]:
            if entity.span.covers(name) and entity.span.end == name.end:
                votes[name] = entity.kind
    return votes


def ask_for_people(text: Text, sentences: Sequence[Span]) -> dict[Span, str]:
    """Everything that the tagger takes for a person, in sentences with a capital inside."""
    return {
        entity.span: entity.kind
        for sentence in sentences
        if not text.norm[sentence.start + 1 : sentence.end].islower()
        for entity in _entities(text, sentence)
        if entity.kind == PERSON
    }


def _entities(text: Text, sentence: Span) -> list[Entity]:
    return default_tagger().entities(text.norm, sentence.start, sentence.end)

"""What was read of a figure, as the contract's fields."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from extractor.meaning.certainty import level
from extractor.meaning.circumstances import read_of
from extractor.meaning.page import Meaning
from extractor.meaning.times import period_fields
from extractor.mentions import Timex
from extractor.reading import Reading
from extractor.text import Span, Text

# How far behind its first word a baseline's own date may stand: «so với cùng kỳ năm 2016».
BASELINE_DATE = 30


def figure_fields(reading: Reading, meanings: Sequence[Meaning], number: int) -> dict[str, Any]:
    """One figure of the contract, spans in raw offsets."""
    meaning = meanings[number]
    return {
        "id": f"f{number + 1}",
        **_value_fields(reading, meaning),
        **_sense_fields(reading, meaning),
        **_word_fields(reading.text, meaning),
        "certainty": level(meaning.doubts),
        "rules": _rules(meaning),
    }


def _value_fields(reading: Reading, meaning: Meaning) -> dict[str, Any]:
    text, quantity = reading.text, meaning.at.quantity
    span = text.raw_span(quantity.span)
    home = text.raw_span(meaning.at.sentence)
    place = reading.places.place_of(quantity.span, meaning.at.sentence)
    return {
        "start": span.start,
        "end": span.end,
        "text": text.raw[span.start : span.end],
        "kind": quantity.kind,
        "value": quantity.value,
        "value_max": quantity.value_max,
        "denominator": quantity.denominator,
        "unit": meaning.unit,
        "unit_text": quantity.unit_text,
        "comparator": quantity.comparator,
        "per": list(quantity.per) or None,
        "place": place.fields() if place else None,
        "sentence": {"start": home.start, "end": home.end},
    }


def _sense_fields(reading: Reading, meaning: Meaning) -> dict[str, Any]:
    relations = meaning.relations
    return {
        "indicator": meaning.link.indicator,
        "topic": meaning.link.topic,
        "measure": meaning.measure.measure,
        "direction": meaning.measure.direction,
        "status": meaning.status,
        "period": period_fields(meaning.period),
        "baseline": _baseline(reading.timexes, meaning),
        "about": None if relations.about is None else f"f{relations.about + 1}",
        "part_of": None if relations.part_of is None else f"f{relations.part_of + 1}",
    }


def _word_fields(text: Text, meaning: Meaning) -> dict[str, Any]:
    circumstances, action, cue = meaning.circumstances, meaning.action, meaning.measure.cue
    return {
        "action": _words(text, Span(action.start, action.end) if action else None),
        "subject": _words(text, meaning.subject),
        "of": _words(text, read_of(meaning.scene.ends, meaning.at, meaning.measure.measure)),
        "actor": _words(text, circumstances.actor),
        "fund_source": _words(text, circumstances.fund_source),
        "attribution": _words(text, circumstances.attribution),
        "cue": _words(text, cue) or meaning.at.quantity.cue,
    }


def _words(text: Text, span: Span | None) -> str | None:
    """The reader's words for a span, in NFC and on one line."""
    if span is None or not len(span):
        return None
    return " ".join(unicodedata.normalize("NFC", text.quote(span)).split()) or None


def _baseline(timexes: Sequence[Timex], meaning: Meaning) -> dict[str, Any] | None:
    """The baseline's kind, and its days when a date stands right behind its words."""
    cue = meaning.baseline
    if cue is None:
        return None
    fields: dict[str, Any] = {"kind": cue.row.baseline}
    index = bisect_left(timexes, cue.span.start, key=lambda timex: timex.span.start)
    for timex in timexes[index : index + 1]:
        if timex.span.start - cue.span.end < BASELINE_DATE and timex.role == "baseline":
            fields |= {"start": timex.start, "end": timex.end}
    return fields


def _rules(meaning: Meaning) -> list[str]:
    fired = [meaning.at.quantity.rule, meaning.measure.rule, meaning.link.rule]
    fired += [cue.row.id for cue in (meaning.status_cue, meaning.baseline) if cue]
    return [rule for rule in fired if rule]

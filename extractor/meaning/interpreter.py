"""From quantities to figures: one dict of contract fields each."""

from __future__ import annotations

from typing import Any

from extractor.reading import Reading
from extractor.rules import RuleSet
from extractor.sentences import sentence_at


class Interpreter:
    """Gives each quantity its meaning from the words around it."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    def interpret(self, reading: Reading) -> list[dict[str, Any]]:
        """The contract's figure fields, spans in raw offsets, in text order."""
        text = reading.text
        figures = []
        for number, quantity in enumerate(reading.quantities, 1):
            span = text.raw_span(quantity.span)
            home = text.raw_span(
                reading.sentences[sentence_at(reading.sentences, quantity.span.start)]
            )
            figures.append(
                {
                    "id": f"f{number}",
                    "start": span.start,
                    "end": span.end,
                    "text": text.raw[span.start : span.end],
                    "kind": quantity.kind,
                    "value": quantity.value,
                    "value_max": quantity.value_max,
                    "denominator": quantity.denominator,
                    "unit": quantity.unit,
                    "unit_text": quantity.unit_text,
                    "comparator": quantity.comparator,
                    "cue": quantity.cue,
                    "per": list(quantity.per) or None,
                    "measure": "level",
                    "status": "actual",
                    "sentence": {"start": home.start, "end": home.end},
                    "certainty": "open",
                    "rules": [quantity.rule],
                }
            )
        return figures

"""Corrections given out: as gold that `vnfigures evaluate` reads, and as candidates for rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extractor.corrections import kept
from extractor.corrections.correction import Correction, Place, Standing, fold, is_complete
from extractor.corrections.fields import as_json, shown_value
from extractor.corrections.overlay import by_place, corrected
from extractor.models import ArticleRecord
from extractor.store.archive import Archive

Corrected = tuple[ArticleRecord, list[Correction]]


def corrected_records(archive: Archive, half_checked: bool) -> Iterator[Corrected]:
    """Articles with what was said of them: those checked as a whole, or all that have any."""
    with archive.reading() as connection:
        said = {
            key: kept.corrections_of(connection, key) for key in kept.corrected_articles(connection)
        }
    for key, corrections in said.items():
        record = archive.record(key)
        if record is not None and (half_checked or is_complete(corrections)):
            yield record, corrections


def gold_lines(archive: Archive, half_checked: bool = False) -> Iterator[str]:
    """A line of JSON for each article, its record as people say it should be."""
    for record, corrections in corrected_records(archive, half_checked):
        data = corrected(record, fold(corrections))
        yield json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n"


def rule_candidates(archive: Archive) -> Iterator[str]:
    """A TOML table for each correction that a rule may be wanting for, with its example.

    The example's words are the article's: write your own before it goes into a rule file.
    """
    for record, corrections in corrected_records(archive, half_checked=True):
        for standing in fold(corrections).values():
            for candidate in _candidates(record, standing):
                lines = (f"{name} = {json.dumps(v, ensure_ascii=False)}" for name, v in
                         candidate.items() if v is not None)  # fmt: skip
                yield "\n".join(["[[candidate]]", *lines, "", ""])


def _candidates(record: ArticleRecord, standing: Standing) -> Iterator[dict[str, Any]]:
    figure = by_place(record.figures).get(standing.place)
    now = as_json(figure) if figure else {}
    common = {
        "article": record.article.id,
        "verdict": standing.verdict,
        "rules": list(figure.rules) if figure else [],
    }
    if standing.verdict == "wrong":
        if figure is not None:
            yield {**common, "reject": _sentence(record, standing.place, None)}
        return
    if standing.verdict == "missing" and figure is None:
        said = ", ".join(filter(None, standing.fields.values()))
        yield {**common, "example": _sentence(record, standing.place, said)}
    for name, value in standing.fields.items():
        was = shown_value(now, name)
        if figure is not None and was != value:
            example = _sentence(record, standing.place, value or "null")
            yield {**common, "field": name, "was": was, "now": value, "example": example}


def _sentence(record: ArticleRecord, place: Place, said: str | None) -> str:
    """The sentence on one line; with `said`, the figure in it marked as rule examples mark it."""
    text = record.article.text
    start, end = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end)
    end = len(text) if end < 0 else end
    for figure in record.figures:
        if figure.sentence.start <= place.start and place.end <= figure.sentence.end:
            start, end = figure.sentence.start, figure.sentence.end
            break
    quote = text[place.start : place.end]
    middle = quote if said is None else f"[{quote}]({said})"
    return " ".join(f"{text[start : place.start]}{middle}{text[place.end : end]}".split())

"""Corrections held against a reading: whether it agrees by now, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extractor.corrections.correction import Place, Standing
from extractor.corrections.fields import as_json, laid_over, shown_value
from extractor.models import ArticleRecord, Figure

# Of a figure that people added, before they say more of it.
BLANK: dict[str, Any] = {
    "kind": "count",
    "value": None,
    "comparator": "vague",
    "unit": "",
    "unit_text": "",
    "measure": "level",
    "status": "actual",
    "certainty": "sure",
    "rules": [],
}


def agrees(standing: Standing, figures: Mapping[Place, Figure]) -> bool:
    """Whether a reading with these figures says what was said of the stretch."""
    figure = figures.get(standing.place)
    if standing.verdict == "wrong":
        return figure is None
    if figure is None:
        return False
    found = as_json(figure)
    return all(shown_value(found, name) == value for name, value in standing.fields.items())


def by_place(figures: Iterable[Figure]) -> dict[Place, Figure]:
    """Figures by where they stand."""
    return {Place(figure.start, figure.end): figure for figure in figures}


def corrected(record: ArticleRecord, standings: Mapping[Place, Standing]) -> dict[str, Any]:
    """The record as JSON, as people say it should be."""
    data = record.model_dump(mode="json", by_alias=True)
    figures = []
    for figure in data["figures"]:
        standing = standings.get(Place(figure["start"], figure["end"]))
        if standing is None or standing.verdict != "wrong":
            figures.append(laid_over(figure, standing.fields if standing else {}))
    known = by_place(record.figures)
    for place, standing in standings.items():
        if place not in known and standing.verdict != "wrong":
            figures.append(_added(record, standing))
    figures.sort(key=lambda figure: (figure["start"], figure["end"]))
    return data | {"figures": _without_dead_links(figures)}


def _added(record: ArticleRecord, standing: Standing) -> dict[str, Any]:
    start, end = standing.place
    lines = record.article.text
    line = (lines.rfind("\n", 0, start) + 1, lines.find("\n", end))
    figure = {
        **BLANK,
        "id": f"added-{start}",
        "start": start,
        "end": end,
        "text": standing.text,
        "sentence": {"start": line[0], "end": line[1] if line[1] >= 0 else len(lines)},
    }
    laid = laid_over(figure, standing.fields)
    if laid["value"] is not None and "comparator" not in standing.fields:
        laid["comparator"] = "eq"
    return laid


def _without_dead_links(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = {figure["id"] for figure in figures}
    return [
        figure
        | {name: None for name in ("about", "part_of") if figure.get(name) not in {None, *ids}}
        for figure in figures
    ]

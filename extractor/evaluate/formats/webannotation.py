"""W3C Web Annotation: a page of annotations (.jsonld) beside each .txt.

A target is selected by position (code points, as the recommendation counts) and by its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.evaluate.annotation import Annotation, GoldError, Origin
from extractor.evaluate.formats.marks import Mark, find_marks, join_marks
from extractor.evaluate.formats.offsets import find_quote, settle_span
from extractor.evaluate.formats.pairs import read_texts, write_texts
from extractor.evaluate.gold import parse_json

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SUFFIX = ".jsonld"
# Characters quoted on either side.
AROUND = 32


def write_webannotation(articles: Sequence[Annotation], folder: Path) -> None:
    """Write an AnnotationPage for each article beside its text."""
    for stem, article in write_texts(articles, folder):
        items = [_item(stem, article.text, mark) for mark in find_marks(article)]
        page = {"@context": CONTEXT, "id": f"{stem}{SUFFIX}", "type": "AnnotationPage"}
        lines = json.dumps({**page, "items": items}, ensure_ascii=False, indent=1)
        (folder / f"{stem}{SUFFIX}").write_text(lines + "\n", encoding="utf-8", newline="\n")


def read_webannotation(folder: Path) -> Iterator[Annotation]:
    """The annotated articles of a folder; raises GoldError."""
    for path, origin in read_texts(folder, SUFFIX):
        page = parse_json(path.read_text("utf-8"), str(path))
        items = page.get("items") or page.get("first", {}).get("items") or []
        marks = (_mark(item, origin, f"{path}: item {n}") for n, item in enumerate(items, 1))
        yield join_marks(origin, marks, str(path))


def _item(stem: str, text: str, mark: Mark) -> dict[str, Any]:
    start, end = mark.start, mark.end
    body = [{"type": "TextualBody", "purpose": "tagging", "value": mark.label}]
    if mark.fields:
        fields = json.dumps(mark.fields, ensure_ascii=False, sort_keys=True)
        described = {"purpose": "describing", "format": "application/json", "value": fields}
        body.append({"type": "TextualBody", **described})
    selectors = [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
    return {
        "id": f"{stem}{SUFFIX}#{mark.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": {"source": f"{stem}.txt", "selector": selectors},
    }


def _mark(item: dict[str, Any], origin: Origin, where: str) -> Mark:
    label, fields = _body(item, where)
    try:
        start, end = _span(item["target"], origin.text, where)
    except (KeyError, TypeError) as error:
        cure = "give a TextPositionSelector or a TextQuoteSelector"
        raise GoldError(f"{where}: its target selects nothing ({error!r}); {cure}") from error
    return Mark(str(item.get("id", where)), label, start, end, fields)


def _body(item: dict[str, Any], where: str) -> tuple[str, dict[str, str]]:
    label, fields = None, {}
    for body in _listed(item.get("body")):
        value = body["value"] if isinstance(body, dict) else body
        if isinstance(body, dict) and body.get("format") == "application/json":
            fields = parse_json(value, where)
        elif label is None:
            label = value
    if label is None:
        raise GoldError(f"{where}: has no body that tags it; tag it with a label such as count")
    return label, fields


def _span(target: Any, text: str, where: str) -> list[int]:
    chosen = {one["type"]: one for one in _listed(_listed(target)[0]["selector"])}
    quote = chosen.get("TextQuoteSelector", {})
    if place := chosen.get("TextPositionSelector"):
        return settle_span(text, (place["start"], place["end"]), quote.get("exact"), where)
    around = quote.get("prefix", ""), quote.get("suffix", "")
    return find_quote(text, quote["exact"], around, where)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

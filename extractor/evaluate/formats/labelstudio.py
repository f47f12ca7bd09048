"""Label Studio: a JSON list of tasks, and the labelling configuration that they need.

Each field of a mark is a result of its own on the same region, a choice or a text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from extractor.evaluate.annotation import Annotation, GoldError, Origin, origin_of
from extractor.evaluate.formats.marks import LABELS, MENTION, POSITION, Mark, find_marks, join_marks
from extractor.evaluate.formats.offsets import settle_span
from extractor.evaluate.formats.vocabulary import CHOICES, WORDS
from extractor.evaluate.scores import KINDS

# Names of the text and of the labels in the configuration.
TEXT, LABEL = "text", "label"


def write_labelstudio(articles: Sequence[Annotation], path: Path) -> None:
    """Write the tasks, and beside them the configuration as .xml."""
    tasks = [_task(number, article) for number, article in enumerate(articles, 1)]
    lines = json.dumps(tasks, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(lines + "\n", encoding="utf-8", newline="\n")
    path.with_suffix(".xml").write_text(_configuration(), encoding="utf-8", newline="\n")


def read_labelstudio(path: Path) -> Iterator[Annotation]:
    """The annotated articles of an export in JSON; raises GoldError."""
    try:
        tasks = json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}: is not JSON ({error.msg} at {error.pos})") from error
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        where = f"{path}: task {number}"
        try:
            yield _annotation(task, where)
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            cure = 'export it as "JSON" (not JSON-MIN) with the text in data.text'
            raise GoldError(f"{where} is no task of Label Studio ({error!r}); {cure}") from error


def _task(number: int, article: Annotation) -> dict[str, Any]:
    results = [result for mark in find_marks(article) for result in _results(article, mark)]
    annotations = [{"id": number, "result": results, "was_cancelled": False}]
    return {
        "id": number,
        "data": {TEXT: article.text, **article.origin.known},
        "annotations": annotations,
    }


def _results(article: Annotation, mark: Mark) -> Iterator[dict[str, Any]]:
    span = {"start": mark.start, "end": mark.end}
    region = {"id": mark.id, "to_name": TEXT}
    words = article.text[mark.start : mark.end]
    value: dict[str, Any] = {**span, "text": words, "labels": [mark.label]}
    yield {**region, "from_name": LABEL, "type": "labels", "value": value}
    for name, said in sorted(mark.fields.items()):
        kind = "choices" if name in CHOICES else "textarea"
        value = {**span, ("choices" if name in CHOICES else "text"): [said]}
        yield {**region, "from_name": name, "type": kind, "value": value}


def _annotation(task: dict[str, Any], where: str) -> Annotation:
    data = task["data"]
    if not isinstance(data[TEXT], str):
        raise TypeError(f"data.{TEXT} is {data[TEXT]!r:.40}")
    origin = origin_of(data[TEXT], {"id": task.get("id", where), **data})
    done = [a for a in task.get("annotations") or [] if not a.get("was_cancelled")]
    chosen = (done or task.get("predictions") or [{"result": []}])[0]
    marks = _marks(chosen["result"], origin, where)
    return join_marks(origin, marks, where)


def _marks(results: list[dict[str, Any]], origin: Origin, where: str) -> list[Mark]:
    fields: dict[str, dict[str, str]] = {}
    regions: dict[str, dict[str, Any]] = {}
    for result in results:
        if "labels" in result.get("value", {}):
            regions[result["id"]] = result["value"]
        elif "value" in result and "id" in result:
            value = result["value"]
            said = value["choices"] if "choices" in value else value.get("text", [])
            words = [said] if isinstance(said, str) else said
            fields.setdefault(result["id"], {})[result["from_name"]] = "\n".join(words)
    return [_mark(id_, value, fields, (origin, where)) for id_, value in regions.items()]


def _mark(
    id_: str, value: dict[str, Any], fields: dict[str, dict[str, str]], place: tuple[Origin, str]
) -> Mark:
    origin, where = place
    span = int(value["start"]), int(value["end"])
    start, end = settle_span(origin.text, span, value.get("text"), where)
    return Mark(id_, value["labels"][0], start, end, fields.get(id_, {}))


def _configuration() -> str:
    """The labelling interface: labels, and for each region its fields."""
    labels = [f"    <Label value={quoteattr(n)}/>" for n in (*KINDS, *LABELS, MENTION, POSITION)]
    lines = ["<View>", f'  <Labels name="{LABEL}" toName="{TEXT}">', *labels, "  </Labels>"]
    lines.append(f'  <Text name="{TEXT}" value="${TEXT}"/>')
    for name, values in sorted(CHOICES.items()):
        lines.append(f'  <Header value="{name}"/>')
        lines.append(f'  <Choices name="{name}" toName="{TEXT}" perRegion="true">')
        lines += [f"    <Choice value={quoteattr(value)}/>" for value in values]
        lines.append("  </Choices>")
    for name in WORDS:
        lines.append(f'  <Header value="{name}"/>')
        lines.append(f'  <TextArea name="{name}" toName="{TEXT}" perRegion="true"/>')
    return "\n".join([*lines, "</View>"]) + "\n"

"""brat standoff: a .ann beside each .txt, offsets in code points.

Fields with few values are attributes; the others stand as JSON in the note of a mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractor.evaluate.annotation import Annotation, GoldError, Origin
from extractor.evaluate.formats.marks import LABELS, MENTION, POSITION, Mark, find_marks, join_marks
from extractor.evaluate.formats.offsets import settle_span
from extractor.evaluate.formats.pairs import read_texts, write_texts
from extractor.evaluate.formats.vocabulary import CHOICES
from extractor.evaluate.gold import parse_json
from extractor.evaluate.scores import KINDS

CONFIGURATION = "annotation.conf"
SPAN = re.compile(r"(?P<label>\S+) (?P<start>\d+)(?: \d+;\d+)* (?P<end>\d+)")


def write_brat(articles: Sequence[Annotation], folder: Path) -> None:
    """Write a folder that brat opens, with its configuration."""
    for stem, article in write_texts(articles, folder):
        lines = "".join(f"{line}\n" for line in _lines(article))
        (folder / f"{stem}.ann").write_text(lines, encoding="utf-8", newline="\n")
    (folder / CONFIGURATION).write_text(_configuration(), encoding="utf-8", newline="\n")


def read_brat(folder: Path) -> Iterator[Annotation]:
    """The annotated articles of a folder; raises GoldError."""
    for path, origin in read_texts(folder, ".ann"):
        lines = path.read_text("utf-8").split("\n")
        yield join_marks(origin, _marks(lines, origin, str(path)), str(path))


def _lines(article: Annotation) -> Iterator[str]:
    attributes = 0
    for number, mark in enumerate(find_marks(article), 1):
        yield f"T{number}\t{mark.label} {_fragments(article.text, mark)}"
        notes: dict[str, str] = {}
        for name, value in sorted(mark.fields.items()):
            if name in CHOICES and " " not in value:
                attributes += 1
                yield f"A{attributes}\t{name} T{number} {value}"
            else:
                notes[name] = value
        if notes:
            words = json.dumps(notes, ensure_ascii=False, sort_keys=True)
            yield f"#{number}\tAnnotatorNotes T{number}\t{words}"


def _fragments(text: str, mark: Mark) -> str:
    """Offsets and words; a span over a line break is one of fragments, as brat wants it."""
    pieces = list(re.finditer(r"[^\r\n]+", text[mark.start : mark.end]))
    spans = [(mark.start + piece.start(), mark.start + piece.end()) for piece in pieces]
    offsets = ";".join(f"{start} {end}" for start, end in spans)
    return f"{offsets}\t{' '.join(piece.group() for piece in pieces)}"


def _marks(lines: Iterable[str], origin: Origin, file: str) -> Iterable[Mark]:
    marks: dict[str, Mark] = {}
    for number, line in enumerate(lines, 1):
        where = f"{file}:{number}"
        id_, _, rest = line.rstrip("\r").partition("\t")
        if id_.startswith("T"):
            marks[id_] = _mark(id_, rest, origin.text, where)
        elif id_.startswith(("A", "M", "#")):
            _add_fields(marks, rest, where)
    return marks.values()


def _mark(id_: str, rest: str, text: str, where: str) -> Mark:
    placed, _, quoted = rest.partition("\t")
    match = SPAN.fullmatch(placed)
    if match is None:
        raise GoldError(f"{where}: {placed!r} is no label with offsets, such as «count 12 17»")
    span = int(match["start"]), int(match["end"])
    start, end = settle_span(text, span, quoted, where)
    return Mark(id_, match["label"], start, end, {})


def _add_fields(marks: dict[str, Mark], rest: str, where: str) -> None:
    head, _, note = rest.partition("\t")
    kind, target, *value = head.split(" ")
    if target not in marks:
        # Notes on relations and events say nothing of ours.
        return
    if kind == "AnnotatorNotes":
        # Notes in plain words are the annotators' own.
        fields = parse_json(note, where) if note.startswith("{") else {}
    else:
        fields = {kind: value[0] if value else "true"}
    marks[target] = replace(marks[target], fields={**marks[target].fields, **fields})


def _configuration() -> str:
    """brat's annotation.conf for our labels and closed vocabularies."""
    labels = [*KINDS, *LABELS, MENTION, POSITION]
    lines = ["[entities]", *labels, "", "[relations]", "", "[events]", "", "[attributes]"]
    lines += [f"{name}\tArg:<ENTITY>, Value:{'|'.join(v)}" for name, v in sorted(CHOICES.items())]
    return "\n".join(lines) + "\n"

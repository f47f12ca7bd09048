"""Gold from wherever it is kept: our folders, JSON lines, Label Studio, brat, web annotation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.evaluate.annotation import (
    Annotation,
    GoldError,
    annotation,
    check_spans,
    origin_of,
)

SHAPES = (
    "give a folder with articles/*.txt and gold/*.json, or with articles.jsonl and gold.jsonl,"
    " or with brat's or web annotations beside .txt files; or a .jsonl of records;"
    " or a .json of Label Studio"
)


def read_gold(path: Path) -> list[Annotation]:
    """The annotated articles, each span checked; raises GoldError."""
    try:
        found = [check_spans(one, str(path)) for one in _read(path)]
    except OSError as error:
        raise GoldError(f"{error.filename or path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: is not UTF-8 ({error.reason} at {error.start})") from error
    if not found:
        raise GoldError(f"{path}: holds no annotated article; {SHAPES}")
    return found


def read_records(path: Path) -> list[Annotation]:
    """Records as the program writes them, one JSON object a line; raises GoldError."""
    try:
        return [_record(line, where) for line, where in _lines(path)]
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: is not UTF-8 ({error.reason} at {error.start})") from error


def _read(path: Path) -> Iterator[Annotation]:
    if not path.exists():
        raise GoldError(f"{path}: there is no such file or folder; {SHAPES}")
    if path.is_dir():
        yield from _read_folder(path)
    elif path.suffix == ".jsonl":
        yield from read_records(path)
    elif path.suffix == ".json":
        from extractor.evaluate.formats.labelstudio import read_labelstudio

        yield from read_labelstudio(path)
    else:
        raise GoldError(f"{path}: is of no known kind; {SHAPES}")


def _read_folder(folder: Path) -> Iterator[Annotation]:
    if (folder / "gold").is_dir() and (folder / "articles").is_dir():
        yield from _read_corpus(folder)
    elif (folder / "gold.jsonl").is_file() and (folder / "articles.jsonl").is_file():
        yield from _read_two_files(folder)
    elif any(folder.glob("*.ann")):
        from extractor.evaluate.formats.brat import read_brat

        yield from read_brat(folder)
    elif any(folder.glob("*.jsonld")):
        from extractor.evaluate.formats.webannotation import read_webannotation

        yield from read_webannotation(folder)
    else:
        raise GoldError(f"{folder}: holds no annotations; {SHAPES}")


def _read_corpus(folder: Path) -> Iterator[Annotation]:
    for path in sorted((folder / "gold").glob("*.json")):
        article = folder / "articles" / f"{path.stem}.txt"
        if not article.is_file():
            raise GoldError(f"{path}: there is no article {article} to go with it")
        # As bytes: a text file read as such would lose its carriage returns, and so its offsets.
        text = article.read_bytes().decode("utf-8")
        data = parse_json(path.read_text("utf-8"), str(path))
        yield _annotated(data, text, {"id": path.stem, **data}, str(path))


def _read_two_files(folder: Path) -> Iterator[Annotation]:
    articles = {line["id"]: line for line, _ in _lines(folder / "articles.jsonl")}
    for line, where in _lines(folder / "gold.jsonl"):
        article = articles.get(line.get("id"))
        if article is None:
            raise GoldError(f"{where}: articles.jsonl has no article {line.get('id')!r}")
        yield _annotated(line, article["text"], article, where)


def _record(line: Mapping[str, Any], where: str) -> Annotation:
    article = line.get("article") or line
    if not isinstance(article, Mapping) or not isinstance(article.get("text"), str):
        raise GoldError(f"{where}: has no article.text; see vnfigures schema")
    return _annotated(line, article["text"], {"id": where, **article}, where)


def _annotated(
    data: Mapping[str, Any], text: str, known: Mapping[str, Any], where: str
) -> Annotation:
    return annotation(origin_of(text, known), data, where)


def _lines(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects of a file of JSON lines, each with its place."""
    # Not splitlines(): a line of JSON may hold U+2028.
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), 1):
        if line.strip():
            where = f"{path}:{number}"
            yield parse_json(line, where), where


def parse_json(source: str, where: str) -> dict[str, Any]:
    """The object in a piece of JSON; raises GoldError."""
    try:
        data = json.loads(source)
    except json.JSONDecodeError as error:
        raise GoldError(f"{where}: is not JSON ({error.msg} at {error.pos})") from error
    if not isinstance(data, dict):
        raise GoldError(f"{where}: is {type(data).__name__}, no object; see vnfigures schema")
    return data

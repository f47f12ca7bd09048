"""Folders in which each article is a .txt with a file of annotations of the same stem beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.evaluate.annotation import Annotation, GoldError, Origin, origin_of
from extractor.evaluate.gold import parse_json

# What neither a text nor its annotations can tell: id, day and title, by stem.
ABOUT = "articles.json"
UNSAFE = re.compile(r"[^\w.-]+")


def write_texts(articles: Sequence[Annotation], folder: Path) -> list[tuple[str, Annotation]]:
    """Write the texts; the stems that their annotations must have."""
    folder.mkdir(parents=True, exist_ok=True)
    stems = _stems(articles)
    about: dict[str, dict[str, Any]] = {}
    for stem, article in zip(stems, articles, strict=True):
        (folder / f"{stem}.txt").write_bytes(article.text.encode("utf-8"))
        about[stem] = article.origin.known
    lines = json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / ABOUT).write_text(lines + "\n", encoding="utf-8", newline="\n")
    return list(zip(stems, articles, strict=True))


def read_texts(folder: Path, suffix: str) -> Iterator[tuple[Path, Origin]]:
    """The files of annotations, each with its article; raises GoldError."""
    known = folder / ABOUT
    about = parse_json(known.read_text("utf-8"), str(known)) if known.is_file() else {}
    for path in sorted(folder.glob(f"*{suffix}")):
        text = path.with_suffix(".txt")
        if not text.is_file():
            raise GoldError(f"{path}: there is no text {text} to go with it")
        mine = {"id": path.stem, **about.get(path.stem, {})}
        yield path, origin_of(text.read_bytes().decode("utf-8"), mine)


def _stems(articles: Sequence[Annotation]) -> list[str]:
    """File names made of ids; sorted as the articles are."""
    stems = [UNSAFE.sub("_", article.id).strip(".")[:80] or "article" for article in articles]
    if len(set(stems)) == len(stems) and stems == sorted(stems):
        return stems
    return [f"{number:05}-{stem}" for number, stem in enumerate(stems, 1)]

"""Our own form of gold: one JSON object a line with the article and its parts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor.evaluate.annotation import LISTS, Annotation


def write_jsonl(articles: Sequence[Annotation], path: Path) -> None:
    """Write one line for each article."""
    lines = (json.dumps(line_of(one), ensure_ascii=False, sort_keys=True) for one in articles)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def line_of(article: Annotation) -> dict[str, Any]:
    """The article and its parts as one object."""
    origin = {"published_at": None, "title": None, **article.origin.known, "text": article.text}
    return {"article": origin, **{name: getattr(article, name) for name in LISTS}}

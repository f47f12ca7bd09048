"""Gold in the formats of other programs, there and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.evaluate.annotation import Annotation

FORMATS = ("jsonl", "labelstudio", "brat", "webannotation")


def write_gold(articles: Sequence[Annotation], form: str, path: Path) -> None:
    """Write annotated articles: a file for jsonl and labelstudio, else a folder."""
    if form == "jsonl":
        from extractor.evaluate.formats.jsonl import write_jsonl

        write_jsonl(articles, path)
    elif form == "labelstudio":
        from extractor.evaluate.formats.labelstudio import write_labelstudio

        write_labelstudio(articles, path)
    elif form == "brat":
        from extractor.evaluate.formats.brat import write_brat

        write_brat(articles, path)
    elif form == "webannotation":
        from extractor.evaluate.formats.webannotation import write_webannotation

        write_webannotation(articles, path)
    else:
        raise ValueError(f"{form!r} is no format of gold; one of {', '.join(FORMATS)}")

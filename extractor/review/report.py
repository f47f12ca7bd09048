"""One self-contained page of articles, findings and figures, that can be mailed."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup

from extractor.corrections import kept
from extractor.corrections.correction import fold
from extractor.models import ArticleRecord
from extractor.review.columns import figures_table, report_address
from extractor.review.marked import draw_lines
from extractor.review.pages.article import found_in, name_of
from extractor.review.readings import Frame, shown_readings
from extractor.review.site import make_templates, text_of
from extractor.review.words import Language, language
from extractor.store.archive import Archive


def write_report(archive: Archive, output: Path, lang: str) -> int:
    """Write the page; how many articles it holds."""
    words = language(lang)
    number = 0

    def articles() -> Iterator[dict[str, Any]]:
        nonlocal number
        for record in archive.records():
            number += 1
            yield _article(archive, record, words)

    template = make_templates().get_template("report.html")
    context = {"words": words, "t": text_of(words), "articles": articles(), **_inlined()}
    with output.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(template.generate(context))
    return number


def _article(archive: Archive, record: ArticleRecord, words: Language) -> dict[str, Any]:
    prefix = f"{record.article.id}-"
    with archive.reading() as connection:
        standings = fold(kept.corrections_of(connection, record.article.id))
    marks = shown_readings(record, words, standings, Frame(prefix, alive=False))
    return {
        "record": record,
        "name": name_of(record) or words.word("page", "untitled"),
        "prefix": prefix,
        "lines": draw_lines(record, marks),
        "quotes": {figure.id: figure.text for figure in record.figures},
        "table": figures_table(found_in(record), words, report_address),
    }


def _inlined() -> dict[str, Any]:
    """Style and script within the page, and the hashes by which it may use these and no others."""
    folder = files("extractor.review") / "static"
    style = (folder / "review.css").read_text(encoding="utf-8")
    script = (folder / "review.js").read_text(encoding="utf-8")
    csp = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "csp": csp}


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

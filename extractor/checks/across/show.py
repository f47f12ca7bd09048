"""Findings as text, as JSON lines, and as one web page that needs nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from extractor.checks.across.clash import ArchiveIssue, Cited

NAMES = {"error": "Sai", "warning": "Nên xem lại", "info": "Ghi chú"}
# Nothing is fetched: one page that can be mailed.
HEAD = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>vnfigures check</title>
<style>
:root { color-scheme: light dark; --error: #b3261e; --warning: #8a5a00; --info: #3b6ea5; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
article { border-left: .3rem solid; padding: .2rem 0 .2rem 1rem; margin: 1.2rem 0; }
article.error { border-color: var(--error); } article.warning { border-color: var(--warning); }
article.info { border-color: var(--info); }
h2 { font-size: 1rem; margin: 0; } p { margin: .2rem 0; } .en, footer { opacity: .75; }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 1px solid; }
code { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>vnfigures check</h1>
"""
FOOT = "</body>\n</html>\n"


def as_text(issue: ArchiveIssue) -> str:
    """The finding in a few lines for a terminal."""
    lines = [f"{issue.severity:<8}{issue.code:<5}{issue.message}", f"        {issue.arithmetic}"]
    for cited in issue.cited:
        lines += [f"        {_where(cited)}", f"          {cited.sentence}"]
    return "\n".join(lines)


def as_json(issue: ArchiveIssue) -> str:
    """The finding as one JSON object."""
    data: dict[str, Any] = issue._asdict()
    data["cited"] = [cited._asdict() for cited in issue.cited]
    return json.dumps(data, ensure_ascii=False)


def as_page(issues: Iterable[ArchiveIssue]) -> Iterator[str]:
    """The page piece by piece; every word of an article is escaped."""
    yield HEAD
    counts: Counter[str] = Counter()
    for issue in issues:
        counts[issue.severity] += 1
        yield _article(issue)
    told = ", ".join(f"{NAMES[name]}: {counts[name]}" for name in NAMES if counts[name])
    yield f"<footer><p>{told or 'Không có phát hiện nào.'}</p></footer>\n{FOOT}"


def _article(issue: ArchiveIssue) -> str:
    cited = "".join(
        f"<p>{escape(_where(place))}</p>\n<blockquote>{_marked(place)}</blockquote>\n"
        for place in issue.cited
    )
    return (
        f'<article class="{issue.severity}">\n'
        f"<h2>{NAMES[issue.severity]} · {escape(issue.code)} · {escape(issue.message)}</h2>\n"
        f'<p class="en" lang="en">{escape(issue.message_en)}</p>\n'
        f"<p><code>{escape(issue.arithmetic)}</code></p>\n{cited}</article>\n"
    )


def _where(cited: Cited) -> str:
    day = cited.published[:10] or "–"
    figure = f" {cited.figure}" if cited.figure else ""
    return f"{cited.source} · {day} · {cited.article}{figure} [{cited.start}–{cited.end}]"


def _marked(cited: Cited) -> str:
    """The sentence with what is cited in bold."""
    before, found, after = cited.sentence.partition(cited.text)
    if not found:
        return escape(cited.sentence)
    return f"{escape(before)}<strong>{escape(found)}</strong>{escape(after)}"

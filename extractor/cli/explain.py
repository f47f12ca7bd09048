"""`vnfigures explain`: why each figure of an article was read as it was."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.speak import DONE, MISUSED, PROBLEMS, say

if TYPE_CHECKING:
    from extractor.explain import Explanation


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """What the command line asked for."""

    path: str
    figure: str | None
    published: str | None
    patterns: Path | None
    as_json: bool


def run_explain(request: ExplainRequest) -> int:
    """The exit code: 0 done, 1 the input had problems, 2 misused."""
    from extractor.engine import Extractor
    from extractor.explain import explain
    from extractor.read import Fault, ReadOptions, open_source
    from extractor.read.decode import parse_published
    from extractor.rules import RuleError

    try:
        published = parse_published(request.published) if request.published else None
        engine = Extractor(tagger="rules", patterns=request.patterns)
    except (RuleError, ValueError) as error:
        say(str(error))
        return MISUSED
    code, shown, known = DONE, 0, 0
    for item in open_source([request.path], ReadOptions(published=published)):
        if isinstance(item, Fault):
            say(str(item))
            code = PROBLEMS
            continue
        explanations = explain(engine, item)
        known += len(explanations)
        wanted = [e for e in explanations if request.figure in (None, e.figure["id"])]
        shown += len(wanted)
        _print(wanted, request.as_json)
    if request.figure and not shown:
        say(f"{request.path}: no figure {request.figure!r}; it has f1 to f{known}")
        return MISUSED
    return code


def _print(explanations: list[Explanation], as_json: bool) -> None:
    for explanation in explanations:
        if as_json:
            print(json.dumps(asdict(explanation), ensure_ascii=False))
        else:
            print("\n".join(_lines(explanation)), end="\n\n")


def _lines(explanation: Explanation) -> list[str]:
    """The sentence with the figure in brackets, then one line for each decision."""
    from extractor.explain import FIELDS

    figure = explanation.figure
    before, after = (" ".join(s.split()) for s in (explanation.before, explanation.after))
    lines = [f"{figure['id']}  {before} ⟦{figure['text']}⟧ {after}".strip()]
    for decision in explanation.decisions:
        because = f"  ← «{decision.words}»" if decision.words else ""
        rule = f"  [{decision.rule}]" if decision.rule else ""
        lines.append(f"    {FIELDS[decision.field]}: {decision.value}{because}{rule}")
        lines += [f"        ✗ {reading}" for reading in decision.rejected]
    return lines

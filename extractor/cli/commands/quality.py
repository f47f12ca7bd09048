"""Commands that judge the output, and show where rules are wanting."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.commands.quality_options import (
    AsJson,
    Compare,
    Export,
    FloorsFile,
    Gold,
    LowerFloor,
    Misses,
    Output,
    Predicted,
    RaiseFloors,
    Reason,
    Resamples,
)
from extractor.cli.options import Patterns, Tagger, TaggerName


def evaluate(
    gold: Gold,
    predicted: Predicted = None,
    compare: Compare = None,
    misses: Misses = False,
    as_json: AsJson = False,
    floors: FloorsFile = None,
    raise_floors: RaiseFloors = False,
    lower_floor: LowerFloor = None,
    reason: Reason = None,
    export: Export = None,
    output: Output = None,
    resamples: Resamples = 1000,
    tagger: Tagger = TaggerName.auto,
    patterns: Patterns = None,
) -> None:
    """Judge records by gold: scores with intervals, confusions, misses, floors."""
    from extractor.cli.evaluate import EvaluateRequest, FloorRequest, run_evaluate

    request = EvaluateRequest(
        gold=gold,
        predicted=predicted,
        old=compare,
        tagger=tagger.value,
        patterns=patterns,
        misses=misses,
        as_json=as_json,
        resamples=resamples,
        floors=FloorRequest(floors, raise_floors, lower_floor, reason),
        export=export,
        output=output,
    )
    raise typer.Exit(run_evaluate(request))


def silver(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="An archive, as for extract, or records (.jsonl)."),
    ],
    words: Annotated[
        int, typer.Option("--words", min=0, max=8, metavar="N", help="Words on either side.")
    ] = 2,
    least: Annotated[
        int, typer.Option("--least", min=1, metavar="N", help="Only groups of so many figures.")
    ] = 1,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Only the first groups.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a group.")] = False,
    patterns: Patterns = None,
) -> None:
    """List the least certain figures of an archive by the words around them."""
    from extractor.cli.silver import SilverRequest, run_silver

    request = SilverRequest(tuple(paths), patterns, words, least, top, as_json)
    raise typer.Exit(run_silver(request))

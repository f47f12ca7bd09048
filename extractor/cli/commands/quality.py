"""Commands that judge the output, and show where rules are wanting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Patterns, Tagger, TaggerName


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="A folder (corpus; articles.jsonl + gold.jsonl; brat; web annotation),"
            " .jsonl of records, or .json of Label Studio.",
        ),
    ],
    predicted: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PRED]", help="Records to judge, .jsonl; without: the texts are extracted."
        ),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option("--compare", metavar="OLD.jsonl", help="Older records: what got better?"),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what is wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    floors: Annotated[
        Path | None,
        typer.Option("--floors", metavar="FILE", help="Exit 1 when a score is below its floor."),
    ] = None,
    raise_floors: Annotated[
        bool, typer.Option("--raise-floors", help="Raise the floors to the scores.")
    ] = False,
    lower_floor: Annotated[
        str | None, typer.Option("--lower-floor", metavar="NAME", help="Lower this floor.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why a floor is lowered.")
    ] = None,
    export: Annotated[
        str | None,
        typer.Option(
            "--export",
            metavar="FORMAT",
            help="Write the gold as jsonl, labelstudio, brat or webannotation instead.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="The file or folder of --export."),
    ] = None,
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, metavar="N", help="Draws for the intervals.")
    ] = 1000,
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

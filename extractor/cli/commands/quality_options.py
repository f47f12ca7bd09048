"""Options of `vnfigures evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Gold = Annotated[
    Path,
    typer.Argument(
        metavar="GOLD",
        help="A folder (corpus; articles.jsonl + gold.jsonl; brat; web annotation),"
        " .jsonl of records, or .json of Label Studio.",
    ),
]
Predicted = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PRED]", help="Records to judge, .jsonl; without: the texts are extracted."
    ),
]
Compare = Annotated[
    Path | None,
    typer.Option("--compare", metavar="OLD.jsonl", help="Older records: what got better?"),
]
Misses = Annotated[bool, typer.Option("--misses", help="List what is wrong.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
FloorsFile = Annotated[
    Path | None,
    typer.Option("--floors", metavar="FILE", help="Exit 1 when a score is below its floor."),
]
RaiseFloors = Annotated[
    bool, typer.Option("--raise-floors", help="Raise the floors to the scores.")
]
LowerFloor = Annotated[
    str | None, typer.Option("--lower-floor", metavar="NAME", help="Lower this floor.")
]
Reason = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="Why a floor is lowered.")
]
Export = Annotated[
    str | None,
    typer.Option(
        "--export",
        metavar="FORMAT",
        help="Write the gold as jsonl, labelstudio, brat or webannotation instead.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="The file or folder of --export."),
]
Resamples = Annotated[
    int, typer.Option("--resamples", min=0, metavar="N", help="Draws for the intervals.")
]

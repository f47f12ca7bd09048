"""The commands and their options; what they do stands in modules imported when they run."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import (
    Dedup,
    DedupName,
    Fields,
    InputFormat,
    MaxMb,
    MaxRatio,
    Paths,
    SelectorFile,
)

app = typer.Typer(
    name="vnfigures",
    help="Vietnamese government news in, figures that people can trust out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(help="Look at the rules, prove them, try them.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")


class TaggerName(StrEnum):
    rules = "rules"
    auto = "auto"
    full = "full"


class FormatName(StrEnum):
    jsonl = "jsonl"
    table = "table"
    csv = "csv"
    sqlite = "sqlite"


Patterns = Annotated[
    Path | None,
    typer.Option("--patterns", metavar="DIR", help="Folder of own rule files, laid on top."),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date, ISO: 2018-03-12."),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        from extractor import __version__

        typer.echo(f"vnfigures {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print the version."
        ),
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    paths: Paths,
    published: Published = None,
    form: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="Default: by the suffix of -o, else jsonl."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=".jsonl, .csv, .db or .sqlite."),
    ] = None,
    tagger: Annotated[
        TaggerName, typer.Option(help="When underthesea is asked about names.")
    ] = TaggerName.auto,
    patterns: Patterns = None,
    max_mb: MaxMb = 20,
    max_ratio: MaxRatio = 200,
    input_format: InputFormat = None,
    fields: Fields = None,
    selectors: SelectorFile = None,
    dedup: Dedup = DedupName.off,
) -> None:
    """Read articles and write their figures, dates and officials."""
    from extractor.cli.extract import Request, run_extract
    from extractor.read.options import ReadOptions

    request = Request(
        paths=tuple(paths),
        published=published,
        form=form.value if form else None,
        output=output,
        tagger=tagger.value,
        patterns=patterns,
        reading=ReadOptions(
            max_mb=max_mb, max_ratio=max_ratio, form=input_format, selectors=selectors
        ),
        fields=tuple(fields or ()),
        dedup=dedup.value,
    )
    raise typer.Exit(run_extract(request))


@app.command()
def render(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files .txt or .jsonl, folders, or - for stdin."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The page, such as page.html."),
    ] = None,
    published: Published = None,
    tagger: Annotated[
        TaggerName, typer.Option(help="When underthesea is asked about names.")
    ] = TaggerName.auto,
    patterns: Patterns = None,
) -> None:
    """Draw articles as a web page with everything found in colour."""
    from extractor.cli.render import RenderRequest, run_render

    request = RenderRequest(tuple(paths), published, output, tagger.value, patterns)
    raise typer.Exit(run_render(request))


@app.command()
def explain(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="An article in any format that extract reads.")
    ],
    figure: Annotated[
        str | None, typer.Option("--figure", metavar="ID", help="One figure only, such as f7.")
    ] = None,
    published: Published = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a figure instead of text.")
    ] = False,
    patterns: Patterns = None,
) -> None:
    """Say why each figure was read as it was: rules, deciding words, rejected readings.

    Example: vnfigures explain corpus/articles/01-phuong-hop-ke-hoach-giam-ngheo.txt --figure f2
    """
    from extractor.cli.explain import ExplainRequest, run_explain

    raise typer.Exit(run_explain(ExplainRequest(path, figure, published, patterns, as_json)))


@app.command()
def bench(
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="PATH", help=".txt, .jsonl or folder; default: corpus."),
    ] = None,
    repeats: Annotated[int, typer.Option(min=1, metavar="N", help="Rounds to take.")] = 3,
    linear: Annotated[
        bool, typer.Option("--linear/--no-linear", help="Measure growth from 16k to 256k too.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Measure speed beside underthesea, start-up, memory and growth, in one run."""
    from extractor.cli.bench import run_bench_command

    raise typer.Exit(run_bench_command(text, repeats, linear, as_json))


@app.command()
def places(
    query: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, «phường A, quận B», or a code.")
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only units in force on that day.")
    ] = None,
    successor: Annotated[
        bool, typer.Option("--successor", help="Also the units that took them in, by --on.")
    ] = False,
) -> None:
    """Look up official units, before and after July 2025, and their successors."""
    from extractor.cli.places import run_places

    raise typer.Exit(run_places(query, on, successor))


@app.command()
def schema() -> None:
    """Print the JSON Schema of one record."""
    from extractor.cli.schema import schema_text

    typer.echo(schema_text(), nl=False)


@rules_app.command("check")
def rules_check(
    patterns: Patterns = None,
    sort: Annotated[
        bool, typer.Option("--sort", help="First put the rows of each file in order.")
    ] = False,
) -> None:
    """Load all rules and prove every example and reject."""
    from extractor.cli.rules_check import run_check

    raise typer.Exit(run_check(patterns, sort))


@rules_app.command("try")
def rules_try(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="«Toàn xã còn 12 hộ nghèo.»")],
    published: Published = None,
    patterns: Patterns = None,
) -> None:
    """Show what each rule did with a sentence, and which readings lost."""
    from extractor.cli.rules_try import run_try

    raise typer.Exit(run_try(sentence, published, patterns))


@rules_app.command("list")
def rules_list(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A rule file's name, such as units.")
    ] = None,
    patterns: Patterns = None,
) -> None:
    """List the rule files, or the rows of one."""
    from extractor.cli.rules_list import run_list

    raise typer.Exit(run_list(file, patterns))


@rules_app.command("fields")
def rules_fields(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A rule file's name, such as units.")
    ] = None,
) -> None:
    """Describe the fields that the rows of the rule files may have."""
    from extractor.cli.rules_fields import run_fields

    raise typer.Exit(run_fields(file))

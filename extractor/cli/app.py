"""The commands by name; their options stand in `commands/`, what they do in other modules."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.commands import archives, articles, checks, quality, rules, tools, web

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
corrections_app = typer.Typer(help="What people corrected.", no_args_is_help=True)
app.add_typer(corrections_app, name="corrections")
db_app = typer.Typer(help="Look after a database of records.", no_args_is_help=True)
app.add_typer(db_app, name="db")
bench_app = typer.Typer(invoke_without_command=True)
app.add_typer(bench_app, name="bench")


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


app.command()(articles.extract)
app.command()(articles.render)
app.command()(articles.explain)
app.command()(checks.check)
app.command()(quality.evaluate)
app.command()(quality.silver)
app.command()(archives.panel)
app.command()(tools.places)
app.command()(tools.schema)
app.command()(web.serve)
app.command()(web.review)
app.command()(web.report)

rules_app.command("check")(rules.check)
rules_app.command("try")(rules.try_out)
rules_app.command("list")(rules.list_rows)
rules_app.command("fields")(rules.fields)

bench_app.callback()(tools.bench)
bench_app.command("kill")(tools.bench_kill)
bench_app.command("batch")(tools.bench_batch)
bench_app.command("spark")(tools.bench_spark)

db_app.command("upgrade")(archives.upgrade)
db_app.command("stats")(archives.stats)
db_app.command("export")(archives.export)

corrections_app.command("export")(web.export_corrections)

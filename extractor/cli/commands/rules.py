"""Commands for those who write rules."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.options import Patterns, Published


def check(
    patterns: Patterns = None,
    sort: Annotated[
        bool, typer.Option("--sort", help="First put the rows of each file in order.")
    ] = False,
) -> None:
    """Load all rules and prove every example and reject."""
    from extractor.cli.rules_check import run_check

    raise typer.Exit(run_check(patterns, sort))


def try_out(
    sentence: Annotated[
        str | None, typer.Argument(metavar="[SENTENCE]", help="«Toàn xã còn 12 hộ nghèo.»")
    ] = None,
    published: Published = None,
    patterns: Patterns = None,
    archive: Annotated[
        str | None,
        typer.Option("--archive", metavar="DIR", help="Show what --patterns changes in it."),
    ] = None,
) -> None:
    """Show what each rule did with a sentence, or what own rules would change in an archive."""
    if archive is not None:
        from extractor.cli.rules_archive import TryRequest, run_try_archive

        raise typer.Exit(run_try_archive(TryRequest(archive, patterns, published, sentence)))
    from extractor.cli.rules_try import run_try

    raise typer.Exit(run_try(sentence, published, patterns))


def list_rows(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A rule file's name, such as units.")
    ] = None,
    patterns: Patterns = None,
) -> None:
    """List the rule files, or the rows of one."""
    from extractor.cli.rules_list import run_list

    raise typer.Exit(run_list(file, patterns))


def fields(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A rule file's name, such as units.")
    ] = None,
) -> None:
    """Describe the fields that the rows of the rule files may have."""
    from extractor.cli.rules_fields import run_fields

    raise typer.Exit(run_fields(file))

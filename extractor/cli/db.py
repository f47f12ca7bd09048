"""`vnfigures db`: upgrade, stats and export of a database of records."""

from __future__ import annotations

import json

from extractor.cli.speak import DONE, MISUSED, PROBLEMS, plural, say
from extractor.store.address import StoreError, parse_address
from extractor.write import UnknownFormatError, open_sink, parse_target

WIDTH = 40


def run_upgrade(database: str) -> int:
    """The exit code: 0 when the tables are of the present version now."""
    from extractor.store.archive import upgrade_archive

    try:
        before, after = upgrade_archive(database)
    except StoreError as error:
        say(str(error))
        return MISUSED
    place = parse_address(database)
    if before == after:
        say(f"{place}: is of the present version ({after})")
    else:
        say(f"{place}: upgraded from {before or 'nothing'} to {after}")
    return DONE


def run_stats(database: str, as_json: bool) -> int:
    """Print the numbers of rows and what they are about."""
    from extractor.store.archive import Archive

    try:
        with Archive.open(database) as archive:
            found = archive.summary()
    except StoreError as error:
        say(str(error))
        return MISUSED
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return DONE
    for heading, numbers in found.items():
        print(heading)
        for name, number in numbers.items():
            value = f"{number:,}" if isinstance(number, int) else str(number or "–")
            print(f"  {name:<{WIDTH}}{value:>12}")
    return DONE


def run_export(database: str, output: str | None, form: str | None) -> int:
    """Write all records through any sink."""
    from extractor.store.archive import Archive

    try:
        target = parse_target(output, form)
        if target.address == parse_address(database):
            raise UnknownFormatError(f"{target} is input and output at once; write to another")
        with Archive.open(database) as archive:
            sink = open_sink(target)
            count = 0
            for record in archive.records():
                sink.write(record)
                count += 1
            sink.finish()
    except (StoreError, UnknownFormatError) as error:
        say(str(error))
        return MISUSED
    except OSError as error:
        say(f"{output or 'stdout'}: cannot be written ({error.strerror}); check path and rights")
        return PROBLEMS
    say(plural(count, "article") + ("" if target.to_stdout else f" → {target}"))
    return DONE

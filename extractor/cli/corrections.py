"""`vnfigures corrections export`: what people corrected, as gold or as candidates for rules."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.cli.speak import DONE, MISUSED, plural, say


def run_corrections_export(place: str, form: str, output: Path | None, half_checked: bool) -> int:
    """The exit code: 0 done, 2 misused."""
    from extractor.corrections.export import gold_lines, rule_candidates
    from extractor.store.address import StoreError
    from extractor.store.archive import Archive

    try:
        with Archive.open(place) as archive:
            parts = list(
                gold_lines(archive, half_checked) if form == "gold" else rule_candidates(archive)
            )
        if output is None:
            sys.stdout.write("".join(parts))
        else:
            output.write_text("".join(parts), encoding="utf-8", newline="\n")
    except StoreError as error:
        say(f"corrections: {error}")
        return MISUSED
    except OSError as error:
        say(f"{output}: cannot be written ({error.strerror}); check path and rights")
        return MISUSED
    noun = "article" if form == "gold" else "candidate"
    say(plural(len(parts), noun))
    if not parts and form == "gold" and not half_checked:
        say("no article is marked as checked; --half-checked takes all that have corrections")
    return DONE

"""All checks across articles, over records in any order and of any number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from extractor.checks.across.clash import ArchiveIssue, Cited, Clash, cite, said
from extractor.checks.across.facts import Fact, read_facts
from extractor.checks.across.moves import check_change_over_years
from extractor.checks.across.plans import check_targets
from extractor.checks.across.seats import check_holders, read_seats
from extractor.checks.across.series import (
    check_breaks,
    check_contradictions,
    check_travelled_units,
)
from extractor.checks.across.spool import Spool
from extractor.checks.check_set import CheckSet, code_of, fill
from extractor.checks.finding import say
from extractor.checks.tuning import Tuning
from extractor.models import ArticleRecord, Issue
from extractor.rules import RuleError, RuleSet
from extractor.rules.rows_checks import CheckRow

Run = Callable[[list[Fact], Tuning], Iterator[Clash]]
SERIES: dict[str, Run] = {
    "c11_archive": check_travelled_units,
    "c17": check_targets,
    "c28": check_breaks,
    "c5_archive": check_change_over_years,
    "c7": check_contradictions,
}
SIZES, SEATS = "c22_archive", "c24_archive"


class _Tuned(NamedTuple):
    run: Run
    tuning: Tuning


class ArchiveChecks:
    """The checks of single articles and those across them."""

    def __init__(self, rules: RuleSet) -> None:
        self._single = CheckSet(rules)
        tunings = {row.id: Tuning(row) for row in rules.rows("checks", CheckRow) if row.across}
        if missing := {*SERIES, SIZES, SEATS} - set(tunings):
            raise RuleError(f"checks.toml: rows {sorted(missing)} are missing")
        self._series = [_Tuned(run, tunings[name]) for name, run in sorted(SERIES.items())]
        self._sizes, self._seats = tunings[SIZES], tunings[SEATS]

    def check(
        self, records: Iterable[ArticleRecord], since: date | None = None
    ) -> Iterator[ArchiveIssue]:
        """Findings in articles as they come, then those across them.

        With `since`, only what an article published on that day or later takes part in; earlier
        ones are what it is compared with. Facts wait on disk: memory does not grow.
        """
        with Spool() as spool:
            for record in records:
                sheet = self._single.sheet(record)
                for fact in read_facts(sheet):
                    spool.add(fact)
                for group, key, line in read_seats(sheet, self._seats):
                    spool.add_seat(group, key, line)
                if _is_since(record.article.published_at, since):
                    for found in self._single.check_sheet(sheet):
                        yield _of_one(record, found)
            for issue in self._across(spool):
                if any(_is_since(cited.published, since) for cited in issue.cited):
                    yield issue

    def _across(self, spool: Spool) -> Iterator[ArchiveIssue]:
        for facts in spool.groups():
            for run, tuning in self._series:
                for clash in run(facts, tuning):
                    yield _issue(tuning, clash)
        for lines in spool.seats():
            for clash in check_holders(lines, self._seats):
                yield _issue(self._seats, clash)
        least, factor = self._sizes.whole("least"), float(self._sizes.limits["factor"])
        for fact, median in spool.outliers(least, factor):
            yield _issue(self._sizes, _outlier(fact, Decimal(median)))


def _is_since(published: str | None, since: date | None) -> bool:
    return since is None or (bool(published) and str(published)[:10] >= since.isoformat())


def _issue(tuning: Tuning, clash: Clash) -> ArchiveIssue:
    row = tuning.row
    vi, en = fill(row, clash.words)
    severity = clash.severity or row.severity
    return ArchiveIssue(code_of(row), severity, vi, en, clash.arithmetic, clash.cited)


def _outlier(fact: Fact, median: Decimal) -> Clash:
    words = {"stated": said(fact), "median": say(median, fact.unit), "place": fact.place_name}
    return Clash((cite(fact),), f"«{fact.text}» ~ {say(median, fact.unit)}", words)


def _of_one(record: ArticleRecord, issue: Issue) -> ArchiveIssue:
    """A finding inside an article, cited like those across articles."""
    article = record.article
    start, end = issue.start or 0, issue.end or 0
    text = article.text
    cited = Cited(
        article.id, article.published_at or "", article.title or article.source or article.id,
        issue.figures[0] if issue.figures else None, start, end,
        " ".join(text[start:end].split()), " ".join(text[max(0, start - 80) : end + 80].split()),
    )  # fmt: skip
    return ArchiveIssue(
        issue.code, issue.severity, issue.message, issue.message_en or "",
        issue.arithmetic or "", (cited,),
    )  # fmt: skip

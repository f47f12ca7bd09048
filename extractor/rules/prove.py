"""Examples and rejects as proofs: what a row says must be found, is found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.rules.row import Row, read_example
from extractor.rules.rows_checks import CheckRow
from extractor.text import Span, normalise

if TYPE_CHECKING:
    from extractor.engine import Extractor

# Fields of a record part that an example may name, in the order they are shown.
SHOWN = (
    "kind", "value", "value_max", "denominator", "unit", "comparator", "indicator", "measure",
    "direction", "status", "per", "baseline", "of", "subject", "start_date", "end_date", "time",
    "part_of_day", "granularity", "role", "resolution", "calendar", "class", "level", "honorific",
    "rank", "period", "actor", "fund_source", "attribution", "place", "code", "severity", "topic",
)  # fmt: skip


def describe(part: dict[str, Any]) -> list[str]:
    """The words that an example may use of one part of a record.

    A word stands for itself where no field shares it («hộ», «down», «1250»), or with its field
    («unit=lượt người», «per=người,tháng», «subject=hộ nghèo»). Positions are listed whole.
    A sentence itself, for the rules of where it ends, is a «sentence».
    """
    words: list[str] = []
    for name in SHOWN:
        value = part.get(name)
        if value is None:
            continue
        text = _flat(value)
        words += [text, f"{name}={text}"]
    for position in part.get("positions", []):
        words += [position["text"], f"title={position['title']}", f"org={position['organization']}"]
        words.append(f"level={position['level']}")
    return words


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ",".join(str(item) for item in value.values() if item is not None)
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value)


def prove(row: Row, engine: Extractor) -> Iterator[str]:
    """What is wrong with a row's examples and rejects, one sentence each; nothing if all hold."""
    for example in row.examples:
        yield from _prove_example(example, row.published, engine)
    for reject in row.rejects:
        for fired in _parts(engine, reject, row.published):
            if row.id in fired["rules"]:
                yield f"reject {reject!r}: the rule fires at {fired['text']!r}"
    if isinstance(row, CheckRow) and row.across:
        yield from _prove_series(row, engine)


def _prove_example(example: str, published: str | None, engine: Extractor) -> Iterator[str]:
    sentence, expected = read_example(example)
    if not expected:
        yield f"example {example!r} marks nothing; write [words](what is found)"
    parts = _parts(engine, sentence, published)
    for want in expected:
        found = [part for part in parts if want.span in part["spans"]]
        if not found:
            quoted = sentence[want.span.start : want.span.end]
            yield f"example {example!r}: nothing is found at exactly {quoted!r}"
        elif not any(_fits(part, want.words) for part in found):
            seen = ", ".join(word for word in describe(found[0]) if "=" in word)
            yield f"example {example!r}: {want.words!r} is not what is found: {seen}"


def _fits(part: dict[str, Any], words: str) -> bool:
    """Whether every word asked for describes the part; « ; » may set words apart."""
    described = set(describe(part))
    return all(_consists_of(asked.split(), described) for asked in words.split(";"))


def _consists_of(words: list[str], described: set[str]) -> bool:
    """Whether the words, one or several at a time, are all descriptions: «1250 lượt người»."""
    if not words:
        return True
    return any(
        " ".join(words[:size]) in described and _consists_of(words[size:], described)
        for size in range(len(words), 0, -1)
    )


def _parts(engine: Extractor, sentence: str, published: str | None) -> list[dict[str, Any]]:
    record = engine.extract(sentence, published=published).model_dump(mode="json", by_alias=True)
    parts = []
    for kind in ("figures", "dates", "references"):
        parts += [{**p, "spans": [Span(p["start"], p["end"])]} for p in record[kind]]
    for p in record["officials"]:
        spans = [Span(m["start"], m["end"]) for m in [*p["mentions"], *p["positions"]]]
        parts.append({**p, "text": p["name"], "spans": spans})
    parts += _issues(record)
    text = normalise(sentence)
    for span in map(text.raw_span, engine.find_sentences(text)):
        parts.append({"kind": "sentence", "text": text.quote(span), "spans": [span], "rules": []})
    return parts


def _issues(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the checks found: each is at its figures, or at its own place where it names none."""
    places = {figure["id"]: figure for figure in record["figures"]}
    for issue in record["issues"]:
        at = [places[name] for name in issue["figures"]] or [issue]
        spans = [Span(place["start"], place["end"]) for place in at if place["start"] is not None]
        yield {**issue, "text": issue["message"], "spans": spans, "rules": [issue["code"].lower()]}


def _prove_series(row: CheckRow, engine: Extractor) -> Iterator[str]:
    """Whether a check across articles fires, and keeps silent, on the articles of its row."""
    from extractor.checks.across import ArchiveChecks

    checks = ArchiveChecks(engine.rules)
    code = row.id.split("_")[0].upper()
    for articles, wanted in [(s, True) for s in row.series] + [
        (s, False) for s in row.series_rejects
    ]:
        records = (engine.extract(line[12:], published=line[:10]) for line in articles)
        fired = any(issue.code == code for issue in checks.check(records))
        if fired != wanted:
            told = "nothing is found" if wanted else "the check fires"
            yield f"series {articles[0]!r} …: {told}"

"""What is marked in an article, each with its record in one plain sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote

from extractor.corrections.correction import Place, Standing
from extractor.models import ArticleRecord
from extractor.review.marked import Shown
from extractor.review.say import say_date, say_figure, say_official
from extractor.review.words import Language

Standings = Mapping[Place, Standing]


class Frame(NamedTuple):
    """Where an article is shown: alone on a page of the site, or as one of many in a report."""

    # Before the ids of elements, so that articles of one page do not share any.
    prefix: str = ""
    alive: bool = True

    def href(self, address: str) -> str | None:
        return address if self.alive else None


def shown_readings(
    record: ArticleRecord, words: Language, standings: Standings, frame: Frame
) -> list[Shown]:
    """All readings of a record, with where each leads."""
    shown = [
        *_figures(record, words, standings, frame),
        *_missing(record, words, standings, frame),
        *_dates(record, words),
        *_officials(record, words, frame),
        *_others(record, words, frame),
    ]
    if not frame.prefix:
        return shown
    return [replace(one, anchor=one.anchor and frame.prefix + one.anchor) for one in shown]


def official_link(name: str) -> str:
    """The address of a person's page."""
    return f"/officials/{quote(name, safe='')}"


def _figures(
    record: ArticleRecord, words: Language, standings: Standings, frame: Frame
) -> Iterator[Shown]:
    found: dict[str, str] = {}
    for issue in record.issues:
        for name in issue.figures:
            if found.get(name) != "error":
                found[name] = issue.severity
    for figure in record.figures:
        standing = standings.get(Place(figure.start, figure.end))
        kinds = ["figure", figure.kind, *([f"is-{standing.verdict}"] if standing else [])]
        if figure.id in found:
            kinds.append(f"has-{found[figure.id]}")
        tip = say_figure(figure, words)
        if standing:
            tip += f" ({words.word('state', standing.verdict)})"
        target = figure.about or figure.part_of
        yield Shown(
            figure.start,
            figure.end,
            figure.id,
            " ".join(kinds),
            tip,
            figure.id,
            frame.href(f"?figure={figure.id}#record") or f"#r-{frame.prefix}{figure.id}",
            (("to", target),) if target else (),
        )


def _missing(
    record: ArticleRecord, words: Language, standings: Standings, frame: Frame
) -> Iterator[Shown]:
    known = {(figure.start, figure.end) for figure in record.figures}
    for place, standing in standings.items():
        if standing.verdict == "missing" and place not in known:
            name = f"added-{place.start}"
            tip = f"«{standing.text}»: {words.word('state', 'missing')}"
            href = frame.href(f"?at={place.start}-{place.end}#record")
            yield Shown(*place, name, "added", tip, name, href)


def _dates(record: ArticleRecord, words: Language) -> Iterator[Shown]:
    for date in record.dates:
        yield Shown(date.start, date.end, date.id, "date", say_date(date, words), date.id)


def _officials(record: ArticleRecord, words: Language, frame: Frame) -> Iterator[Shown]:
    for person in record.officials:
        tip = say_official(person, words)
        href = frame.href(official_link(person.name))
        anchor: str | None = person.id
        for mention in person.mentions:
            yield Shown(mention.start, mention.end, person.id, "name", tip, anchor, href)
            anchor = None
        for office in person.positions:
            yield Shown(office.start, office.end, person.id, "position", tip)


def _others(record: ArticleRecord, words: Language, frame: Frame) -> Iterator[Shown]:
    lead = words.word("page", "reference")
    for number, found in enumerate(record.references, 1):
        tip = f"{lead}: {words.word('class', found.class_)}"
        name = f"r{number}"
        yield Shown(found.start, found.end, name, "reference", tip, name)
    hint = words.word("page", "unread_hint")
    for number, left in enumerate(record.unread, 1):
        name = f"u{number}"
        href = frame.href(f"?at={left.start}-{left.end}#record")
        yield Shown(left.start, left.end, name, "unread", hint, name, href)

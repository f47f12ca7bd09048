"""The straight line from an article to its validated record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from extractor.article import Article, article_id
from extractor.checks import CheckSet
from extractor.dates import DateFinder, DateMention
from extractor.lexicon import Scanner
from extractor.meaning import Interpreter
from extractor.meaning.page import Meaning
from extractor.mentions import NonFigure, Office, Person, Quantity, Timex, choose
from extractor.models import ArticleRecord
from extractor.people import PeopleFinder
from extractor.places import PlaceReader, gazetteer, place_issues
from extractor.quantities import QuantityFinder
from extractor.reading import Reading
from extractor.references import ReferenceFinder
from extractor.rules import default_rules, load_rules
from extractor.sentences import SentenceSplitter
from extractor.text import Span, Text, normalise

Tagger = Literal["rules", "auto", "full"]
# What figures claim with, but for ratios and the like; what claims with more has its numerals.
FIGURE_PRIORITY = 1
DIGIT_RUN = re.compile(r"\d+")


class Extractor:
    """Reads articles into records; build one and use it for a whole archive.

    `tagger` says when underthesea is asked about names: "rules" never, "auto" for sentences the
    rules could not close, "full" for every sentence that may hold a person. `patterns` is a
    folder of own rule files laid over the shipped ones.
    """

    def __init__(self, tagger: Tagger = "auto", patterns: Path | str | None = None) -> None:
        if tagger not in ("rules", "auto", "full"):
            raise ValueError(f"tagger is {tagger!r}; give 'rules', 'auto' or 'full'")
        self.tagger = tagger
        self.rules = default_rules() if patterns is None else load_rules(Path(patterns))
        # One pass over the text for the words of all finders.
        scanner = Scanner()
        self._splitter = SentenceSplitter(self.rules)
        self._quantities = QuantityFinder(self.rules, scanner)
        self._references = ReferenceFinder(self.rules, scanner)
        self._dates = DateFinder(self.rules, scanner)
        self._people = PeopleFinder(self.rules, scanner)
        self._places = PlaceReader(self.rules)
        self._interpreter = Interpreter(self.rules)
        self._checks = CheckSet(self.rules)
        # Pydantic would build the validator at the first article.
        ArticleRecord.model_rebuild()

    def extract(
        self, text: str, published: str | None = None, title: str | None = None
    ) -> ArticleRecord:
        """The record of one article; `published` is an ISO date, with time if known."""
        return self.read(Article(text, published=published, title=title))

    def stream(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        """The records of many articles, lazily and in order."""
        for article in articles:
            yield self.read(article)

    def read(self, article: Article) -> ArticleRecord:
        """The record of one article with its metadata."""
        reading = self.find(article)
        record = ArticleRecord.model_validate(self._record(reading))
        found = self._checks.check_record(record, reading.text)
        return record.model_copy(update={"issues": [*record.issues, *found]}) if found else record

    def find(self, article: Article) -> Reading:
        """What the finders see in one article, before interpretation."""
        text = normalise(article.text)
        sentences = self.find_sentences(text)
        given = _day(article.published)
        claims = choose(one for one in self.find_claims(text) if not _cuts(text.norm, one.span))
        mentions = [claim for claim in claims if isinstance(claim, DateMention)]
        timexes = self._dates.resolve(text, sentences, mentions, given)
        people = self.find_people(text, sentences)
        published = given or _publication(timexes)
        return Reading(
            article=article,
            text=text,
            sentences=sentences,
            quantities=[claim for claim in claims if isinstance(claim, Quantity)],
            timexes=timexes,
            references=[claim for claim in claims if isinstance(claim, NonFigure)],
            people=people,
            published=published,
            places=self._places.read(article, text, people, published, timexes),
        )

    def interpret(self, reading: Reading) -> list[Meaning]:
        """What each figure means and what decided it, before it becomes a record."""
        return self._interpreter.read(reading)

    def find_sentences(self, text: Text) -> list[Span]:
        """The sentences, headings, captions and list lines of `text.norm`."""
        return self._splitter.split(text)

    def find_people(self, text: Text, sentences: list[Span]) -> list[Person]:
        """The people whom the rules find, and those on whom the tagger votes them right."""
        people = self._people.find(text, sentences)
        if self.tagger == "rules":
            return people
        votes = self._ask(text, sentences, people)
        elected = self._people.elect(text, people, votes) if votes else {}
        return self._people.find(text, sentences, votes=elected) if elected else people

    def _ask(self, text: Text, sentences: list[Span], people: list[Person]) -> dict[Span, str]:
        """The tagger's votes; it is loaded when there is something to ask it."""
        doubts = [] if self.tagger == "full" else self._people.doubtful(text, people)
        if self.tagger == "auto" and not doubts:
            return {}
        from extractor.tagging.votes import ask_about, ask_for_people

        if self.tagger == "full":
            return ask_for_people(text, sentences)
        return ask_about(text, sentences, doubts)

    def find_claims(self, text: Text) -> list[NonFigure | DateMention | Quantity]:
        """All readings of numerals, competing ones too, before one is chosen."""
        others: list[NonFigure | DateMention] = [
            *self._references.find(text),
            *self._dates.find(text),
        ]
        taken = [claim.span for claim in others if claim.priority > FIGURE_PRIORITY]
        return [*others, *self._quantities.find(text, taken)]

    def _record(self, reading: Reading) -> dict[str, Any]:
        text = reading.text
        figures = self._interpreter.interpret(reading)
        dates = [
            _date_fields(text, timex, number) for number, timex in enumerate(reading.timexes, 1)
        ]
        references = [_reference_fields(text, claim) for claim in reading.references]
        return {
            "article": _article_fields(reading),
            "figures": figures,
            "dates": dates,
            "officials": [
                _official_fields(reading, person, number)
                for number, person in enumerate(reading.people, 1)
            ],
            "references": references,
            "unread": _unread(text.raw, [*figures, *dates, *references]),
            "issues": place_issues(reading.places, text, gazetteer()),
        }


def _cuts(norm: str, span: Span) -> bool:
    """Whether a claim begins or ends inside a run of digits: «117 m35 năm» has lost a blank, and
    who reads a part of a numeral leaves the rest of it to nobody."""
    return _is_split(norm, span.start) or _is_split(norm, span.end)


def _is_split(norm: str, at: int) -> bool:
    return 0 < at < len(norm) and norm[at].isdecimal() and norm[at - 1].isdecimal()


def _day(published: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError as error:
        raise ValueError(
            f"published is {published!r}; give an ISO date such as 2018-03-12"
        ) from error


def _publication(timexes: Iterable[Timex]) -> date | None:
    return next((timex.start for timex in timexes if timex.role == "publication"), None)


def _quote(text: Text, span: Span) -> dict[str, Any]:
    raw = text.raw_span(span)
    return {"start": raw.start, "end": raw.end, "text": text.raw[raw.start : raw.end]}


def _article_fields(reading: Reading) -> dict[str, Any]:
    article, place = reading.article, reading.places.article_place
    published = article.published or (reading.published and reading.published.isoformat())
    return {
        "id": article_id(article.text),
        "source": article.source,
        "title": article.title,
        "published_at": published,
        "publisher": article.publisher,
        "author": article.author,
        "encoding": article.encoding,
        "converted_from": article.converted_from,
        "mirrors": list(article.mirrors),
        "text": article.text,
        "place": place.fields() if place else None,
    }


def _date_fields(text: Text, timex: Timex, number: int) -> dict[str, Any]:
    return {
        "id": f"d{number}",
        **_quote(text, timex.span),
        "start_date": timex.start,
        "end_date": timex.end,
        "time": timex.time,
        "part_of_day": timex.part_of_day,
        "granularity": timex.granularity,
        "role": timex.role,
        "resolution": timex.resolution,
        "calendar": timex.calendar,
        "rules": [timex.rule],
    }


def _reference_fields(text: Text, claim: NonFigure) -> dict[str, Any]:
    return {**_quote(text, claim.span), "class": claim.kind, "rules": [claim.rule]}


def _official_fields(reading: Reading, person: Person, number: int) -> dict[str, Any]:
    text = reading.text
    return {
        "id": f"o{number}",
        "name": person.name,
        "honorific": person.honorific,
        "rank": person.rank,
        "role": person.role,
        "positions": [
            {
                **_quote(text, office.span),
                "title": office.title,
                "organization": office.organization,
                "level": office.level,
                "place": _office_place(reading, office),
            }
            for office in person.offices
        ],
        "mentions": [_quote(text, span) for span in person.mentions],
        "rules": list(person.rules),
    }


def _office_place(reading: Reading, office: Office) -> dict[str, Any] | None:
    """The place named in a position, linked where it can be, else in the people finder's words."""
    if place := reading.places.place_in(office.span):
        return place.fields()
    return {"name": office.place, "level": office.level} if office.place else None


def _unread(raw: str, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Digit runs that no part covers."""
    spans = sorted((part["start"], part["end"]) for part in parts)
    left: list[dict[str, Any]] = []
    index = 0
    for run in DIGIT_RUN.finditer(raw):
        while index < len(spans) and spans[index][1] <= run.start():
            index += 1
        if index == len(spans) or not (spans[index][0] <= run.start() < spans[index][1]):
            left.append({"start": run.start(), "end": run.end(), "text": run.group()})
    return left

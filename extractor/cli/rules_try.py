"""`vnfigures rules try`: what each rule did with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extractor.article import Article
from extractor.cli.speak import DONE, MISUSED, say
from extractor.engine import Extractor
from extractor.mentions import Claim, choose
from extractor.read.decode import parse_published
from extractor.rules import RuleError
from extractor.rules.prove import describe
from extractor.text import Span, Text, normalise


class Line(NamedTuple):
    """One thing that rules made of a stretch of the sentence."""

    span: Span
    words: str
    what: str
    rules: str
    fate: str


def run_try(sentence: str | None, published: str | None, patterns: Path | None) -> int:
    """The exit code: 2 when the date or the rules are bad, or there is nothing to try."""
    if sentence is None:
        say("give a sentence to try the rules on, or --archive DIR with --patterns DIR")
        return MISUSED
    try:
        if published is not None:
            parse_published(published)
        engine = Extractor(tagger="rules", patterns=patterns)
    except RuleError as error:
        say(str(error))
        return MISUSED
    except ValueError as error:
        say(f"--published {error}")
        return MISUSED
    lines = sorted(_lines(engine, sentence, published))
    for line in lines:
        print(f"{line.span.start:>4}-{line.span.end:<4} «{line.words}»  {line.fate}")
        print(f"{'':10}{line.what}")
        print(f"{'':10}rule {line.rules}")
    if not lines:
        say("no rule found anything; see which forms there are with: vnfigures rules list FILE")
    return DONE


def _lines(engine: Extractor, sentence: str, published: str | None) -> Iterator[Line]:
    record = engine.read(Article(sentence, published=published))
    data = record.model_dump(mode="json", by_alias=True)
    for kind in ("figures", "dates", "references"):
        for part in data[kind]:
            span = Span(part["start"], part["end"])
            yield Line(span, part["text"], _meaning(kind, part), " ".join(part["rules"]), "stands")
    for part in data["unread"]:
        span = Span(part["start"], part["end"])
        yield Line(span, part["text"], "numeral that no rule reads", "–", "unread")
    yield from _people(data["officials"])
    yield from _lost(engine, normalise(sentence))


def _meaning(kind: str, part: dict[str, Any]) -> str:
    words = (word for word in describe(part) if "=" in word)
    return f"{kind.removesuffix('s')}: " + "  ".join(words)


def _people(officials: list[dict[str, Any]]) -> Iterator[Line]:
    for person in officials:
        rules = " ".join(person["rules"])
        said = ", ".join(p["text"] for p in person["positions"]) or "no office"
        for mention in person["mentions"]:
            span = Span(mention["start"], mention["end"])
            yield Line(span, mention["text"], f"person {person['name']}: {said}", rules, "stands")


def _lost(engine: Extractor, text: Text) -> Iterator[Line]:
    """The claims that gave way to another in `choose`."""
    claims = engine.find_claims(text)
    chosen = choose(claims)
    kept = {id(claim) for claim in chosen}
    for claim in claims:
        if id(claim) not in kept:
            winners = [text.quote(c.span) for c in chosen if c.span.overlaps(claim.span)]
            fate = "lost to " + " and ".join(f"«{words}»" for words in winners)
            span = text.raw_span(claim.span)
            yield Line(span, text.quote(claim.span), _claim(claim), claim.rule, fate)


def _claim(claim: Claim) -> str:
    fields = ((name, getattr(claim, name, None)) for name in ("kind", "value", "unit", "priority"))
    told = "  ".join(f"{name}={value}" for name, value in fields if value not in (None, ""))
    return f"{type(claim).__name__}: {told}"

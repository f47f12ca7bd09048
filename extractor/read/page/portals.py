"""Which element of a page is what: the selectors shipped, with those of the user before them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import rtoml
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extractor.rules.load import toml_fault

Selectors = list[str]


class SelectorError(ValueError):
    """A file of selectors is wrong; the message says file, row, fault and cure."""


class Portal(BaseModel):
    """CSS selectors of one kind of portal, or of one host; each list is tried in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    # «*.tinh.example» holds for every host below; without hosts the row holds for all pages.
    hosts: list[str] = Field(default_factory=list)
    body: Selectors = Field(default_factory=list)
    title: Selectors = Field(default_factory=list)
    lead: Selectors = Field(default_factory=list)
    author: Selectors = Field(default_factory=list)
    published: Selectors = Field(default_factory=list)
    drop: Selectors = Field(default_factory=list)

    @field_validator("body", "title", "lead", "author", "published", "drop")
    @classmethod
    def _is_css(cls, value: Selectors) -> Selectors:
        for selector in value:
            try:
                compiled(selector)
            except Exception as error:
                raise ValueError(f"{selector!r} is no CSS selector ({error})") from error
        return value

    def holds_for(self, host: str) -> bool:
        return not self.hosts or any(_fits(pattern.lower(), host) for pattern in self.hosts)


class Words(BaseModel):
    """Words of the frame around articles, in lower case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chrome_names: list[str] = Field(default_factory=list)
    chrome_parts: list[str] = Field(default_factory=list)
    tails: list[str] = Field(default_factory=list)
    line_starts: list[str] = Field(default_factory=list)
    published: list[str] = Field(default_factory=list)
    updated: list[str] = Field(default_factory=list)
    today: list[str] = Field(default_factory=list)
    weekdays: list[str] = Field(default_factory=list)
    generic_titles: list[str] = Field(default_factory=list)
    author_labels: list[str] = Field(default_factory=list)


class PortalFile(BaseModel):
    """A file of selectors: `[[portal]]` rows, and in the shipped one the `[words]`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    portal: list[Portal] = Field(default_factory=list)
    words: Words = Field(default_factory=Words)


class Portals:
    """All selectors in force."""

    def __init__(self, rows: Sequence[Portal], words: Words) -> None:
        self._rows = rows
        self.words = words

    def for_host(self, host: str) -> list[Portal]:
        """The rows that hold for a page of `host`; own hosts first."""
        fitting = [row for row in self._rows if row.holds_for(host)]
        return sorted(fitting, key=lambda row: not row.hosts)


@cache
def compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def select(tree: HtmlElement, selectors: Sequence[str]) -> list[HtmlElement]:
    """The elements of the first selector that finds any."""
    for selector in selectors:
        if found := compiled(selector)(tree):
            return list(found)
    return []


@cache
def load_portals(path: Path | None = None) -> Portals:
    """The shipped selectors with those of `path` laid before; raises SelectorError."""
    shipped = _parse((files("patterns") / "portals.toml").read_text("utf-8"), "portals.toml")
    if path is None:
        return Portals(shipped.portal, shipped.words)
    try:
        own = _parse(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise SelectorError(f"{path}: cannot be read ({error}); give a TOML file") from error
    return Portals([*own.portal, *shipped.portal], shipped.words)


def _parse(source: str, name: str) -> PortalFile:
    try:
        data: dict[str, Any] = rtoml.loads(source)
        return PortalFile.model_validate(data)
    except rtoml.TomlParsingError as error:
        fault, line = toml_fault(error)
        raise SelectorError(f"{name}:{line}: not valid TOML: {fault}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        known = ", ".join(Portal.model_fields)
        raise SelectorError(f"{name}: {place}: {first['msg']} (a row has: {known})") from error


def _fits(pattern: str, host: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) or host == pattern[2:]
    return host == pattern or host == f"www.{pattern}"

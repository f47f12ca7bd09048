"""One person for all the places that name the same one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct, field

from extractor.mentions import Person
from extractor.people.given import GivenNameReader, is_taken
from extractor.people.levels import OfficeMaker
from extractor.people.names import NameReader
from extractor.people.offices import Draft
from extractor.people.sightings import Sighting
from extractor.rules import RuleSet
from extractor.text import Span, Text

# More people of one given name than this are never told apart by it.
NAMESAKES = 8
# Up to so many names are found faster one by one than by an automaton.
FEW = 24
# No syllable is without a vowel.
INITIALS = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,5}(?:gh|[hgr])?")
# «con gái NPMNh (14 tuổi», «Trường THCS (xã»
AGED = re.compile(r" \(\d")
BLANKS = dict.fromkeys(map(ord, "\t\n\u00a0"), " ")


class Profile(Struct):
    """What is known of one person while reading."""

    key: tuple[str, ...]
    sightings: list[Sighting] = field(default_factory=list)
    genders: set[str] = field(default_factory=set)

    @property
    def author(self) -> bool:
        return all(sighting.author for sighting in self.sightings)

    def add(self, sighting: Sighting) -> None:
        self.sightings.append(sighting)
        row = sighting.calling.row
        if row is not None and row.gender is not None:
            self.genders.add(row.gender)

    def fits(self, sighting: Sighting) -> bool:
        """Whether the honorific agrees with what is known («bà Láng» is no man)."""
        row = sighting.calling.row
        if row is None or row.gender is None:
            return True
        known = self.genders or ({"f"} if "thị" in self.key[1:-1] else set())
        return not known or row.gender in known


class PersonMerger:
    """Merges sightings into people."""

    def __init__(self, rules: RuleSet, names: NameReader) -> None:
        self._names = names
        self._offices = OfficeMaker(rules)
        self._given = GivenNameReader(names)

    def merge(self, text: Text, sightings: Iterable[Sighting]) -> list[Person]:
        """The people in order of first mention."""
        ordered = sorted(sightings, key=lambda sighting: sighting.name)
        profiles: dict[tuple[str, ...], Profile] = {}
        holders: dict[str, Profile] = {}
        short: list[Sighting] = []
        for sighting in ordered:
            key = _key(text, sighting)
            if len(key) == 1 and not (sighting.author or _is_initials(text, sighting)):
                short.append(sighting)
                continue
            profile = profiles.get(key)
            if profile is None:
                profile = profiles[key] = _misspelt(holders, key, sighting) or Profile(key)
            profile.add(sighting)
        self._add_short(text, profiles, short)
        distinct = {id(profile): profile for profile in profiles.values()}
        people = [self._person(text, profile) for profile in distinct.values()]
        people = self._with_given_names(text, self._with_bare_mentions(text, people))
        return sorted(people, key=lambda person: person.mentions[0])

    def _add_short(
        self, text: Text, profiles: dict[tuple[str, ...], Profile], short: list[Sighting]
    ) -> None:
        """Give «ông Phong» to the one person of that given name, or make a person of him."""
        by_given: dict[str, list[Profile]] = {}
        for profile in {id(p): p for p in profiles.values()}.values():
            for form in _short_forms(text, profile):
                by_given.setdefault(form, []).append(profile)
        for sighting in short:
            key = _key(text, sighting)
            fitting = [p for p in by_given.get(key[0], [])[:NAMESAKES] if p.fits(sighting)]
            earlier = [p for p in fitting if p.sightings[0].name < sighting.name]
            chosen = earlier or fitting
            if len(chosen) == 1:
                chosen[0].add(sighting)
            elif not chosen and _names_alone(sighting):
                profile = profiles.setdefault(key, Profile(key))
                profile.add(sighting)
                if profile not in by_given.setdefault(key[0], []):
                    by_given[key[0]].append(profile)

    def _person(self, text: Text, profile: Profile) -> Person:
        ordered = sorted(profile.sightings, key=lambda sighting: sighting.name)
        full = next((s for s in ordered if len(_key(text, s)) == len(profile.key)), ordered[0])
        rows = [s.calling.row for s in ordered if s.calling.row is not None]
        ranks = [s.calling.rank for s in ordered if s.calling.rank is not None]
        honorific = next((r.honorific for r in rows if r.honorific), None)
        offices = self._offices.make(text, _drafts(ordered))
        rules = [r.id for r in rows] + [r.id for r in ranks] + [o.rule for o in offices]
        rules += [s.rule for s in ordered if s.rule]
        return Person(
            name=" ".join(
                unicodedata.normalize("NFC", text.quote(full.name)).translate(BLANKS).split()
            ),
            honorific=honorific,
            rank=ranks[0].rank if ranks else None,
            role="author" if profile.author else "mentioned",
            offices=tuple(offices),
            mentions=tuple(s.name for s in ordered),
            rules=tuple(dict.fromkeys(rules)) or ("name",),
        )

    def _with_bare_mentions(self, text: Text, people: list[Person]) -> list[Person]:
        """The people with the places that name them without honorific or office."""
        taken = sorted(span for person in people for span in person.mentions)
        names: dict[str, list[Span]] = {_written(text, person): [] for person in people}
        _occurrences(text.norm, names)
        return [
            self._with_bare(text, person, names[_written(text, person)], taken) for person in people
        ]

    def _with_given_names(self, text: Text, people: list[Person]) -> list[Person]:
        """The people with the places that name them by the given name alone."""
        taken = sorted(
            [span for person in people for span in person.mentions]
            + [office.span for person in people for office in person.offices]
        )
        more = self._given.find(text, people, taken)
        return [_with_mentions(person, more.get(person, [])) for person in people]

    def _with_bare(
        self, text: Text, person: Person, spans: list[Span], taken: list[Span]
    ) -> Person:
        more = [
            span
            for span in spans
            if not (is_taken(taken, span) or self._names.is_after_unit(text, span.start))
        ]
        return _with_mentions(person, more)


def _with_mentions(person: Person, more: list[Span]) -> Person:
    if not more:
        return person
    mentions = tuple(sorted({*person.mentions, *more}))
    return Person(
        person.name, person.honorific, person.rank, person.role, person.offices, mentions,
        person.rules,
    )  # fmt: skip


def _names_alone(sighting: Sighting) -> bool:
    """Whether one given name is enough: not after «Bí thư», «bị cáo», but after «Bí thư, ông»."""
    calling = sighting.calling
    if calling.is_noun and not calling.is_address:
        return False
    return not sighting.offices or calling.row is not None


def _drafts(ordered: list[Sighting]) -> list[tuple[Draft, ...]]:
    return [sighting.offices for sighting in ordered if sighting.offices]


def _key(text: Text, sighting: Sighting) -> tuple[str, ...]:
    return tuple(text.low[sighting.name.start : sighting.name.end].replace("' ", "'").split())


def _is_initials(text: Text, sighting: Sighting) -> bool:
    """Whether the name is written by its initials: «N.V.H.», «THN»."""
    written = text.norm[sighting.name.start : sighting.name.end]
    if written.count(".") > 1:
        return True
    # «ông THN», but «học sinh THCS»
    called = sighting.calling.is_address or AGED.match(text.norm, sighting.name.end)
    return bool(called) and INITIALS.fullmatch(written) is not None


def _short_forms(text: Text, profile: Profile) -> set[str]:
    """What the person may be called later: «Phong», «M.» of T.A.M., «nh» of NPMNh."""
    if profile.author:
        return set()
    given = profile.key[-1]
    if "." not in given and len(profile.key) > 1:
        return {given}
    name = profile.sightings[0].name
    written = text.norm[name.start : name.end].rstrip(".")
    capital = max(at for at, letter in enumerate(written) if letter.isupper())
    last = written[capital:].lower()
    return {given, last, last + "."}


def _without_accents(key: tuple[str, ...]) -> str:
    parts = unicodedata.normalize("NFD", " ".join(key)).replace("đ", "d")
    return "".join(c for c in parts if not unicodedata.combining(c))


def _misspelt(
    holders: dict[str, Profile], key: tuple[str, ...], sighting: Sighting
) -> Profile | None:
    """The person whose name differs in accents only and who holds the same office."""
    if not sighting.offices:
        return None
    plain = _without_accents(key)
    profile = holders.setdefault(plain, Profile(key))
    known = {draft.row.title for s in profile.sightings for draft in s.offices}
    held = {draft.row.title for draft in sighting.offices}
    if known and known.isdisjoint(held):
        return None
    return profile


def _written(text: Text, person: Person) -> str:
    return text.norm[person.mentions[0].start : person.mentions[0].end]


def _occurrences(norm: str, names: dict[str, list[Span]]) -> None:
    """Fill in where each of the names stands whole."""
    for name, start in _found([name for name in names if " " in name], norm):
        end = start + len(name)
        before, after = norm[start - 1 : start] if start else "", norm[end : end + 2]
        if before.isalnum() or after[:1].isalnum() or (after[:1] == " " and after[1:].isupper()):
            continue
        names[name].append(Span(start, end))


def _found(names: list[str], norm: str) -> Iterator[tuple[str, int]]:
    """Each place of each name; many names are looked for in one pass."""
    if len(names) > FEW:
        automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
        for index, start, _ in automaton.find_matches_as_indexes(norm):
            yield names[index], start
        return
    for name in names:
        at = norm.find(name)
        while at >= 0:
            yield name, at
            at = norm.find(name, at + len(name))

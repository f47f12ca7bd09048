"""Every place where a person is named, with the words around that say who it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from extractor.lexicon import Hit, Lexicon
from extractor.people.names import INITIALS, LAST_WORD, LETTER, UPPER, NameReader, is_upper
from extractor.people.offices import Draft, OfficeReader
from extractor.people.tails import TailReader
from extractor.rules import RuleSet
from extractor.rules.rows_people import (
    HonorificRow,
    NonPersonRow,
    RankRow,
    TitleLinkRow,
    TitleRow,
)
from extractor.text import Span, Text

Cue = TitleRow | HonorificRow | RankRow | TitleLinkRow | NonPersonRow

# «(SN 1965)», «, 40 tuổi, quê Hà Nội», «, trú tại xã A, huyện B»: a note after a name.
NOTE = re.compile(r" ?\([^()\n]{1,80}\)")
NOTES = re.compile(
    r"(?: ?\([^()\n]{1,80}\))?(?:,? ?(?:sn|sinh năm) ?\d{4}|,? \d\d tuổi)?"
    r"(?:,? (?:trú|ngụ|quê|cư trú|hiện trú)[^()\n;,]{1,60}(?:, [^()\n;,]{1,40}?){0,2}(?=[,(]))?"
)
LINK = re.compile(r" ?[-,:(] ?|\n- ?| ")
GAP = re.compile(r":?[ \n]{0,2}(?:- )?")
AGE_LEFT = re.compile(r" ?[(,] ?\d{1,3} $")
# Between an office in capitals and the one who signs below it.
SIGNATURE = re.compile(r"\s{1,6}(?:\([^()\n]{1,20}\)\s{1,6})?")
TO_NAME = re.compile(r" ?[-,:] ?| ")
# What may stand between two people of a list.
NEXT = re.compile(r"\)? ?[;,] ?\n? ?(?:và |cùng )?|\)? (?:và|cùng) ")
NEXT_LINE = re.compile(r"\)? ?[;,.]?\s{0,3}[-+*•]? ?")
INITIALS_LEFT = re.compile(rf"((?:[{UPPER}]\.){{2,5}}[{UPPER}]?) ?$")
LEFT_MARK = re.compile(r"[-,:(] ?$")
AFTER_CAPITAL = re.compile(rf"(?<![{LETTER}])[{UPPER}][{LETTER}]* $")


class Calling(NamedTuple):
    """What a person is called before the name."""

    row: HonorificRow | None = None
    rank: RankRow | None = None

    @property
    def is_address(self) -> bool:
        """Whether one given name is enough after it."""
        return self.rank is not None or (self.row is not None and self.row.honorific is not None)

    @property
    def plural(self) -> bool:
        return self.row is not None and self.row.plural


NOBODY = Calling()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One naming of a person."""

    name: Span
    calling: Calling = NOBODY
    offices: tuple[Draft, ...] = ()
    author: bool = False
    rule: str | None = None


class SightingFinder:
    """Finds people by what stands beside them: honorific, rank, office."""

    def __init__(self, rules: RuleSet, names: NameReader) -> None:
        self._names = names
        self._offices = OfficeReader(rules, names)
        self._tails = TailReader(names)
        rows: list[Cue] = [
            *rules.rows("titles", TitleRow),
            *rules.rows("honorifics", HonorificRow),
            *rules.rows("ranks", RankRow),
            *(r for r in rules.rows("title_links", TitleLinkRow) if "birth" in r.roles),
        ]
        self._calls: Lexicon[Cue] = Lexicon((form, row) for row in rows for form in row.forms)
        # «Bà Triệu», «Đoàn Chủ tịch» hide the cue that they hold.
        hiding = {
            form: row
            for row in rules.rows("non_persons", NonPersonRow)
            if row.role != "before"
            for form in row.forms
            if self._calls.scan_all(form)
        }
        self._cues: Lexicon[Cue] = Lexicon({**hiding, **self._calls.entries})
        self._people: Lexicon[Cue] = Lexicon(
            (form, row)
            for row in rows
            if isinstance(row, HonorificRow | RankRow)
            for form in row.forms
        )
        # What may stand between «đồng chí» and the name; «nữ sinh là A» too.
        self._follows: Lexicon[Any] = Lexicon({**self._calls.entries, "là": None})

    def find(self, text: Text) -> list[Sighting]:
        """The sightings in text order."""
        found: list[Sighting] = []
        reached = 0
        for hit in self._cues.scan(text.low):
            if hit.start < reached:
                continue
            new = self._at_cue(text, hit, reached)
            found += new
            reached = max(reached, _end(new))
        return found

    def _at_cue(self, text: Text, hit: Hit[Cue], reached: int) -> list[Sighting]:
        """The people whom one cue names."""
        if isinstance(hit.entry, NonPersonRow):
            inner = None if _is_namesake(text, hit) else self._calls.at(text.low, hit.start)
            return self._at_cue(text, inner, reached) if inner else []
        if isinstance(hit.entry, TitleRow):
            return self._by_title(text, hit, reached)
        if isinstance(hit.entry, TitleLinkRow):
            return self._by_birth(text, hit, reached)
        return self._by_calling(text, hit)

    def _by_calling(self, text: Text, hit: Hit[Cue]) -> list[Sighting]:
        """People behind «ông», «đồng chí», «Thượng tá»."""
        if not self._may_call(text, hit):
            return []
        calling, at = self._calling(text, hit.start)
        if self._offices.opens(text, at) and (hit.end < at):
            return self._title_first(text, at, calling)
        broken = "\n" in text.norm[hit.start : at]
        sure = calling.rank is not None or not (calling.row and calling.row.noun)
        name = self._names.read(text, at, sure=sure and (calling.plural or not broken))
        if name is None:
            return []
        one_word = text.norm[name.start : name.end].isalpha()
        if not calling.is_address and is_upper(text.low[name.start : name.end]):
            return []
        if one_word and (calling.plural or broken or not calling.is_address):
            return []
        return self._list(text, self._with_offices(text, Sighting(name, calling)))

    def _may_call(self, text: Text, hit: Hit[Cue]) -> bool:
        """Whether the cue is no part of a name («Bà Rịa», «phố Bà Triệu»)."""
        norm = text.norm
        if norm[hit.end : hit.end + 1] not in (" ", ":", "\n", "-"):
            return False
        gap = GAP.match(norm, hit.end)
        at = gap.end() if gap else hit.end
        if not norm[at : at + 1].isupper() and self._follows.at(text.low, at) is None:
            return False
        if norm[hit.start].islower() or hit.start == 0:
            return True
        if not isinstance(hit.entry, HonorificRow):
            return True
        if AFTER_CAPITAL.search(norm, max(0, hit.start - 14), hit.start):
            # «Phạm Anh Tuấn», «Hai Bà Trưng»; but a caption may run into «Ông Trần Văn B».
            low = text.low[hit.start : hit.end]
            return not self._names.is_syllable(low) and (
                self._names.read(text, hit.end + 1, sure=False) is not None
            )
        return not self._names.is_after_unit(text, hit.start)

    def _calling(self, text: Text, start: int) -> tuple[Calling, int]:
        """Honorifics and ranks from `start` on, and where they end."""
        row: HonorificRow | None = None
        rank: RankRow | None = None
        at = start
        for _ in range(4):
            hit = self._people.at(text.low, at)
            if hit is None:
                break
            if at > start and text.norm[at].isupper() and self._is_given(text, hit):
                break
            if isinstance(hit.entry, RankRow):
                rank = rank or hit.entry
            elif isinstance(hit.entry, HonorificRow) and (row is None or row.noun):
                row = hit.entry if row is None or not hit.entry.noun else row
            gap = GAP.match(text.norm, hit.end)
            at = gap.end() if gap else hit.end
            if row is not None and row.noun and text.low.startswith("là ", at):
                at += 3
        return Calling(row, rank), at

    def _is_given(self, text: Text, hit: Hit[Cue]) -> bool:
        """Whether a second honorific is the name itself («bà Bé»)."""
        return isinstance(hit.entry, HonorificRow) and " " not in text.low[hit.start : hit.end]

    def _with_offices(self, text: Text, sighting: Sighting) -> Sighting:
        """The sighting with the offices that stand after the name."""
        at = self._office_after(text, sighting.name.end)
        if at is None:
            return sighting
        drafts = self._offices.chain(text, at)
        if sighting.offices and drafts and self._tails.split(text, drafts[-1]):
            # «Chủ tịch A, Phó Chủ tịch B»: the second office is the next person's.
            return sighting
        return replace(sighting, offices=(*sighting.offices, *drafts))

    def _office_after(self, text: Text, end: int) -> int | None:
        """Where an office begins that belongs to the name ending at `end`."""
        at = self._office_at(text, end)
        if at is None:
            notes = NOTES.match(text.low, end)
            if notes and notes.end() > end:
                return self._office_at(text, notes.end())
        return at

    def _office_at(self, text: Text, end: int) -> int | None:
        """Where an office begins after the separator at `end`."""
        link = LINK.match(text.norm, end)
        if link is None:
            return None
        at = link.end()
        if copula := self._offices.copulas.at(text.low, at):
            at = copula.end + 1
        elif link.group() == " " and not text.norm[at : at + 1].isupper():
            return None
        return at if self._offices.opens(text, at) else None

    def _by_title(self, text: Text, hit: Hit[Cue], reached: int) -> list[Sighting]:
        """People whose office is written first, or who stand left of it without honorific."""
        start = self._with_prefix(text, hit.start)
        if left := self._name_before(text, start, reached):
            return self._list(text, self._with_offices(text, Sighting(left)))
        assert isinstance(hit.entry, TitleRow)
        return [] if hit.entry.job else self._title_first(text, start, Calling())

    def _by_birth(self, text: Text, hit: Hit[Cue], reached: int) -> list[Sighting]:
        """A full name before «SN 1950», «(sinh năm 1950», «(72 tuổi»."""
        end = hit.start
        if age := AGE_LEFT.search(text.norm, max(reached, hit.start - 6), hit.start):
            end = age.start()
        elif not text.norm[hit.end + 1 : hit.end + 2].isdigit():
            return []
        start = max(reached, end - 60)
        initials = INITIALS_LEFT.search(text.norm, start, end)
        if initials:
            name: Span | None = Span(*initials.span(1))
        else:
            name = self._tails.name_ending(text, start, end, sure=True)
        return self._list(text, self._with_offices(text, Sighting(name))) if name else []

    def _with_prefix(self, text: Text, start: int) -> int:
        word = LAST_WORD.search(text.low, max(0, start - 9), start)
        if word is None or text.norm[start - 1] != " ":
            return start
        prefix = self._offices.prefixes.at(text.low, word.start())
        return word.start() if prefix and prefix.end + 1 == start else start

    def _name_before(self, text: Text, start: int, reached: int) -> Span | None:
        """A full name that closes with a separator right before `start`."""
        low = max(reached, start - 60)
        mark = LEFT_MARK.search(text.norm, max(low, start - 2), start)
        if mark is None:
            return None
        return self._tails.name_ending(text, low, mark.start())

    def _title_first(self, text: Text, start: int, calling: Calling) -> list[Sighting]:
        """«Chủ tịch UBND xã Tân Bồi Nhữ Văn Tám», «Bí thư Đảng ủy xã - ông Nhữ Văn Tám»."""
        drafts = self._offices.chain(text, start)
        for number, draft in enumerate(drafts, 1):
            name = self._tails.split(text, draft)
            if name is None or self._is_place(text, draft, name):
                continue
            offices = (*drafts[: number - 1], draft.cut(_trim(text, name.start)))
            sighting = Sighting(name, calling, offices)
            return self._list(text, self._with_offices(text, sighting))
        if not drafts:
            return []
        return self._after_titles(text, drafts, calling) or self._by_given_name(text, drafts)

    def _by_given_name(self, text: Text, drafts: list[Draft]) -> list[Sighting]:
        """«Bí thư Thăng»: an office and the given name of somebody named elsewhere."""
        draft = drafts[0]
        name = self._names.read(text, draft.head_end + 1)
        if name is None or not text.norm[name.start : name.end].isalpha():
            return []
        return [Sighting(name, NOBODY, (draft.cut(draft.head_end),))]

    def _is_place(self, text: Text, draft: Draft, name: Span) -> bool:
        """Whether the tail is a place after all: «xã Hạ Trì - ông Lê Văn Mây»."""
        link = TO_NAME.match(text.norm, draft.end)
        if name.start != draft.tail or link is None or "-" not in link.group():
            return False
        return self._calling(text, link.end())[1] > link.end()

    def _after_titles(self, text: Text, drafts: list[Draft], calling: Calling) -> list[Sighting]:
        """The person named after whole offices and a separator or an honorific."""
        end = drafts[-1].end
        if text.norm[drafts[0].start : end].isupper():
            return self._signed_below(text, drafts)
        link = TO_NAME.match(text.norm, end)
        if link is None:
            return []
        at = link.end()
        copula = self._offices.copulas.at(text.low, at)
        at = copula.end + 1 if copula else at
        second, begin = self._calling(text, at)
        called = begin > at
        name = self._names.read(text, begin, sure=called)
        if name is None or (link.group() == " " and not called):
            return []
        if not called and link.group().strip() == ",":
            return []
        sighting = Sighting(name, second if called else calling)
        whole = self._with_offices(text, sighting)
        if not (whole.offices and link.group().strip() == ","):
            whole = replace(whole, offices=(*drafts, *whole.offices))
        return self._list(text, whole)

    def _signed_below(self, text: Text, drafts: list[Draft]) -> list[Sighting]:
        """Who signs a document: «PHÓ CHỦ TỊCH», (Đã ký), the name on a line of its own."""
        gap = SIGNATURE.match(text.norm, drafts[-1].end)
        if gap is None or "\n" not in gap.group():
            return []
        name = self._names.read(text, gap.end())
        if name is None or text.norm[name.end : name.end + 1] not in ("", "\n"):
            return []
        return (
            [Sighting(name, NOBODY, tuple(drafts))]
            if " " in text.norm[name.start : name.end]
            else []
        )

    def _list(self, text: Text, first: Sighting) -> list[Sighting]:
        """`first` and the people that a list names after it."""
        people = [first]
        while len(people) < 40:
            name = self._next_name(text, people)
            if name is None:
                break
            people.append(self._with_offices(text, Sighting(name, first.calling)))
        return _share(people)

    def _next_name(self, text: Text, people: list[Sighting]) -> Span | None:
        end = _end(people[-1:])
        plural = people[0].calling.plural
        if note := NOTE.match(text.norm, end):
            end = note.end()
        link = NEXT.match(text.norm, end)
        if link is None and plural:
            link = NEXT_LINE.match(text.norm, end)
        if link is None:
            return None
        at = link.end()
        if not (plural or ";" in link.group() or INITIALS.match(text.norm, at)):
            return None
        return self._names.read(text, at, sure=False) or (
            self._name_with_office(text, at) if plural else None
        )

    def _name_with_office(self, text: Text, at: int) -> Span | None:
        """A name without a known surname that an office follows."""
        name = self._names.read(text, at)
        if name is None or " " not in text.norm[name.start : name.end]:
            return None
        return name if self._office_at(text, name.end) is not None else None


def _is_namesake(text: Text, hit: Hit[Cue]) -> bool:
    """Whether the whole is a street's, a district's, a body's name («Hai Bà Trưng»)."""
    follows = text.norm[hit.end : hit.end + 2]
    if follows[:1] == " " and follows[1:].isupper():
        return False
    hero = isinstance(hit.entry, NonPersonRow) and hit.entry.role == "hero"
    return hero or text.norm[hit.start].isupper()


def _end(people: list[Sighting]) -> int:
    """Where the last of the people and their offices ends."""
    if not people:
        return 0
    last = people[-1]
    return max(last.name.end, *(draft.end for draft in last.offices), 0)


def _share(people: list[Sighting]) -> list[Sighting]:
    """One office written once for a whole list («các đồng chí A, B - Ủy viên …») for each."""
    *others, last = people
    if others and last.calling.plural and last.offices and not any(p.offices for p in others):
        return [replace(person, offices=last.offices) for person in people]
    return people


def _trim(text: Text, end: int) -> int:
    while end > 0 and text.norm[end - 1] in " -,:":
        end -= 1
    return end

"""What follows a name: its offices, and the next people of a list."""

from __future__ import annotations

import re

from msgspec.structs import replace

from extractor.letters import UPPER
from extractor.people.names import INITIALS, NameReader, is_unit
from extractor.people.offices import Draft, OfficeReader
from extractor.people.sightings import NOBODY, Calling, Sighting
from extractor.people.tails import TailReader
from extractor.text import Span, Text

# «(SN 1965)», «, 40 tuổi, quê Hà Nội», «, trú tại xã A, huyện B»: a note after a name.
NOTE = re.compile(r" ?\([^()\n]{1,80}\)")
NOTES = re.compile(
    r"(?: ?\([^()\n]{1,80}\))?(?:,? ?(?:sn|sinh năm) ?\d{4}|,? \d\d tuổi)?"
    r"(?:,? (?:trú|ngụ|quê|cư trú|hiện trú)[^()\n;,]{1,60}(?=[,(]))?"
)
# «, huyện B»: one more unit of where the person lives.
NOTES_GO_ON = re.compile(r", [^()\n;,]{1,40}(?=[,(])")
# «(SN 1958, nguyên Chủ tịch xã …)», «(58 tuổi, cán bộ …)»
BORN = re.compile(r"(?:(?:sn|sinh năm) ?\d{4}|\d\d tuổi), ?")
LINK = re.compile(r" ?[-,:(] ?\n?|\n- ?| ")
# What may stand between two people of a list.
NEXT = re.compile(r"\)? ?[;,] ?\n? ?(?:và |cùng )?|\)? (?:và|cùng) ")
NEXT_LINE = re.compile(r"\)? ?[;,.]?\s{0,3}[-+*•]? ?")
# «…, giữ chức vụ …»: how far behind the name an office may be taken up, and what parts the two.
OFFICE_WORD, TAKEN_UP = " chức", 130
BREAKS = frozenset(".;:\n")
CALLED = re.compile(r"(?<![^\W_])(?:ông|bà|anh|chị|đồng chí|đ/c)(?![^\W_])")
OTHERS = (" đối với", " của ông", " của bà", " của đồng chí", " cho ông", " cho bà", " cho đồng")
# «bà Cẩm làm công nhân»: a living, no office.
WORKS = "làm "
# What follows a member of a list of names.
NEXT_OF_LIST = re.compile(rf"[,;] [{UPPER}]| và [{UPPER}]|\.(?: |\n|$)")
LISTED = Calling(several=True)
LONGEST_LIST = 40
MOST_UNITS = 3


class AppositionReader:
    """Reads on after a name."""

    def __init__(self, names: NameReader, offices: OfficeReader, tails: TailReader) -> None:
        self._names = names
        self._offices = offices
        self._tails = tails

    def follow(self, text: Text, first: Sighting) -> list[Sighting]:
        """`first` with the offices after the name, and the people that a list adds."""
        return self.follow_list(text, self.with_offices(text, first))

    def follow_list(self, text: Text, first: Sighting) -> list[Sighting]:
        """`first` and the people that a list names after it."""
        people = [first]
        while len(people) < LONGEST_LIST:
            name = self._next_name(text, people)
            if name is None:
                break
            people.append(self.with_offices(text, Sighting(name, first.calling)))
        return _share(people)

    def follow_names(self, text: Text, first: Sighting) -> list[Sighting]:
        """`first` and the people that a list names after it, each with his own offices."""
        people = [self.with_offices(text, replace(first, calling=LISTED))]
        while len(people) < LONGEST_LIST and (name := self._next_name(text, people)):
            people.append(self.with_offices(text, Sighting(name, LISTED)))
        return [replace(person, calling=NOBODY) for person in people]

    def with_offices(self, text: Text, sighting: Sighting) -> Sighting:
        """The sighting with the offices that stand after the name, and the one then taken up."""
        found = self._with_held(text, sighting)
        taken = self._taken_up(text, found.end) if found.calling.row or found.offices else []
        return replace(found, offices=(*found.offices, *taken)) if taken else found

    def _taken_up(self, text: Text, end: int) -> list[Draft]:
        """The office of «…, đến nhận công tác tại HĐND tỉnh, giữ chức vụ Phó Chủ tịch HĐND»."""
        low = text.low
        at = low.find(OFFICE_WORD, end, end + TAKEN_UP)
        if at < 0 or not BREAKS.isdisjoint(low[end:at]) or CALLED.search(low, end, at):
            return []
        verb = self._offices.copulas.at(low, low.rfind(" ", end, at - 1) + 1)
        if verb is None or verb.end < at or not self._offices.opens(text, verb.end + 1):
            return []
        drafts = self._offices.chain(text, verb.end + 1)
        if not drafts or self._are_of_another(text, drafts):
            return []
        after = self._offices.after_term(text, drafts[-1].end)
        return [] if low.startswith(OTHERS, after) else drafts

    def _with_held(self, text: Text, sighting: Sighting) -> Sighting:
        """The sighting with the offices right after the name."""
        at = self._office_after(text, sighting.name.end)
        if at is None:
            return sighting
        drafts = self._offices.chain(text, at)
        if sighting.offices and drafts and self._are_of_another(text, drafts):
            return sighting
        # «ông A, Bí thư Đảng ủy xã, Chủ tịch UBND huyện B»: the last office is B's.
        name = self._tails.split(text, drafts[-1]) if len(drafts) > 1 else None
        if name is not None and text.norm.count(" ", name.start, name.end) > 1:
            drafts = drafts[:-1]
        return replace(sighting, offices=(*sighting.offices, *drafts))

    def _are_of_another(self, text: Text, drafts: list[Draft]) -> bool:
        """«Chủ tịch A, Phó Chủ tịch B», «…, Trưởng Công an Đại tá B»: whether the next person's
        name follows his offices, as this one's did."""
        named = any(self._tails.split(text, draft) for draft in drafts)
        return named or self._offices.calls_next(text, drafts[-1].end)

    def _office_after(self, text: Text, end: int) -> int | None:
        """Where an office begins that belongs to the name ending at `end`."""
        at = self._office_at(text, end)
        if at is None:
            notes = NOTES.match(text.low, end)
            for _ in range(MOST_UNITS):
                if at is not None or notes is None or notes.end() == end:
                    break
                at = self._office_at(text, notes.end())
                notes = NOTES_GO_ON.match(text.low, notes.end())
        return at

    def _office_at(self, text: Text, end: int) -> int | None:
        """Where an office begins after the separator at `end`."""
        link = LINK.match(text.norm, end)
        if link is None:
            return None
        at = link.end()
        if born := BORN.match(text.low, at):
            at = born.end()
        if copula := self._offices.copulas.at(text.low, at):
            at = copula.end + 1
            if text.low.startswith(WORKS, copula.start) and self._offices.is_job(text, at):
                return None
        elif link.group() == " " and not text.norm[at : at + 1].isupper():
            # «Ông Lê Văn Mây chủ tịch UBND xã»: the comma is lost, the body is not.
            # «Ông Lê Văn Mây nguyên là trưởng thôn» says it by the first word.
            return at if self._offices.opens_told(text, at) else None
        return at if self._offices.opens(text, at) else None

    def _next_name(self, text: Text, people: list[Sighting]) -> Span | None:
        end = people[-1].end
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
            self._listed_name(text, at) if plural else None
        )

    def _listed_name(self, text: Text, at: int) -> Span | None:
        """A name without a known surname that an office or the next of a list follows."""
        name = self._names.read(text, at)
        if name is None or " " not in text.norm[name.start : name.end]:
            return None
        if self._office_at(text, name.end) is not None:
            return name
        low = text.low[name.start : name.end]
        listed = NEXT_OF_LIST.match(text.norm, name.end) is not None
        return name if listed and not is_unit(low) and not self._names.begins_body(low) else None


def _share(people: list[Sighting]) -> list[Sighting]:
    """One office written once for a whole list, before or after it, for each of the people."""
    first, *others = people
    if not others or not first.calling.plural:
        return people
    if first.offices and first.offices[0].start < first.name.start:
        return [
            person if person.offices else replace(person, offices=first.offices)
            for person in people
        ]
    *before, last = people
    if last.offices and not any(person.offices for person in before):
        return [replace(person, offices=last.offices) for person in people]
    return people

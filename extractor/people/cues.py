"""Every place where a person is named, found by the words around that say who it is."""

from __future__ import annotations

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.people.appositions import AppositionReader
from extractor.people.births import BirthReader
from extractor.people.callings import CallingReader
from extractor.people.lists import ListReader
from extractor.people.names import NameReader, is_upper
from extractor.people.offices import OfficeReader
from extractor.people.sightings import Calling, Sighting
from extractor.people.tails import TailReader
from extractor.people.title_first import TitleFirstReader
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


class SightingFinder:
    """Finds people by what stands beside them: honorific, rank, office, year of birth."""

    def __init__(self, rules: RuleSet, names: NameReader, scanner: Scanner | None = None) -> None:
        self._names = names
        self._offices = OfficeReader(rules, names)
        tails = TailReader(names)
        self._callings = CallingReader(rules, names)
        self._appositions = AppositionReader(names, self._offices, tails)
        self._births = BirthReader(tails, self._appositions)
        self._lists = ListReader(rules, names, self._appositions)
        self._title_first = TitleFirstReader(
            names, self._offices, tails, self._callings, self._appositions
        )
        rows: list[Cue] = [
            *rules.rows("titles", TitleRow),
            *rules.rows("honorifics", HonorificRow),
            *rules.rows("ranks", RankRow),
            *(
                r
                for r in rules.rows("title_links", TitleLinkRow)
                if not {"birth", "list"}.isdisjoint(r.roles)
            ),
        ]
        self._calls: Lexicon[Cue] = Lexicon((form, row) for row in rows for form in row.forms)
        # «Bà Triệu», «Đoàn Chủ tịch» hide the cue that they hold.
        hiding = {
            form: row
            for row in rules.rows("non_persons", NonPersonRow)
            if row.role in ("name", "hero")
            for form in row.forms
            if self._calls.scan_all(form)
        }
        self._cues: Lexicon[Cue] = Lexicon({**hiding, **self._calls.entries}, scanner)

    def find(self, text: Text) -> list[Sighting]:
        """The sightings in text order."""
        found: list[Sighting] = []
        reached = 0
        for hit in self._cues.scan(text.low):
            if hit.start < reached:
                continue
            new = self._at_cue(text, hit, reached)
            if new:
                found += new
                reached = max(reached, new[-1].end)
        return found

    def _at_cue(self, text: Text, hit: Hit[Cue], reached: int) -> list[Sighting]:
        """The people whom one cue names."""
        row = hit.entry
        if isinstance(row, NonPersonRow):
            inner = None if _is_namesake(text, hit, row) else self._calls.at(text.low, hit.start)
            return self._at_cue(text, inner, reached) if inner else []
        if isinstance(row, TitleRow):
            if row.not_after and _last_word(text.low, hit.start) in row.not_after:
                inner = self._calls.at(text.low, text.low.find(" ", hit.start) + 1)
                return self._at_cue(text, inner, reached) if inner else []
            return self._title_first.at_title(text, Hit(hit.start, hit.end, row), reached)
        if isinstance(row, TitleLinkRow):
            if "list" in row.roles:
                return self._lists.after(text, Hit(hit.start, hit.end, row))
            return self._births.before(text, Hit(hit.start, hit.end, row), reached)
        return self._called(text, Hit(hit.start, hit.end, row))

    def _called(self, text: Text, hit: Hit[HonorificRow | RankRow]) -> list[Sighting]:
        """People behind «ông», «đồng chí», «Thượng tá»."""
        if not self._callings.may_call(text, hit):
            return []
        calling, at = self._callings.read(text, hit.start)
        if hit.end < at and self._offices.opens(text, at):
            return self._title_first.read(text, at, calling)
        broken = "\n" in text.norm[hit.start : at]
        sure = calling.rank is not None or not (calling.row and calling.row.noun)
        name = self._names.read(text, at, sure=sure and (calling.plural or not broken))
        if name is None and calling.is_noun:
            name = self._given(text, at)
        if name is None or self._is_no_name(text, name, calling):
            return []
        if text.norm[name.start : name.end].isalpha() and (
            broken or not _takes_given_name(calling)
        ):
            return []
        several = _last_word(text.low, hit.start) in self._offices.several
        if several and calling.is_noun and " " in text.norm[name.start : name.end]:
            # «bốn bị cáo Lê Văn Mây, Trần Văn Tám»
            return self._appositions.follow_names(text, Sighting(name, calling))
        return self._appositions.follow(text, Sighting(name, calling))

    def _is_no_name(self, text: Text, name: Span, calling: Calling) -> bool:
        """Whether a place, a body or a sentence stands behind what calls people."""
        low = text.low[name.start : name.end]
        if calling.plural and self._names.begins_body(low):
            return True
        if text.norm[name.start : name.end].isupper() and self._names.begins_sentence(low):
            # «BẠN CÓ THỂ QUAN TÂM»
            return True
        return not calling.is_address and is_upper(low)

    def _given(self, text: Text, at: int) -> Span | None:
        """The given name that stands alone at `at`: «bị cáo Long»."""
        name = self._names.read(text, at)
        return name if name and _is_one_word(text, name) else None


def _takes_given_name(calling: Calling) -> bool:
    """Whether one given name may follow: not «thạc sĩ Luật», not «các anh Sơn La»."""
    if calling.plural or not (calling.is_address or calling.is_noun):
        return False
    return calling.row is not None or calling.rank is None or not calling.rank.study


def _is_one_word(text: Text, name: Span) -> bool:
    """Whether a given name stands alone, be it short («nạn nhân T.»)."""
    return text.norm[name.start : name.end].rstrip(".").isalpha()


def _last_word(low: str, end: int) -> str:
    return low[max(0, end - 12) : end].rstrip().rpartition(" ")[2]


def _is_namesake(text: Text, hit: Hit[Cue], row: NonPersonRow) -> bool:
    """Whether the whole is a street's, a district's, a body's name («Hai Bà Trưng»)."""
    follows = text.norm[hit.end : hit.end + 2]
    if follows[:1] == " " and follows[1:].isupper():
        return False
    return row.role == "hero" or text.norm[hit.start].isupper()

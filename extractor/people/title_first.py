"""People whose office is written before the name."""

from __future__ import annotations

import re

from msgspec.structs import replace

from extractor.lexicon import Hit
from extractor.people.appositions import AppositionReader
from extractor.people.callings import CallingReader
from extractor.people.names import LAST_WORD, NameReader
from extractor.people.offices import Draft, OfficeReader
from extractor.people.sightings import NOBODY, Calling, Sighting
from extractor.people.tails import TailReader
from extractor.rules.rows_people import TitleRow
from extractor.text import Span, Text

# «Chủ tịch UBND xã của ông Nhữ Văn Tám»: the words need an honorific after them.
TO_NAME = re.compile(r" ?[-,:] ?| (?:của |đối với )?")
# «Chủ tịch UBND huyện Tân Bồi (tỉnh Hòa Mai) ông …»
ASIDE = re.compile(r" \([^()\n]{2,40}\)")
LEFT_MARK = re.compile(r"[-,:(] ?$")
# Between an office in capitals and the one who signs below it.
SIGNATURE = re.compile(r"\s{1,6}(?:\([^()\n]{1,20}\)\s{1,6})?")


class TitleFirstReader:
    """Reads «Chủ tịch UBND xã Tân Bồi Nhữ Văn Tám», and names left of an office."""

    def __init__(
        self,
        names: NameReader,
        offices: OfficeReader,
        tails: TailReader,
        callings: CallingReader,
        appositions: AppositionReader,
    ) -> None:
        self._names = names
        self._offices = offices
        self._tails = tails
        self._callings = callings
        self._appositions = appositions

    def at_title(self, text: Text, hit: Hit[TitleRow], reached: int) -> list[Sighting]:
        """People whose office is written first, or who stand left of it without honorific."""
        start = self._with_prefix(text, hit.start)
        if hit.entry.job and hit.entry.heads_body:
            # «…vụ án của Lê Văn Mây, đại diện Viện kiểm sát đề nghị»: no name's own.
            return []
        if left := self._name_before(text, start, reached):
            return self._appositions.follow(text, Sighting(left))
        return [] if hit.entry.job else self.read(text, start, NOBODY)

    def read(self, text: Text, start: int, calling: Calling) -> list[Sighting]:
        """«Chủ tịch UBND xã Tân Bồi Nhữ Văn Tám», «Bí thư Đảng ủy xã - ông Nhữ Văn Tám»."""
        drafts = self._offices.chain(text, start)
        before = LAST_WORD.search(text.low, max(0, start - 6), start)
        if before is not None and before[1] in self._offices.several:
            calling = replace(calling, several=True)
        for number, draft in enumerate(drafts, 1):
            name = self._tails.split(text, draft)
            if name is None or self._is_place(text, draft, name):
                continue
            offices = (*drafts[: number - 1], draft.cut(_trim(text, name.start)))
            return self._appositions.follow(text, Sighting(name, calling, offices))
        if not drafts:
            return []
        return self._after_titles(text, drafts, calling) or self._by_given_name(text, drafts)

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

    def _by_given_name(self, text: Text, drafts: list[Draft]) -> list[Sighting]:
        """«Bí thư Thăng»: an office and the given name of somebody named elsewhere."""
        draft = drafts[0]
        if draft.row.foreign and self._offices.is_country(text, draft.head_end + 1):
            return []
        name = self._names.read(text, draft.head_end + 1)
        if name is not None and draft.row.foreign:
            found = Sighting(name, NOBODY, (draft.cut(draft.head_end),))
            return self._appositions.follow(text, found)
        if name is None:
            return []
        written = text.norm[name.start : name.end]
        told = draft.row.level == "central" and self._names.is_foreign(written)
        if not told and not written.isalpha():
            return []
        return [Sighting(name, NOBODY, (draft.cut(draft.head_end),))]

    def _is_place(self, text: Text, draft: Draft, name: Span) -> bool:
        """Whether the tail is a place after all: «xã Hạ Trì - ông Lê Văn Mây»."""
        link = TO_NAME.match(text.norm, draft.end)
        if name.start != draft.tail or link is None or "-" not in link.group():
            return False
        return self._callings.read(text, link.end())[1] > link.end()

    def _after_titles(self, text: Text, drafts: list[Draft], calling: Calling) -> list[Sighting]:
        """The person named after whole offices and a separator or an honorific."""
        end = drafts[-1].end
        if text.norm[drafts[0].start : end].isupper():
            return self._signed_below(text, drafts)
        aside = ASIDE.match(text.norm, end)
        # «… tỉnh khóa XIII, nhiệm kỳ 2011 - 2016 đối với ông …»
        apart = aside.end() if aside else self._offices.after_term(text, end)
        link = TO_NAME.match(text.norm, apart)
        if link is None:
            return []
        at = link.end()
        copula = self._offices.copulas.at(text.low, at)
        at = copula.end + 1 if copula else at
        second, begin = self._callings.read(text, at)
        called = begin > at
        mark = link.group().strip()
        # «6 Thứ trưởng: Hà Hùng, …»
        sure = called or (calling.plural and mark == ":")
        name = self._names.read(text, begin, sure=sure)
        bare = apart > end or mark == "," or not mark or mark[0].isalpha()
        if name is None or (bare and not called):
            return []
        sighting = Sighting(name, second if called else calling)
        whole = self._appositions.with_offices(text, sighting)
        if not (whole.offices and mark == ","):
            whole = replace(whole, offices=(*drafts, *whole.offices))
        return self._appositions.follow_list(text, whole)

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


def _trim(text: Text, end: int) -> int:
    while end > 0 and text.norm[end - 1] in " -,:":
        end -= 1
    return end

"""Where the text of an office begins and ends, and what follows it."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from extractor.letters import LETTER, UPPER
from extractor.lexicon import LETTERS, Hit, Lexicon
from extractor.people.names import NameReader, is_unit
from extractor.people.office_words import DOTTED, State, first_words, read_plain
from extractor.rules import RuleSet
from extractor.rules.rows_people import (
    AdminWordRow,
    CountryRow,
    HonorificRow,
    OrganisationRow,
    ParentRow,
    RankRow,
    TitleEndRow,
    TitleLinkRow,
    TitleRow,
)
from extractor.text import Text

REACH = 180
OFFICES_AT_MOST = 8
# «Chủ tịch UBND thị xã Tân Bồi, tỉnh Hòa Mai, hiện đang là …»
UPPER_UNIT = re.compile(
    rf", (?:tỉnh|thành phố|TP|huyện|quận)(?: [{UPPER}][{LETTER}]+){{1,3}}(?=, )"
)
# «Đại sứ Việt Nam tại Hàn Quốc»
ABROAD = "tại "
ASIDE = re.compile(r" \([A-ZĐ][A-ZĐ&. -]{1,20}\) (?=\w)")
# «Chủ tịch HĐND tỉnh Khóa XVI»: the council's term is no part of the office, unless the unit
# comes after it («đại biểu Quốc hội khóa XV tỉnh Hòa Mai»).
KHOA = r"khóa (?:[ivxlc]+|\d+)\b"
STINT = (
    r"(?:nhiệm kỳ|giai đoạn) \d{4} ?- ?\d{4}(?:(?:,| và) (?:nhiệm kỳ |giai đoạn )?\d{4} ?- ?\d{4})?"
)
TERM = re.compile(KHOA)
UNIT_AFTER = re.compile(r" (?:của )?(?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường)(?![^\W_])")
TERM_AFTER = re.compile(rf"(?:,| -)? ?\(?(?:{KHOA}(?:,? ?\(?{STINT})?|{STINT})\)?")
SEPARATOR = re.compile(r"(?: ?- ?|, ?| ?/ ?| )")


class Draft(Struct, frozen=True):
    """An office as found: `head_end` closes its title, `tail` opens its last capitalised run.

    `abroad`: that run stands behind a country.
    """

    start: int
    head_end: int
    end: int
    row: TitleRow
    tail: int | None = None
    abroad: bool = False

    def cut(self, end: int) -> Draft:
        """The same office, ending before a name."""
        return replace(self, end=end, tail=None, abroad=False)


class OfficeReader:
    """Reads offices at a place in the text; knows where they end."""

    def __init__(self, rules: RuleSet, names: NameReader) -> None:
        self._names = names
        self.titles = Lexicon((f, r) for r in rules.rows("titles", TitleRow) for f in r.forms)
        links = rules.rows("title_links", TitleLinkRow)
        self.prefixes = Lexicon((f, r) for r in links if "prefix" in r.roles for f in r.forms)
        self.several = {f for r in links if "several" in r.roles for f in r.forms}
        self.copulas = Lexicon((f, r) for r in links if "copula" in r.roles for f in r.forms)
        self._joins = Lexicon((f, r) for r in links if "join" in r.roles for f in r.forms)
        bodies = rules.rows("organisations", OrganisationRow)
        self._bodies = Lexicon((f, r) for r in bodies if r.role == "body" for f in r.forms)
        self._nouns = Lexicon((f, r) for r in bodies if r.role == "noun" for f in r.forms)
        self._sectors = Lexicon(
            (f, r) for r in bodies if r.role in ("body", "sector") for f in r.forms
        )
        units = [r for r in rules.rows("admin_words", AdminWordRow) if r.unit]
        self._units = Lexicon((f, r) for r in units for f in r.forms)
        self._goes = Lexicon((f, r) for r in bodies for f in r.forms)
        self._parents = Lexicon((f, r) for r in rules.rows("parents", ParentRow) for f in r.forms)
        self._countries = Lexicon(
            (f, r) for r in rules.rows("countries", CountryRow) for f in r.forms
        )
        self._ends = Lexicon((f, r) for r in rules.rows("title_ends", TitleEndRow) for f in r.forms)
        people = [*rules.rows("honorifics", HonorificRow), *rules.rows("ranks", RankRow)]
        self._people = Lexicon((f, r) for r in people for f in r.forms)
        # Most words of an office begin no form: one look by their first word settles them.
        self._kinds = first_words(
            {
                "body": self._bodies,
                "country": self._countries,
                "end": self._ends,
                "opener": names.openers,
                "title": self.titles,
                "person": self._people,
                "unit": self._units,
                "goes": self._goes,
                "noun": self._nouns,
            }
        )

    def at(self, text: Text, start: int) -> Draft | None:
        """The office that begins at `start`, «nguyên» included."""
        head = start
        if prefix := self.prefixes.at(text.low, start):
            head = prefix.end + 1
        hit = self.titles.at(text.low, head)
        if hit is None or (hit.entry.heads_body and not self._heads_body(text, hit.end + 1)):
            return None
        end = self._end(text, hit)
        return Draft(start, hit.end, end.pos, hit.entry, end.tail, end.abroad)

    def chain(self, text: Text, start: int) -> list[Draft]:
        """The offices from `start` on, joined by comma, dash, «kiêm» and the like."""
        drafts: list[Draft] = []
        draft = self.at(text, start)
        while draft is not None and len(drafts) < OFFICES_AT_MOST:
            drafts.append(draft)
            follows = self._next(text, draft.end)
            draft = self.at(text, follows) if follows is not None else None
        return drafts

    def opens(self, text: Text, start: int) -> bool:
        """Whether an office begins at `start`."""
        if prefix := self.prefixes.at(text.low, start):
            start = prefix.end + 1
        return self.titles.at(text.low, start) is not None

    def is_job(self, text: Text, start: int) -> bool:
        """Whether a trade begins at `start` («công nhân»)."""
        hit = self.titles.at(text.low, start)
        return hit is not None and hit.entry.job

    def _heads_body(self, text: Text, at: int) -> bool:
        """Whether a body's name or its noun begins at `at`."""
        if text.norm[at : at + 1].isupper() or self._bodies.at(text.low, at):
            return True
        return self._nouns.at(text.low, at) is not None

    def opens_told(self, text: Text, start: int) -> bool:
        """Whether an office begins at `start` that «nguyên» opens, or that names its body."""
        if self.prefixes.at(text.low, start):
            return self.opens(text, start)
        office = self.at(text, start)
        if office is None or office.row.job or office.end <= office.head_end:
            return False
        at = office.head_end + 1
        return text.norm[at : at + 1].isupper() or self._bodies.at(text.low, at) is not None

    def calls_next(self, text: Text, end: int) -> bool:
        """Whether a rank or an honorific and a name follow the office that ends at `end`."""
        person = self._people.at(text.low, end + 1) if text.norm[end : end + 1] == " " else None
        return person is not None and text.norm[person.end + 1 : person.end + 2].isupper()

    @staticmethod
    def after_term(text: Text, end: int) -> int:
        """The end of the term that follows an office: «khóa V, nhiệm kỳ 2011 - 2016»."""
        term = TERM_AFTER.match(text.low, end)
        return term.end() if term else end

    def _next(self, text: Text, end: int) -> int | None:
        """Where the next office of the same person begins."""
        end = self.after_term(text, end)
        upper = UPPER_UNIT.match(text.norm, end)
        if upper is not None:
            end = upper.end()
        separator = SEPARATOR.match(text.norm, end)
        if separator is None:
            return None
        at = separator.end()
        if join := self._joins.at(text.low, at):
            at = join.end + 1
        elif separator.group() == " " or upper is not None:
            return None
        return at if self.opens(text, at) else None

    def _end(self, text: Text, head: Hit[TitleRow]) -> State:
        """Where the office of the `head` ends, and its last capitalised run."""
        pos = head.end
        state = State(pos, None, self._is_noun(text.low, pos))
        while state.pos < pos + REACH and not state.last:
            start = self._next_word(text, state.pos, pos)
            if start is None or self._is_after_name(text, state, start, pos):
                break
            follows = self._step(text, state, start, head.entry)
            if follows is None:
                break
            state = follows
        return state

    def _step(self, text: Text, state: State, start: int, head: TitleRow) -> State | None:
        """The state after the word at `start`, or None when the office ends before it."""
        low = text.low
        word = LETTERS.match(low, start)
        kinds = self._kinds.get(word.group()) if word else None
        if kinds is None:
            return read_plain(text, state, start)
        if "body" in kinds and (hit := self._bodies.at(low, start)):
            return State(hit.end)
        if "country" in kinds and (abroad := self._abroad(text, state, start, head)):
            return abroad
        if self._stops(text, state, start, kinds):
            return None
        if "unit" in kinds and (unit := self._unit_end(text, start)):
            return State(unit, after_unit=True)
        goes = self._goes.at(low, start) if state.after_unit else None
        if goes and (text.norm[start].islower() or " " in low[start : goes.end]):
            # A capital may open a name: «phường Tân Bồi Đoàn Văn Tám».
            return State(goes.end, in_body=goes.entry.role == "noun")
        plain = read_plain(text, state, start)
        in_body = "noun" in kinds and self._nouns.at(low, start) is not None
        return replace(plain, in_body=True) if plain and in_body else plain

    def _abroad(self, text: Text, state: State, start: int, head: TitleRow) -> State | None:
        """The state after a country, or after «tại» where who holds the office is posted."""
        if country := self._country(text, state, start, head):
            return State(country, abroad=True)
        at = start + len(ABROAD)
        posted = head.posted and text.low.startswith(ABROAD, start)
        return State(at - 1) if posted and text.norm[at : at + 1].isupper() else None

    def _country(self, text: Text, state: State, start: int, head: TitleRow) -> int | None:
        """The end of the country at `start`, unless it goes on a name («Bỉ» of «Lê La Bỉ»)."""
        stays = text.low.startswith(ABROAD, start)
        if state.after_unit or (state.tail is not None and start == state.pos + 1 and not stays):
            return None
        at = start + len(ABROAD) if stays else start
        hit = self._countries.at(text.low, start) or self._countries.at(text.low, at)
        if hit is None or ((hit.entry.short or stays) and head.level != "central"):
            return None
        return None if text.norm[at : hit.end].islower() else hit.end

    def is_country(self, text: Text, start: int) -> bool:
        """Whether a country is named at `start`."""
        return self._countries.at(text.low, start) is not None

    def _is_after_name(self, text: Text, state: State, start: int, head_end: int) -> bool:
        """Whether a small word follows a whole name: «Bí thư Lê La Mây gióng trống»."""
        if state.tail is None or start != state.pos + 1 or not text.norm[start].islower():
            return False
        if state.abroad:
            return True
        if text.norm.count(" ", state.tail, state.pos) < 2:
            return False
        words = self._names.words(text, state.tail, state.pos)
        enough = 4.0 if state.tail == head_end + 1 else 4.2
        return any(
            self._names.weigh(words[-size:]) >= enough for size in (3, 4) if size <= len(words)
        )

    def _unit_end(self, text: Text, start: int) -> int | None:
        """The end of the unit's word here, after which only its name or few words go on."""
        hit = self._units.at(text.low, start)
        if hit is None or not hit.entry.is_written(text.norm[start : hit.end]):
            return None
        dotted = text.norm[hit.end : hit.end + 1] == "." and text.low[start : hit.end] in DOTTED
        return None if dotted else hit.end

    def _is_noun(self, low: str, end: int) -> bool:
        """Whether the head itself closes with a body's noun («trưởng ban»)."""
        space = low.rfind(" ", 0, end)
        return space >= 0 and self._nouns.at(low, space + 1) is not None

    def _next_word(self, text: Text, pos: int, head_end: int) -> int | None:
        """Where the next word of the office begins; None when the office ends at `pos`."""
        norm = text.norm
        mark = norm[pos : pos + 1]
        if mark == "," and pos > head_end:
            at = pos + 2 if norm[pos + 1 : pos + 2] == " " else pos + 1
            sector = self._sectors.at(text.low, at)
            goes_on = sector is not None and self.titles.at(text.low, at) is None
            return at if goes_on or self._is_parent(text, at, head_end) else None
        if mark == "." and pos == head_end:
            # «CT.UB MTTQ», «CT. HĐND»
            at = pos + 2 if norm[pos + 1 : pos + 2] == " " else pos + 1
            return at if norm[at : at + 1].isupper() else None
        if aside := ASIDE.match(norm, pos):
            # «Mặt trận Tổ quốc (MTTQ) Việt Nam», «Hội đồng nhân dân (HĐND) huyện»
            at = aside.end()
            return at if norm[at].isupper() or self._units.at(text.low, at) else None
        if mark == " " and norm[pos + 1 : pos + 2] == "-":
            at = pos + 3 if norm[pos + 2 : pos + 3] == " " else pos + 2
            return at if self._goes_on(text, at) else None
        if mark == "\n" and pos > head_end:
            # A line that was broken in the middle of a sentence.
            goes_on = norm[pos - 1].islower() and norm[pos + 1 : pos + 2].islower()
            return pos + 1 if goes_on else None
        return pos + 1 if mark == " " and pos + 1 < len(norm) else None

    def _is_parent(self, text: Text, at: int, head_end: int) -> bool:
        """Whether the body begins at `at` whose part the office heads: «Khoa Nhi, Bệnh viện …»."""
        parent = self._parents.at(text.low, at)
        if parent is None or not text.norm[at].isupper():
            return False
        office = f" {text.low[text.low.rfind(' ', 0, head_end) + 1 : at]}"
        row = parent.entry
        return any(f" {part}" in office for part in row.of) and f" {row.name} " not in office

    def _goes_on(self, text: Text, at: int) -> bool:
        """Whether the name of a body goes on after a dash."""
        if self.opens(text, at) or self._people.at(text.low, at):
            return False
        if self._sectors.at(text.low, at):
            return True
        return text.norm[at : at + 1].isupper() and self._names.read(text, at, sure=False) is None

    def _stops(self, text: Text, state: State, start: int, kinds: frozenset[str]) -> bool:
        """Whether the word at `start` is no longer part of the office."""
        if term := TERM.match(text.low, start):
            return UNIT_AFTER.match(text.low, term.end()) is None
        small = text.norm[start : start + 1].islower()
        in_run = state.tail is not None and start == state.pos + 1
        if small and "end" in kinds:
            ends = self._ends.at(text.low, start)
            if ends and not (ends.entry.after_body and state.in_body):
                return True
        opens = "opener" in kinds and in_run and not state.in_body
        if opens and self._names.is_opener(text, start) and not _ends_unit(text, state, start):
            return True
        if "title" in kinds and not state.in_body and self._is_title(text.low, start):
            return True
        if "person" in kinds and (person := self._people.at(text.low, start)):
            follows = LETTERS.match(text.low, person.end + 1)
            if follows and is_unit(text.low[start : follows.end()]):
                # «Thành ủy Bà Rịa»
                return False
            # «Công an huyện Thượng tá Nguyễn Văn A»: no name goes on with a small word.
            rank = text.norm[text.norm.rfind(" ", start, person.end) + 1].islower()
            return text.norm[person.end + 1 : person.end + 2].isupper() and (
                rank or not (in_run or self._names.is_after_unit(text, start))
            )
        return "and" in kinds and self._is_other_after_and(text, start, in_run)

    def _is_title(self, low: str, start: int) -> bool:
        """Whether another office begins, by two words at least."""
        title = self.titles.at(low, start)
        return title is not None and not title.entry.job and " " in low[start : title.end]

    def _is_other_after_and(self, text: Text, start: int, in_run: bool) -> bool:
        """«và Trần Văn B», «và Phó Chủ tịch», «và một cán bộ»: another person begins."""
        if not text.low.startswith("và ", start):
            return False
        at = start + 3
        first = text.norm[at : at + 1]
        if first.isdigit():
            # «Chủ tịch UBND TP.HCM và 4 đồng phạm», but «tổ dân phố số 1 và 42».
            return not text.norm[start - 2].isdigit()
        if in_run and first.islower() and not self._sectors.at(text.low, at):
            return True
        return (
            self.opens(text, at)
            or self._people.at(text.low, at) is not None
            or self._names.read(text, at, sure=False) is not None
        )


def _ends_unit(text: Text, state: State, start: int) -> bool:
    """Whether the word at `start` closes the name of a unit («huyện Đại Từ»)."""
    word = LETTERS.match(text.low, start)
    return bool(word and state.tail is not None and is_unit(text.low[state.tail : word.end()]))

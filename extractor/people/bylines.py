"""Authors: photo and text bylines, «Theo A (Báo B)», and the signature at the end."""

from __future__ import annotations

import re

from extractor.letters import LETTER, LOWER, UPPER
from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.people.names import RUN, SYLLABLE, NameReader, is_upper
from extractor.people.sightings import Sighting
from extractor.rules import RuleSet
from extractor.rules.rows_people import AgencyRow, BylineRow, HonorificRow, TitleRow
from extractor.text import Span, Text

# «H.V», «N.Linh», «Đ.Chính», «PD».
SHORT = re.compile(
    rf"[{UPPER}]\.(?:[{UPPER}]\.)*[{UPPER}][{LETTER}]*|[{UPPER}]\. [{UPPER}][{LETTER}]+"
)
CAPITALS = re.compile(rf"[{UPPER}]{{2,4}}(?![{LETTER}]| [{UPPER}]{{2}})")
# «Mai Hương - ĐTT TIÊN LỮ»: no vowel, no name.
ABBREVIATED = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,}\b")
BETWEEN = re.compile(r" ?(?:[-,&+] ?|và |; ?)")
SOURCE = re.compile(
    r" ?\((?:Báo|báo|Theo|TTXVN|Tạp chí|Đài|Cổng|[Ww]eb|[A-Za-z0-9]+\.|[A-Z]{2,6}\b)"
)
LAST_STOP = re.compile(rf"[.!?…\"\])*]\s*|\n\s*|PV(?=[{UPPER}]\.)")
# «thông tin: Thời gian gần đây» has no cue in it.
BEFORE_CUE = re.compile(rf"[{LETTER}] $")
WRITERS_END = re.compile(r" ?[;,.-] ?$")
BEFORE_WIRE = re.compile(rf"(?:(?<=[.:(\n] )|(?<=[(:\n]))(?:{SYLLABLE} ){{0,4}}{SYLLABLE}$")
TAIL = 90
# What a surname with one name after it weighs.
FULL = 3.4
# Two syllables of any name; after the last words of an article they need no surname.
PEN_NAME, LAST_LINE, LONG_LINE = 0.4, 40, 100
# The hour behind the day of publication.
TIMED = re.compile(r",? (?:\| ?)?\d{1,2}:\d\d")
# «…có nguy cơ sụp đổ LÂM VIÊN»: who took the photo, at the end of its caption.
# «… trên địa bàn. ÁNH TUYẾT», «… năm nay. TH.HIẾU»: who wrote, at the end of a piece.
CREDIT = re.compile(
    rf"(?<=[{LOWER}.!?\"]) ([{UPPER}]{{2,7}}(?: [{UPPER}]{{2,7}}){{1,3}}"
    rf"|[{UPPER}]{{1,2}}\.[{UPPER}]{{2,7}})(?= ?\n|$)"
)
CAPTION = 220
# «II. PHÁT TRIỂN KINH TẾ»: a heading, and no writer.
LIST_MARK = re.compile(r"\s*(?:[IVX]{1,4}|\d{1,2}|[A-Z])\. ?")
# «P.V»: what follows the stop is half of an abbreviation.
HALVED = re.compile(rf"(?<![{LETTER}])[{UPPER}]\.$")
# «(TTXVN)», «/VOV.VN», «, báo Lao Động» and site chrome may follow a signature.
SIGNATURE_END = re.compile(
    r"\.? ?(?:\([^()\n]{2,40}\)|[-/] ?[A-ZĐ]{2,6}(?:\.\w{2,4})?|[/,-] ?[Bb]áo [^\n]{2,30})?"
    r"[\s.,|*]*(?:\[[^\n]*)?$"
)

# How far from the end a signature may stand, and how long the lines of site chrome below it are.
# A short sentence may be chrome too («Hãy là người đầu tiên bình luận.»).
CLOSING_REACH, CHROME_LINE, NOTICE = 700, 110, 45
# «Hoa Mai», and below it the day of publication.
OPENING_REACH = 600
DAY_BELOW = re.compile(
    r"(?: \((?:[Tt]hực hiện|[Gg]hi)\))?(?:\n{1,2}| )"
    r"(?:\d{1,2}:\d\d,? ?)?(?:Thứ [^\n,]{2,8}, ?)?(?:[Nn]gày )?"
    r"\d{1,2}[/-]\d{1,2}[/-]20\d\d(?!\d)"
)

EMPLOYER = re.compile(r" ?[-,(] ?(\w+)[^\n]{0,60}\s*$")


class BylineFinder:
    """Finds authors."""

    def __init__(self, rules: RuleSet, names: NameReader, scanner: Scanner | None = None) -> None:
        self._names = names
        bylines = rules.rows("bylines", BylineRow)
        self._cues = Lexicon(((f, r) for r in bylines for f in r.forms), scanner)
        self._agencies = {f for r in rules.rows("agencies", AgencyRow) for f in r.forms}
        people = rules.rows("honorifics", HonorificRow)
        titles = rules.rows("titles", TitleRow)
        self._others = Lexicon(
            [(f, True) for r in people for f in r.forms]
            + [(f, True) for r in titles for f in r.forms]
        )

    def find(self, text: Text) -> list[Sighting]:
        """Every author named, as sightings in no particular order."""
        found: list[Sighting] = []
        reached = 0
        for hit in self._cues.scan(text.low):
            if hit.start >= reached:
                new = (
                    self._before_wire(text, hit) if hit.entry.before else self._after_cue(text, hit)
                )
                found += new
                reached = new[-1].name.end if new else hit.end
        found += self._credits(text)
        return [*found, *(self._signature(text, found) or self._on_own_line(text, found))]

    def _credits(self, text: Text) -> list[Sighting]:
        """Photographers in capitals where a caption ends."""
        names = [Span(*match.span(1)) for match in CREDIT.finditer(text.norm)]
        return [
            Sighting(name, author=True, rule="credit") for name in names if self._fits(text, name)
        ]

    def _fits(self, text: Text, name: Span) -> bool:
        low, norm = text.low[name.start : name.end], text.norm
        line = norm.rfind("\n", 0, name.start) + 1
        if LIST_MARK.fullmatch(norm, line, name.start):
            return False
        caption = norm[name.start - 2].isalpha()
        if low.isascii() or is_upper(low) or (caption and name.end - line > CAPTION):
            return False
        words = low.split()
        known = any(word in self._agencies or self._names.is_short(word) for word in words)
        return not known and not self._names.is_after_unit(text, name.start)

    def _after_cue(self, text: Text, hit: Hit[BylineRow]) -> list[Sighting]:
        at = hit.end + 1 if text.norm[hit.end : hit.end + 1] in (" ", "\n") else hit.end
        source = hit.entry.source
        if text.norm[hit.start].islower() and (
            source or BEFORE_CUE.search(text.norm, max(0, hit.start - 2), hit.start)
        ):
            return []
        names = self._names_from(text, at)
        if source and not (names and SOURCE.match(text.norm, names[-1].end)):
            return []
        if names and not source:
            names = [*self._writers_before(text, hit.start), *names]
        return [Sighting(name, author=True, rule=hit.entry.id) for name in names]

    def _writers_before(self, text: Text, cue: int) -> list[Span]:
        """Who wrote, on the line that goes on with who took the photos: «Thu Mận; Ảnh: Hà An»."""
        mark = WRITERS_END.search(text.norm, max(0, cue - 3), cue)
        if mark is None:
            return []
        return self._fills_line(text, text.norm.rfind("\n", 0, cue) + 1, mark.start())

    def _before_wire(self, text: Text, hit: Hit[BylineRow]) -> list[Sighting]:
        """Whoever stands before a wire service («Thu Mận/TTXVN»)."""
        name = BEFORE_WIRE.search(text.norm, max(0, hit.start - 40), hit.start)
        if name is None or text.low[name.start() : name.end()] in self._agencies:
            return []
        return [Sighting(Span(*name.span()), author=True, rule=hit.entry.id)]

    def _names_from(self, text: Text, at: int) -> list[Span]:
        names: list[Span] = []
        while len(names) < 6:
            name = self._name_at(text, at, not names)
            # «Bt: Thúy Ly, Hình: Lê Tính»
            if name is None or (names and text.norm[name.end : name.end + 1] == ":"):
                break
            names.append(name)
            between = BETWEEN.match(text.norm, name.end)
            if between is None:
                break
            at = between.end()
        return names

    def _name_at(self, text: Text, at: int, first: bool) -> Span | None:
        capitals = CAPITALS.match(text.norm, at)
        if capitals and text.norm[capitals.end() : capitals.end() + 1] == "/":
            capitals = None
        elif capitals and not first:
            # «Vương Hợp - ĐTT»: what follows a name in capitals is its paper.
            return None
        if short := capitals or SHORT.match(text.norm, at):
            name = Span(short.start(), short.end())
            return None if text.low[name.start : name.end] in self._agencies else name
        run = RUN.match(text.norm, at)
        if run and text.norm[run.end() : run.end() + 1] == "/" and run.group().isupper():
            # «VGP/Thành Trung»
            run = RUN.match(text.norm, run.end() + 1)
            at = run.start() if run else at
        if run is None or (not first and ABBREVIATED.match(run.group())):
            return None
        if self._is_called(text, at) or self._names.is_opener(text, at):
            return None
        return self._without_next_sentence(text, at, run.end())

    def _is_called(self, text: Text, at: int) -> bool:
        """Whether an honorific or an office begins at `at`; «Anh Thư» is a whole name."""
        hit = self._others.at(text.low, at)
        if hit is None:
            return False
        return not (text.norm[at].isupper() and self._names.is_syllable(text.low[at : hit.end]))

    def _without_next_sentence(self, text: Text, start: int, end: int) -> Span | None:
        """The author's name; captions run into the next sentence («Diệu Thu Mô hình»)."""
        words = self._names.words(text, start, end)
        norm = text.norm
        if words[0].low in self._agencies or " ".join(w.low for w in words[:2]) in self._agencies:
            return None
        shouts = norm[words[0].start : words[0].end].isupper() and len(words[0].low) > 1
        for index, word in enumerate(words[1:], 1):
            loud = norm[word.start : word.end].isupper() and len(word.low) > 1
            if loud != shouts or self._others.at(text.low, word.start):
                words = words[:index]
                break
        follows = norm[end : end + 2]
        if words[-1].end == end and follows[:1] == " " and follows[1:].islower():
            if len(words) == 1:
                return None
            words = words[:-1] if len(words) > 2 else words
        return Span(start, words[-1].end) if len(words) <= 5 else Span(start, words[2].end)

    def _signature(self, text: Text, found: list[Sighting]) -> list[Sighting]:
        """The names that close the article, on a line of their own or after the last stop."""
        norm = text.norm
        last = len(norm.rstrip())
        for start in self._starts(norm, max(0, last - TAIL), last):
            names = self._closing(text, start)
            if names and (signed := self._signed(names, found)):
                return signed
        return []

    def _on_own_line(self, text: Text, found: list[Sighting]) -> list[Sighting]:
        """A full name on a line of its own: under the article, or above the day it came out."""
        norm = text.norm
        end = len(norm)
        while end > 0 and len(norm) - end < CLOSING_REACH:
            start = norm.rfind("\n", 0, end) + 1
            line = norm[start:end].strip()
            if names := self._fills_line(text, start, end):
                return self._signed(names, found)
            if len(line) > CHROME_LINE or (len(line) > NOTICE and line.endswith((".", "./"))):
                break
            end = start - 1
        for day in DAY_BELOW.finditer(norm, 0, OPENING_REACH):
            start = norm.rfind("\n", 0, day.start()) + 1
            least = PEN_NAME if TIMED.match(norm, day.end()) else FULL
            if start and (names := self._fills_line(text, start, day.start(), least)):
                return self._signed(names, found)
        return []

    def _fills_line(self, text: Text, start: int, end: int, least: float = FULL) -> list[Span]:
        """The full names of which norm[start:end] consists."""
        names = [name for name in self._names_from(text, start) if name.start < end]
        if names and end < names[-1].end:
            # «Thu Mận Thứ hai, ngày …»
            names[-1] = Span(names[-1].start, end)
        whole = bool(names) and not text.norm[names[-1].end : end].strip()
        least = PEN_NAME if _follows_prose(text.norm, start) else least
        full = whole and all(
            self._names.weigh(self._names.words(text, name.start, name.end)) >= least
            and text.low[name.start : name.end] not in self._names.namesakes.entries
            for name in names
        )
        return names if full and not self._is_heading(text, start, names) else []

    @staticmethod
    def _signed(names: list[Span], found: list[Sighting]) -> list[Sighting]:
        if any(f.name.overlaps(name) for f in found for name in names):
            return []
        return [Sighting(name, author=True, rule="signature") for name in names]

    def _starts(self, norm: str, floor: int, last: int) -> list[int]:
        starts = [
            m.end()
            for m in LAST_STOP.finditer(norm, floor, last)
            if not HALVED.search(norm, max(floor, m.end() - 3), m.end())
        ]
        return ([0] if floor == 0 else []) + starts

    def _closing(self, text: Text, start: int) -> list[Span]:
        names = self._names_from(text, start)
        if not names or not self._ends_text(text, names[-1].end):
            return []
        return [] if self._is_heading(text, start, names) else names

    def _ends_text(self, text: Text, end: int) -> bool:
        """Whether nothing but the author's paper, office or site chrome follows."""
        if SIGNATURE_END.match(text.norm, end):
            return True
        employer = EMPLOYER.match(text.norm, end)
        return employer is not None and employer[1].lower() in self._agencies

    def _is_heading(self, text: Text, start: int, names: list[Span]) -> bool:
        """Whether the last line is a body or a place rather than a name."""
        if start == 0 or any(self._names.is_body(text, name) for name in names):
            return True
        if any(name.end - name.start > 32 for name in names):
            return True
        opener = self._names.openers.at(text.low, names[0].start)
        if is_upper(text.low[names[0].start : names[0].end]) or (
            opener and opener.entry == "opener"
        ):
            return True
        first = text.norm[names[0].start : names[0].end]
        return len(names) == 1 and " " not in first and "." not in first and not first.isupper()


def _follows_prose(norm: str, start: int) -> bool:
    """Whether the line at `start` stands below a whole sentence."""
    end = start
    while end and norm[end - 1] in " \n":
        end -= 1
    closed = norm[end - 1 : end] in (".", "!", "…", '"')
    least = LAST_LINE if closed else LONG_LINE
    return (closed or end > least) and "\n" not in norm[max(0, end - least) : end]

"""Rows about people: what they are called, what they hold, and what only looks like a person."""

from __future__ import annotations

from typing import Literal

from extractor.models.base import Level
from extractor.rules.row import FormsRow


class TitleRow(FormsRow, frozen=True, kw_only=True):
    """The head of an office: «phó chủ tịch». Organisation and place follow it in the text.

    `level` when the head settles it («trưởng thôn»); `body` when it names the body itself
    («Trưởng Công an xã» is of «Công an xã»). A `job` («chủ cơ sở») is a position only
    beside a name, after it; it never opens a search for a name.
    """

    title: str
    body: str | None = None
    level: Level | None = None
    job: bool = False
    # «Tổng thống»: a foreign name may follow at once, no surname is asked for.
    foreign: bool = False
    # «Đại sứ»: the place of it follows, «tại Sapporo».
    posted: bool = False
    # «phụ trách»: an office only before a body or a name of its own, else a verb.
    heads_body: bool = False
    # «Chủ tịch»: the council after it belongs to the title.
    council: bool = False
    # Words before which the first word of the form belongs («chức vụ | phó chủ tịch»).
    not_after: list[str] = []


class OrganisationRow(FormsRow, frozen=True, kw_only=True):
    """A body, or a sector that may stand after a comma or a dash inside a body's name.

    `level`: the level at which the body sits when nothing nearer says it («Huyện ủy»).
    A `body` is read whole, with the commas and dashes inside its forms; after a `noun` («ban»,
    «phòng») a verb may be part of the name («Ban tổ chức»). With an `after_unit` an office goes
    on after a named unit («xã Tân Bồi khu vực 2»), with any other small word it does not.
    """

    name: str
    role: Literal["body", "noun", "sector", "after_unit"] = "body"
    level: Level | None = None


class ParentRow(FormsRow, frozen=True, kw_only=True):
    """A body that stands after the comma behind a part of it («Phòng Giá, Sở Tài chính»).

    `of` names the parts; with `name` in the office already, it is another's body.
    """

    name: str
    of: list[str]


class CountryRow(FormsRow, frozen=True, kw_only=True):
    """A country: behind it in an office begins a name that needs no Vietnamese surname.

    A `short` one («Nga») is read only behind an office of a state.
    """

    short: bool = False


class CouncilRow(FormsRow, frozen=True, kw_only=True):
    """A body whose short name goes into the title of its head («Chủ tịch UBND»)."""

    name: str


class AbbreviationRow(FormsRow, frozen=True, kw_only=True):
    """An abbreviation in names of offices and bodies, and what it stands for."""

    expansion: str


class HonorificRow(FormsRow, frozen=True, kw_only=True):
    """A word before a name. `plural` opens a list; a `noun` asks for a surname after it.

    Without `honorific` it says what the person is and is no way to call one («nhạc sĩ»).
    """

    honorific: str | None = None
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    noun: bool = False


class RankRow(FormsRow, frozen=True, kw_only=True):
    """A military, police, academic or religious rank before a name."""

    rank: str
    # What was studied may follow: «thạc sĩ Luật» names nobody.
    study: bool = False


class SurnameRow(FormsRow, frozen=True, kw_only=True):
    """First syllables of names; a `common_word` begins other names as often (Hà Nội)."""

    role: Literal["surname", "common_word"] = "surname"


class MiddleNameRow(FormsRow, frozen=True, kw_only=True):
    """Middle syllables (Văn, Thị), which tell a person from a place."""


class NonPersonRow(FormsRow, frozen=True, kw_only=True):
    """What makes a capitalised name no person of the article.

    `before`: a word that makes the name after it a street, a school, a ward. `name`: a name
    that is a place's name more often than a person's; a `hero` is one in lower case too
    («lời bác Hồ dạy»). A `side` makes a capital word no given name («miền Nam»).
    """

    role: Literal["before", "name", "hero", "side"]


class AgencyRow(FormsRow, frozen=True, kw_only=True):
    """Who signs a photo or a text without being a person: agencies, «PV», «Internet»."""


class NameEndRow(FormsRow, frozen=True, kw_only=True):
    """Words with which no name goes on.

    A `body` («Ban», «Công ty») when more of its name follows; an `opener` begins the next
    sentence («Trân Châu Hiện nay»); a `time` does so before a date («Phong Sáng 15/6»). A `verb`
    says that the one word before it is a given name («Thiện khai nhận»).
    """

    role: Literal["body", "opener", "time", "verb"]


class BylineRow(FormsRow, frozen=True, kw_only=True):
    """A cue of an author, after it; before it for a wire service («Thu Mận/TTXVN»).

    `source`: «Theo A (Báo B)», which needs the paper too.
    """

    source: bool = False
    before: bool = False


class TitleEndRow(FormsRow, frozen=True, kw_only=True):
    """Words at which an office ends, unless `after_body` and right after «ban», «phòng»."""

    after_body: bool = False


class AdminWordRow(FormsRow, frozen=True, kw_only=True):
    """A word that names a kind of administrative unit, and its level."""

    level: Level
    # The cities under central rule: «thành phố» before one of these is a province.
    named: bool = False
    # A unit's name, or nothing, follows: «Chủ tịch UBND xã bỏ phiếu» ends with «xã».
    unit: bool = False
    # A body at that level, not the unit itself: «Tỉnh ủy», «Sở».
    body: bool = False
    # How it is written, where that decides: «TƯ» but not «đầu tư», «thôn» but not «Bản Phố».
    case: Literal["lower", "capital", "upper"] | None = None

    def is_written(self, written: str) -> bool:
        """Whether the word is this one as it is written."""
        if self.case == "upper":
            return written.isupper()
        return self.case is None or written[0].isupper() == (self.case == "capital")


class TitleLinkRow(FormsRow, frozen=True, kw_only=True):
    """What stands between a name and an office (`copula`), between two offices (`join`), or
    before an office as a part of it (`prefix`: «nguyên»); `birth` follows a full name, and
    with `home` says where the person lives; `several` says that an office has more than one
    holder («các Phó Chủ tịch»); `list` opens a list, which
    is one of `people` by the word itself («bị cáo:») or by one before («gồm:»)."""

    roles: list[Literal["join", "prefix", "copula", "birth", "home", "several", "list", "people"]]

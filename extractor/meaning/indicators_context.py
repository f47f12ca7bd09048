"""What is known of a figure when its indicator is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from extractor.mentions import Quantity
from extractor.text import Span, Text

# Kinds that measure nothing by themselves.
RELATIVE_KINDS = frozenset(["percent", "multiple"])
# Money of this country, which needs a word beside it to be anybody's from abroad.
HOME = "VND"
# A line this short beside its figure is an item of a list.
SHORT_LINE = 70
ITEM_MARKS = ("|", "-", "+", "*", "•")
LABEL_MARKS, LABEL_GAP = ("=", ":", "|"), 4
JOINT = 5
SHARED = "chiếm "
OF_ALL = (" số ", " tổng số ", " diện tích", " tổng diện tích")


class LinkWords(Struct, frozen=True):
    """Words that tell what a figure goes on from; each is a list of `patterns/words.toml`."""

    # They open a sentence or a clause that goes on from the figure before.
    compares_on: tuple[str, ...]
    ranks_next: tuple[str, ...]
    clause_goes_on: tuple[str, ...]
    # They stand behind a bare number of gifts, and of people who are of another sort.
    with_money: tuple[str, ...]
    people_sort: tuple[str, ...]
    # They stand behind a percentage that is a share of all.
    share_of_all: tuple[str, ...]
    # They stand behind «tỷ lệ», and behind what it is the rate of, where others are rated.
    rate_holder: tuple[str, ...]
    rate_narrowing: tuple[str, ...]
    # They stand right before a price or number that moves.
    moves: tuple[str, ...]


# How the forms of a list stand that follow something: after a blank, and before one too.
BLANKS = {
    "with_money": " {}",
    "people_sort": " {}",
    "share_of_all": " {}",
    "rate_narrowing": " {} ",
}


def link_words(words: Mapping[str, Sequence[str]]) -> LinkWords:
    """The lists of those names."""
    names = LinkWords.__struct_fields__
    return LinkWords(*(tuple(map(BLANKS.get(name, "{}").format, words[name])) for name in names))


class FigureContext(Struct, frozen=True):
    """A figure and the words that may say what it measures; spans are offsets of `Text.norm`.

    `clause` holds the figure; `before` and `after` reach to the neighbouring figures or the
    sentence's ends. `heading` is the low text of the heading or title that governs. `previous`
    are earlier figures with the indicator each got, the nearest last; `about` is the indicator of
    the figure that this one completes, changes or details, when known. `takers`: the counted are
    given something. `unknown`: where the figure stands that this one qualifies, when nothing is
    known of that: what led in that one leads in this one no more.
    """

    words: LinkWords
    quantity: Quantity
    text: Text
    sentence: Span
    clause: Span
    before: Span
    after: Span
    heading: str = ""
    previous: tuple[tuple[Quantity, str | None], ...] = ()
    about: str | None = None
    takers: bool = False
    unknown: int | None = None
    # The words by which that figure is known.
    about_head: Span | None = None

    @property
    def is_relative(self) -> bool:
        """Whether it measures nothing by itself: a percentage, a multiple, a bare fraction."""
        return self.quantity.kind in RELATIVE_KINDS or not self.quantity.unit

    @property
    def is_of_unknown(self) -> bool:
        """Whether it is a share that things without an indicator have: «306/431 xã đạt tiêu chí,
        chiếm 70,9%»."""
        if self.unknown is None or not self.is_relative:
            return False
        return SHARED in self.text.low[self.before.start : self.quantity.span.start]

    @property
    def is_of_number(self) -> bool:
        """Whether it is such a share of all of a kind: «2.600 hộ đăng ký thi đua, chiếm 60% số hội
        viên»."""
        behind = self.quantity.span.end
        return self.is_of_unknown and self.text.low.startswith(OF_ALL, behind)

    @property
    def is_item(self) -> bool:
        """Whether it stands in a table row or a short line of a list."""
        start, end = self.sentence.start, self.sentence.end
        low = self.text.low
        if low[start : start + 1] in ITEM_MARKS:
            return True
        if end - start > SHORT_LINE or self._is_prose():
            return False
        return low[start - 1 : start] in ("", "\n") or low.find(":", start, end) >= 0

    def _is_prose(self) -> bool:
        """Whether the line ends like a sentence and has no label: a short paragraph."""
        start, end = self.sentence.start, self.sentence.end
        return self.text.low[end - 1 : end] == "." and self.text.low.find(":", start, end) < 0

    @property
    def is_brief_item(self) -> bool:
        """Whether it stands in an item that may leave unsaid what the items before it said."""
        start, end = self.sentence.start, self.sentence.end
        brief = end - start <= SHORT_LINE or self.text.low[start : start + 1] == "|"
        return self.is_item and (brief or self.text.low.find(":", start, end) >= 0)

    @property
    def is_labelled(self) -> bool:
        """Whether a label of its line names what it belongs to: «Khu vực 02 = 96,04%»."""
        first = self.quantity.span.start
        label = self.text.low[max(self.sentence.start, first - LABEL_GAP) : first]
        return self.is_item and any(mark in label for mark in LABEL_MARKS)

    @property
    def stands_in_brackets(self) -> bool:
        """Whether a bracket opens right before it, behind a count: «6.486 suất quà (5 tỷ đồng)»."""
        if not self.has_company or self.previous[-1][0].kind != "count":
            return False
        between = self.text.low[self.previous[-1][0].span.end : self.quantity.span.start]
        return between.rstrip().endswith("(")

    @property
    def has_company(self) -> bool:
        """Whether a figure stands before it in the sentence, for it to qualify."""
        return bool(self.previous) and self.in_sentence(self.previous[-1][0])

    @property
    def told_last(self) -> str | None:
        """The indicator of the figure right before, in the sentence, that counts something."""
        if not self.has_company or self.previous[-1][0].kind in RELATIVE_KINDS:
            return None
        return self.previous[-1][1]

    @property
    def is_headed(self) -> bool:
        """Whether the heading may say what it measures: an item of which nothing else is known."""
        known = self.is_of_unknown or self.goes_on_counting
        return bool(self.heading) and self.is_item and not known

    @property
    def goes_on_counting(self) -> bool:
        """Whether an indicator is known of an earlier figure of the sentence and of this unit."""
        mine = self.quantity
        return any(
            found is not None and one.unit == mine.unit and self.in_sentence(one)
            for one, found in self.previous
            if one.kind == mine.kind == "money"
        )

    @property
    def opens_clause(self) -> bool:
        """Whether the figures before it stand in clauses of their own."""
        return bool(self.previous) and self.clause.start > self.previous[-1][0].span.end

    def is_joined_to(self, quantity: Quantity) -> bool:
        """Whether nothing but «và» or a comma stands between it and an earlier figure."""
        begin, end = quantity.span.end, self.quantity.span.start
        return 0 < end - begin <= JOINT and self.text.low[begin:end].strip(" ,") in ("và", "")

    def in_sentence(self, quantity: Quantity) -> bool:
        """Whether an earlier figure stands in the same sentence."""
        return quantity.span.start >= self.sentence.start

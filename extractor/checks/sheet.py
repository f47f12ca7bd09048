"""One record made ready for its checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

from extractor.checks.interval import Interval
from extractor.models import ArticleRecord
from extractor.models.date import DateRecord
from extractor.models.figure import Figure
from extractor.text import Span, Text, normalise

# How far around a figure words are looked at.
WINDOW = 160
SENTENCE_ENDS = ("\n", ". ", ".\n", "; ", "? ", "! ")
# Measures of a thing's own size, not of how it moved or what each gets.
SIZES = frozenset({"level", "flow"})
MOVES = frozenset({"change", "change_rel"})


class Sheet:
    """Figures by index in text order, the words between them, and their intervals."""

    def __init__(
        self,
        record: ArticleRecord,
        weigh: Callable[[Sheet, int], Interval | None],
        text: Text | None = None,
    ) -> None:
        self.record = record
        self.figures: list[Figure] = record.figures
        self._text = text
        self._weigh = weigh
        self._intervals: dict[int, Interval | None] = {}

    @cached_property
    def text(self) -> Text:
        return self._text or normalise(self.record.article.text)

    @cached_property
    def low(self) -> str:
        return self.text.low

    @cached_property
    def index(self) -> dict[str, int]:
        """The index of each figure id."""
        return {figure.id: number for number, figure in enumerate(self.figures)}

    @cached_property
    def groups(self) -> list[range]:
        """The figures of each sentence that has any."""
        groups: list[range] = []
        first, homes = 0, [figure.sentence.start for figure in self.figures]
        for number in range(1, len(homes) + 1):
            if number == len(homes) or homes[number] != homes[first]:
                groups.append(range(first, number))
                first = number
        return groups

    @cached_property
    def group_of(self) -> list[range]:
        """The sentence of each figure, as the figures in it."""
        return [group for group in self.groups for _ in group]

    @cached_property
    def by_kind(self) -> dict[str, list[int]]:
        """The figures of each kind; checks look at few kinds only."""
        return self._sorted_by([figure.kind for figure in self.figures])

    @cached_property
    def by_measure(self) -> dict[str, list[int]]:
        return self._sorted_by([figure.measure for figure in self.figures])

    @cached_property
    def by_indicator(self) -> dict[str, list[int]]:
        """The figures of each indicator; those without one under an empty name."""
        return self._sorted_by([figure.indicator or "" for figure in self.figures])

    def _sorted_by(self, names: list[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            found[name].append(number)
        return found

    @cached_property
    def published(self) -> date | None:
        stated = self.record.article.published_at
        return date.fromisoformat(stated[:10]) if stated else None

    @cached_property
    def _starts(self) -> list[int]:
        return self._there([figure.start for figure in self.figures])

    @cached_property
    def _ends(self) -> list[int]:
        return self._there([figure.end for figure in self.figures])

    def _there(self, places: list[int]) -> list[int]:
        """Places of the raw text as places of `low`."""
        if self.text.offsets is None:
            return places
        return [self.text.norm_span(Span(place, place)).start for place in places]

    def target(self, figure_id: str | None) -> int | None:
        """The index of the figure that `about` or `part_of` names."""
        return None if figure_id is None else self.index[figure_id]

    def interval(self, number: int) -> Interval | None:
        """What the figure's value may be; None for vague ones."""
        if number not in self._intervals:
            self._intervals[number] = self._weigh(self, number)
        return self._intervals[number]

    def span(self, number: int) -> Span:
        """Where the figure stands in `low`."""
        return Span(self._starts[number], self._ends[number])

    def date_span(self, when: DateRecord) -> Span:
        return self.text.norm_span(Span(when.start, when.end))

    def home(self, number: int) -> Span:
        """Where the figure's sentence stands in `low`."""
        home = self.figures[number].sentence
        return Span(*self._there([home.start, home.end]))

    def sentence(self, number: int) -> str:
        """The words of the figure's sentence, in lower case."""
        home = self.home(number)
        return self.low[home.start : home.end]

    def before(self, number: int) -> str:
        """The words since the figure before, within the sentence."""
        start = self._starts[number]
        left = max(self.home(number).start, start - WINDOW)
        if number:
            left = max(left, self._ends[number - 1])
        return self.low[left:start]

    def after(self, number: int) -> str:
        """The words up to the next figure, within the sentence."""
        end = self._ends[number]
        right = min(self.home(number).end, end + WINDOW)
        if number + 1 < len(self._starts):
            right = min(right, self._starts[number + 1])
        return self.low[end:right]

    def between(self, left: int, right: int) -> str:
        """The words from one figure to another."""
        return self.low[self._ends[left] : self._starts[right]]

    def around(self, span: Span) -> str:
        """The sentence or clause that a stretch of `low` stands in."""
        low = self.low
        first = max(0, span.start - WINDOW)
        start = max([first, *(low.rfind(mark, first, span.start) + 1 for mark in SENTENCE_ENDS)])
        last = min(len(low), span.end + WINDOW)
        ends = (low.find(mark, span.end, last) for mark in SENTENCE_ENDS)
        return low[start : min([last, *(end for end in ends if end >= 0)])]

    def sizes(self, group: range) -> Iterator[int]:
        """The figures of a sentence that say how much there is, not how it moved."""
        for number in group:
            figure = self.figures[number]
            if figure.measure in SIZES and figure.per is None and figure.value is not None:
                yield number

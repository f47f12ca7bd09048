"""Everything that a prediction got wrong, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.evaluate.annotation import Annotation, Part
from extractor.evaluate.fields import REFERENCE_FIELDS, field_value, same_field
from extractor.evaluate.pairing import VALUES, Paired, Pairs, names, overlap, plain, positions
from extractor.evaluate.pairing import mentions as find_mentions
from extractor.evaluate.scores import Judged

# What is compared of a figure or date that was found, but not with this value.
SHOWN = {"figure": ("kind", *VALUES), "date": ("start_date", "end_date"), "reference": ("class",)}


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing wrong: `fault` is missed, extra, misread (another value) or a field's name."""

    article: str
    what: str
    fault: str
    text: str
    # What the gold says and what was predicted, as far as there is something to say.
    gold: Any
    predicted: Any
    start: int | None
    sentence: str

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """The same for the same fault in another run."""
        return self.article, self.what, self.fault, self.text, self.start or 0


class Sentences:
    """Where the sentences of a text are; split when first asked for."""

    def __init__(self) -> None:
        from extractor.rules import default_rules
        from extractor.sentences import SentenceSplitter

        self._splitter = SentenceSplitter(default_rules())

    def of(self, text: str) -> Callable[[int], str]:
        """Gives the sentence at an offset, its blanks collapsed."""
        from extractor.text import normalise

        normal = normalise(text)
        spans = [normal.raw_span(span) for span in self._splitter.split(normal)]

        def sentence(at: int) -> str:
            inside = [span for span in spans if span.start <= at < span.end]
            return " ".join(text[inside[0].start : inside[0].end].split()) if inside else ""

        return sentence


def find_misses(pairs: Iterable[Paired], judged: Judged) -> list[Miss]:
    """All misses, article by article in text order."""
    sentences = Sentences()
    found: list[Miss] = []
    for paired in pairs:
        finder = _Finder(paired, sentences.of(paired.gold.text))
        misses = [*finder.placed(judged), *finder.people()]
        found += sorted(misses, key=lambda miss: (miss.start or 0, miss.what, miss.fault))
    return found


class _Finder:
    """The misses of one article."""

    def __init__(self, paired: Paired, sentence: Callable[[int], str]) -> None:
        self._paired = paired
        self._sentence = sentence

    def placed(self, judged: Judged) -> Iterator[Miss]:
        ours, gold = self._paired.predicted, self._paired.gold
        kinds: tuple[tuple[str, list[Part], list[Part], Pairs, Sequence[str]], ...] = (
            ("figure", ours.figures, gold.figures, self._paired.figures, judged.figures),
            ("date", ours.dates, gold.dates, self._paired.dates, judged.dates),
            (
                "reference",
                ours.references,
                gold.references,
                self._paired.references,
                REFERENCE_FIELDS,
            ),
        )
        for what, predicted, wanted, pairs, fields in kinds:
            yield from self._unpaired(what, predicted, wanted, pairs)
            for i, j in pairs:
                yield from self._fields(what, predicted[i], wanted[j], fields)

    def _unpaired(
        self, what: str, predicted: list[Part], wanted: list[Part], pairs: Pairs
    ) -> Iterator[Miss]:
        left = [p for i, p in enumerate(predicted) if i not in {i for i, _ in pairs}]
        for j, part in enumerate(wanted):
            if j in {j for _, j in pairs}:
                continue
            misread = next((p for p in left if overlap(p, part)), None)
            if misread is None:
                yield self._miss(what, "missed", part, (_show(what, part), None))
            else:
                left.remove(misread)
                yield self._miss(what, "misread", part, (_show(what, part), _show(what, misread)))
        for part in left:
            yield self._miss(what, "extra", part, (None, _show(what, part)))

    def _fields(self, what: str, ours: Part, gold: Part, fields: Sequence[str]) -> Iterator[Miss]:
        for name in fields:
            if not same_field(name, ours, gold):
                said = field_value(gold, name), field_value(ours, name)
                yield self._miss(what, name, gold, said)

    def _miss(self, what: str, fault: str, part: Part, said: tuple[Any, Any]) -> Miss:
        start = int(part["start"])
        words = self._paired.gold.text[start : part["end"]]
        return self._told(what, fault, words, said, start)

    def _told(
        self, what: str, fault: str, words: str, said: tuple[Any, Any], start: int | None
    ) -> Miss:
        sentence = "" if start is None else self._sentence(start)
        return Miss(self._paired.gold.id, what, fault, words, *said, start, sentence)

    def people(self) -> Iterator[Miss]:
        ours, gold = self._paired.predicted, self._paired.gold
        wanted, found = names(gold), names(ours)
        for fault, those, where in (
            ("missed", wanted - found, gold),
            ("extra", found - wanted, ours),
        ):
            for name in sorted(those):
                yield self._told("official", fault, name, (None, None), _place(where, name))
        offices = positions(gold), positions(ours)
        for fault, left, where in (
            ("missed", offices[0] - offices[1], gold),
            ("extra", offices[1] - offices[0], ours),
        ):
            for name, office in sorted(left):
                words = f"{name}: {office}"
                yield self._told("position", fault, words, (None, None), _place(where, name))
        yield from self._issues()
        spans = find_mentions(gold), find_mentions(ours)
        for fault, marks in (("missed", spans[0] - spans[1]), ("extra", spans[1] - spans[0])):
            for name, start, end in sorted(marks):
                words = self._paired.gold.text[start:end]
                yield self._told("mention", fault, words, (name, None), start)

    def _issues(self) -> Iterator[Miss]:
        wanted = self._paired.gold.checks
        if wanted is not None:
            found = self._paired.predicted.checks or ()
            for fault, codes in (
                ("missed", set(wanted) - set(found)),
                ("extra", set(found) - set(wanted)),
            ):
                for code in sorted(codes):
                    yield self._told("issue", fault, code, (None, None), None)


def _place(found: Annotation, name: str) -> int | None:
    """Where a person is first mentioned."""
    people = (person for person in found.officials if plain(person["name"]) == name)
    return min((m["start"] for person in people for m in person["mentions"]), default=None)


def _show(what: str, part: Part) -> str:
    return " ".join(str(part[name]) for name in SHOWN[what] if part.get(name) is not None)

"""The measurements, in the order they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.bench.fresh import measure_memory, measure_startup
from extractor.bench.line import Line
from extractor.bench.texts import ADVERSARIES, crowd, endless_line, fill, long_news, read_texts
from extractor.bench.timing import Job, cost_per_character, take_turns
from extractor.engine import Extractor

RULES_LIMIT, DEFAULT_LIMIT, LINEAR_LIMIT = 0.08, 0.35, 1.5
SHORT, LONG = 16_000, 256_000
# underthesea's names cost eleven times its words: a few articles tell the ratio.
NAMED_ARTICLES = 3


@dataclass(frozen=True, slots=True)
class BenchOptions:
    """What to measure on and how patiently."""

    text: Path | None = None
    repeats: int = 3
    linear: bool = True


def run_bench(options: BenchOptions) -> Iterator[Line]:
    """Every line as soon as it is measured."""
    texts = read_texts(options.text)
    yield from measure_startup(texts[0])
    yield from _measure_ratios(texts, options.repeats)
    yield from _measure_tagging(texts[:NAMED_ARTICLES])
    yield from measure_memory(options.text)
    if options.linear:
        yield from _measure_growth(texts, options.repeats)


def _measure_ratios(texts: list[str], repeats: int) -> Iterator[Line]:
    """What one article costs, as a share of underthesea's sentences and words."""
    rules, default = Extractor(tagger="rules"), Extractor()
    reference = "underthesea.sent_tokenize + word_tokenize"
    spent = take_turns(
        {
            reference: _underthesea_words,
            "rules": rules.extract,
            "default": default.extract,
            "rules + JSON": lambda text: rules.extract(text).model_dump_json(by_alias=True),
        },
        texts,
        repeats,
    )
    size = sum(len(text.encode()) for text in texts) / 1e6
    yield Line("speed", reference, spent[reference] / size, "s/MB")
    yield Line("speed", "extract, rules", spent["rules"] / size, "s/MB")
    yield Line("speed", "articles per second, rules", len(texts) / spent["rules"], "1/s")
    # Figures cost far more than the text between them: without this no ratio means much.
    figures = sum(len(rules.extract(text).figures) for text in texts)
    yield Line("speed", "figures in a kB of text", figures / size / 1000, "1/kB")
    for name, limit in (
        ("rules", RULES_LIMIT),
        ("rules + JSON", None),
        ("default", DEFAULT_LIMIT),
    ):
        ratio = spent[name] / spent[reference]
        yield Line("ratio", f"extract, {name}", ratio, "× reference", limit)


def _underthesea_words(text: str) -> object:
    from underthesea import sent_tokenize, word_tokenize

    return [word_tokenize(sentence) for sentence in sent_tokenize(text)]


def _measure_tagging(texts: list[str]) -> Iterator[Line]:
    """Our words and names as a share of underthesea's own, whose answers are the same."""
    import underthesea

    from extractor.tagging import default_segmenter, default_tagger

    segmenter, tagger = default_segmenter(), default_tagger()
    spent = take_turns(
        {
            "words": lambda line: segmenter.words(line, 0, len(line)),
            "their words": underthesea.word_tokenize,
            "names": lambda line: tagger.tag(line, 0, len(line)),
            "their names": underthesea.ner,
        },
        [line for text in texts for line in underthesea.sent_tokenize(text)],
        1,
    )
    for name in ("words", "names"):
        ratio = spent[name] / spent[f"their {name}"]
        yield Line("tagging", f"{name} with offsets", ratio, f"× underthesea's {name}", 0.5)


def _measure_growth(texts: list[str], repeats: int) -> Iterator[Line]:
    """How the cost of a character grows from 16 to 256 thousand of them.

    The short texts are the pieces of the long one: other words would hold more figures or fewer.
    """
    job: Job = Extractor().extract
    inputs = {
        "news": long_news(texts, LONG),
        "a crowd of officials": crowd(LONG),
        "one endless line": endless_line(texts, LONG),
        **{name: fill(unit, LONG) for name, unit in ADVERSARIES.items()},
    }
    for name, long in inputs.items():
        pieces = [long[start : start + SHORT] for start in range(0, LONG, SHORT)]
        at_short = cost_per_character(job, pieces, min(repeats, 2))
        at_long = cost_per_character(job, [long], min(repeats, 2))
        yield Line("cost", name, at_long, "µs/character")
        yield Line("growth", name, at_long / at_short, "× from 16k to 256k", LINEAR_LIMIT)

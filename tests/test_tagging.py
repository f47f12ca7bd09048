"""The segmenter and taggers give what underthesea gives, and keep every offset."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.sentences import split_sentences
from extractor.text import normalise

ARTICLES = sorted((Path(__file__).parent.parent / "corpus" / "articles").glob("*.txt"))
# A JSONL file of {"text": …} to prove the equality on, besides the corpus.
MORE = os.environ.get("VNFIGURES_TEXTS")
ODD = [
    "",
    "1.1.1.1",
    "Ngày 12/3/2018, TP.HCM v.v... có 60.542.000 đồng, 4.123,2 ha, 3x4 m, 43H-0530.",
    "Website http://abc.gov.vn/tin?id=1, email ubnd.xa@abc.gov.vn, ĐT: 0123-456-789.",
    "Người H'Mông, M’Nông ở xã N'Thôn Hạ - Th.S Lò Văn Ó; e-mail: a_b@c.vn :D",
    "ĐẢNG BỘ XÃ TÂN LẬP TỔ CHỨC ĐẠI HỘI",
    'Ông K. nói: "Được!!!" (15/3), 5-7%, 1.600m-2.000m, 30°C, A&B, T.Ư, NĐ-CP',
    "qủa bíết chíếc hoà thuỷ nghành ngìn",
    "a",
    "Ông",
    "+5 -7 2147483648 ١٢ ½",
]


def _texts() -> Iterator[str]:
    for path in ARTICLES:
        yield path.read_text(encoding="utf-8")
    if MORE:
        for line in Path(MORE).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def _sentences() -> list[str]:
    sentences = list(ODD)
    for raw in _texts():
        text = normalise(raw)
        sentences += [text.norm[span.start : span.end] for span in split_sentences(text)]
    return [sentence for sentence in sentences if len(sentence) < 900]


def _vary(sentences: list[str], count: int) -> list[str]:
    """Sentences as nobody wrote them: recut, rejoined, in other case, without blanks."""
    chance = random.Random(7)
    varied = []
    while len(varied) < count:
        words = chance.choice(sentences).split(" ")
        other = chance.choice(sentences).split(" ")
        cut = chance.randrange(len(words) + 1)
        mixed = words[:cut] + other[-cut:]
        change = chance.choice([str.lower, str.title, str.upper, str])
        at = chance.randrange(len(mixed) + 1)
        mixed[at : at + 3] = [change(word) for word in mixed[at : at + 3]]
        varied.append(" ".join(mixed[:120]).replace(" ", chance.choice([" ", " ", ""]), 2))
    return [normalise(sentence).norm for sentence in varied]


def test_words_are_those_of_underthesea_on_two_thousand_sentences() -> None:
    from underthesea import word_tokenize

    from extractor.tagging import default_segmenter

    sentences = _sentences()
    sentences += _vary(sentences, max(800, 2_050 - len(sentences)))
    assert len(sentences) >= 2_000
    segmenter = default_segmenter()
    for sentence in sentences:
        words = segmenter.words(sentence, 0, len(sentence))
        assert [word.form for word in words] == word_tokenize(sentence), sentence


def test_tags_and_names_are_those_of_underthesea() -> None:
    from underthesea import ner

    from extractor.tagging import default_tagger

    tagger = default_tagger()
    sentences = _sentences()
    for sentence in sentences[: len(ODD)] + sentences[len(ODD) :: 12]:
        if not sentence:
            continue
        tagged = tagger.tag(sentence, 0, len(sentence))
        expected = [(form, pos, name) for form, pos, _, name in ner(sentence)]
        assert [(word.form, word.pos, word.entity) for word in tagged] == expected, sentence


def test_words_lie_where_they_say_and_cover_every_letter() -> None:
    from extractor.tagging import default_segmenter

    segmenter = default_segmenter()
    for raw in _texts():
        norm = normalise(raw).norm
        reached = 0
        for word in segmenter.words(norm, 0, len(norm)):
            assert not norm[reached : word.start].strip()
            assert word.start < word.end
            assert norm[word.start : word.end].strip() == norm[word.start : word.end]
            reached = word.end
        assert not norm[reached:].strip()


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Bà Nguyễn Thị Hoa và ông Trần Văn Nam đến Hà Nội.",
            [("Nguyễn Thị Hoa", "PER"), ("Trần Văn Nam", "PER"), ("Hà Nội", "LOC")],
        ),
        ("Hiện nay còn 12 hộ nghèo.", []),
    ],
)
def test_names_come_with_their_span(sentence: str, names: list[tuple[str, str]]) -> None:
    from extractor.tagging import default_tagger

    entities = default_tagger().entities(f"Tin: {sentence}", 5, 5 + len(sentence))
    found = [(sentence[e.span.start - 5 : e.span.end - 5], e.kind) for e in entities]
    assert found == names


@pytest.mark.parametrize("unit", ["1.1.", "a.a.", "Ông Nam ", "một ", ".", "9"])
def test_an_endless_sentence_is_tagged_in_runs_of_bounded_length(unit: str) -> None:
    from extractor.tagging import default_segmenter
    from extractor.tagging.syllables import MOST_SYLLABLES, PIECE

    norm = unit * (20_000 // len(unit))
    runs = list(default_segmenter().runs(norm, 0, len(norm)))
    assert all(len(run) <= MOST_SYLLABLES for run in runs)
    assert all(word.end - word.start <= PIECE for run in runs for word in run)


def test_importing_the_extractor_loads_neither_underthesea_nor_spacy() -> None:
    code = (
        "import sys, extractor, extractor.tagging, extractor.render\n"
        "extractor.Extractor(tagger='rules').extract('Xã còn 12 hộ nghèo.')\n"
        "print([m for m in ('underthesea', 'underthesea_core', 'spacy', 'numpy') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

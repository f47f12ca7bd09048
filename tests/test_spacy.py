"""spaCy sees underthesea's words and our spans, and no character moves."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from extractor import spacy_pipeline
from extractor.engine import Extractor
from extractor.marks import GROUPS, list_marks

ARTICLES = sorted((Path(__file__).parent.parent / "corpus" / "articles").glob("*.txt"))
ODD = [
    "",
    " ",
    "\n\n",
    "Toàn xã  còn 12 hộ\u00a0nghèo.\r\n\r\n\tNgày 12/3/2018,\u200b ông Nguyễn Văn A nói.  ",
    "Toa\u0300n xa\u0303 co\u0300n 12 ho\u0323\u0302 nghe\u0300o.",
    "\ufeffTỷ lệ: 1,5%…",
    "a\u0323\u0301\u0308 \u0301 12",
]


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return spacy_pipeline.pipeline(tagger="rules")


@pytest.mark.parametrize("text", [*ODD, *(path.read_text("utf-8") for path in ARTICLES[:8])])
def test_no_character_is_lost_or_moved(nlp: spacy.Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert [text[token.idx : token.idx + len(token)] for token in doc] == [t.text for t in doc]


def test_words_are_those_of_underthesea() -> None:
    doc = spacy_pipeline.blank()("Chủ tịch UBND xã Tân Lập thăm hộ nghèo.")
    from underthesea import word_tokenize

    assert [token.text for token in doc] == word_tokenize(doc.text)


@pytest.mark.parametrize("path", ARTICLES[:6], ids=lambda path: path.stem)
def test_each_span_holds_its_mark(nlp: spacy.Language, path: Path) -> None:
    text = path.read_text("utf-8")
    doc = nlp(text)
    record = Extractor(tagger="rules").extract(text)
    assert doc._.record == record
    marks = list_marks(record)
    for group in GROUPS:
        expected = [mark for mark in marks if mark.group == group]
        spans = list(doc.spans[group])
        assert [(span.id_, span.label_) for span in spans] == [(m.id, m.label) for m in expected]
        for span, mark in zip(spans, expected, strict=True):
            assert span.start_char <= mark.start
            assert mark.end <= span.end_char


def test_the_publication_date_reaches_the_record(nlp: spacy.Language) -> None:
    doc = nlp.make_doc("Đến nay, xã còn 12 hộ nghèo.")
    doc._.published = "2018-03-12"
    assert nlp(doc)._.record.article.published_at == "2018-03-12"


def test_documents_survive_a_docbin(nlp: spacy.Language) -> None:
    texts = [path.read_text("utf-8") for path in ARTICLES[:3]]
    docs = list(nlp.pipe(texts))
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    back = list(DocBin().from_bytes(stored).get_docs(spacy_pipeline.blank().vocab))
    for doc, again in zip(docs, back, strict=True):
        assert again.text == doc.text
        assert again._.record == doc._.record
        assert _spans(again) == _spans(doc)


def _spans(doc: Doc) -> list[tuple[str, int, int, str, str]]:
    return [(g, s.start, s.end, s.label_, s.id_) for g in GROUPS for s in doc.spans[g]]


def test_the_pipeline_is_saved_and_loaded(nlp: spacy.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == ["vnfigures"]
    text = "Toàn xã còn 12 hộ nghèo."
    assert again(text)._.record == nlp(text)._.record


def test_a_document_without_the_component_has_no_record() -> None:
    assert spacy_pipeline.blank()("Xã còn 12 hộ.")._.record is None

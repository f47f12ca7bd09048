"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sentences import sentence_at, split_sentences
from extractor.text import Span, normalise


def _split(raw: str) -> list[str]:
    text = normalise(raw)
    return [text.quote(span) for span in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Đoàn về TP. Hồ Chí Minh trao quà.", "Mỗi suất 500.000 đồng."],
        ["Th.S Vũ Hà và Th.S. Lê Bình trình bày.", "PGS.TS Đỗ An kết luận."],
        ["Xã còn 12 hộ nghèo!", "Vì sao?", "Vì thiếu đất…", "Trong đó có 3 hộ mới."],
        ["Công an bắt giữ Lò Văn T.", "Qua khám xét thu 2 gói ma túy."],
        ["Bà Lê V. Hương nhận 10 triệu đồng."],
        ["Anh Đỗ Văn T. (45 tuổi) nộp phạt."],
        ["Ông nói: “Dân đồng lòng.”", "Cả thôn hiến 1.200 m2 đất."],
        ["Có 3 tổ: tổ 1, tổ 2... và tổ 5 được khen."],
        ["1. Kết quả giảm nghèo: 2,5%.", "Tốt."],
        ["Trang huyenbinhsa.gov.vn đăng 12 tin.", "Tin cuối ngày 3.4.2020."],
        ["Số liệu của QĐ. 15/QĐ-UBND còn hiệu lực."],
        ["Vốn về TX.", "Theo kế hoạch, còn 3 tỷ đồng."],
    ],
)
def test_stop_with_blank_ends_a_sentence_but_no_abbreviation(sentences: list[str]) -> None:
    assert _split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["tăng cường giám sát.", "Đến nay đã xong 5 nhà."],
        ["đạt 95%.", "Trong đó 3 xã đạt 100%."],
        ["từ năm 2018.", "Ở xã có 2 trường."],
        ["Chợ TP.Sông Vân và P.Tân Lập thu 2.500.000 đồng."],
        ["TP.HCM có 24 quận."],
    ],
)
def test_stop_glued_to_the_next_sentence_still_ends(sentences: list[str]) -> None:
    assert _split("".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("Tin vắn\nXã họp", ["Tin vắn", "Xã họp"]),
        ("toàn xã\ncó 12 hộ", ["toàn xã\ncó 12 hộ"]),
        ("gồm:\n- 3 nhà\n+ 2 cầu", ["gồm:", "- 3 nhà", "+ 2 cầu"]),
        ("nội dung\na) họp\nb. khen", ["nội dung", "a) họp", "b. khen"]),
        ("ông Lê An,\nChủ tịch", ["ông Lê An,\nChủ tịch"]),
        ("hết bài\n\ntin khác", ["hết bài", "tin khác"]),
        ("Dừng.\r\nTiếp", ["Dừng.", "Tiếp"]),
        ("2.1. Tồn tại\n2.2. Nguyên nhân", ["2.1. Tồn tại", "2.2. Nguyên nhân"]),
        ("Bài và ảnh: Lê H.", ["Bài và ảnh: Lê H."]),
        (" \n \u200b\n", []),
    ],
)
def test_line_break_ends_a_sentence_unless_the_next_line_goes_on(
    raw: str, lines: list[str]
) -> None:
    assert _split(raw) == lines


def test_text_wrapped_at_a_fixed_width_is_read_across_its_lines() -> None:
    lines = [
        "Sáng nay, Ủy ban nhân dân xã Bình Sa Đông phối hợp với Hội",
        "Nông dân huyện tổ chức trao vốn cho các hộ khó khăn, tổng số",
        "45 hộ được vay, mỗi hộ 20 triệu đồng để nuôi bò sinh sản.",
        "Đồng chí Lê Văn An, Chủ tịch Ủy ban nhân dân xã, và bà Trần",
        "Thị Bình, Chủ tịch Hội Nông dân huyện, đã đến dự và trao",
        "tiền cho bà con.",
    ]
    assert _split("\n".join(lines)) == ["\n".join(lines[:3]), "\n".join(lines[3:])]


@pytest.mark.parametrize("unit", [".", "a.", "1.", "A. ", " .", "\n", "a\n", '."', "Lê Văn A. "])
def test_long_runs_of_stops_are_cut_in_order(unit: str) -> None:
    text = normalise(unit * 3000)
    spans = split_sentences(text)
    assert spans == sorted(spans) and all(len(span) > 0 for span in spans)


@given(st.text(alphabet='aĐ.!?…;\n" )TP1-,à', max_size=80))
def test_sentences_hold_everything_but_blanks_once(raw: str) -> None:
    text = normalise(raw)
    spans = split_sentences(text)
    reached = 0
    for span in spans:
        assert span.start >= reached and not text.norm[reached : span.start].strip()
        reached = span.end
    assert not text.norm[reached:].strip()


def test_sentence_of_an_offset_is_the_one_that_holds_it() -> None:
    spans = [Span(0, 5), Span(6, 9), Span(12, 20)]
    assert [sentence_at(spans, offset) for offset in (0, 5, 6, 10, 12, 40)] == [0, 0, 1, 1, 2, 2]

"""Numerals that count nothing: which class they have and how far they reach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Extractor
from extractor.mentions import NonFigure, Quantity, choose
from extractor.quantities import QuantityFinder
from extractor.references import ReferenceFinder
from extractor.rules import default_rules
from extractor.text import normalise

QUANTITIES = QuantityFinder(default_rules())
REFERENCES = ReferenceFinder(default_rules())
ENGINE = Extractor(tagger="rules")


def claims(sentence: str) -> list[NonFigure | Quantity]:
    text = normalise(sentence)
    return choose([*REFERENCES.find(text), *QUANTITIES.find(text)])


def shown(sentence: str) -> list[tuple[str, str]]:
    return [(sentence[one.span.start : one.span.end], one.kind) for one in claims(sentence)]


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        (
            "Theo Nghị quyết số 13/2017/NQ-HĐND của tỉnh.",
            "Nghị quyết số 13/2017/NQ-HĐND",
            "document",
        ),
        ("Theo Nghị quyết số 11 - NQ/TW.", "Nghị quyết số 11 - NQ/TW", "document"),
        ("Theo văn bản 45/KH-UBND.", "văn bản 45/KH-UBND", "document"),
        ("Ban hành 36/KH-UBMTTQ-BTT.", "36/KH-UBMTTQ-BTT", "document"),
        ("Triển khai Đề án 06 ở xã.", "Đề án 06", "name"),
        ("Ở Tổ dân phố số 3.", "Tổ dân phố số 3", "name"),
        ("Đại diện tổ dân phố 1, 29 và 42 dự.", "tổ dân phố 1, 29 và 42", "name"),
        ("Nhà ông ở thôn 5 người dân đều biết.", "thôn 5", "name"),
        ("Dọc Quốc lộ 1A đoạn qua xã.", "Quốc lộ 1A", "name"),
        ("Tại Km 25+300 sạt lở.", "Km 25+300", "name"),
        ("Đại hội lần thứ 8 thành công.", "lần thứ 8", "ordinal"),
        ("Em học lớp 8 Trường THCS Hoa Mai.", "lớp 8", "ordinal"),
        ("Lượt xem: 504", "Lượt xem: 504", "chrome"),
        ("Ông An (46 tuổi) kể.", "46 tuổi", "age"),
        ("Ông An (SN 1965) kể.", "SN 1965", "age"),
        ("Phòng dịch Covid-19 thật tốt.", "Covid-19", "name"),
        ("Xem tại https://vi-du.vn/tin-1a-2.html.", "https://vi-du.vn/tin-1a-2.html", "chrome"),
        ('Tháo gỡ "05 điểm nghẽn" lớn.', "05 điểm nghẽn", "model"),
        ("Cứ 100 học sinh thì có em cận thị.", "100 học sinh", "other"),
        ("Nằm ở lô D3/HTKT3 gần ga.", "D3/HTKT3", "name"),
        ("1. Thời gian họp", "1.", "list"),
        ("Toàn xã. 8. Tổng số dân.", "8.", "list"),
        ("Lượt xem: 10931", "Lượt xem: 10931", "chrome"),
        ("Các cụ từ 70 đến ngoài 85 tuổi.", "70 đến ngoài 85 tuổi", "age"),
        ("Chạy từ 5h30-22h mỗi tối.", "5h30-22h", "clock"),
        ("4.3. Các phong trào", "4.3.", "list"),
        ("3- Đời sống kinh tế", "3-", "list"),
        ("2 - Đất đai", "2 -", "list"),
        ("Tiêm cho trẻ từ 5 đến 11 tuổi.", "trẻ từ 5 đến 11 tuổi", "age"),
        ("Trạm mở cửa ngày 7 và 8 hàng tháng.", "7 và 8 hàng tháng", "other"),
        ("Họp tại Hoa Mai 1+2+3.", "Mai 1+2+3", "name"),
        ("Mất liên lạc với tàu BĐ 45678 TS.", "45678 TS", "name"),
        ("Sau 22 giờ quán phải đóng cửa.", "22 giờ", "clock"),
        ("Xã họp dân\n0\nLễ hội làng", "0", "chrome"),
        (
            "Trao huy hiệu từ 30 năm đến 60 năm tuổi Đảng.",
            "30 năm đến 60 năm tuổi Đảng",
            "name",
        ),
        ("Ảnh [1600x1200] chụp lễ hội.", "1600x1200", "chrome"),
        ("Theo công văn số 1403 ngày 27/4/2023.", "công văn số 1403", "document"),
        ("Họp ở hội trường tầng 4.", "tầng 4", "name"),
        ("Máy chủ chạy ipv6 tốt.", "ipv6", "name"),
    ],
)
def test_a_reference_reaches_as_far_as_its_numeral(sentence, words, kind):
    assert shown(sentence) == [(words, kind)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mỗi thôn 5 hộ được vay.", [("5 hộ", "count")]),
        ("Dân số: 136.292 người.", [("136.292 người", "count")]),
        ("Có 2 tổ 15 thành viên.", [("2 tổ", "count"), ("15 thành viên", "count")]),
        ("Lịch sử 3.000 - 4.000 năm.", [("3.000 - 4.000 năm", "measure")]),
        ("Ở số 103-105 phố Hoa Mai.", [("số 103-105", "name")]),
        ("Ở ấp 3 xã Hoa Mai.", [("ấp 3", "name")]),
        ("Mưa ở mức 60-100mm.", [("60-100mm", "measure")]),
        ("Khám phá 3/5 vụ.", [("3/5 vụ", "ratio")]),
        ("Xã mở rộng đoạn đường 800m.", [("800m", "measure")]),
        ("Nhà ở đường 12a.", [("đường 12a", "name")]),
        ("Đám cháy được dập tắt sau 2 giờ.", [("2 giờ", "measure")]),
        ("Xe tải bị cấm sau 17 giờ.", [("17 giờ", "clock")]),
        ("Mưa tạnh sau 2 giờ sáng.", [("2 giờ sáng", "clock")]),
        ("Tổ công tác 312 kiểm tra 3 xe.", [("Tổ công tác 312", "name"), ("3 xe", "count")]),
        ("Mở rộng đường 70 đoạn từ cầu Me đến chợ.", [("đường 70", "name")]),
    ],
)
def test_what_counts_is_no_reference(sentence, expected):
    assert shown(sentence) == expected


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_crash(raw):
    text = normalise(raw)
    for one in REFERENCES.find(text):
        assert 0 <= one.span.start < one.span.end <= len(text.norm)


@pytest.mark.parametrize(
    "piece", ["1.", "1,1 1-1 ", "9", "a1/", "số 1, ", '"1 ', "A-", "www.", "@"]
)
def test_long_runs_are_read_to_the_end(piece):
    REFERENCES.find(normalise(piece * 20_000))


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("Doanh thu tăng 2,68%000 triệu đồng.", ["2", "68", "000"]),
        ("Bão làm thiệt hại hơn 117 m35 năm qua.", ["117"]),
        ("le-dau-an-tri-an-nguoi-o-phu-luong-355669.htm", ["355669"]),
        ("Tỷ lệ giới tính là 1%00 nam.", ["1", "00"]),
    ],
)
def test_a_numeral_that_a_reading_would_cut_is_unread_and_the_article_is_read(sentence, unread):
    assert [one.text for one in ENGINE.extract(sentence).unread] == unread


@given(st.text(alphabet="0123456789.,/-%:() mhđgộnăthê", max_size=40))
def test_numerals_run_together_with_words_leave_a_valid_record(raw):
    if raw.strip():
        assert ENGINE.extract(raw).article.text == raw

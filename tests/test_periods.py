"""When a figure is true, by the dates around it and by how the text goes on."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import Extractor

YEAR_END = (date(2023, 12, 31), date(2023, 12, 31))
MEETING = (date(2023, 3, 18), date(2023, 3, 18))

# Text and, for some figures in it, their words and the period of each.
CASES = [
    # The lines of a list hold when the line that opens it does.
    (
        "Phấn đấu đến năm 2030:\n- Thu hút 40 dự án;\n- Trồng mới ít nhất 5.000 cây xanh.",
        {"5.000 cây xanh": (date(2030, 1, 1), date(2030, 12, 31))},
    ),
    (
        "Kết quả đến cuối năm 2023 của từng thôn:\n\nThôn Đoài: 12 hộ nghèo\n\nThôn Hạ: 9 hộ nghèo",
        {"12 hộ": YEAR_END, "9 hộ": YEAR_END},
    ),
    # A paragraph after one that happens to end in a colon is no list.
    (
        "Năm 2023, ông Lò Văn Bình nói:\nChúng tôi đã cùng bà con các bản vùng cao sửa nhà, dọn"
        " đường, trồng rừng, nuôi ong, và cả bản nay chỉ còn lại 4 hộ nghèo.",
        {"4 hộ": None},
    ),
    # What stands goes on standing in the next sentence, after the day it was counted.
    (
        "Đến cuối năm 2023, xã còn 42 hộ nghèo. Tỷ lệ hộ nghèo là 1,12%.",
        {"42 hộ": YEAR_END, "1,12%": YEAR_END},
    ),
    # What was done at the event.
    (
        "Sáng 18/3/2023, huyện tổ chức ngày hội việc làm.\n\nNgày hội thu hút 900 lao động.",
        {"900 lao động": MEETING},
    ),
    # More of the event just dated, in its own paragraph.
    (
        "Ngày 18/3/2023, đoàn trao 60 suất quà. Ngoài ra, đoàn còn tặng 2 tấn gạo.",
        {"60 suất quà": MEETING, "2 tấn": MEETING},
    ),
    # A year that is part of a name dates nothing.
    (
        'Hội chợ "Ngày hội việc làm năm 2023" có 69 doanh nghiệp tham gia.',
        {"69 doanh nghiệp": None},
    ),
    (
        "Ngày 18/3/2023, xã trao quà Tết. Tổng cộng có 120 hộ nhận quà, mỗi hộ 300.000 đồng.",
        {"120 hộ": MEETING, "300.000 đồng": MEETING},
    ),
    # A date behind a comma opens the next clause; one in a closed bracket is an aside.
    (
        "Giai đoạn 2021-2025, huyện cần 350 tỷ đồng; năm 2021 đã chi 60 tỷ đồng, năm 2023 là 75 tỷ"
        " đồng.",
        {
            "350 tỷ đồng": (date(2021, 1, 1), date(2025, 12, 31)),
            "60 tỷ đồng": (date(2021, 1, 1), date(2021, 12, 31)),
            "75 tỷ đồng": (date(2023, 1, 1), date(2023, 12, 31)),
        },
    ),
    (
        "Ngày 18/3/2023 (nhằm ngày 27/2 âm lịch), chùa trao 200 phần quà.",
        {"200 phần quà": MEETING},
    ),
    (
        "Tỉnh phân bổ 45 tỷ đồng cho các xã, phải chi xong trước ngày 31/12/2024.",
        {"45 tỷ đồng": None},
    ),
    # The day on which a place was founded is not when its figures hold.
    (
        "Phường Tân Hòa được thành lập từ ngày 01/7/2025 và có 41 khu phố.",
        {"41 khu phố": None},
    ),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(tagger="rules")


@pytest.mark.parametrize(("text", "periods"), CASES, ids=[text[:40] for text, _ in CASES])
def test_the_period_is_that_of_the_words_which_govern_the_figure(
    extractor: Extractor, text: str, periods: dict[str, tuple[date, date] | None]
) -> None:
    found = {
        figure.text: figure.period and (figure.period.start, figure.period.end)
        for figure in extractor.extract(text).figures
    }
    assert {words: found.get(words, "no figure") for words in periods} == periods

"""Days told without their month: «ngày 15», «hết ngày 23»."""

from __future__ import annotations

import pytest
from test_dates import read


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("Sáng ngày 15, huyện kiểm tra 3 hồ.", "Sáng ngày 15", "2023-07-15"),
        ("Đến hết ngày 23, xã tiêu hủy 120 con lợn.", "23", "2023-07-23"),
        ("Đến ngày 27 còn 3 tàu chưa vào bờ.", "27", "2023-07-27"),
        ("Đến ngày 30 đã có 3 tàu vào bờ.", "30", "2023-06-30"),
        ("Lúc 7 giờ ngày 16, nước lên 12 m.", "7 giờ ngày 16", "2023-07-16"),
        ("Mưa từ ngày 10 đến ngày 15 làm ngập 12 ha.", "10 đến ngày 15", "2023-07-10..2023-07-15"),
        ("Chợ mở từ ngày 28 đến hết ngày 3.", "28 đến hết ngày 3", "2023-07-28..2023-08-03"),
        ("Ngày 20 và 21, toàn huyện có mưa.", "20 và 21", "2023-07-20..2023-07-21"),
        ("Họp trong 2 ngày 15 và 16 với 30 người.", "15 và 16", "2023-07-15..2023-07-16"),
        ("Từ ngày 15 đến nay có 4 ổ dịch.", "15 đến nay", "2023-07-15..2023-07-25"),
        ("Chợ họp vào ngày 5, 10, 15 âm lịch.", "5, 10, 15", "?"),
        ("Hết 30.6, tỉnh có 45 xã.", "30.6", "2023-06-30"),
        ("Rạng sáng 14- 6, mưa lớn.", "Rạng sáng 14- 6", "2023-06-14"),
        ("BHY-Ngày 3/6, xã họp.", "3/6", "2023-06-03"),
        ("Giao ban tháng 1,2 năm 2017.", "tháng 1,2 năm 2017", "2017-01-01..2017-02-28"),
        ("Số liệu tháng 1, 2 và 3/2017.", "tháng 1, 2 và 3/2017", "2017-01-01..2017-03-31"),
        ("Diễn ra từ 15.7 đến 14.8 ở chợ.", "15.7 đến 14.8", "2023-07-15..2023-08-14"),
    ],
)
def test_a_day_without_its_month_lies_in_that_of_the_article(text, words, days):
    assert read(text, published="2023-07-25") == [(words, days)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Tháng 6/2022, mưa lớn vào ngày 10.", ("10", "2022-06-10")),
        ("Ngày 28/6/2022 nước lên. Đến ngày 3, nước rút.", ("3", "2022-07-03")),
        ("Chiều 12/6/2022 và sáng 13, huyện họp.", ("sáng 13", "2022-06-13")),
    ],
)
def test_a_day_without_its_month_lies_in_the_one_told_of_before(text, last):
    assert read(text, published="2023-07-25")[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "Mỗi ngày 15 lượt khách đến.",
        "Trong ngày 15 ca mắc mới được ghi nhận.",
        "Chuyến đi 3 ngày 2 đêm.",
        "Cây ngắn ngày 12 ha.",
        "Sáng 20 đại biểu đến dự.",
        "Nhiệt độ dao động từ 15.3 đến 26.8 độ.",
        "Kỷ niệm ngày 20 năm thành lập.",
    ],
)
def test_what_is_counted_by_day_is_no_day(text):
    assert read(text, published="2023-07-25") == []

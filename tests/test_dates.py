"""Dates and periods: where they stand, which days they cover, what they are for."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import Article
from extractor.dates import DateFinder
from extractor.dates.calendar import solar_of_lunar
from extractor.engine import Extractor
from extractor.mentions import Timex
from extractor.rules import default_rules
from extractor.text import normalise

ENGINE = Extractor(tagger="rules")
FINDER = DateFinder(default_rules())


def read(text: str, published: str | None = None) -> list[tuple[str, str]]:
    """Each date's words with its days: «2021-03-05», «2021-01-01..2021-06-30», «?» for unknown."""
    reading = ENGINE.find(Article(text, published=published))
    return [(reading.text.quote(t.span), _days(t)) for t in reading.timexes]


def timexes(text: str, published: str | None = None) -> list[Timex]:
    return ENGINE.find(Article(text, published=published)).timexes


def _days(timex: Timex) -> str:
    start, end = (str(day) if day else "?" for day in (timex.start, timex.end))
    return start if start == end else f"{start}..{end}"


@pytest.mark.parametrize(
    ("text", "words", "day", "time"),
    [
        ("Ngày đăng 12/03/2018 | 12:04", "12/03/2018 | 12:04", "2018-03-12", "12:04"),
        ("19/10/2022 - 05:56", "19/10/2022 - 05:56", "2022-10-19", "05:56"),
        ("09:07, Thứ Ba, 01/08/2017", "09:07, Thứ Ba, 01/08/2017", "2017-08-01", "09:07"),
        ("Thứ bảy, 09/07/2022 09:56", "Thứ bảy, 09/07/2022 09:56", "2022-07-09", "09:56"),
        ("T4, 2018-03-28 13:50", "T4, 2018-03-28 13:50", "2018-03-28", "13:50"),
        ("14/11/2021 4:24:PM", "14/11/2021 4:24:PM", "2021-11-14", "16:24"),
        ("05/04/2018 01:54:27 PM", "05/04/2018 01:54:27 PM", "2018-04-05", "13:54"),
        ("05/04/2018 12:10 AM", "05/04/2018 12:10 AM", "2018-04-05", "00:10"),
        ("Cập nhật: 19:43, 27/04/2023", "19:43, 27/04/2023", "2023-04-27", "19:43"),
        ("Cập nhật lúc: 15h30 ngày 5/4/2021", "15h30 ngày 5/4/2021", "2021-04-05", "15:30"),
        ("Ngày đăng tin: 30/12/2020 Lượt xem: 21", "30/12/2020", "2020-12-30", None),
        ("17/11/2023", "17/11/2023", "2023-11-17", None),
    ],
)
def test_a_byline_gives_the_publication_date(text, words, day, time):
    assert read(text) == [(words, day)]
    found = timexes(text)[0]
    assert (found.role, found.time) == ("publication", time)
    assert found.granularity == ("minute" if time else "day")


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("Ngày 06/3/2018 họp.", "06/3/2018", "2018-03-06"),
        ("Ngày 14-12-2017 họp.", "14-12-2017", "2017-12-14"),
        ("Ngày 03.06.2021 họp.", "03.06.2021", "2021-06-03"),
        ("Ngày 06 tháng 9 năm 2020 họp.", "06 tháng 9 năm 2020", "2020-09-06"),
        ("Lập ngày 2020-09-06.", "2020-09-06", "2020-09-06"),
        ("Sáng 06/3/2018, họp.", "Sáng 06/3/2018", "2018-03-06"),
        ("Trong tháng 12.2016 có mưa.", "tháng 12.2016", "2016-12-01..2016-12-31"),
        ("Tháng Bảy năm 2020 nóng.", "Tháng Bảy năm 2020", "2020-07-01..2020-07-31"),
        ("Từ cuối tháng 8/2014, dân chuyển đi.", "cuối tháng 8/2014", "2014-08-31"),
        ("Khởi công giữa tháng 5/2025.", "giữa tháng 5/2025", "2025-05-15"),
        ("Quý IV-2016 tăng.", "Quý IV-2016", "2016-10-01..2016-12-31"),
        ("Quí 1/2022 tăng.", "Quí 1/2022", "2022-01-01..2022-03-31"),
        ("06 tháng cuối năm 2019 thu đủ.", "06 tháng cuối năm 2019", "2019-07-01..2019-12-31"),
        ("Sáu tháng đầu năm 2019 thu đủ.", "Sáu tháng đầu năm 2019", "2019-01-01..2019-06-30"),
        ("Trong 9 tháng 2020, xã thu đủ.", "9 tháng 2020", "2020-01-01..2020-09-30"),
        ("Thu 9 tháng đầu 2020 đủ.", "9 tháng đầu 2020", "2020-01-01..2020-09-30"),
        ("Thu 6 tháng cuối 2020 đủ.", "6 tháng cuối 2020", "2020-07-01..2020-12-31"),
        ("Trong 9 tháng năm 2020, xã thu đủ.", "9 tháng năm 2020", "2020-01-01..2020-09-30"),
        ("Năm học 2019 - 2020 có 9 lớp.", "Năm học 2019 - 2020", "2019-09-01..2020-05-31"),
        ("Nhiệm kỳ 2020-2025 bầu lại.", "Nhiệm kỳ 2020-2025", "2020-01-01..2025-12-31"),
        ("Đề án (2011-2015) xong.", "2011-2015", "2011-01-01..2015-12-31"),
        ("Trong 11 tháng của năm 2019.", "11 tháng của năm 2019", "2019-01-01..2019-11-30"),
        ("Tết Dương lịch 2020 vui.", "Tết Dương lịch 2020", "2020-01-01"),
        ("Xuân Đinh Dậu 2017 vui.", "Xuân Đinh Dậu 2017", "2017-01-01..2017-12-31"),
        ("Tết Bính Ngọ 2026 vui.", "Tết Bính Ngọ 2026", "2026-02-17"),
        ("Tết Đinh Dậu năm 2017 vui.", "năm 2017", "2017-01-01..2017-12-31"),
        ("Tháng 1 và 2/2021 rét.", "Tháng 1 và 2/2021", "2021-01-01..2021-02-28"),
        ("Vụ đông xuân 2015 - 2016 tốt.", "Vụ đông xuân 2015 - 2016", "2015-01-01..2016-12-31"),
        ("Từ ngày 1 - 6/6/2017 nắng.", "1 - 6/6/2017", "2017-06-01..2017-06-06"),
        ("Từ 14/10 đến 20/10/2023 mưa.", "14/10 đến 20/10/2023", "2023-10-14..2023-10-20"),
        ("Từ ngày 10 đến 30-3-2026 nắng.", "10 đến 30-3-2026", "2026-03-10..2026-03-30"),
        ("Từ 20/12 đến 5/1/2021 rét.", "20/12 đến 5/1/2021", "2020-12-20..2021-01-05"),
        ("Từ 1-7-2016 đến 20-5-2017.", "1-7-2016 đến 20-5-2017", "2016-07-01..2017-05-20"),
        ("Từ tháng 9/2021 - 8/2022.", "tháng 9/2021 - 8/2022", "2021-09-01..2022-08-31"),
        ("Từ năm 2011 đến nay có mưa.", "năm 2011 đến nay", "2011-01-01..?"),
        ("(27/7/1947 - 27/7/2026)", "27/7/1947 - 27/7/2026", "1947-07-27..2026-07-27"),
        ("Từ những năm 91-94 có đường.", "những năm 91-94", "1991-01-01..1994-12-31"),
        ("Trung tuần tháng 2/2020 rét.", "Trung tuần tháng 2/2020", "2020-02-11..2020-02-20"),
        ("Covid-19 giai đoạn 2021-2022.", "giai đoạn 2021-2022", "2021-01-01..2022-12-31"),
        ("Theo công văn số 1403 ngày 27/4/2023.", "27/4/2023", "2023-04-27"),
        ("Theo Kế hoạch ngày05/4/2022.", "05/4/2022", "2022-04-05"),
        (
            "Khai giảng năm học mới 2017 - 2018.",
            "năm học mới 2017 - 2018",
            "2017-09-01..2018-05-31",
        ),
        (
            "Họp\nvào chiều\nngày 14/9/2021 tại hội trường của xã.",
            "chiều\nngày 14/9/2021",
            "2021-09-14",
        ),
    ],
)
def test_what_is_fully_written_needs_no_publication_date(text, words, days):
    assert read(text) == [(words, days)]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("Ngày 5/3, xã họp.", "5/3", "2021-03-05"),
        ("Ngày 24-12, xã họp.", "24-12", "2020-12-24"),
        ("Chiều 2.6, xã họp.", "Chiều 2.6", "2021-06-02"),
        ("Các hộ nộp trước ngày 5.9.", "5.9", "2021-09-05"),
        ("Đêm 20/6 sẽ diễn ra hội thi.", "Đêm 20/6", "2021-06-20"),
        ("Từ 25-27/4, mưa lớn.", "25-27/4", "2021-04-25..2021-04-27"),
        ("Trong 2 ngày: 23 và 24-5, thi.", "23 và 24-5", "2021-05-23..2021-05-24"),
        ("Trong 2 ngày 11 và 12-5, thi.", "11 và 12-5", "2021-05-11..2021-05-12"),
        ("Từ 7h sáng mai (16/6), đi bầu.", "7h sáng mai (16/6)", "2021-06-16"),
        ("Đêm 12 đến rạng sáng 13-6, mưa.", "Đêm 12 đến rạng sáng 13-6", "2021-06-12..2021-06-13"),
        ("Lúc 8 giờ tối qua, bão vào.", "8 giờ tối qua", "2021-06-14"),
        ("Chiều nay 14/6, xã họp.", "Chiều nay 14/6", "2021-06-14"),
        ("Sáng qua (14-6), xã họp.", "Sáng qua (14-6)", "2021-06-14"),
        ("Hôm nay, xã họp.", "Hôm nay", "2021-06-15"),
        ("Đến nay có 5 tổ.", "Đến nay", "2021-06-15"),
        ("Từ đầu năm đến nay có mưa.", "đầu năm đến nay", "2021-01-01..2021-06-15"),
        ("Quý I thu đủ.", "Quý I", "2021-01-01..2021-03-31"),
        ("Trong tháng 12 thu thiếu.", "tháng 12", "2020-12-01..2020-12-31"),
        ("5 tháng qua thu đủ.", "5 tháng qua", "2021-01-01..2021-05-31"),
        ("6 tháng cuối năm sẽ khó.", "6 tháng cuối năm", "2021-07-01..2021-12-31"),
        ("Năm ngoái mất mùa.", "Năm ngoái", "2020-01-01..2020-12-31"),
        ("Cuối năm ngoái mất mùa.", "Cuối năm ngoái", "2020-12-31"),
        ("Tuần sau họp lại.", "Tuần sau", "2021-06-21..2021-06-27"),
        ("Dịp 27/7, xã tặng quà.", "27/7", "2021-07-27"),
        ("Trao huy hiệu đợt 2/9.", "2/9", "2021-09-02"),
        ("Ngày Nhà giáo Việt Nam 20/11.", "20/11", "2021-11-20"),
        ("Dịp Cách mạng Tháng Tám, Quốc khánh 2/9.", "2/9", "2021-09-02"),
        ("Năm học này có 9 lớp.", "Năm học này", "2020-09-01..2021-05-31"),
        ("Cả năm thu đủ.", "Cả năm", "2021-01-01..2021-12-31"),
        ("Rằm tháng Giêng có hội.", "Rằm tháng Giêng", "2021-02-26"),
        ("Từ mùng 5 đến mùng 8 Tết.", "mùng 5 đến mùng 8 Tết", "2021-02-16..2021-02-19"),
        ("Từ ngày mồng 7 đến ngày 10/5.", "mồng 7 đến ngày 10/5", "2021-05-07..2021-05-10"),
        ("Kỷ niệm Quốc khánh 2/9 nước ta.", "2/9", "2021-09-02"),
        ("Từ mùng 5 Tết có chợ.", "mùng 5 Tết", "2021-02-16"),
        ("Giỗ Tổ ngày 10/3 âm lịch.", "10/3 âm lịch", "2021-04-21"),
        ("Ngày mùng 8/3 tặng hoa.", "mùng 8/3", "2021-03-08"),
    ],
)
def test_what_is_left_out_is_completed_from_the_publication_date(text, words, days):
    assert read(text, "2021-06-15") == [(words, days)]
    assert timexes(text, "2021-06-15")[0].resolution == "inferred"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sáng 15/6, xã họp.", [("Sáng 15/6", "?")]),
        ("Hôm qua có mưa.", [("Hôm qua", "?")]),
        ("Quý II thu đủ.", [("Quý II", "?")]),
        ("Rằm tháng Giêng có hội.", [("Rằm tháng Giêng", "?")]),
        ("Năm nay được mùa.", []),
        (
            "Ngày 5/7 họp. Đến ngày 7/6/2017 có bão.",
            [("5/7", "2017-07-05"), ("7/6/2017", "2017-06-07")],
        ),
        (
            "Theo Nghị quyết số 11 ngày 31/5/2017, ngày 23/6 quận họp.",
            [("31/5/2017", "2017-05-31"), ("23/6", "?")],
        ),
        (
            "Năm 2022, xã thu đủ. So với đầu năm, hộ nghèo giảm.",
            [("Năm 2022", "2022-01-01..2022-12-31"), ("đầu năm", "2022-01-01")],
        ),
        (
            "Quý II, thu tăng 8% so với cùng kỳ năm 2022.",
            [("Quý II", "2023-04-01..2023-06-30"), ("cùng kỳ năm 2022", "2022-04-01..2022-06-30")],
        ),
        (
            "Đến giữa tháng 8, dư nợ tăng 4% so với cuối năm 2022.",
            [("giữa tháng 8", "2023-08-15"), ("cuối năm 2022", "2022-12-31")],
        ),
        (
            "Quý I, thu tăng 3% so với cùng kỳ năm 2023. Tháng 9/2023, tỉnh thu 5 tỷ đồng, tăng 2% "
            "so với cùng kỳ năm 2022.",
            [
                ("Quý I", "2023-01-01..2023-03-31"),
                ("cùng kỳ năm 2023", "2023-01-01..2023-03-31"),
                ("Tháng 9/2023", "2023-09-01..2023-09-30"),
                ("cùng kỳ năm 2022", "2022-09-01..2022-09-30"),
            ],
        ),
        ("Trong tháng đầu năm 2022, thu đủ.", [("tháng đầu năm 2022", "2022-01-01..2022-01-31")]),
        ("Ngày 31/6, họp.", [("31/6", "?")]),
        ("Ngày 30/2/2020, họp.", [("30/2/2020", "?")]),
        ("Ngày 1/1/1234, họp.", [("1/1/1234", "?")]),
    ],
)
def test_without_a_publication_date_years_come_from_the_text_or_not_at_all(text, found):
    assert read(text) == found


def test_a_term_may_last_until_now():
    text = "Từ đầu nhiệm kỳ 2016-2024 đến nay xã xây 5 cầu."
    assert read(text, "2021-06-15") == [
        ("đầu nhiệm kỳ 2016-2024 đến nay", "2016-01-01..2021-06-15")
    ]


def test_a_term_says_nothing_of_the_year_reported_on():
    text = "Kỳ họp của nhiệm kỳ 2016 - 2024 bàn về quý I."
    assert read(text, "2021-06-15")[1:] == [("quý I", "2021-01-01..2021-03-31")]


def test_a_byline_in_the_text_serves_as_publication_date():
    text = "Cập nhật: 19:43, 27/04/2023\nSáng 26/4, xã họp. Đến nay có 5 tổ."
    assert read(text)[1:] == [("Sáng 26/4", "2023-04-26"), ("Đến nay", "2023-04-27")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Quý I/2021 thu tăng 8% so với cùng kỳ.", "2020-01-01..2020-03-31"),
        ("Tính đến ngày 6/2/2017, thu tăng 9% so với cùng kỳ.", "2016-01-01..2016-02-06"),
        ("Dư nợ đến ngày 30/6/2022 tăng 5% so với cùng kỳ.", "2021-06-30"),
        ("Hết tháng 6/2022, dư nợ tăng 5% so với cùng kỳ.", "2021-06-30"),
        ("6 tháng đầu năm 2023 tăng 5% so với cùng kỳ năm 2021.", "2021-01-01..2021-06-30"),
        ("Tháng 2/2021 tăng 5% so với cùng kỳ năm trước.", "2020-02-01..2020-02-29"),
    ],
)
def test_the_same_period_is_that_of_the_governing_one(text, days):
    found = timexes(text)[-1]
    assert (_days(found), found.role) == (days, "baseline")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("So với năm 2015, tăng 5 hộ.", "baseline"),
        ("Đến năm 2030, cả nước khá giả.", "deadline"),
        ("Tính đến 30/4/2021, có 5 hộ.", "as_of"),
        ("Đến hết năm 2016, có 5 hộ.", "as_of"),
        ("Quyết định số 5 ngày 27/10/2008 nói rõ.", "document"),
        ("Nhân dịp 27/7, tặng 5 suất.", "commemorative"),
        ("Ngày 27/7, xã viếng nghĩa trang.", "event"),
        ("20:06 20/06/2018 Chiều nay, xã họp.", "publication"),
        ("08:30 ngày 12/5/2020, xã khai mạc hội thao.", "event"),
        ("Năm 2018, xã khá lên.", "period"),
        ("Bà sinh ngày 5/3/1950.", "other"),
        ("Thời gian: 7 giờ 30, ngày 20/6/2021.", "event"),
        ("Theo Nghị quyết 16/NQ-HĐND năm 2020, xã làm đường.", "document"),
        ("Các hộ phải nộp trước ngày 5/7.", "deadline"),
    ],
)
def test_the_words_before_a_date_give_its_role(text, role):
    assert timexes(text, "2021-07-28")[0].role == role


@pytest.mark.parametrize(
    "text",
    [
        "Khám phá 3/5 vụ án, 4/4 thôn đạt chuẩn.",
        "Ông là thương binh 4/4, nhà ở đường 30/4.",
        "Làm trong 3 năm, 36 tháng, rồi 45 ngày nữa.",
        "Xã có năm hộ nghèo.",
        "Mỗi tháng 2 triệu đồng, mỗi ngày 2-3 tiếng.",
        "Những năm qua, nhiều năm nay, thời gian qua, hiện nay.",
        "Các thế hệ hôm nay và mai sau.",
        "Cây cầu dài nhất từ trước đến nay.",
        "Được vay 1/3 số vốn, giá 2.5 tỷ.",
        "Từ 1/3 đến 2/3 cử tri, tăng từ 5/10 lên 7/10 điểm.",
    ],
)
def test_ratios_durations_names_and_habits_are_no_dates(text):
    assert read(text, "2021-06-15") == []


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        (
            "Chợ mở các ngày 14 - 17/1/2020 (tức 20 - 23 tháng Chạp).",
            "20 - 23 tháng Chạp",
            "2020-01-14..2020-01-17",
        ),
        (
            "Chợ mở ngày 28/1/2020 (tức ngày 4-5 tháng Giêng năm Canh Tý).",
            "4-5 tháng Giêng năm Canh Tý",
            "2020-01-28..2020-01-29",
        ),
        (
            "Cao điểm ngày 2/2/2026 (tức 15 tháng Chạp năm Ất Tỵ).",
            "15 tháng Chạp năm Ất Tỵ",
            "2026-02-02",
        ),
    ],
)
def test_a_lunar_day_is_the_solar_one_beside_it(text, words, days):
    assert read(text)[-1] == (words, days)


def test_a_lunar_day_that_the_year_does_not_have_stays_unresolved():
    assert solar_of_lunar(2024, 3, 10) == date(2024, 4, 18)
    assert solar_of_lunar(2025, 12, 30) is None
    assert solar_of_lunar(2500, 1, 1) is None


SENTENCES = [
    "Sáng 06/3/2018, phường Hòa Thủy họp; quý I thu đủ so với cùng kỳ năm trước.",
    "Tính đến ngày 6/2/2017, thu tăng 9% – từ năm 2011 đến nay đã có 5 dự án.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_the_way_a_text_is_typed_changes_no_date(text):
    plain = [_days(timex) for timex in timexes(text)]
    for typed in (
        unicodedata.normalize("NFD", text),
        text.replace(" ", "\u00a0"),
        text.replace(" ", "  "),
        text + "\r\n" + "Hết.",
    ):
        assert [_days(timex) for timex in timexes(typed)] == plain


PIECES = st.sampled_from(
    ["ngày", "tháng", "năm", "quý", "đến", "nay", "cùng kỳ", "từ", "và", "-", "/", ".", ",", " ",
     "\n", "5", "12", "31", "2017", "0", "99", "tết", "mùng", "sáng", "cuối", ":", "h", "(", ")"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.dates() | st.none())
def test_no_input_breaks_the_reader_and_no_span_leaves_the_text(text, published):
    whole = normalise(text)
    mentions = FINDER.find(whole)
    spans = [mention.span for mention in mentions]
    assert all(0 <= s.start < s.end <= len(whole.norm) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for timex in FINDER.resolve(whole, [], mentions, published):
        assert timex.start is None or timex.end is None or timex.start <= timex.end

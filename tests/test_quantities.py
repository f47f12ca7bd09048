"""Numbers with their units: what is found, where, and what it is worth."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions import Quantity
from extractor.quantities import QuantityFinder
from extractor.quantities.numerals import parse_number
from extractor.rules import default_rules
from extractor.text import normalise

FINDER = QuantityFinder(default_rules())


def found(sentence: str) -> list[Quantity]:
    return FINDER.find(normalise(sentence))


def shown(sentence: str) -> list[str]:
    """«words|kind value[~max][/denominator] unit», as short as tables need it."""
    lines = []
    for one in found(sentence):
        value = str(one.value)
        value += f"~{one.value_max}" if one.value_max is not None else ""
        value += f"/{one.denominator}" if one.denominator is not None else ""
        words = sentence[one.span.start : one.span.end]
        lines.append(f"{words}|{one.kind} {value} {one.unit}".strip())
    return lines


@pytest.mark.parametrize(
    ("text", "countable", "value"),
    [
        ("13", False, "13"),
        ("08", False, "8"),
        ("4.574", False, "4574"),
        ("2.758.926", False, "2758926"),
        ("123,2", False, "123.2"),
        ("11,713", False, "11.713"),
        ("14,917", True, "14917"),
        ("41.818,8", False, "41818.8"),
        ("1,234.5", False, "1234.5"),
        ("2.5", False, "2.5"),
        ("0.125", False, "0.125"),
    ],
)
def test_numeral_reads_as_written(text, countable, value):
    assert parse_number(text, countable) == Decimal(value)


@pytest.mark.parametrize("text", ["1.1.1", "12.34.567,8,9", "1,2,3", "9" * 40, "", "x"])
def test_what_is_no_numeral_is_refused(text):
    with pytest.raises(ValueError, match=r"numeral|groups|mixes"):
        parse_number(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bản có hai mươi mốt hộ.", ["hai mươi mốt hộ|count 21 hộ"]),
        ("Góp một trăm linh năm ngày công.", ["một trăm linh năm ngày công|count 105 ngày công"]),
        (
            "Vay một trăm hai mươi ba phẩy hai tỷ đồng.",
            ["một trăm hai mươi ba phẩy hai tỷ đồng|money 123200000000 VND"],
        ),
        ("Tiếp nhận 1,07 ngàn HS trực tuyến.", ["1,07 ngàn HS|count 1070 người"]),
        ("Hết hai tỷ rưỡi.", ["hai tỷ rưỡi|money 2500000000 VND"]),
        ("Lao động nữ: 635 Người.", ["635 Người|count 635 người"]),
        ("Đón 1,2 vạn lượt khách.", ["1,2 vạn lượt khách|count 12000 lượt"]),
        ("Chi 1 tỷ 200 triệu đồng.", ["1 tỷ 200 triệu đồng|money 1200000000 VND"]),
        ("Chi 4 tỷ 256,9 triệu đồng.", ["4 tỷ 256,9 triệu đồng|money 4256900000 VND"]),
        ("Vốn 13 nghìn tỷ.", ["13 nghìn tỷ|money 13000000000000 VND"]),
        (
            "Trong ngày 11 bệnh nhân khỏi bệnh, có 48 F0 mới.",
            ["11 bệnh nhân|count 11 người", "48 F0|count 48 người"],
        ),
        (
            "Tỉnh có 96 ca mắc, gồm: Hoa Mai (60), Sông Đào (36).",
            ["96 ca|count 96 ca", "60|count 60 ca", "36|count 36 ca"],
        ),
        ("Có 19 136 hộ dùng điện.", ["19 136 hộ|count 19136 hộ"]),
        ("Có 14,917 hộ dùng điện.", ["14,917 hộ|count 14917 hộ"]),
        ("Có nửa số hộ và nửa tháng lương.", ["nửa|percent 50 %", "nửa tháng|measure 0.5 tháng"]),
        (
            "Chi hai mươi tỷ,ba trăm triệu đồng.",
            ["hai mươi tỷ,ba trăm triệu đồng|money 20300000000 VND"],
        ),
    ],
)
def test_numbers_in_words_and_mixed_are_exact(sentence, expected):
    assert shown(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lãi 5-7 tỷ.", ["5-7 tỷ|money 5000000000~7000000000 VND"]),
        (
            "Công nhật từ 25.000 đồng/giờ đến 32.000 đồng/giờ.",
            ["25.000 đồng/giờ đến 32.000 đồng|money 25000~32000 VND"],
        ),
        ("Giá 500.000 - 1 triệu đồng.", ["500.000 - 1 triệu đồng|money 500000~1000000 VND"]),
        ("Làm từ 2 đến 3 mô hình.", ["2 đến 3 mô hình|count 2~3 mô hình"]),
        ("Dày 8cm cho đến lớn hơn 30cm.", ["8cm cho đến lớn hơn 30cm|measure 8~30 cm"]),
        (
            "Nghèo giảm từ 6,2% xuống còn 4,1%.",
            ["6,2%|percent 6.2 %", "4,1%|percent 4.1 %"],
        ),
        ("Lãi gấp tám, chín lần.", ["tám, chín lần|multiple 8~9 lần"]),
        ("Nhà cao ba đến năm tầng.", ["ba đến năm tầng|count 3~5 tầng"]),
        ("Mỗi ấp cử một đến hai người.", ["một đến hai người|count 1~2 người"]),
        ("Từ tháng ba đến năm 2020, xã có hai trường.", ["hai trường|count 2 trường"]),
        ("Đạt 16/18 chỉ tiêu.", ["16/18 chỉ tiêu|ratio 16/18 chỉ tiêu"]),
        ("Giải ngân 234,5/350 tỷ.", ["234,5/350 tỷ|ratio 234500000000/350000000000 VND"]),
        ("Đạt 1,287/1.340 phiếu.", ["1,287/1.340 phiếu|ratio 1287/1340 phiếu"]),
        (
            "Tăng từ 30 lên 50 triệu đồng.",
            ["30|money 30000000 VND", "50 triệu đồng|money 50000000 VND"],
        ),
        (
            "Huyện có 114 trẻ trai trên 100 trẻ gái.",
            ["114 trẻ trai trên 100 trẻ gái|ratio 114/100 bé trai/100 bé gái"],
        ),
        ("Có 116 tuyến/134 tuyến.", ["116 tuyến/134 tuyến|ratio 116/134 tuyến"]),
        ("Mới nhận 1/3 tiền.", ["1/3|ratio 1/3"]),
        ("Có 586 hộ/2.323 khẩu.", ["586 hộ|count 586 hộ", "2.323 khẩu|count 2323 khẩu"]),
        (
            "Đạt 81,5%; 65,8% và 62,3%.",
            ["81,5%|percent 81.5 %", "65,8%|percent 65.8 %", "62,3%|percent 62.3 %"],
        ),
        (
            "Xây 13 căn và sửa chữa 02 căn nhà.",
            ["13 căn|count 13 căn", "02 căn nhà|count 2 căn"],
        ),
        (
            "Có 6 tàu bị chìm (Cà Mau 2, TP Hồ Chí Minh 4).",
            ["6 tàu|count 6 tàu", "2|count 2 tàu", "4|count 4 tàu"],
        ),
        (
            "Có 278 hộ khó khăn (hội viên: 25; lực lượng nòng cốt: 11; công nhân: 120).",
            ["278 hộ|count 278 hộ", "25|count 25 hộ", "11|count 11 hộ", "120|count 120 hộ"],
        ),
        (
            "Hà Mai có 350 hộ, Bình Lâm là 150, Tân Trì có hơn 240 hộ.",
            ["350 hộ|count 350 hộ", "150|count 150 hộ", "240 hộ|count 240 hộ"],
        ),
        (
            "Chia làm 4 bảng, thưởng 20 bảng Anh.",
            ["4 bảng|count 4 bảng", "20 bảng Anh|money 20 GBP"],
        ),
        (
            'Xây 13 "Mái ấm tình thương", gỡ 05 "nút thắt".',
            ['13 "Mái ấm tình thương"|count 13 căn', '05 "nút thắt"|count 5 nút thắt'],
        ),
        ("Hiện nay 9/9 tổ đã họp.", ["9/9 tổ|ratio 9/9 tổ"]),
        ("Xã có 9,2 bác sĩ/10.000 dân.", ["9,2 bác sĩ|count 9.2 người"]),
        # The currency is written once, and the one that a rate is per counts nothing.
        (
            "Mức quà từ 300.000 đồng đến 500.000/1 suất.",
            ["300.000 đồng đến 500.000|money 300000~500000 VND"],
        ),
        ("Lũ làm 12 chết, 30 bị thương.", ["12|count 12 người", "30|count 30 người"]),
        ("Xã rộng 24,6 km 2 đất.", ["24,6 km 2|measure 24.6 km2"]),
        ("Đường dài 5 km 2 bên đều có nhà.", ["5 km|measure 5 km", "2 bên|count 2 bên"]),
        ("Rừng cháy 6.500 m\n2, đã dập tắt.", ["6.500 m\n2|measure 6500 m2"]),
        (
            "Huyện Ba Chẽ trồng 120 ha, Bình Liêu 80 và Đầm Hà 65.",
            ["120 ha|measure 120 ha", "80|measure 80 ha", "65|measure 65 ha"],
        ),
        (
            "Thu đạt 102% (4,896 tỷ/4,8 tỷ).",
            ["102%|percent 102 %", "4,896 tỷ/4,8 tỷ|ratio 4896000000/4800000000 VND"],
        ),
        ("Có 300 các đại biểu dự.", ["300 các đại biểu|count 300 người"]),
        ("Quà trị giá 7.000.000 cho các hộ.", ["7.000.000|money 7000000 VND"]),
        (
            "Nợ từ 30 đến 90 và trên 90 ngày.",
            ["30 đến 90|measure 30~90 ngày", "90 ngày|measure 90 ngày"],
        ),
        ("Số giáo viên hiện chỉ 1.066, còn thiếu.", ["1.066|count 1066 người"]),
        ("Có 12 hộ ở Tân Phú 4, Tân Phú 5.", ["12 hộ|count 12 hộ"]),
        (
            "Có 22 nhà sập, trong đó Yên Thành 3, Tiên Nguyên 3 và Xuân Minh 16.",
            ["22 nhà|count 22 căn", "3|count 3 căn", "3|count 3 căn", "16|count 16 căn"],
        ),
        ("Có 9 nhà sập, trong đó Tân Phú 1, Tân Phú 2.", ["9 nhà|count 9 căn"]),
        ("Xã đã thu hồi 41,305/46,2ha đất.", ["41,305/46,2ha|ratio 41.305/46.2 ha"]),
        ("Bắt trong vòng 24 giờ.", ["24 giờ|measure 24 giờ"]),
    ],
)
def test_ranges_ratios_and_lists_share_what_they_share(sentence, expected):
    assert shown(sentence) == expected


def test_numbers_of_a_table_count_what_their_heading_says():
    table = "Huyện | Số hộ nghèo (hộ) | Vốn (triệu đồng)\nHoa Mai | 2.638 | 12,5\nSen Hồng | 70 | 3"
    assert shown(table) == [
        "2.638|count 2638 hộ",
        "12,5|money 12500000 VND",
        "70|count 70 hộ",
        "3|money 3000000 VND",
    ]


@pytest.mark.parametrize(
    ("sentence", "comparator", "cue"),
    [
        ("Hơn 300 hộ vay vốn.", "gt", "hơn"),
        ("Chi khoảng trên 7 triệu đồng.", "gt", "khoảng trên"),
        ("Có gần 50 hộ.", "lt", "gần"),
        ("Vay không quá 100 triệu đồng.", "le", "không quá"),
        ("Rộng từ 3m trở lên.", "ge", "trở lên"),
        ("Trong tháng có 27 doanh nghiệp hoạt động trở lại.", "eq", None),
        ("Giúp ít nhất 2 hộ.", "ge", "ít nhất"),
        ("Thuế cao hơn 2 triệu đồng.", "eq", "cao hơn"),
        ("Giảm tới 50% chi phí.", "le", "tới"),
        ("Có tới 80% là hộ nghèo.", "eq", "có tới"),
        ("Thửa đất (dưới 500 m2) được cấp sổ.", "lt", "dưới"),
        ("Đưa hàng chục lao động đi làm.", "vague", None),
    ],
)
def test_comparators_come_from_the_words_around(sentence, comparator, cue):
    (one,) = found(sentence)
    assert (one.comparator, one.cue) == (comparator, cue)


def test_what_stands_on_roads_says_where_not_how_many() -> None:
    _, roads = found("Phường lắp 120 camera trên 15 tuyến đường.")
    assert roads.comparator == "eq"
    _, rides = found("Có 12.000 chuyến; tính số chuyến trên 46 tuyến.")
    assert rides.comparator == "eq"
    _, more = found("Phường lắp 120 camera cho trên 15 tuyến đường.")
    assert more.comparator == "gt"
    _, field = found("Ông Ba trồng 700 gốc bưởi trên 2 ha đất dốc.")
    _, grown = found("Có 20 hộ trồng trên 15 ha chè.")
    assert (field.comparator, grown.comparator) == ("eq", "gt")


@pytest.mark.parametrize(
    ("sentence", "per"),
    [
        ("Thu nhập 3 triệu đồng/người/tháng.", ("người", "tháng")),
        ("Mỗi hộ được 5 triệu đồng.", ("hộ",)),
        ("Thu 5 triệu đồng mỗi tháng.", ("tháng",)),
        ("Doanh thu hằng năm ít nhất 30 tỷ đồng.", ("năm",)),
        ("Năng suất đạt 62 tạ/ha.", ()),
        ("Thu gom 15 tấn rác/ngày.", ("ngày",)),
        ("Đàn gà được cho ăn ngày 4 - 5 lần.", ("ngày",)),
        ("Hợp tác xã bán 4 tấn rau sạch mỗi ngày.", ("ngày",)),
        ("Vườn cấp 2 tấn rau củ các loại/tháng.", ("tháng",)),
        ("Mỗi ngày, TX. Trà Bích gom 50 tấn rác.", ("ngày",)),
        ("Có 50 tấn rác thải sinh hoạt phát sinh mỗi ngày ở nông thôn.", ("ngày",)),
        ("Mỗi ngày, bãi rác Trà Bích (quận Đông, tỉnh Hạ) nhận 300 tấn rác.", ("ngày",)),
        ("Làm đường, 1 km hết 2 tỷ đồng.", ("km",)),
        ("Thu nhập bình quân trên 1 hộ đạt 90 triệu đồng.", ("hộ",)),
        ("Chi phí cho một ao tôm khoảng 90 triệu đồng.", ("ao",)),
    ],
)
def test_rates_are_counted_per_something(sentence, per):
    (one,) = found(sentence)
    assert one.per == per


def test_a_rate_said_once_is_of_both_that_the_same_words_lead_in():
    upper, lower = found(
        "Thôn Hạ đạt thu nhập 45 triệu và thôn Thượng (xã Đông) đạt thu nhập 52 triệu đồng/người."
    )
    assert (upper.per, lower.per) == (("người",), ("người",))
    once, monthly = found("Xã trao 5 triệu đồng và trợ cấp hằng tháng 2 triệu đồng/người.")
    assert (once.per, monthly.per) == ((), ("người",))


def test_more_than_one_hectare_is_an_area_unless_something_is_told_per_hectare():
    assert [one.unit for one in found("Dân hiến trên 1 ha đất làm đường.")] == ["ha"]
    assert [one.unit for one in found("Giá trị thu được trên 1 ha đạt 90 triệu đồng.")] == ["VND"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm nay hộ nghèo giảm nhiều.",
        "Đầu năm xã ra quân.",
        "Đây là một dự án lớn.",
        "Huyện Ba Vì và quận Hai Bà Trưng.",
        "Tận dụng tối đa nguồn lực tư nhân.",
        "Hai bên ký kết.",
        "Cuối năm tỷ lệ hộ khá tăng.",
        "Sáng thứ năm người dân họp.",
        "Ông không còn trẻ.",
        "Mang ba lô lên bản.",
        "Con mới tám tháng tuổi.",
        "Mở cửa từ 7 giờ đến 17 giờ.",
        "Năm 2018 hộ nghèo giảm.",
    ],
)
def test_lone_number_words_are_no_figures(sentence):
    assert shown(sentence) == []


def test_an_explicit_none_is_zero():
    assert shown("Xã không còn hộ nghèo.") == ["không còn hộ|count 0 hộ"]


VARIED = "Xã hoà thuận có 1.250 hộ nghèo, thu 1 tỷ 200 triệu đồng, đạt 16/18 chỉ tiêu."


@pytest.mark.parametrize(
    "spelt",
    [
        unicodedata.normalize("NFD", VARIED),
        VARIED.replace(" ", "\u00a0"),
        VARIED.replace(" ", "  "),
        VARIED.replace("tỷ", "tỉ"),
        VARIED + "\r\n",
    ],
)
def test_spelling_variants_give_the_same_values(spelt):
    read = [(one.kind, one.value, one.unit) for one in found(spelt)]
    assert read == [(one.kind, one.value, one.unit) for one in found(VARIED)]


PIECES = st.sampled_from(
    [
        *'.,/- \n()"',
        "1",
        "12",
        "năm",
        "hai",
        "tỷ",
        "triệu",
        "%",
        "hộ",
        "một",
        "từ",
        "đến",
        "hơn",
        "nửa",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_read_without_a_crash(raw):
    text = normalise(raw)
    for one in FINDER.find(text):
        assert 0 <= one.span.start < one.span.end <= len(text.norm)
        assert (one.value is None) == (one.comparator == "vague")


@pytest.mark.parametrize(
    "piece", ["1.", "1,1 1-1 ", "9", "1/", "hai ", "từ 1 đến ", "năm một ", "("]
)
def test_long_runs_are_read_to_the_end(piece):
    found(piece * 20_000)

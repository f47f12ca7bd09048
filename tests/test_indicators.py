"""Which indicator a figure measures, and when it measures none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import Extractor
from extractor.rules import default_rules, read_example
from extractor.rules.rows_indicators import IndicatorRow


@pytest.fixture(scope="module")
def engine() -> Extractor:
    return Extractor(tagger="rules")


def indicators(engine: Extractor, sentence: str) -> dict[str, str | None]:
    return {figure.text: figure.indicator for figure in engine.extract(sentence).figures}


READ = [
    # Ellipsis: the unit decides between a number of households and their rate.
    "Tỷ lệ hộ nghèo còn [1,3%](pov.poor_hh.rate), hộ cận nghèo còn [3,1%](pov.near_poor_hh.rate).",
    "Xã giảm [12 hộ](pov.poor_hh.count) nghèo, đưa [02 hộ](pov.escaped.count) thoát nghèo.",
    "Xã còn [117 hộ](pov.poor_hh.count) nghèo ([3,04%](pov.poor_hh.rate)).",
    # One noun for two verbs.
    "Phường xây dựng [13 căn](house.built.count) và sửa chữa [02 căn nhà](house.repaired.count)"
    " đại đoàn kết.",
    # Money of what was counted just before.
    "Thị xã hỗ trợ tiền điện cho [819 hộ](welfare.electricity.households) nghèo với số tiền"
    " [544 triệu đồng](welfare.electricity.amount).",
    "Đoàn trao 60 suất quà, mỗi suất [300.000 đồng](gift.value.amount).",
    "Hội trao 10 suất học bổng, mỗi suất [1 triệu đồng](scholarship.amount).",
    # A plan's share repeats what is planned, a share of units becomes their rate.
    "Quận giải quyết việc làm cho [1.320 lao động](lab.jobs.count), đạt [88%](lab.jobs.count)"
    " kế hoạch năm.",
    "Huyện có [38 trường](edu.std_schools.count) đạt chuẩn quốc gia"
    " ([82,6%](edu.std_schools.rate)).",
    # Parts keep the indicator of the whole.
    "Ngân hàng giải ngân cho [27 hộ](credit.borrowers.count) vay vốn, gồm"
    " [05 hộ](credit.borrowers.count) nghèo và [22 hộ](credit.borrowers.count) cận nghèo.",
    "Tỉnh ghi nhận [30 ca](hea.cases.count) mắc mới, trong đó huyện An Phú"
    " [12 ca](hea.cases.count), huyện Bình Hòa [9 ca](hea.cases.count).",
    # So do the parts of a sum in the next sentence, whatever was counted beside it.
    "Tổng dư nợ đạt [312 tỷ đồng](credit.outstanding.amount), với 8.210 hộ vay. Trong số này, vốn"
    " vay hộ nghèo số tiền [26 tỷ đồng](credit.outstanding.amount); vốn giải quyết việc làm"
    " [132 tỷ đồng](credit.outstanding.amount).",
    # A label outweighs the classifier behind the number.
    "- Tổng số hộ nghèo: [391 hộ](pov.poor_hh.count), 1.904 khẩu.",
    # Rates written alike, and figures taken up in their order.
    "Lãi suất là [0,55%](credit.interest.rate)/tháng đối với hộ nghèo và"
    " [0,66%](credit.interest.rate)/tháng đối với hộ cận nghèo.",
    # The next in a ranking; what moved is named, though it is per nothing.
    "Nhiều hộ nghèo nhất là xã Đông với [240 hộ](pov.poor_hh.count). Xếp sau là xã Đoài với"
    " [190 hộ](pov.poor_hh.count).",
    "Giá hồ tiêu hôm nay tăng [500 đồng](agr.price.amount).",
    # Cases keep theirs however they were handled; others told beside them have their own.
    "Công an phát hiện [9 vụ](sec.drug.count) ma túy, [14 đối tượng](sec.drug.count); đã khởi tố"
    " [7 vụ](sec.drug.count), [11 bị can](sec.drug.count); xảy ra [2 vụ](sec.fire.count) cháy.",
    "Phát hiện [5 vụ](sec.drug.count) ma túy, bắt [12 đối tượng](sec.arrests.count) trộm cắp.",
    # A rate told of one place after another.
    "Tỷ lệ sinh con thứ ba của huyện Bắc Hà: [28%](pop.third_child.rate); huyện Đông Hà, Tây Hà,"
    " Nam Hà: [18%](pop.third_child.rate).",
    # The same words, another event.
    "Mưa lũ làm [3 người](dis.dead.count) chết.",
    "Tai nạn giao thông làm [3 người](sec.traffic.deaths.count) chết.",
]
UNREAD = [
    # What the clause before names is not what this one counts.
    "Phường tổ chức 240 lượt khám, chữa bệnh; tuyên truyền [545 lượt]() về nếp sống văn minh.",
    "Thôn cách trung tâm xã [7 km]().",
    "Mặt đường rộng [6 m]().",
    "Công ty có doanh thu [30 tỷ đồng]() mỗi năm.",
    "Xã có [3 cây]() đa cổ thụ bị chặt hạ.",
    "Dự án dự kiến hoàn thành sau [18 tháng]().",
    "Giá cà phê lên cao, doanh thu tăng [4%]().",
    "Xã Đông có 240 hộ nghèo. Xếp sau là khoản hỗ trợ cho [190 hộ]() trồng rừng.",
]


@pytest.mark.parametrize("example", READ)
def test_figure_measures_what_the_words_around_say(engine: Extractor, example: str) -> None:
    sentence, expected = read_example(example)
    found = indicators(engine, sentence)
    for want in expected:
        quote = sentence[want.span.start : want.span.end]
        assert (quote, found.get(quote)) == (quote, want.words)


@pytest.mark.parametrize("example", UNREAD)
def test_figure_that_nothing_fits_has_no_indicator(engine: Extractor, example: str) -> None:
    sentence, expected = read_example(example)
    found = indicators(engine, sentence)
    for want in expected:
        quote = sentence[want.span.start : want.span.end]
        assert quote in found
        assert found[quote] is None


def test_topic_is_told_where_no_indicator_fits(engine: Extractor) -> None:
    record = engine.extract("Xã mua 3 máy cày phục vụ sản xuất nông nghiệp.")
    assert [(figure.indicator, figure.topic) for figure in record.figures] == [(None, "agr")]


def test_every_indicator_is_proven_by_two_examples_and_a_reject() -> None:
    rows = default_rules().rows("indicators", IndicatorRow)
    assert len(rows) == 196
    for row in rows:
        marks = sum(example.count(f"]({row.id})") for example in row.examples)
        assert (row.id, marks >= 2, bool(row.rejects)) == (row.id, True, True)


def test_links_between_rows_lead_to_rows() -> None:
    rows = default_rules().rows("indicators", IndicatorRow)
    known = {row.id for row in rows}
    assert {row.rate_of for row in rows if row.rate_of} <= known
    assert {counted for row in rows for counted in row.worth_of} <= known


def test_a_private_indicator_is_one_more_row(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(
        '[[indicator]]\nid = "my.bikes.count"\nname = "số xe đạp tặng"\n'
        'name_en = "bicycles given"\nunits = ["xe đạp", "chiếc xe đạp", "xe"]\nstock = false\n'
        'nouns = ["xe đạp", "chiếc xe đạp"]\n',
        encoding="utf-8",
    )
    engine = Extractor(tagger="rules", patterns=tmp_path)
    assert "my.bikes.count" in indicators(engine, "Hội tặng 12 xe đạp cho học sinh.").values()

"""Figures of provincial economies: firms, capital, budgets, banks, trade."""

from __future__ import annotations

from functools import cache

import pytest

from extractor import Extractor


@cache
def reader():
    return Extractor(tagger="rules")


def figures(sentence):
    return {figure.text: figure for figure in reader().extract(sentence).figures}


NEW_FIRMS = (
    "Quý I, tỉnh có 120 doanh nghiệp thành lập mới, vốn đăng ký 950 tỷ đồng,"
    " tăng 8% về số doanh nghiệp và giảm 3% về số vốn."
)
REVENUE = "Tổng thu đạt 840 tỷ đồng, bằng 52% dự toán (1.600 tỷ đồng) và tăng 7% so với cùng kỳ."


@pytest.mark.parametrize(
    ("sentence", "text", "about"),
    [
        (NEW_FIRMS, "8%", "120 doanh nghiệp"),
        (NEW_FIRMS, "3%", "950 tỷ đồng"),
        (REVENUE, "7%", "840 tỷ đồng"),
    ],
)
def test_a_percentage_speaks_of_the_figure_that_is_meant(sentence, text, about):
    found = figures(sentence)
    assert found[text].about == found[about].id
    assert found[text].subject == found[about].subject


@pytest.mark.parametrize(
    ("sentence", "text", "measure", "direction"),
    [
        ("Dư nợ đạt 42 tỷ đồng, tăng 3 tỷ đồng (bằng 8,1%).", "8,1%", "change_rel", "up"),
        ("Dư nợ đạt 42 tỷ đồng, giảm 3 tỷ đồng, tức 6,7%.", "6,7%", "change_rel", "down"),
        ("Dư nợ đạt 42 tỷ đồng (+5,04%).", "5,04%", "change_rel", "up"),
        ("Dư nợ đạt 42 tỷ đồng (-5,04%).", "5,04%", "change_rel", "down"),
        ("Thu đạt 42 tỷ đồng, bằng 61%.", "61%", "completion", None),
        ("Tổng dư nợ cho vay đạt 42 tỷ đồng.", "42 tỷ đồng", "level", None),
        ("Các ngân hàng cho vay 42 tỷ đồng.", "42 tỷ đồng", "flow", None),
    ],
)
def test_changes_are_told_twice_and_stocks_keep_their_names(sentence, text, measure, direction):
    found = figures(sentence)[text]
    assert (found.measure, found.direction) == (measure, direction)


def test_percentages_of_the_parts_are_as_sure_as_that_of_the_whole():
    text = "GRDP ước tăng 6,2%. Trong đó, nông nghiệp tăng 3,1%; công nghiệp tăng 9%."
    assert {one.status for one in figures(text).values()} == {"estimate"}
    text = "GRDP ước tăng 6,2%. Trong đó, nông nghiệp đã tăng 3,1%."
    assert figures(text)["3,1%"].status == "actual"


def test_money_of_what_exists_is_a_stock_and_money_of_what_comes_adds_up():
    text = "Tỉnh hiện có 300 dự án FDI với tổng vốn đăng ký 9 tỷ USD."
    assert figures(text)["9 tỷ USD"].measure == "level"
    text = "Tháng 5, tỉnh thu hút FDI được tám dự án, tổng vốn đầu tư 31 triệu USD."
    found = figures(text)["31 triệu USD"]
    assert (found.measure, found.indicator) == ("flow", "eco.fdi.amount")


@pytest.mark.parametrize(
    ("sentence", "text", "want"),
    [
        ("Giá cà phê giảm 0,8% (tương đương 17 USD).", "17 USD", ("change", "down", "USD")),
        ("Lượng khách tăng 2 triệu lượt, doanh thu tăng 2.000 tỷ.", "2.000 tỷ",
         ("change", "up", "VND")),
        ("Số khách lưu trú đạt 3,2 triệu.", "3,2 triệu", ("flow", None, "lượt")),
        ("Tỉnh xếp thứ 7/11 tỉnh, thu 12 tỷ đồng.", "12 tỷ đồng", ("flow", None, "VND")),
        ("Công suất đạt 60% (khách quốc tế 25%), cao hơn 7,8% so với năm trước.", "7,8%",
         ("change", "up", "điểm %")),
        ("GRDP tăng 7,4%, cao hơn 0,3% so với cùng kỳ.", "0,3%", ("change", "up", "điểm %")),
        ("IIP ước tăng 2,7%, thấp hơn mức tăng 9,5% cùng kỳ.", "9,5%", ("change_rel", "up", "%")),
        ("So với cùng kỳ, số vốn đăng ký chỉ bằng 15%.", "15%", ("index", None, "%")),
        ("Chi thường xuyên được 15 tỷ đồng, ước đạt 25% và giảm 19%.", "25%",
         ("completion", None, "%")),
        ("Thu nội địa tăng khá, với tỷ lệ tăng đến 11%.", "11%", ("change_rel", "up", "%")),
        ("Xơ, sợi dệt sụt giảm mạnh nhất 92%.", "92%", ("change_rel", "down", "%")),
        ("Giá tăng, tăng cao nhất là nhóm giao thông với 1,27%.", "1,27%",
         ("change_rel", "up", "%")),
        ("Thực phẩm tăng giá tới 1,26% trong tháng.", "1,26%", ("change_rel", "up", "%")),
    ],
)  # fmt: skip
def test_measures_of_trade_prices_and_visitors(sentence, text, want):
    found = figures(sentence)[text]
    assert (found.measure, found.direction, found.unit) == want


def test_the_sum_of_all_gifts_is_not_what_each_holds():
    text = "Mỗi phần quà trị giá 500.000 đồng, gồm gạo và dầu, tổng của 200 phần là 100 triệu đồng."
    found = figures(text)
    assert found["500.000 đồng"].measure == "per_unit"
    assert found["100 triệu đồng"].measure == "flow"


def test_what_was_is_told_flatly_beside_what_is_estimated():
    text = "Tỉnh ước đón 25.000 lượt khách, tăng 19% so với năm trước (năm 2023 là 21.000 lượt)."
    found = figures(text)
    assert found["25.000 lượt khách"].status == found["19%"].status == "estimate"
    assert found["21.000 lượt"].status == "actual"


def test_the_full_stop_of_an_abbreviation_parts_no_clauses():
    text = "Thu ngân sách của TP. Hòa An đạt 28 tỷ đồng (TP. Hòa An đứng thứ hai), giảm 6,8%."
    found = figures(text)
    assert found["6,8%"].indicator == found["28 tỷ đồng"].indicator == "eco.budget_revenue.amount"


def test_the_number_that_moved_opens_its_clause():
    text = "Tỉnh thu hút FDI được tám dự án, vốn đầu tư 31 triệu USD, số dự án cấp mới bằng 90%."
    found = figures(text)
    assert found["90%"].about == found["tám dự án"].id


def test_prices_of_groups_of_goods_are_not_about_their_number():
    text = "Tháng 9, chỉ số giá tiêu dùng của 10 nhóm mặt hàng tăng 0,51% so với tháng trước."
    found = figures(text)["0,51%"]
    assert (found.indicator, found.about) == ("eco.cpi.rate", None)


def test_the_year_of_a_plan_is_not_when_the_next_sum_was_raised():
    text = (
        "Thu ngân sách 2 tháng đầu năm 2021 đạt 246 tỉ đồng, đạt 22% dự toán được giao năm 2021, "
        "trong đó thu nội địa đạt 241 tỉ đồng."
    )
    period = figures(text)["241 tỉ đồng"].period
    assert (str(period.start), str(period.end)) == ("2021-01-01", "2021-02-28")


def test_what_a_bracket_goes_through_is_estimated_with_its_whole():
    text = "Tỉnh ước đón 349 lượt khách (quốc tế 210 lượt, tăng 7%; trong nước 139 lượt, tăng 9%)."
    assert {one.status for one in figures(text).values()} == {"estimate"}


def test_sums_since_the_time_of_the_last_december():
    text = "Đến hết tháng 8, dư nợ đạt 98 tỷ đồng, tăng 2% so với thời điểm cuối năm 2022."
    found = figures(text)
    assert str(found["98 tỷ đồng"].period.end) == "2023-08-31"
    assert found["2%"].baseline.kind == "year"


def test_a_list_of_places_goes_on_behind_what_was_compared():
    text = (
        "Khách tăng cao: Hà Nội ước đón 103.000 lượt khách, gấp 2,2 lần so với cùng kỳ năm 2023; "
        "Ninh Bình ước đón 100.000 lượt."
    )
    assert figures(text)["100.000 lượt"].indicator == "tour.visitors.count"


def test_what_a_price_moved_by_is_a_price_though_told_per_nothing():
    found = figures("Giá heo hơi tại An Giang tăng 1.000 đồng lên 31.000 đồng/kg.")
    assert {one.indicator for one in found.values()} == {"agr.price.amount"}


def test_aims_are_listed_in_numbered_lines_and_in_the_sentence_after_their_number():
    text = (
        "Các chỉ tiêu chủ yếu đến năm 2025:\n"
        "(1) Tỷ lệ lao động qua đào tạo: 65%.\n"
        "2. Tỷ lệ hộ nghèo: 3%.\n"
        "b) Tỷ lệ dân số tham gia bảo hiểm y tế: 95%.\n"
    )
    assert {one.status for one in figures(text).values()} == {"target"}
    text = "Đại hội thông qua 16 chỉ tiêu. Cụ thể, thu nhập đạt 70 triệu đồng/người; BHYT đạt 98%."
    found = figures(text)
    assert found["70 triệu đồng"].status == found["98%"].status == "target"


def test_how_fast_a_thing_grows_that_is_told_by_its_amount():
    found = figures("Tốc độ tăng kim ngạch xuất khẩu đạt 5%; tăng trưởng kinh tế đạt 7%.")
    assert (found["5%"].measure, found["5%"].direction) == ("change_rel", "up")
    assert found["7%"].measure == "level"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Năm 2024, lũ làm chết 3 người.", "actual"),
        ("Từ 4/3 đến 7/3, vùng núi có mưa 120 mm.", "estimate"),
    ],
)
def test_weather_of_the_days_ahead_is_foreseen_and_harm_of_a_year_that_runs_is_done(
    sentence, status
):
    found = reader().extract(sentence, published="2024-03-05").figures
    assert [figure.status for figure in found] == [status]


def test_dollars_of_an_article_on_foreign_investment_are_foreign_and_dong_beside_them_are_not():
    text = (
        "Lương Giang thu hút vốn FDI\n"
        "Nhật Bản dẫn đầu với vốn đầu tư 85 triệu USD (chiếm 8%).\n"
        "Tỉnh cấp phép đầu tư 40 triệu USD và 600 tỷ đồng."
    )
    found = figures(text)
    assert found["85 triệu USD"].indicator == found["8%"].indicator == "eco.fdi.amount"
    assert found["600 tỷ đồng"].indicator is None


def test_industries_listed_with_a_sign_move_like_the_index_before_them():
    text = (
        "Chỉ số sản xuất công nghiệp tăng 8%.\n"
        "Một số ngành có mức tăng cao: sản xuất da (+11,6%); sản xuất giấy (+10,1%).\n"
    )
    assert {one.indicator for one in figures(text).values()} == {"eco.iip.rate"}
    found = figures("Một số ngành chiếm tỷ trọng lớn có doanh thu tăng khá như thực phẩm (+4,5%).")
    assert (found["4,5%"].measure, found["4,5%"].unit) == ("change_rel", "%")


def test_an_aim_for_a_year_that_runs_goes_on_in_the_next_sentence():
    text = (
        "Năm 2024, tỉnh phấn đấu đón 3 triệu lượt khách. Hàng may mặc xuất khẩu đạt 90 triệu USD."
    )
    for day, status in (("2024-01-10", "target"), ("2025-01-10", "actual")):
        found = reader().extract(text, published=day).figures
        assert found[-1].status == status


def test_capital_that_is_added_says_nothing_of_the_investors_beside_it():
    found = figures("Vốn tăng thêm là 141 triệu USD và 18 lượt nhà đầu tư góp vốn.")
    assert found["18 lượt"].measure == "flow"


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Kim ngạch xuất cảng gỗ đạt 695 triệu USD.", "eco.export.amount"),
        ("Doanh số bán hàng của thị trường xe tăng 2%.", None),
        ("Mặt hàng xuất khẩu tăng khá, như: thuốc lá bao tăng 61%.", "eco.export.amount"),
        ("Tổng nợ thuế, tiền chậm nộp, tiền phạt là 73 tỷ đồng.", "eco.tax_debt.amount"),
    ],
)
def test_one_short_word_is_no_name_of_a_thing_and_what_is_owed_is_no_fine(sentence, indicator):
    assert [one.indicator for one in figures(sentence).values()] == [indicator]


def test_an_aside_sets_no_aim_for_the_sentence_behind_it():
    text = (
        "GRDP đầu người dự kiến đạt 42 triệu đồng (mục tiêu đến năm 2020 gấp 2 lần năm 2015)."
        " Tổng thu ngân sách giai đoạn 2016-2018 là 7.254 tỷ đồng."
    )
    assert reader().extract(text, published="2018-08-09").figures[-1].status == "actual"
    text = "Năm 2019, chỉ tiêu sản lượng là 1,5 triệu tấn (tăng 6%), xuất khẩu gạo đạt 2 tỷ USD."
    found = reader().extract(text, published="2019-02-01").figures
    assert {figure.status for figure in found} == {"target"}


def test_a_heading_names_nothing_that_the_sentence_itself_goes_on_counting():
    text = (
        "Tình hình nhập khẩu hàng hóa tháng 7\n\nCụ thể:\n"
        "- Xuất khẩu của khối ngoại đạt 12 tỷ USD, giảm 1,6% và 7 tháng đạt 81 tỷ USD;\n"
    )
    assert figures(text)["81 tỷ USD"].indicator == "eco.export.amount"


def test_the_trade_of_foreign_firms_is_no_investment_and_a_deficit_no_fall():
    found = figures(
        "Xuất nhập khẩu của doanh nghiệp có vốn đầu tư trực tiếp nước ngoài (FDI) trong tháng đạt"
        " 22 tỷ USD."
    )
    assert found["22 tỷ USD"].indicator is None
    found = figures("Nửa tháng qua, nước ta bị thâm hụt gần 1 tỷ USD.")
    assert (found["1 tỷ USD"].measure, found["1 tỷ USD"].direction) == ("flow", None)


def test_what_grows_in_turn_grows_and_only_an_economy_has_economic_growth():
    found = figures("Hàng qua cảng tăng lần lượt 18% và 27% so với cùng kỳ năm trước.")
    assert {one.measure for one in found.values()} == {"change_rel"}
    found = figures("Điện cho sản xuất chiếm tỷ trọng 54,6%, tăng trưởng 11,8%.")
    assert (found["11,8%"].measure, found["11,8%"].unit) == ("change_rel", "%")
    assert found["11,8%"].indicator is None
    assert figures("Nền kinh tế tăng trưởng 7%.")["7%"].indicator == "eco.growth.rate"


def test_what_was_paid_out_of_a_plan_is_the_rate_and_a_time_alone_names_nothing():
    found = figures(
        "Tỉnh giải ngân 60 tỷ đồng vốn đầu tư công, đạt 71% kế hoạch, tăng 5% so với cùng kỳ."
    )
    assert found["71%"].indicator == "eco.invest_disb.rate"
    assert (found["5%"].indicator, found["5%"].measure) == ("eco.invest_disb.amount", "change_rel")
    found = figures("GRDP quý III tăng 7,3%; 9 tháng năm 2018 tăng 7,1% so với cùng kỳ.")
    assert found["7,1%"].indicator == "eco.growth.rate"

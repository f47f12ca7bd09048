"""What may stand beside a reference word: bounded patterns, matched at one place each."""

from __future__ import annotations

import re

# «5», «11A», «8A3», «2,5», «20/3», «25,26,27»; never the beginning of a longer numeral.
NUMBER = re.compile(
    r"\d{1,3}(?:,\d{1,2}){2,9}(?![.,/]?\d)(?![^\W_])"
    r"|\d{1,4}(?:[,.]\d{1,2}(?!\d))?(?:/\d{1,4}){0,2}[^\W\d_]?\d{0,2}(?![.,/]?\d)(?![^\W_])"
)
# What leads from the word to its number: «số», a colon, a blank.
LEAD = re.compile(r"\)? ?(?:số ?:? ?)?")
ORDINAL_LEAD = re.compile(r" ?:? ?(?:lần )?(?:thứ )?(?:số )?")
# What leads from one number of a list to the next.
NEXT = re.compile(r" ?(?:,|-|và|đến|&) ?(?:số )?")
# «13/2017/NQ-HĐND», «11 - NQ/TW», «45/KH-UBND», «07/2021».
CODE = re.compile(
    r"\d{1,5}[^\W\d_]?(?:[/.-]\d{1,5}){0,2}"
    r"(?: ?[-/] ?[A-ZĐƯ][A-Za-zĐđƯư0-9&]{0,14}){0,6}(?:\.\d{1,4})?(?![^\W_])"
)
# A code that shows by itself what it is.
PLAIN_CODE = re.compile(
    r"\d{1,5}[a-z]?(?:/\d{4})?(?:[-/][A-ZĐƯ][A-Za-zĐđƯư0-9&]{0,14}){1,6}(?![^\W_])"
)
AMOUNT = re.compile(
    r" ?:? ?(?:lần thứ )?(\d{1,7}(?:[., ]\d{3}){0,3}(?:[/-]\d{1,5}(?:\.\d{3})?)?)"
    r"(?: (?:năm|ngày|tháng|giờ|phút))?(?![^\W_])(?![.,]?\d)"
)
DASHED_SCORE = re.compile(
    r" ?(?:với )?(?:là )?\d{1,3} ?[-/] ?\d{1,3}(?:, ?\d{1,3} ?[-/] ?\d{1,3}){0,5}"
)
CONTACT = re.compile(
    r" ?(?:số )?:? ?(?:(?:là|số|theo số)? ?)?"
    r"(\(?[+A-Z\d][A-Z\d]{0,14}\)?(?:[ .-]{1,3}[A-Z\d]{1,14}){0,6}"
    r"(?: ?[-,/;] ?0\d[\d. ]{6,14}){0,3})"
)
# An address begins behind a colon, or with a capital or a number: «địa chỉ nhân đạo» is none.
LINE = re.compile(
    r"(?:(?<=:) ?|: ?| (?=[A-ZĐÁÀẢÃẠĂÂÉÈÊÍÌÓÒÔƠÚÙƯÝ\d]))"
    r"([^\n.]{1,160}(?:\.[^\s][^\n.]{0,40}){0,6})"
)
BEFORE = re.compile(
    r"(?<![\d.,/])\d[\d.,]{0,12}"
    r"(?: ?/ ?\d{1,4}"
    r"|(?:(?: năm)? ?(?:-|đến|và|,)(?: dưới| trên| ngoài| hơn| gần)? ?\d{1,4}){0,9}) ?$"
)
PHONE = re.compile(
    r"(?:\(?\+?84\)?|\(?0\d{1,3}\)?|1[89]00)(?:[ .-]{0,2}\d{2,4}){2,4}(?![.,]?\d)(?![^\W_])"
)
# A list mark at the beginning of a line: «1.», «4.3.», «2)», «(1)», «3- Đời sống».
BULLET = re.compile(
    r"\(?\d{1,2}(?:\.\d{1,2}){0,4}"
    r"(?:[.)](?!\d)|(?<=\.\d)(?= [A-ZĐÀ-Ỹ])|/(?= )| ?-(?= [A-ZĐÀ-Ỹ]| ?[A-ZĐÀ-Ỹ][a-zà-ỹđ]))"
)
INLINE_BULLET = re.compile(r"\(\d{1,2}\)")
LINK = re.compile(r"[^\s<>\"]{1,400}")
# A quoted motto: «"05 điểm nghẽn"», «"3 rõ, 4 tốt"».
MOTTO = re.compile(r'"(\d[^"\n.%/]{1,40}|[^"\n.%/\d]{1,16}\d[^"\n.%/]{1,16})"')
CLOCK = re.compile(
    r"\d{1,2} ?(?:h|g|giờ) ?(?:\d{1,2}(?!/?\d)(?: ?(?:phút|'|p))?)?(?![^\W_])"
    r"(?: ?- ?\d{1,2} ?[hg](?:\d{2})?(?![^\W_]|[/-]\d))?"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
)
CODE_WORD = re.compile(r"[\w./-]{1,40}")
HEADED_CLOCK = re.compile(
    r"(?: khoảng)? (\d{1,2} ?(?:h|g|giờ|:) ?(?:\d{1,2}(?: ?(?:phút|'|p))?)?)(?![^\W_])"
)
BASE = re.compile(r" (\d[\d.]{0,8}) ?(?=[^\W\d_])")
MILESTONE = re.compile(r" ?\d{1,4} ?\+ ?\d{1,4}(?!\d)| \d{1,4}(?![.,]?\d)(?![^\W_])")
# «Nam Tân Uyên 2», «VSIP 1»: a name in capitals and its number.
NAMED = re.compile(
    r"(?: [A-ZĐÀ-Ỹ][^\W\d_]*(?:-[A-ZĐÀ-Ỹ][^\W\d_]*)?){1,4} \d{1,2}(?![.,/-]?\d)(?![^\W_])"
)
SCALE = re.compile(r" ?1[/:]\d[\d.]{1,8}")
# The number of a car or motorcycle, the old ones with four digits: «77A-123.45», «78H - 0765».
PLATE = re.compile(
    r"\d{2}[A-ZĐ]{1,2}\d?(?:(?: ?[-.] ?| )?\d{3}\.?\d{2}| ?[-.] ?\d{4})(?![\d/%]|[.,]\d)"
)
# The number of a fishing boat, after the letters of its province: «97258 TS»; its crew, where it
# says so («TS/8 lao động»), is no part of it.
VESSEL = re.compile(r"\d{4,6}[ -]{0,2}TS(?: ?/ ?\d{1,3}(?! ?[^\W_]))?(?![^\W_])")
# «sau 2 giờ», and what makes a day's hour of it.
AFTER_LEFT = re.compile(r"(?<![^\W_])sau $")
DAY_RIGHT = re.compile(r" ?(?:ngày|hôm|cùng ngày|hằng ngày|hàng ngày|mỗi ngày|rạng|\d|kém|rưỡi|:)")
# A boat by the letters of its province alone: «PY 51110», «QNg 11213».
BOAT = re.compile(r"(?:(?<=[A-ZĐ]{2}[ -])|(?<=[A-ZĐ]{2}[a-zđ][ -]))\d{5}(?![.,]?\d)(?![^\W_])")
# What makes «24 giờ» a stretch of time: the words before it, or after it.
LASTING_LEFT = re.compile(
    r"(?<![^\W_])(?:trong|vòng|đầy|suốt|hơn|gần|kéo dài|mất|dưới|tối đa|khoảng thời gian|quá"
    r"|trực|hiện khoảng|mất khoảng|dài khoảng|gian khoảng|công khoảng) $"
)
LASTING_RIGHT = re.compile(r" (?:đồng hồ|liên tục|liền|mỗi ngày|tại chỗ|một ngày|kể từ)(?![^\W_])")
# The round number that a rate is told per.
ROUND_BASE = re.compile(r"1[.0]*0 ?")

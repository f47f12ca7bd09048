"""What a form says for its row, by where it stands as seen from the figure."""

from __future__ import annotations

import re

from extractor.meaning.indicators_bounds import BARS_WITHIN
from extractor.meaning.indicators_place import (
    AT_ONCE,
    BEYOND_FIGURE,
    PARTING,
    PER_LETTER,
    Place,
    Signs,
    is_whole_of_share,
)

# Strength of a sign, before distance (one point a character) and length are counted. The noun at
# the figure outweighs any head before it, a head outweighs what follows, and a verb with its
# object stands between; the rest are whispers that need company.
NOUN, HEAD, TAIL = 1000, 800, 720
VERB_LEFT, VERB_RIGHT, VERB_ALONE = 380, 340, 330
OBJECT_AT, OBJECT_LEFT, OBJECT_RIGHT, OBJECT_FAR = 400, 360, 370, 260
# «820 hộ, 3.140 khẩu»: a classifier without a noun says less than a head that stands close.
BARE_NOUN, BARE_ENDS = 760, (",", ";", ".", " với", " và")
BEYOND_COMMA, BEYOND_DEED = 200, 400
# What a clause opens with is said of its own figure: «đạt 9 tỷ đồng; vốn FDI đạt 3 tỷ USD».
NEXT_CLAUSE = 300
# What follows at once is what is meant.
ADJOINING = 120
# «Tổng số hộ nghèo: 391 hộ, 1.904 khẩu»: a label outweighs the classifier behind the number.
LABELLED = 240
# How far after the figure its thing may be named.
TAIL_REACH = 120
BREAKS = re.compile(r",(?!\d)|;")
COUNTED_WITHIN = 20
OUT_OF = (" trên ", " trên tổng số ", " trong tổng số ", " trong số ")
# A name that stands between a thing and its price says no more than what words alone leave open.
LABEL, LONGEST_NAME = 500, 45
ASIDE = re.compile(r" \([^()\d]{2,50}\)")
NO_NAME = re.compile(
    r"[,;:.(]|\d| (?:có|với|là|được|đã|sẽ|cho|của|để|bằng|từ|trị giá|vay|thu|chi|nộp|đạt|tăng|giảm"
    r"|mỗi|trong|và|vào|lãi|lỗ|nợ|phạt|thiếu|còn|mất|nhận|tiền|bán|mua|giá|vốn|hỗ trợ) "
)
# How much the first noun of a clause says that tells how large a share its thing has: «Hội viên
# nông dân chiếm 42%».
OWNER = 850
# How far behind the figure a word may stand that a row wants near.
NEAR_BEHIND = 100


def _read_noun(place: Place, start: int, end: int, signs: Signs) -> None:
    # The classifier may say it all («3 chi bộ»), or the words after it («12 hộ nghèo»).
    if place.first <= start <= place.last + 1 and end >= place.last:
        strength = BARE_NOUN if place.low.endswith(BARE_ENDS, start, end) else NOUN
        signs.add_sign(strength + PER_LETTER * (end - start), start, end)
    elif end < place.owned and place.has_share(start, end):
        signs.add_sign(OWNER + PER_LETTER * (end - start), start, end)


def _read_head(place: Place, start: int, end: int, signs: Signs) -> None:
    if place.is_label(end) or (signs.held[0] <= start and end <= signs.held[1]):
        # «giá trị sản xuất công nghiệp» is no «sản xuất công nghiệp».
        return
    score = HEAD + place.left_score(start, end)
    if place.labels(end):
        score += LABELLED
    if score > signs.sign:
        signs.sign, signs.span = score, (start, end)
    if place.first - end <= AT_ONCE / 2:
        signs.adjoins = True


def _read_tail(place: Place, start: int, end: int, signs: Signs) -> None:
    behind_aside = place.last < place.aside <= start <= place.aside + AT_ONCE
    if behind_aside or place.reaches_over(start):
        # «58 xã (chiếm 70%) đạt chuẩn nông thôn mới», «120 ha lúa, 35 ha ngô bị ngập»
        signs.add_sign(TAIL + PER_LETTER * (end - start), start, end)
        return
    gap = place.gap_to(start)
    if start < place.first or gap > TAIL_REACH or place.opens_next(start, end):
        return
    if place.is_paid_for(start, end):
        signs.add_sign(TAIL + PER_LETTER * (end - start) - (start - place.after), start, end)
        return
    if start >= place.after and is_whole_of_share(place.low, place.last, start):
        signs.add_sign(TAIL, start, end)
        return
    score = TAIL + PER_LETTER * (end - start) - 2 * gap
    own = start < place.after or place.pairs_cases
    score -= BEYOND_FIGURE * (not own) + NEXT_CLAUSE * (start >= place.clause_end)
    # «2.400 con gà và 35 con lợn bị chết»: what follows the second is said of both.
    if start >= place.after and not place.is_listed:
        # «1 vụ đốt pháo và xảy ra 2 vụ cháy»: the second is told by itself.
        score -= BEYOND_COMMA
    elif place.is_parted(start, end, PARTING if start < place.after else BREAKS):
        # «7 vụ, 11 đối tượng phạm tội»: nothing is said of the first alone.
        score -= 0 if place.is_paired and start >= place.after else BEYOND_COMMA
    elif gap <= AT_ONCE:
        signs.adjoins = True
        score += ADJOINING
    signs.add_sign(score, start, end)


def _read_verb(place: Place, start: int, end: int, signs: Signs) -> None:
    if place.is_told_elsewhere(end):
        return
    if start < place.first:
        score = VERB_LEFT + place.left_score(start, end) / 2
    elif start < min(place.after, place.clause_end):
        score = VERB_RIGHT - (start - place.last)
        # «cho 12 người, giao 30 thanh niên»: what is done next is done to something else.
        score -= BEYOND_DEED if place.is_parted(start, end, BREAKS) else 0
    else:
        return
    if score > signs.verb:
        signs.verb, signs.verb_span = score, (start, end)


def _read_object(place: Place, start: int, end: int, signs: Signs) -> None:
    if start < place.first:
        score = OBJECT_LEFT + place.left_score(start, end) / 2
    elif start <= place.last + 1:
        score = OBJECT_AT + PER_LETTER * (end - start)
    elif start < place.after:
        score = OBJECT_RIGHT - (start - place.last)
    else:
        score = OBJECT_FAR - (start - place.last) / 2
    signs.object = max(signs.object, score)


def _read_near(place: Place, start: int, end: int, signs: Signs) -> None:
    signs.near |= start <= place.last + NEAR_BEHIND
    if place.counted < end and start < place.after:
        signs.with_counted |= start < place.first or not place.is_parted(start, end)
        # «với kinh phí 30 triệu đồng; tu sửa 6 công trình»: the next clause tells of its own.
        signs.beside |= place.before < end and place.low.find(";", place.last, start) < 0


def _read_near_far(_place: Place, _start: int, _end: int, signs: Signs) -> None:
    signs.near = signs.beside = signs.with_counted = True


def _read_not_beside(place: Place, start: int, end: int, signs: Signs) -> None:
    if start < place.first:
        signs.held = (start, end)
        close = end > max(place.before, place.first - BARS_WITHIN)
        parted = place.is_parted(start, end) or place.is_told_anew(end)
        # «12 ca tử vong trên 315 ca mắc»: out of how many.
        counted = place.noun_before <= start <= place.noun_before + COUNTED_WITHIN
        parted = parted or (counted and place.low.endswith(OUT_OF, end, place.first))
    else:
        # «320 hộ nghèo, hộ cận nghèo được vay vốn»: the noun reaches over a comma of its own.
        last = place.noun_end(signs)
        beyond, since = place.beyond, last
        if place.pairs_cases and start >= place.after:
            # «8 vụ, 11 đối tượng về ma túy»: what bars the second bars the first.
            beyond, since = last + BARS_WITHIN, place.after
        close = start < min(beyond, last + BARS_WITHIN)
        parted = PARTING.search(place.low, since, start) is not None
        if place.reaches_over(start):
            # «120 ha lúa, 35 ha ngô bị ngập»
            close, parted = True, False
    if close and not parted:
        signs.barred = True


def _read_not_near(_place: Place, _start: int, _end: int, signs: Signs) -> None:
    signs.barred = True


def _read_label(place: Place, start: int, end: int, signs: Signs) -> None:
    # «dự án cầu Bàng (phường Hạ, thành phố Thượng) hơn 90 tỷ đồng»
    between = ASIDE.sub("", place.low[end : place.first])
    if 0 < len(between) <= LONGEST_NAME and NO_NAME.search(between) is None:
        signs.add_sign(LABEL + PER_LETTER * (end - start) - len(between), start, end)


READERS = (
    _read_noun,
    _read_head,
    _read_tail,
    _read_verb,
    _read_object,
    _read_near,
    _read_not_beside,
    _read_not_near,
    _read_near_far,
    _read_label,
)

"""Amounts in words: found at number words, kept when something countable follows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from extractor.lexicon import Hit, Lexicon, Scanner
from extractor.quantities.amounts import Amount, AmountReader
from extractor.quantities.numerals import Word
from extractor.quantities.vocabulary import ONE, Unit, Vocabulary
from extractor.text import Text

GIFT = "suất"
ANCHOR_ROLES = frozenset(["digit", "ten", "half", "vague", "dozen", "hundred", "double"])
PERCENT = Unit("half", "percent", "%")
TIMES = Unit("double", "multiple", "lần")
FIFTY = Decimal(50)


class WordAnchors:
    """Finds amounts that are written in words."""

    def __init__(
        self, words: Vocabulary, reader: AmountReader, scanner: Scanner | None = None
    ) -> None:
        self._words = words
        self._reader = reader
        self._range = words.part("range")
        self._one_left = words.part("one_left")
        self._one_harmed = Lexicon((form, form) for form in words.part("one_harmed"))
        self._one_left_any = words.part("one_left_any")
        self._one_right = Lexicon((form, form) for form in words.part("one_right"))
        self._share_of = Lexicon((form, form) for form in words.part("share_of"))
        roles = {
            form: word for form, word in words.spoken.words.items() if word.role in ANCHOR_ROLES
        }
        self._anchors = Lexicon(roles, scanner)

    def find(self, text: Text) -> Iterator[Amount]:
        """The amounts in words, in text order."""
        reached = 0
        for hit in self._anchors.scan(text.low):
            if hit.start < reached or self._is_name(text, hit):
                continue
            amount = self._read(text, hit)
            if amount is not None:
                reached = amount.number_end
                yield amount

    def _read(self, text: Text, hit: Hit[Word]) -> Amount | None:
        role = hit.entry.role
        before = _words_before(text.low, hit.start)
        if before and (before[-1] in hit.entry.not_after or before[-1][-1].isdigit()):
            return None
        if role == "double":
            start = hit.start + len("gấp ")
            value = hit.entry.value
            return Amount(start, hit.end, value, value, ONE, hit.end, hit.end, TIMES, spoken=True)
        if role == "vague":
            return self._reader.vague(text, hit.start, hit.end)
        if role == "half":
            return self._half(text, hit, before)
        if role in ("dozen", "hundred"):
            return self._round(text, hit, before)
        amount = self._reader.spoken(text, hit.start)
        if amount is None or self._is_refused(text, hit, amount, before):
            return None
        return amount

    def _is_refused(self, text: Text, hit: Hit[Word], amount: Amount, before: list[str]) -> bool:
        """Whether a number word stands there as something else: an article, a name, «năm»."""
        low = text.low
        single = amount.number_end == hit.end
        follow = _word_after(low, amount.number_end)
        if amount.unit is not None and amount.unit.duration and low.startswith(" tuổi", amount.end):
            # «cháu bé tám tháng tuổi»
            return True
        if single and follow in hit.entry.not_before and not _is_compound(low, amount):
            return True
        if single and self._opens_range(text, amount, follow):
            return False
        if single and amount.bare == ONE:
            return not self._is_one(low, amount, before, hit.end)
        if amount.unit is None and single:
            return follow not in self._words.spoken.words and before[-1:] != ["gấp"]
        return single and amount.unit is not None and amount.unit.digits_only

    def _opens_range(self, text: Text, amount: Amount, follow: str) -> bool:
        """Whether a larger number in words with a unit is next: «ba đến năm tầng», unlike «tháng
        ba đến năm 2020»."""
        if follow not in self._range or amount.unit is not None:
            return False
        top = self._reader.spoken(text, amount.number_end + len(follow) + 2)
        return top is not None and top.unit is not None and top.bare > amount.bare

    def _is_one(self, low: str, amount: Amount, before: list[str], end: int) -> bool:
        """«một» counts after a word of measuring («sau hơn một năm»); else it is an article."""
        if amount.unit is None or amount.unit.name == "lần":
            return False
        if amount.unit.duration and self._one_right.at(low, amount.end + 1):
            return True
        if self._is_each(low, amount, before) or self._one_harmed.at(low, amount.end + 1):
            return amount.unit.kind == "count"
        if any(" ".join(before[-size:]) in self._one_left_any for size in (1, 2)):
            return True
        measured = any(" ".join(before[-size:]) in self._one_left for size in (1, 2))
        return measured and (amount.unit.duration or amount.unit.kind != "count")

    @staticmethod
    def _is_each(low: str, amount: Amount, before: list[str]) -> bool:
        """«mỗi gia đình được nhận một phần quà»; «mỗi xã một sản phẩm» is a motto."""
        at = low.rfind("mỗi ", max(0, amount.start - 64), amount.start)
        between = low[at + 4 : amount.start] if at >= 0 else ""
        if before[-1:] in (["cả"], ["là"], ["như"]):
            return False
        # «mỗi thương binh, thân nhân liệt sĩ một suất quà»
        parting = ".;:()\n" if amount.unit is not None and amount.unit.name == GIFT else ".,;:()\n"
        return between.count(" ") > 2 and set(between).isdisjoint(parting + '-"')

    def _half(self, text: Text, hit: Hit[Word], before: list[str]) -> Amount | None:
        """«một nửa số hộ» is 50 per cent; «nửa tỷ đồng», «nửa tháng» are halves of their unit."""
        amount = self._reader.magnitude_only(text, hit.end + 1, hit.entry.value)
        if amount is not None:
            return replace(amount, start=hit.start)
        if _word_after(text.low, hit.end) in hit.entry.not_before:
            return None
        unit = self._words.units.at(text.low, hit.end + 1)
        start = hit.start - 4 if before[-1:] == ["một"] else hit.start
        half = Amount(start, hit.end, FIFTY, FIFTY, ONE, hit.end, hit.end, PERCENT, spoken=True)
        if start != hit.start or self._share_of.at(text.low, hit.end + 1):
            return half
        if unit is None or not unit.entry.duration:
            return None
        value = hit.entry.value
        return Amount(start, unit.end, value, value, ONE, hit.end, hit.end, unit.entry, spoken=True)

    def _round(self, text: Text, hit: Hit[Word], before: list[str]) -> Amount | None:
        """«hơn chục hộ», «gần trăm người»: a bare magnitude with a unit after it."""
        amount = self._reader.magnitude_only(text, hit.start)
        if amount is None or (amount.unit is None and amount.scale < 1000):
            return None
        bounded = before[-1:] and before[-1] in self._words.left
        return amount if bounded or hit.entry.role == "dozen" else None

    @staticmethod
    def _is_name(text: Text, hit: Hit[Word]) -> bool:
        """«Ba Vì», «Hai Bà Trưng», «sông Ba»: a capital on the number word, and one after or before
        it, or the middle of a sentence."""
        norm = text.norm
        if not norm[hit.start].isupper():
            return False
        if norm[hit.end + 1 : hit.end + 2].isupper():
            return True
        before = norm[max(0, hit.start - 8) : hit.start].split()
        if not before or norm[hit.start - 1] != " ":
            return False
        return before[-1][:1].isupper() or before[-1][-1:].isalpha()


def _is_compound(low: str, amount: Amount) -> bool:
    """Whether more words than one are counted: «ba mẹ con», where «ba mẹ» would be parents."""
    return amount.unit is not None and " " in low[amount.number_end + 1 : amount.end]


def _words_before(low: str, start: int) -> list[str]:
    """Up to two words directly before `start`."""
    if start == 0 or low[start - 1] != " ":
        return []
    return [word.lstrip("(\"'") or word for word in low[max(0, start - 20) : start].split()[-2:]]


def _word_after(low: str, end: int) -> str:
    """The word after one blank."""
    if low[end : end + 1] != " ":
        return ""
    stop = end + 1
    while stop < len(low) and low[stop].isalpha():
        stop += 1
    return low[end + 1 : stop]

"""What is counted, measured or paid for, in the article's own words."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from extractor.meaning.cues import Fillers
from extractor.meaning.phrases import AVERAGES
from extractor.meaning.scenes import (
    GENERAL,
    Scene,
    before_verb,
    is_act,
    is_free,
    runs_on,
    up_to_figure,
)
from extractor.meaning.surroundings import Surroundings, figure_before
from extractor.text import Span

# Words and marks that join one figure to the next.
JOINING = frozenset({"và", ",", ")", "),", "hoặc", "đồng", "/"})
# How far off the figure may stand that carries the shared noun.
SHARED, PARTING = 30, frozenset({"trong", "gồm", "có"})
# Says that a figure is the number of what stands before; no commune: «xã hội hóa».
IS, SOCIETY = " là ", "xã hội"
# How far a bracket's figure stands from the phrase that it speaks of, when no figure does.
BRACKET = 30


class Lead(Struct, frozen=True):
    """The cue that leads in a figure, and whether the figure qualifies another."""

    cue: Span | None
    qualifies: bool


class Kin(Struct, frozen=True):
    """What figures before are said of: the one that this figure is `about`, and the last
    `like` it, of the same unit in the same list."""

    about: Span | None = None
    like: Span | None = None


class SubjectWords(Struct, frozen=True):
    """Words that subjects are told by: `general` head nouns that name no thing by themselves
    («tổng diện tích»), `bare_units` that say nothing of what is counted («lượt»), `units` that
    are nouns themselves, and openings of phrases that name `actors`, or `bodies` and places that
    a list goes by; verbs of what is `happening` of itself; `purposes`
    are words that lead on to what money is for or from; phrases about `money` open with these."""

    general: frozenset[str]
    bare_units: frozenset[str]
    units: frozenset[str]
    actors: tuple[str, ...]
    bodies: tuple[str, ...]
    happening: tuple[str, ...]
    purposes: tuple[str, ...]
    money: tuple[str, ...]


class SubjectReader:
    """Finds the noun phrase that is counted, measured or paid for."""

    def __init__(self, fillers: Fillers, words: SubjectWords) -> None:
        self._fillers = fillers
        self._words = words

    def read(self, scene: Scene, at: Surroundings, lead: Lead, kin: Kin) -> Span | None:
        """The phrase: of the table's column, beside the figure, of the figure it is about, or
        further left in the sentence; a body or place in a list has what the list is of."""
        span = self._told(scene, at, lead, kin.about)
        if span is None or span.end > at.start or not self._is_body(scene, span):
            return span
        if kin.like is not None:
            return kin.like
        if at.quantity.kind in ("count", "ratio"):
            return self._counted(scene, at) or span
        return self._purpose(scene, at) if at.quantity.kind == "money" else span

    def _is_body(self, scene: Scene, span: Span) -> bool:
        """Whether a phrase names a body or place, by its first word or by its capitals."""
        words = scene.norm[span.start : span.end].split()
        low = f"{' '.join(words).lower()} "
        if low.startswith(self._words.bodies) and not low.startswith(SOCIETY):
            return len(words) > 1
        return len(words) > 1 and all(word[0].isupper() or word.isdigit() for word in words)

    def _purpose(self, scene: Scene, at: Surroundings) -> Span | None:
        """«ủng hộ 10 tỷ đồng cho [các chương trình an sinh]»: what money goes to or comes from."""
        low = scene.ends.low
        link = next((word for word in self._words.purposes if low.startswith(word, at.end)), "")
        span = scene.ends.rightward(at.end + len(link), at.until)
        return span if link and len(span) > GENERAL else None

    def _told(self, scene: Scene, at: Surroundings, lead: Lead, about: Span | None) -> Span | None:
        """The phrase that the words around the figure tell."""
        if (column := scene.tables.column(at.start)) is not None:
            return column
        counted = self._counted(scene, at) if at.quantity.kind in ("count", "ratio") else None
        if counted is not None and counted.end > at.end:
            return counted
        after = None if lead.qualifies else self._after(scene, at)
        after = None if about is not None and is_act(scene, after) else after
        if after is not None and (lead.cue is None or at.quantity.kind == "measure"):
            return after
        joined = self.is_joined(scene, at, lead.cue) or runs_on(scene.ends.low, at)
        if about is not None and joined:
            return about
        stop = self._before(scene, at, lead.cue)
        headed = self._headed(scene, at, stop)
        paid = counted is not None and headed is not None and self._is_money(scene, headed)
        if headed is not None and not paid and not self._is_general(scene, headed):
            return headed
        if counted is not None and about is None:
            return self._bare_count(scene, at, stop, counted)
        paid_for = self._paid(scene, at, stop, about)
        if paid_for is not None and at.quantity.kind != "percent":
            return paid_for
        return self._beside(scene, at, stop) or about or after or self._further(scene, at, stop)

    def _headed(self, scene: Scene, at: Surroundings, stop: int) -> Span | None:
        """The phrase before the figure that a head noun opens, or that holds commas."""
        headed = scene.ends.headed(at.stretch.start, stop)
        if headed is not None and not scene.ends.low[at.stretch.start : headed.start].strip():
            return headed
        if at.quantity.kind in ("count", "ratio"):
            return headed
        listed = scene.lists.leftward(at.since, at.stretch.start, stop)
        if listed is None or (headed is not None and listed.start not in scene.ends.head_starts):
            return headed
        return listed

    def is_joined(self, scene: Scene, at: Surroundings, cue: Span | None) -> bool:
        """Whether nothing but «và», brackets, dates, «/người» and the cue stand since the last
        figure: «311 triệu USD (hơn 706 tỷ đồng) và 3.588 tỷ đồng», «41% năm 2015 lên 45%»."""
        if figure_before(scene.figures, at) is None:
            return False
        stop = cue.start if cue is not None and at.since <= cue.start < at.start else at.start
        between = scene.ends.low[at.since : scene.ends.before_date(at.since, stop)]
        told = between.replace("(", " ").split()[between.startswith("/") :]
        words = [word for word in told if word not in JOINING]
        if at.quantity.kind == "measure" and " ".join(words) in self._words.general:
            return True
        return self._fillers.only(" ".join(words), 0, len(" ".join(words)))

    def _bare_count(self, scene: Scene, at: Surroundings, stop: int, counted: Span) -> Span:
        """What a count without a noun behind it counts: its shared noun, the units listed with
        it, or the words right before it («khách du lịch 11,8 triệu lượt», «đánh bạc 7 vụ»)."""
        bare = at.quantity.unit in self._words.bare_units
        herds = scene.lists.leftward(at.since, at.stretch.start, stop) if bare else None
        shared = herds or self._shared(scene, at) or self._equated(scene, at, stop)
        if shared is not None:
            return shared
        listed = scene.lists.units(counted, self._words.units)
        if listed.end > counted.end:
            return listed
        span = scene.ends.leftward(at.stretch.start, stop)
        words = scene.ends.low[span.start : span.end]
        names = len(span) > GENERAL
        if bare:
            if not names:
                before = before_verb(scene, at.stretch.start, stop)
                span = scene.ends.leftward(at.stretch.start, before)
                words, names = scene.ends.low[span.start : span.end], len(span) > GENERAL
            return span if names and not words.startswith(self._words.actors) else counted
        if names and self._is_item(scene, at, span) and not self._is_general(scene, span):
            return span
        return self._happened(scene, at, stop) or counted

    def _equated(self, scene: Scene, at: Surroundings, stop: int) -> Span | None:
        """«[Lao động nữ]: 635 người», «[sốt xuất huyết nặng] là 502 ca»: what a count without
        a noun behind it is said to be the number of."""
        ends = scene.ends
        if at.label is not None:
            span = ends.trimmed(at.label.start, at.label.end)
        elif IS in f"{ends.low[stop : at.start]} ":
            span = ends.trimmed(ends.behind_start(at.stretch.start, stop), stop)
        else:
            return None
        if len(span) <= GENERAL or span.start in scene.verbs.starts:
            return None
        return None if self._is_general(scene, span) or self._is_body(scene, span) else span

    def _happened(self, scene: Scene, at: Surroundings, stop: int) -> Span | None:
        """«[Tai nạn giao thông] xảy ra 5 vụ»: what happens, before its verb."""
        low, start = scene.ends.low, at.stretch.start
        stop -= low.endswith(" ", start, stop)
        verb = next((v for v in self._words.happening if low.endswith(v, start, stop)), "")
        begin = scene.ends.after_date(at.stretch.start, stop)
        span = scene.ends.leftward(begin, stop - len(verb))
        if not verb or len(span) <= GENERAL or low[begin : span.start].strip(" ,.-+*"):
            return None
        return None if self._is_body(scene, span) else span

    def _is_item(self, scene: Scene, at: Surroundings, span: Span) -> bool:
        """Whether a phrase is all that stands between a comma and its figure, without a verb."""
        low = scene.ends.low
        alone = at.label is not None or low[at.stretch.start - 1 : at.stretch.start] in tuple(",;:")
        index = bisect_right(scene.verbs.ends, at.start) - 1
        verbless = index < 0 or scene.verbs.hits[index].start < at.stretch.start
        listed = " và " not in low[span.end : at.start]
        return alone and verbless and listed and not low[at.stretch.start : span.start].strip()

    def _beside(self, scene: Scene, at: Surroundings, stop: int) -> Span | None:
        """The phrase right before the figure, with its verb only if nothing else is there."""
        ends, begin = scene.ends, at.stretch.start
        bracket = ends.low.rfind("(", max(at.since, at.start - BRACKET), at.start)
        if bracket >= 0 and bracket - at.since > BRACKET:
            begin, stop = at.since, bracket
        verbless = stop if at.label is not None else before_verb(scene, begin, stop)
        for end in (verbless, stop):
            span = ends.leftward(begin, end)
            compared = ends.low[begin : span.start].rstrip().endswith("so với")
            if len(span) > GENERAL and not compared and not self._is_general(scene, span):
                return span
        return None

    def is_followed(self, scene: Scene, at: Surroundings) -> bool:
        """Whether a noun phrase stands right behind a percentage: «95% cử tri đã đi bầu»; what
        «về» leads on to is the respect in which it is told: «và 34% về vốn»."""
        told = at.quantity.kind == "percent" and not scene.ends.low.startswith(" về ", at.end)
        return told and self._after(scene, at) is not None

    def _after(self, scene: Scene, at: Surroundings) -> Span | None:
        """The phrase right behind a figure: «100% [hộ dân]», «58% là [hộ nghèo]», «105 triệu
        đồng [tiền đền bù]»."""
        if at.quantity.kind not in ("percent", "measure", "money"):
            return None
        ends, start = scene.ends, at.end
        if at.quantity.kind == "percent" and ends.low.startswith(" là ", start):
            start += 4
        span = ends.rightward(start, at.until)
        close = len(span) > 1 and not ends.low[start : span.start].strip()
        if ends.is_date(span.start) or self._is_general(scene, span):
            return None
        return span if close and not ends.is_soft(span.start) else None

    def _paid(self, scene: Scene, at: Surroundings, stop: int, about: Span | None) -> Span | None:
        """What money is paid for, or what the figure that it is about is of."""
        given = self._given(scene, at, stop) if at.quantity.kind == "money" else None
        if given is not None or about is None:
            return given
        return self._paid_for(scene, at) or about

    def _given(self, scene: Scene, at: Surroundings, stop: int) -> Span | None:
        """«ông Bình [thu về] 90 triệu đồng»: what money is for or from, else how it is got or
        given, when nothing but somebody stands before the verb."""
        low, begin = scene.ends.low, at.stretch.start
        index = bisect_right(scene.verbs.ends, stop) - 1
        verb = scene.verbs.hits[index] if index >= 0 else None
        if verb is None or verb.start < begin or low[verb.end : stop].strip():
            return None
        who = scene.ends.leftward(begin, verb.start)
        if len(who) and not self._is_somebody(scene, who):
            return None
        how = Span(verb.start, verb.end)
        return self._purpose(scene, at) or (None if self._is_general(scene, how) else how)

    def _is_somebody(self, scene: Scene, span: Span) -> bool:
        return self._is_body(scene, span) or scene.ends.low.startswith(
            self._words.actors, span.start
        )

    def _paid_for(self, scene: Scene, at: Surroundings) -> Span | None:
        """«hỗ trợ [tiền điện] cho 819 hộ với số tiền …»: what the money is, before its takers."""
        if at.quantity.kind != "money" or not at.number:
            return None
        span = scene.ends.headed(at.clause.start, scene.figures[at.number - 1].start)
        if span is None or self._is_general(scene, span):
            return None
        return scene.ends.rightward(span.start, span.end)

    def _shared(self, scene: Scene, at: Surroundings) -> Span | None:
        """«13 căn và sửa chữa 02 [căn nhà đại đoàn kết]»: a head written once, at the second."""
        following = scene.figures[at.number + 1] if at.number + 1 < len(scene.figures) else None
        if following is None or following.sentence != at.sentence:
            return None
        between = scene.ends.low[at.end : following.start]
        joined = len(between) <= SHARED and between.startswith((" và ", ", ", " hoặc "))
        alike = _in_one_word(scene.ends.low, at, following)
        if not (alike and joined and PARTING.isdisjoint(between.split())):
            return None
        counted = self._counted(scene, following)
        return counted if counted is not None and counted.end > following.end else None

    def _further(self, scene: Scene, at: Surroundings, stop: int) -> Span | None:
        """A phrase further left in the sentence, or the general noun beside."""
        ends = scene.ends
        beside = ends.headed(at.stretch.start, stop)
        if beside is not None and at.quantity.kind == "money":
            return beside
        limit = beside.start if beside is not None else stop
        for begin in (at.since, at.clause.start):
            span = ends.headed(begin, limit)
            span = span and up_to_figure(scene, at, span)
            if span is not None and not self._is_general(scene, span):
                other = ", " in ends.low[span.end : at.start] and not is_free(scene, at, span)
                return span if not other else beside
            left = ends.leftward(begin, self._before_words(scene, begin, limit))
            if (
                len(left) > GENERAL
                and not self._is_general(scene, left)
                and is_free(scene, at, left)
            ):
                return left
        behind = ends.rightward(at.end, at.until)
        return beside or (behind if len(behind) > GENERAL else None)

    def _is_money(self, scene: Scene, span: Span) -> bool:
        """Whether a phrase names money, which no things are: «tổng số tiền sửa 2 căn nhà»."""
        return scene.ends.low.startswith(self._words.money, span.start)

    def _is_general(self, scene: Scene, span: Span) -> bool:
        """Whether a phrase is nothing but a word that names no thing («kế hoạch»)."""
        return scene.ends.low[span.start : span.end] in self._words.general

    def _counted(self, scene: Scene, at: Surroundings) -> Span | None:
        """Classifier and what follows: «06 [hộ nghèo]»."""
        if at.quantity.shared_unit and at.number + 1 < len(scene.figures):
            at = scene.figures[at.number + 1]
        unit, ends = at.quantity.unit_text or "", scene.ends
        start = at.end - len(unit) if unit and len(unit) <= len(at.quantity.span) else at.end
        tail = ends.rightward(at.end, at.until)
        if not len(tail) or ends.low[at.end : tail.start].strip():
            tail = ends.clause(at.end, at.until)
        end = max(scene.lists.acts(tail, at.until), at.end)
        if len(tail) or " " in unit:
            end = scene.lists.rightward(Span(start, end), at.until).end
        return Span(start, end) if end > start else None

    def _before(self, scene: Scene, at: Surroundings, cue: Span | None) -> int:
        """Where the words that lead in the figure begin."""
        stop = at.label.end if at.label is not None else at.start
        if cue is not None and at.stretch.start <= cue.start < stop:
            stop = cue.start
        return self._before_words(scene, at.stretch.start, stop)

    def _before_words(self, scene: Scene, begin: int, stop: int) -> int:
        """`stop`, moved left over fillers and dates that end there."""
        for _ in range(3):
            reached = scene.ends.after_head(self._over_fillers(scene.ends.low, begin, stop))
            reached = scene.ends.before_date(begin, reached)
            if reached == stop:
                break
            stop = reached
        return stop

    def _over_fillers(self, low: str, begin: int, stop: int) -> int:
        reached = stop
        for _ in range(6):
            blank = low.rfind(" ", begin, max(begin, reached - 1))
            word = max(blank + 1, begin)
            if not self._fillers.only(low, word, stop):
                # «ước tính», «tổng cộng» are fillers of two syllables; «bình quân» is a name's.
                blank = low.rfind(" ", begin, max(begin, blank))
                word = max(blank + 1, begin)
                if low.startswith(AVERAGES, word) or not self._fillers.only(low, word, stop):
                    break
            reached = word
            if blank < begin:
                break
            reached = blank
        return reached


def _in_one_word(low: str, at: Surroundings, other: Surroundings) -> bool:
    """Whether two figures count in the same word, unlike «13 đồng chí và bầu 6 đại biểu»."""
    own, theirs = (low[one.start : one.end].split() for one in (at, other))
    alike = at.quantity.unit == other.quantity.unit
    return alike and (own[-1] in theirs or own[-1][-1].isdigit() or theirs[-1][-1].isdigit())

"""Which rule files there are, and the row that each is made of."""

from __future__ import annotations

from extractor.rules.row import Row
from extractor.rules.rows_dates import DateCueRow, DateRow, HolidayRow
from extractor.rules.rows_indicators import IndicatorRow, TieRow, TopicRow
from extractor.rules.rows_meaning import (
    BaselineRow,
    MeasureCueRow,
    NatureRow,
    StatusCueRow,
    VerbRow,
    WordsRow,
)
from extractor.rules.rows_sentences import StopRow

# File stem in patterns/ → (name of its table, row class). A file `units.toml` holds `[[unit]]`s.
FILES: dict[str, tuple[str, type[Row]]] = {
    "baselines": ("baseline", BaselineRow),
    "date_cues": ("cue", DateCueRow),
    "dates": ("date", DateRow),
    "holidays": ("holiday", HolidayRow),
    "indicators": ("indicator", IndicatorRow),
    "measure_cues": ("cue", MeasureCueRow),
    "natures": ("nature", NatureRow),
    "sentence_stops": ("stop", StopRow),
    "status_cues": ("cue", StatusCueRow),
    "ties": ("tie", TieRow),
    "topics": ("topic", TopicRow),
    "verbs": ("verb", VerbRow),
    "words": ("words", WordsRow),
}

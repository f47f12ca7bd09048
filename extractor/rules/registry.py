"""Which rule files there are, and the row that each is made of."""

from __future__ import annotations

from extractor.rules.row import Row
from extractor.rules.rows_checks import CheckRow
from extractor.rules.rows_dates import DateCueRow, DateRow, HolidayRow
from extractor.rules.rows_indicators import (
    IndicatorRow,
    ShortFormRow,
    TieRow,
    TopicRow,
    UnlistedRow,
)
from extractor.rules.rows_meaning import (
    BaselineRow,
    CircumstanceRow,
    MeasureCueRow,
    NatureRow,
    StatusCueRow,
    VerbRow,
    WordsRow,
)
from extractor.rules.rows_people import (
    AbbreviationRow,
    AdminWordRow,
    AgencyRow,
    BylineRow,
    CouncilRow,
    CountryRow,
    HonorificRow,
    MiddleNameRow,
    NameEndRow,
    NonPersonRow,
    OrganisationRow,
    ParentRow,
    RankRow,
    SurnameRow,
    TitleEndRow,
    TitleLinkRow,
    TitleRow,
)
from extractor.rules.rows_places import PlaceWordRow
from extractor.rules.rows_quantities import (
    ComparatorRow,
    CurrencyRow,
    MagnitudeRow,
    NumeralRow,
    UnitRow,
    WordRow,
)
from extractor.rules.rows_references import ReferenceRow, ReferenceTailRow
from extractor.rules.rows_sentences import StopRow

# File stem in patterns/ → (name of its table, row class). A file `units.toml` holds `[[unit]]`s.
FILES: dict[str, tuple[str, type[Row]]] = {
    "abbreviations": ("abbreviation", AbbreviationRow),
    "agencies": ("agency", AgencyRow),
    "admin_words": ("admin_word", AdminWordRow),
    "baselines": ("baseline", BaselineRow),
    "bylines": ("byline", BylineRow),
    "checks": ("check", CheckRow),
    "circumstances": ("circumstance", CircumstanceRow),
    "comparators": ("comparator", ComparatorRow),
    "councils": ("council", CouncilRow),
    "countries": ("country", CountryRow),
    "currencies": ("currency", CurrencyRow),
    "date_cues": ("cue", DateCueRow),
    "dates": ("date", DateRow),
    "figure_words": ("word", WordRow),
    "holidays": ("holiday", HolidayRow),
    "honorifics": ("honorific", HonorificRow),
    "indicators": ("indicator", IndicatorRow),
    "magnitudes": ("magnitude", MagnitudeRow),
    "measure_cues": ("cue", MeasureCueRow),
    "middle_names": ("middle_name", MiddleNameRow),
    "natures": ("nature", NatureRow),
    "name_ends": ("name_end", NameEndRow),
    "non_persons": ("non_person", NonPersonRow),
    "numerals": ("numeral", NumeralRow),
    "organisations": ("organisation", OrganisationRow),
    "parents": ("parent", ParentRow),
    "place_words": ("place_word", PlaceWordRow),
    "ranks": ("rank", RankRow),
    "reference_tails": ("tail", ReferenceTailRow),
    "references": ("reference", ReferenceRow),
    "sentence_stops": ("stop", StopRow),
    "short_forms": ("short_form", ShortFormRow),
    "status_cues": ("cue", StatusCueRow),
    "surnames": ("surname", SurnameRow),
    "ties": ("tie", TieRow),
    "title_ends": ("title_end", TitleEndRow),
    "title_links": ("title_link", TitleLinkRow),
    "titles": ("title", TitleRow),
    "topics": ("topic", TopicRow),
    "unlisted": ("unlisted", UnlistedRow),
    "units": ("unit", UnitRow),
    "verbs": ("verb", VerbRow),
    "words": ("words", WordsRow),
}

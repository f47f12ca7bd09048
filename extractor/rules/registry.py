"""Which rule files there are, and the row that each is made of."""

from __future__ import annotations

from extractor.rules.row import Row
from extractor.rules.rows_sentences import StopRow

# File stem in patterns/ → (name of its table, row class). A file `units.toml` holds `[[unit]]`s.
FILES: dict[str, tuple[str, type[Row]]] = {
    "sentence_stops": ("stop", StopRow),
}

"""Where records go: JSON lines, CSV, workbooks, Parquet, databases, or a table for people."""

from extractor.write.sink import Sink, Target, UnknownFormatError, open_sink, parse_target

__all__ = ["Sink", "Target", "UnknownFormatError", "open_sink", "parse_target"]

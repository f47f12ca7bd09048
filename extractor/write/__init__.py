"""Where records go: JSON lines, CSV, SQLite, or a table for people."""

from extractor.write.sink import Sink, UnknownFormatError, format_of, open_sink

__all__ = ["Sink", "UnknownFormatError", "format_of", "open_sink"]

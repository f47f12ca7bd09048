"""Where articles come from: text files, JSON lines, folders of both, and standard input."""

from extractor.read.fault import Fault
from extractor.read.files import ReadOptions, Source, open_source

__all__ = ["Fault", "ReadOptions", "Source", "open_source"]

"""Where articles come from: files of many kinds, archives and folders of them, the web, stdin."""

from extractor.read.fault import Fault
from extractor.read.files import Source, open_source
from extractor.read.options import ReadOptions, Skip

__all__ = ["Fault", "ReadOptions", "Skip", "Source", "open_source"]

"""What extraction costs, measured beside underthesea in one run, so that ratios can be trusted."""

from extractor.bench.line import Line
from extractor.bench.run import BenchOptions, run_bench

__all__ = ["BenchOptions", "Line", "run_bench"]

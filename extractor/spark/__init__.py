"""Extraction on Spark: the same function on every machine of a cluster.

In a notebook, or in a job of your own:

    from extractor.spark import extract_dataframe
    records = extract_dataframe(articles, keep=["id"])
"""

from __future__ import annotations

from extractor.spark.frame import extract_dataframe

__all__ = ["extract_dataframe"]

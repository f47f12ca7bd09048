"""Words, parts of speech and names from underthesea's models, with offsets, on request only.

Importing this package is free; underthesea is loaded when a segmenter or tagger is first built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.tagging.segmenter import Segmenter
    from extractor.tagging.tagger import Tagger

__all__ = ["default_segmenter", "default_tagger"]


def default_segmenter() -> Segmenter:
    """The word segmenter with the model that underthesea ships, built once."""
    from extractor.tagging.segmenter import default_segmenter

    return default_segmenter()


def default_tagger() -> Tagger:
    """The tagger with the models that underthesea ships, built once."""
    from extractor.tagging.tagger import default_tagger

    return default_tagger()

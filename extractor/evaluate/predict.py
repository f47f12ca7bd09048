"""What extraction makes of the texts of a gold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.article import Article
from extractor.evaluate.annotation import Annotation, annotation

if TYPE_CHECKING:
    from extractor.engine import Extractor


def predict(
    engine: Extractor, gold: Sequence[Annotation], say: Callable[[str], None]
) -> Iterator[Annotation]:
    """The records of the articles as annotations; one that fails is told and left out."""
    for one in gold:
        article = Article(one.text, published=one.published, title=one.title, source=one.id)
        try:
            record = engine.read(article)
        except Exception as error:
            # The others must still be judged; the one that is missing counts as empty.
            reason = str(error).replace("\n", " ")[:300]
            say(f"{one.id}: could not be read ({type(error).__name__}: {reason})")
            continue
        data = record.model_dump(mode="json", by_alias=True)
        yield annotation(replace(one.origin, checks=None), data, one.id)

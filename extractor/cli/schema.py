"""The record contract as JSON Schema."""

from __future__ import annotations

import json


def schema_text() -> str:
    """The JSON Schema of `ArticleRecord` as it is written out, ready to be saved."""
    from extractor.models import ArticleRecord

    schema = ArticleRecord.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

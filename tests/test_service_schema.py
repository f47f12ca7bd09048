"""Requests made up from the service's own description never break it, and its answers fit it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from extractor.service.app import create_app
from extractor.service.settings import Settings

# Lines of JSON are tried in test_service.py; schemathesis cannot write them.
pytestmark = pytest.mark.filterwarnings("ignore:Skipped test cases with unsupported payload")
schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

KEY = "key"
APP = create_app(Settings(tagger="rules", hosts=(), max_mb=1, key=KEY))
schema = schemathesis.openapi.from_asgi("/openapi.json", APP)
# Valid by its form is not readable as an article: markup may hold no text, a file may be of no
# known kind. Such bodies are refused with the reason.
NOT_CHECKED = [schemathesis.checks.positive_data_acceptance]


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_service_keeps_to_its_description(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"X-API-Key": KEY}, excluded_checks=NOT_CHECKED)

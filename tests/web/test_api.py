"""The API does what its description says: asked by schemathesis with what fits the description and what does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.python.asgi import ASGIClient, get_client
from schemathesis.specs.openapi.checks import positive_data_acceptance
from served import ADDRESS

from isnad.web.app import VIEWS, create_app
from isnad.web.openapi import document
from isnad.web.settings import WebSettings

FEW = settings(max_examples=4, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


# What their fields mean can be wrong though their form is right: a query, and what a judgement is about.
MEANT = ("/search.json", "/search.csv", "/judgements.json")
API = schemathesis.openapi.from_dict(document(VIEWS))

API.config.checks.negative_data_rejection.expected_statuses.append("414")


@pytest.fixture(scope="module")
def asking(copied_once: str) -> Iterator[ASGIClient]:
    """A program that asks a record which it may write to."""
    with get_client(create_app(copied_once, WebSettings())) as client:
        yield client


@API.parametrize()
@FEW
def test_answers_are_as_described(case: schemathesis.Case, asking: ASGIClient) -> None:
    without = [positive_data_acceptance] if case.path in MEANT else []
    case.call_and_validate(base_url=ADDRESS, app=asking.app, session=asking, excluded_checks=without)

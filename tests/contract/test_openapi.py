# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The cassettes held against eBay's own OpenAPI documents, where these are at hand.

They may not be redistributed, so they are not in the repository; `EBAY_OPENAPI` names
a folder of them, else the one beside the checkout is tried. They are of an earlier
edition than the schemas that ``test_recorded`` holds the same cassettes against.
"""

import json
import os
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest
import recorder

SPECS = Path(
    os.environ.get("EBAY_OPENAPI")
    or Path(__file__).resolve().parents[3] / "shared" / "ebay" / "specs"
)
FILES = {
    "/sell/inventory/v1": "sell_inventory_v1_oas3.json",
    "/sell/account/v1": "sell_account_v1_oas3.json",
    "/sell/metadata/v1": "sell_metadata_v1_oas3.json",
    "/sell/fulfillment/v1": "sell_fulfillment_v1_oas3.json",
    "/sell/feed/v1": "sell_feed_v1_oas3.json",
    "/commerce/taxonomy/v1": "commerce_taxonomy_v1_oas3.json",
    "/commerce/identity/v1": "commerce_identity_v1_oas3.json",
    "/commerce/notification/v1": "commerce_notification_v1_oas3.json",
    "/developer/analytics/v1_beta": "developer_analytics_v1_beta_oas3.json",
    "/developer/key_management/v1": "developer_key_management_v1_oas3.json",
}
NEWER = {
    ("get", "/category_tree/77/get_expired_categories"),
    ("get", "/shipping/marketplace/EBAY_DE/get_shipping_services"),
}
ASPECTS = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}
pytestmark = pytest.mark.skipif(
    not SPECS.is_dir(), reason="eBay's OpenAPI documents are not beside the checkout"
)


@cache
def document(base):
    """Return an OpenAPI document in which no object may have undeclared properties."""
    text = (SPECS / FILES[base]).read_text(encoding="utf-8")
    spec = json.loads(text)
    schemas = spec["components"]["schemas"]
    if "Order" in schemas:
        # Sent, and left out of the document.
        schemas["Order"]["properties"]["legacyOrderId"] = {"type": "string"}
    for schema in schemas.values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        # Declared a string, described and sent as an object.
        if schema.get("properties", {}).get("aspects", {}).get("type") == "string":
            schema["properties"]["aspects"] = ASPECTS
    return spec


def operation(base, path, method):
    """Return an operation, None if only a later edition of the document has it."""
    for template, operations in document(base)["paths"].items():
        if same_path(template, path) and method in operations:
            return operations[method]
    assert (method, path) in NEWER, f"{method} {path} is not published"
    return None


def json_schema(base, described):
    """Return the JSON schema of a described body, None when it has none."""
    content = described.get("content", {}).get("application/json")
    return content and document(base) | content["schema"]


def answer_schema(base, path, method, status):
    """Return the schema of an operation's answer, None when it has none here."""
    found = operation(base, path, method)
    return found and json_schema(base, found["responses"].get(str(status), {}))


def request_problems(base, path, method, request):
    """Return what eBay would not accept of a request's parameters and headers."""
    found = operation(base, path, method)
    if not found:
        return []
    query = dict(parse_qsl(urlsplit(request["uri"]).query, keep_blank_values=True))
    headers = {name.lower() for name, values in request["headers"].items() if values}
    sent = {"query": set(query), "header": headers}
    declared = [one for one in found.get("parameters", []) if one["in"] in sent]
    names = {one["name"] for one in declared if one["in"] == "query"}
    return [f"{name} is not declared" for name in set(query) - names] + [
        f"{one['name']} is missing"
        for one in declared
        if one.get("required") and one["name"].lower() not in lower(sent[one["in"]])
    ]


def lower(names):
    """Return names as they are compared: those of headers have no case."""
    return {name.lower() for name in names}


def described_exchanges(name):
    """Yield ``(base, path, method, request, response)`` of a cassette's REST calls."""
    for request, response in recorder.interactions(name):
        path = request["uri"].removeprefix(f"https://{recorder.HOST}").partition("?")[0]
        base = next((one for one in FILES if path.startswith(one)), None)
        if base:
            method = request["method"].lower()
            yield base, path.removeprefix(base), method, request, response


def same_path(template, path):
    """Return whether a path is an instance of a template."""
    wanted, given = template.strip("/").split("/"), path.strip("/").split("/")
    return len(wanted) == len(given) and all(
        one.startswith("{") or one == other
        for one, other in zip(wanted, given, strict=True)
    )


@pytest.mark.parametrize("name", recorder.names())
def test_a_cassettes_rest_answers_are_as_the_openapi_says(name):
    for base, path, method, _request, response in described_exchanges(name):
        schema = answer_schema(base, path, method, response["status"]["code"])
        content = response["body"]["string"]
        if schema and content:
            jsonschema.validate(json.loads(content), schema)


@pytest.mark.parametrize("name", recorder.names())
def test_a_cassettes_rest_requests_are_as_the_openapi_says(name):
    for base, path, method, request, _response in described_exchanges(name):
        assert request_problems(base, path, method, request) == []
        found = operation(base, path, method)
        described = (found or {}).get("requestBody", {})
        schema = json_schema(base, described)
        if schema and request["body"]:
            jsonschema.validate(json.loads(request["body"]), schema)
        assert request["body"] or not described.get("required")


def test_what_is_not_declared_is_found():
    request = {"uri": "https://ebay.example/x?limit=5&fiction=1", "headers": {}}
    problems = request_problems("/sell/inventory/v1", "/inventory_item", "get", request)
    assert problems == ["fiction is not declared"]
    request = {"uri": "https://ebay.example/x", "headers": {"Content-Type": ["x"]}}
    problems = request_problems(
        "/sell/inventory/v1", "/inventory_item/A", "put", request
    )
    assert problems == ["Content-Language is missing"]


def test_fiction_is_found():
    schema = answer_schema("/sell/inventory/v1", "/inventory_item", "get", 200)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"fiction": 1}, schema)

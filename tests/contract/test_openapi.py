# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The cassettes held against eBay's own OpenAPI documents, where these are at hand.

They may not be redistributed, so they are not in the repository; `EBAY_OPENAPI` names
a folder of them, else the one beside the checkout is tried.
"""

import json
import os
from functools import cache
from pathlib import Path

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


def answer_schema(base, path, method, status):
    """Return the schema of an operation's answer, None when it has none here."""
    spec = document(base)
    for template, operations in spec["paths"].items():
        if not same_path(template, path) or method not in operations:
            continue
        answer = operations[method]["responses"].get(str(status), {})
        content = answer.get("content", {}).get("application/json")
        return content and spec | content["schema"]
    # A later edition of eBay's documents has it; the simulator is held to that one.
    assert (method, path) in NEWER, f"{method} {path} is not published"
    return None


def same_path(template, path):
    """Return whether a path is an instance of a template."""
    wanted, given = template.strip("/").split("/"), path.strip("/").split("/")
    return len(wanted) == len(given) and all(
        one.startswith("{") or one == other
        for one, other in zip(wanted, given, strict=True)
    )


@pytest.mark.parametrize("name", recorder.names())
def test_a_cassettes_rest_answers_are_as_the_openapi_says(name):
    for request, response in recorder.interactions(name):
        path = request["uri"].removeprefix(f"https://{recorder.HOST}").partition("?")[0]
        base = next((one for one in FILES if path.startswith(one)), None)
        if base is None:
            continue
        status = response["status"]["code"]
        method = request["method"].lower()
        schema = answer_schema(base, path.removeprefix(base), method, status)
        content = response["body"]["string"]
        if schema is None or not content:
            continue
        jsonschema.validate(json.loads(content), schema)


def test_fiction_is_found():
    schema = answer_schema("/sell/inventory/v1", "/inventory_item", "get", 200)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"fiction": 1}, schema)

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The payloads that the client's tests read are as eBay publishes."""

import json
from pathlib import Path

import pytest
from lxml import etree

from simulator.validation import json_check, xml_check
from simulator.validation.operations import operations, trading_model
from simulator.validation.shapes import shape_of_model

FIXTURES = Path(__file__).parents[1] / "client" / "fixtures"
JSON_ANSWERS = {
    "identity_get_user": ("commerce.identity", "getUser"),
    "inventory_items_page": ("sell.inventory", "getInventoryItems"),
    "rate_limits": ("developer.analytics", "getRateLimits"),
    "taxonomy_default_tree_id": ("commerce.taxonomy", "getDefaultCategoryTreeId"),
}
TRADING_ANSWERS = [
    path
    for path in sorted(FIXTURES.glob("*.xml"))
    if etree.parse(str(path)).getroot().tag.endswith("Response")
]
#: Older versions of the schema had these, and accounts on them may still send them.
WITHDRAWN = ("OutOfStockControl: ItemType has no such element",)


@pytest.mark.parametrize("path", TRADING_ANSWERS, ids=lambda one: one.stem)
def test_a_trading_payload_is_as_published(path):
    root = etree.parse(str(path)).getroot()
    model = trading_model(root.tag.rpartition("}")[2] + "Type")
    # Shortened and ordered for reading: what is left out or moved is no fiction.
    found = xml_check.problems(
        root, shape_of_model(model), ordered=False, complete=False
    )
    assert [one for one in found if not one.endswith(WITHDRAWN)] == []


@pytest.mark.parametrize("name", sorted(JSON_ANSWERS))
def test_a_rest_payload_is_as_published(name):
    api, operation = JSON_ANSWERS[name]
    body = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    shape = shape_of_model(operations(api)[operation].answer_model)
    assert list(json_check.problems(body, shape)) == []

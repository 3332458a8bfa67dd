# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What each REST call sends, and what it makes of the answer."""

import gzip
from decimal import Decimal

import httpx
import pytest

from ebay_client import TransientError
from ebay_client.rest import encode_json

API = "https://api.sandbox.ebay.com"


def test_inventory_items_by_page(client, ebay):
    """EBay's offset is a page number from 0, ours are from 1."""
    ebay.say_fixture("inventory_items_page.json")
    page = client.inventory.get_inventory_items(page=3)
    assert [item["sku"] for item in page["inventoryItems"]][:1] == ["MUG-1"]
    request = ebay.request
    assert (
        str(request.url) == f"{API}/sell/inventory/v1/inventory_item?limit=200&offset=2"
    )
    assert request.headers["authorization"] == "Bearer user-token-1"
    assert request.headers["accept-language"] == "en-US"
    assert request.headers["accept-encoding"] == "gzip"
    assert request.headers["user-agent"].startswith("connector_ebay")


def test_inventory_items_in_bulk(client, ebay):
    ebay.say_json('{"responses": []}', 207)
    assert client.inventory.bulk_get_inventory_item(["A", "Ü 1"]) == {"responses": []}
    request = ebay.request
    assert request.content == '{"requests":[{"sku":"A"},{"sku":"Ü 1"}]}'.encode()
    assert request.headers["content-type"] == "application/json"


@pytest.mark.parametrize("skus", [[], ["A"] * 2, [str(n) for n in range(26)]])
def test_a_bulk_ebay_would_refuse_is_not_sent(client, ebay, skus):
    with pytest.raises(ValueError):
        client.inventory.bulk_get_inventory_item(skus)
    assert not ebay.requests


def test_the_category_tree_of_a_marketplace(client, ebay):
    ebay.say_fixture("taxonomy_default_tree_id.json")
    answer = client.taxonomy.get_default_category_tree_id("EBAY_DE")
    assert answer == {"categoryTreeId": "77", "categoryTreeVersion": "129"}
    assert str(ebay.request.url) == (
        f"{API}/commerce/taxonomy/v1/get_default_category_tree_id?marketplace_id=EBAY_DE"
    )
    assert ebay.request.headers["authorization"] == "Bearer application-token-1"


def test_a_tree_in_its_language(client, ebay):
    ebay.say_json('{"categoryTreeId": "123", "rootCategoryNode": {}}')
    client.taxonomy.get_category_tree("123", accept_language="fr-BE")
    assert str(ebay.request.url) == f"{API}/commerce/taxonomy/v1/category_tree/123"
    assert ebay.request.headers["accept-language"] == "fr-BE"


def test_identity_is_on_the_other_host(client, ebay):
    ebay.say_fixture("identity_get_user.json")
    assert client.identity.get_user()["username"] == "demo-seller"
    assert str(ebay.request.url) == (
        "https://apiz.sandbox.ebay.com/commerce/identity/v1/user/"
    )


def test_limits_of_the_application(client, ebay):
    ebay.say_fixture("rate_limits.json")
    limits = client.analytics.get_rate_limits("sell", "fulfillment")
    assert limits[0]["resources"][0]["rates"][0]["remaining"] == 99689
    assert str(ebay.request.url) == (
        f"{API}/developer/analytics/v1_beta/rate_limit/"
        "?api_context=sell&api_name=fulfillment"
    )
    assert ebay.request.headers["authorization"] == "Bearer application-token-1"
    ebay.say(204)
    assert client.analytics.get_rate_limits() == []
    assert ebay.request.url.query == b""


def test_ids_cannot_leave_their_place_in_the_path(client, ebay):
    ebay.say_json("{}")
    client.taxonomy.get_category_tree("../x?y=1#z")
    assert ebay.request.url.raw_path == (
        b"/commerce/taxonomy/v1/category_tree/..%2Fx%3Fy%3D1%23z"
    )


def test_fractions_are_exact(client, ebay):
    ebay.say_json('{"amount": 0.1, "count": 3}')
    answer = client.identity.get_user()
    assert answer["amount"] == Decimal("0.1") and isinstance(answer["amount"], Decimal)
    assert answer["count"] == 3


def test_money_is_sent_as_text():
    assert encode_json({"value": Decimal("1E+2")}) == b'{"value":"100"}'
    assert encode_json({"value": Decimal("9.90")}) == b'{"value":"9.90"}'
    with pytest.raises(TypeError):
        encode_json({"value": object()})


def test_a_compressed_answer_is_read(client, ebay):
    ebay.say(
        content=gzip.compress(b'{"userId": "u"}'),
        media_type="application/json",
        headers={"content-encoding": "gzip"},
    )
    assert client.identity.get_user() == {"userId": "u"}


def test_a_broken_compression_is_transient(client, ebay):
    ebay.answers.append(
        httpx.Response(
            200,
            headers={"content-encoding": "gzip", "content-type": "application/json"},
            stream=httpx.ByteStream(b"not gzip at all"),
        )
    )
    with pytest.raises(TransientError):
        client.identity.get_user()

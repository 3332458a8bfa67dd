# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Policies, categories' duties, and the words of a site."""

import json

import pytest

from ebay_client import RejectedError
from ebay_client.sell_account import is_not_opted_in

from .schema import check_request


def say(ebay, body, status=200):
    ebay.say_json(json.dumps(body), status)


@pytest.mark.parametrize("kind", ["fulfillment", "payment", "return"])
def test_policies_of_a_marketplace(client, ebay, kind):
    say(ebay, {f"{kind}Policies": [{"name": "Standard"}], "total": 1})
    read = getattr(client.account, f"get_{kind}_policies")
    assert read("EBAY_DE") == [{"name": "Standard"}]
    assert ebay.request.url.path == f"/sell/account/v1/{kind}_policy"
    assert ebay.request.url.query == b"marketplace_id=EBAY_DE"
    assert "content-language" not in ebay.request.headers
    say(ebay, {f"{kind}Policies": []})
    assert read("EBAY_CA", "fr-CA") == []
    assert ebay.request.headers["content-language"] == "fr-CA"


def test_a_seller_without_business_policies_is_told_apart(client, ebay):
    error = {
        "errorId": 20403,
        "domain": "API_ACCOUNT",
        "category": "REQUEST",
        "message": "Invalid .",
        "longMessage": "User is not eligible for Business Policy.",
    }
    say(ebay, {"errors": [error]}, 400)
    with pytest.raises(RejectedError) as caught:
        client.account.get_payment_policies("EBAY_DE")
    assert is_not_opted_in(caught.value)


def test_programs_and_privileges(client, ebay):
    say(ebay, {"programs": [{"programType": "SELLING_POLICY_MANAGEMENT"}]})
    assert client.account.get_opted_in_programs() == ["SELLING_POLICY_MANAGEMENT"]
    say(ebay, {})
    client.account.opt_in_to_program()
    assert json.loads(ebay.request.content) == {
        "programType": "SELLING_POLICY_MANAGEMENT"
    }
    say(ebay, {"sellerRegistrationCompleted": True})
    assert client.account.get_privileges()["sellerRegistrationCompleted"]


POLICIES = {
    "get_category_policies": "categoryPolicies",
    "get_item_condition_policies": "itemConditionPolicies",
    "get_listing_structure_policies": "listingStructurePolicies",
    "get_negotiated_price_policies": "negotiatedPricePolicies",
    "get_regulatory_policies": "regulatoryPolicies",
    "get_extended_producer_responsibility_policies": "extendedProducerResponsibilities",
    "get_return_policies": "returnPolicies",
}


@pytest.mark.parametrize("method", sorted(POLICIES))
def test_policies_of_categories(client, ebay, method):
    say(ebay, {POLICIES[method]: [{"categoryId": "22625"}]})
    found = getattr(client.metadata, method)("EBAY_DE", ["22625", "1"])
    assert found == [{"categoryId": "22625"}]
    assert ebay.request.url.path == f"/sell/metadata/v1/marketplace/EBAY_DE/{method}"
    assert ebay.request.url.query == b"filter=categoryIds%3A%7B22625%7C1%7D"
    assert ebay.request.headers["authorization"] == "Bearer application-token-1"


def test_conditions_of_this_seller(client, ebay):
    say(ebay, {"itemConditionPolicies": []})
    client.metadata.get_item_condition_policies("EBAY_DE", ["1"], of_seller=True)
    assert ebay.request.headers["authorization"] == "Bearer user-token-1"


def test_too_many_categories_are_not_sent(client, ebay):
    with pytest.raises(ValueError):
        client.metadata.get_category_policies("EBAY_DE", [str(n) for n in range(51)])
    assert not ebay.requests


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("get_currencies", "marketplaceId"),
        ("get_hazardous_materials_labels", "statements"),
        ("get_product_safety_labels", "statements"),
    ],
)
def test_labels_and_currencies(client, ebay, method, name):
    say(ebay, {name: []})
    assert getattr(client.metadata, method)("EBAY_DE") == {name: []}
    say(ebay, {"shippingServices": [{"shippingService": "DE_DHLPaket"}]})
    (service,) = client.metadata.get_shipping_services("EBAY_DE", "de-DE")
    assert service["shippingService"] == "DE_DHLPaket"
    assert ebay.request.headers["accept-language"] == "de-DE"


def test_suggestions_aspects_and_expired_categories(client, ebay):
    taxonomy = client.taxonomy
    say(ebay, {"categorySuggestions": [{"category": {"categoryId": "22625"}}]})
    (found,) = taxonomy.get_category_suggestions("77", "Bohrer & Set", "de-DE")
    assert found["category"]["categoryId"] == "22625"
    assert ebay.request.url.query == b"q=Bohrer%20%26%20Set"
    say(ebay, {"aspects": [{"localizedAspectName": "Marke"}]})
    (aspect,) = taxonomy.get_item_aspects_for_category("77", "22625")
    assert aspect["localizedAspectName"] == "Marke"
    rows = [{"fromCategoryId": "1", "toCategoryId": "2"}]
    say(ebay, {"expiredCategories": rows})
    assert taxonomy.get_expired_categories("77") == {"1": "2"}
    say(ebay, {"categorySubtreeNode": {}})
    assert taxonomy.get_category_subtree("77", "1") == {"categorySubtreeNode": {}}
    with pytest.raises(ValueError):
        taxonomy.get_category_suggestions("77", " ")


def test_the_sites_words_for_no_identifier(client, ebay):
    ebay.say_xml(
        "<GeteBayDetailsResponse><Ack>Success</Ack><ProductDetails>"
        "<ProductIdentifierUnavailableText>Nicht zutreffend"
        "</ProductIdentifierUnavailableText></ProductDetails></GeteBayDetailsResponse>"
    )
    client.trading.site_id = 77
    assert client.trading.get_identifier_unavailable_text() == "Nicht zutreffend"
    check_request("GeteBayDetails", ebay.request.content)
    assert ebay.request.headers["x-ebay-api-siteid"] == "77"

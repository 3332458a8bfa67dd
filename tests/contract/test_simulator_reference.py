# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Policies, and what eBay says about its categories, in the words of each site."""

import pytest

from simulator.marketplaces import MARKETPLACES
from simulator.publishing.aspects import aspects_of

pytestmark = pytest.mark.catalogue(listings=1)
METADATA = "/sell/metadata/v1/marketplace"
TREE = "/commerce/taxonomy/v1/category_tree"
POLICIES = (
    "category_policies",
    "item_condition_policies",
    "listing_structure_policies",
    "negotiated_price_policies",
    "regulatory_policies",
    "extended_producer_responsibility_policies",
    "return_policies",
)


def policies(caller, name, market="EBAY_DE", categories="22625", **options):
    """Return the only list in the answer."""
    path = f"{METADATA}/{market}/get_{name}"
    query = {"filter": f"categoryIds:{{{categories}}}"} if categories else {}
    answer = caller.rest("GET", path, params=query, **options)
    assert answer.status_code == 200, answer.text
    (found,) = answer.json().values()
    return found


@pytest.mark.parametrize("name", POLICIES)
def test_policies_of_categories_are_as_published(simulator, caller, name):
    for market in MARKETPLACES:
        found = policies(caller, name, market, "22625|15687|84134", application=True)
        assert [one["categoryId"] for one in found] == ["22625", "15687"]
    everything = policies(caller, name, categories="", application=True)
    assert len(everything) > 40
    assert simulator.violations == []


@pytest.mark.parametrize(
    "path",
    [
        "get_currencies",
        "get_hazardous_materials_labels",
        "get_product_safety_labels",
    ],
)
def test_labels_are_as_published(simulator, caller, path):
    answer = caller.rest("GET", f"{METADATA}/EBAY_DE/{path}", application=True)
    assert answer.status_code == 200
    services = "/sell/metadata/v1/shipping/marketplace/EBAY_DE/get_shipping_services"
    (service,) = caller.rest("GET", services).json()["shippingServices"]
    assert service["shippingService"] == "DE_DHLPaket"
    assert simulator.violations == []


def test_one_condition_has_other_words_by_category(caller):
    found = policies(caller, "item_condition_policies", categories="22625|15687")
    drills, shirts = (
        {
            one["conditionId"]: one["conditionDescription"]
            for one in row["itemConditions"]
        }
        for row in found
    )
    assert (drills["1000"], shirts["1000"]) == ("Neu", "Neu mit Etikett")


def test_restricted_conditions_are_shown_to_whom_may_use_them(simulator, caller):
    def numbers(**options):
        (row,) = policies(caller, "item_condition_policies", **options)
        return [one["conditionId"] for one in row["itemConditions"]]

    assert "2000" in numbers(application=True)
    assert "2000" not in numbers()
    simulator.publishing.refurbished = True
    assert "2000" in numbers()


def test_identifiers_and_duties_of_a_category(caller):
    (row,) = policies(caller, "category_policies")
    assert (row["eanSupport"], row["isbnSupport"]) == ("REQUIRED", "DISABLED")
    (row,) = policies(caller, "category_policies", categories="261186")
    assert (row["eanSupport"], row["isbnSupport"]) == ("DISABLED", "REQUIRED")
    (row,) = policies(caller, "regulatory_policies")
    assert row["supportedAttributes"][0] == {
        "name": "MANUFACTURER_CONTACT",
        "usage": "REQUIRED",
    }
    (row,) = policies(caller, "listing_structure_policies")
    assert not row["variationsSupported"]


def test_aspects_of_every_category_are_as_published(simulator, caller):
    for market in MARKETPLACES.values():
        for category in simulator.categories.by_id.values():
            if not category.is_leaf:
                continue
            path = f"{TREE}/{market.tree_id}/get_item_aspects_for_category"
            query = {"category_id": category.category_id}
            answer = caller.rest("GET", path, params=query, application=True)
            found = answer.json()["aspects"]
            names = [one["localizedAspectName"] for one in found]
            assert len(set(names)) == len(names)
            assert found == aspects_of(category, market.language)
    path = f"{TREE}/212/get_item_aspects_for_category?category_id=22625"
    first, *_others = caller.rest("GET", path, application=True).json()["aspects"]
    assert first["localizedAspectName"] == "Marka"
    assert simulator.violations == []


def test_aspects_are_those_of_leaves(caller):
    path = f"{TREE}/77/get_item_aspects_for_category?category_id="
    answer = caller.rest("GET", f"{path}84134", application=True)
    assert answer.json()["errors"][0]["errorId"] == 62009
    answer = caller.rest("GET", f"{path}999999", application=True)
    assert answer.json()["errors"][0]["errorId"] == 62005


@pytest.mark.parametrize(
    ("market", "text", "expected"),
    [("77", "Bohrer-Set HSS", "22625"), ("212", "wiertło do metalu", "22625")],
)
def test_suggestions_come_with_their_ancestors(
    simulator, caller, market, text, expected
):
    path = f"{TREE}/{market}/get_category_suggestions"
    answer = caller.rest("GET", path, params={"q": text}, application=True).json()
    first = answer["categorySuggestions"][0]
    assert first["category"]["categoryId"] == expected
    found = [one["categoryId"] for one in first["categoryTreeNodeAncestors"]]
    assert found == ["84134", "3187"]
    assert simulator.violations == []


def test_policies_of_each_marketplace(simulator, caller):
    for kind in ("fulfillment", "payment", "return"):
        for market in MARKETPLACES:
            path = f"/sell/account/v1/{kind}_policy?marketplace_id={market}"
            answer = caller.rest("GET", path).json()
            assert answer["total"] == len(answer[f"{kind}Policies"]) == 1
    assert caller.rest("GET", "/sell/account/v1/privilege").json() == {
        "sellerRegistrationCompleted": True
    }
    simulator.publishing.selling_limit = (500, 10)
    limit = caller.rest("GET", "/sell/account/v1/privilege").json()["sellingLimit"]
    assert limit == {"amount": {"value": "500", "currency": "EUR"}, "quantity": 10}
    assert simulator.violations == []


def test_opting_in_takes_its_time(simulator, caller):
    publishing = simulator.publishing
    publishing.opt_out()
    publishing.opt_in_delay = 3600
    path = "/sell/account/v1/payment_policy?marketplace_id=EBAY_DE"
    answer = caller.rest("GET", path)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["errorId"]) == (400, 20403)
    assert error["longMessage"] == "User is not eligible for Business Policy."
    programs = "/sell/account/v1/program/get_opted_in_programs"
    assert caller.rest("GET", programs).json() == {"programs": []}
    body = {"programType": "SELLING_POLICY_MANAGEMENT"}
    answer = caller.rest("POST", "/sell/account/v1/program/opt_in", json=body)
    assert answer.status_code == 200
    assert caller.rest("GET", path).status_code == 400
    simulator.clock.advance(3601)
    assert caller.rest("GET", path).status_code == 200
    assert caller.rest("GET", programs).json() == {"programs": [body]}
    assert simulator.violations == []


@pytest.mark.parametrize(
    ("site", "text"), [("77", "Nicht zutreffend"), ("3", "Does not apply")]
)
def test_the_words_for_no_identifier(simulator, caller, site, text):
    fields = "<DetailName>ProductDetails</DetailName>"
    answer = caller.trading("GeteBayDetails", fields, site=site)
    assert f"<ProductIdentifierUnavailableText>{text}<" in answer.text
    assert simulator.violations == []

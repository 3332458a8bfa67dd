# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The check against eBay's schemas finds what is not in them."""

import json

import pytest
from lxml import etree
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from simulator.trading_xml import NAMESPACE
from simulator.validation import Checker

ANSWER = (
    "<Timestamp>2026-06-30T10:00:00.000Z</Timestamp><Ack>Success</Ack>"
    "<Version>1477</Version><Build>E1477</Build>"
)


def item_answer(item):
    """Return a GetItem answer around an item's elements."""
    return (
        f'<GetItemResponse xmlns="{NAMESPACE}">{ANSWER}<Item>{item}</Item>'
        "</GetItemResponse>"
    ).encode()


def rest_request(path, **options):
    """Return a request as an endpoint gets it."""
    return Request(EnvironBuilder(path=path, **options).get_environ())


def problems(checker):
    """Return the sentences of all violations."""
    return [violation.problem for violation in checker.violations]


def test_a_good_item_has_no_problem():
    checker = Checker()
    item = '<Country>DE</Country><StartPrice currencyID="EUR">1.0</StartPrice>'
    assert checker.check_trading_answer("GetItem", item_answer(item)) == []


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ("<Fiction>1</Fiction>", "ItemType has no such element"),
        ("<Country>Narnia</Country>", "none of the values allowed"),
        ("<Quantity>many</Quantity>", "int is expected"),
        ("<AutoPay>yes</AutoPay>", "bool is expected"),
        ("<Country>DE</Country><Country>DE</Country>", "more than once"),
        ("<Country>DE</Country><AutoPay>true</AutoPay>", "before which it belongs"),
        ("<StartPrice>1.0</StartPrice>", "AmountType cannot be without it"),
        ('<StartPrice currencyID="EUR" made="up">1</StartPrice>', "no such attribute"),
        ("<ListingDetails>text</ListingDetails>", "has no text of its own"),
        ('<ItemID xmlns="urn:other">1</ItemID>', "outside eBay's namespace"),
    ],
)
def test_fiction_in_a_trading_answer_is_found(item, problem):
    checker = Checker()
    checker.check_trading_answer("GetItem", item_answer(item))
    assert [one for one in problems(checker) if problem in one]


def test_fiction_in_a_trading_request_is_found():
    checker = Checker()
    root = etree.fromstring(
        f'<GetItemRequest xmlns="{NAMESPACE}"><ItemID>1</ItemID>'
        "<WarningLevel>Loud</WarningLevel><Everything>true</Everything>"
        "</GetItemRequest>"
    )
    checker.check_trading_request("GetItem", root)
    found = " ".join(problems(checker))
    assert "WarningLevel" in found and "Everything" in found
    assert {violation.side for violation in checker.violations} == {"request"}


def test_the_order_of_a_request_is_free_as_in_ebays_own_samples():
    checker = Checker()
    root = etree.fromstring(
        f'<GetItemRequest xmlns="{NAMESPACE}"><ItemID>1</ItemID>'
        "<WarningLevel>High</WarningLevel></GetItemRequest>"
    )
    assert checker.check_trading_request("GetItem", root) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"categoryTreeId": 77}, "str is expected, not int"),
        ({"categoryTreeId": "77", "fiction": 1}, "no such field"),
        ({"categoryTreeId": None}, "not null"),
        ([], "not list"),
        ({"errors": [{"errorId": 1}], "x": 1}, "no such field"),
    ],
)
def test_fiction_in_a_rest_answer_is_found(body, problem):
    checker = Checker()
    checker.check_answer(
        "commerce.taxonomy", "getDefaultCategoryTreeId", 200, json.dumps(body).encode()
    )
    assert [one for one in problems(checker) if problem in one]


def test_an_error_without_its_domain_is_found():
    checker = Checker()
    body = {"errors": [{"errorId": 1, "category": "REQUEST", "message": "no"}]}
    checker.check_answer(
        "commerce.taxonomy", "getCategoryTree", 400, json.dumps(body).encode()
    )
    assert problems(checker) == ["$.errors[0].domain: Error cannot be without it"]


@pytest.mark.parametrize(
    ("operation", "request_", "problem"),
    [
        (
            "getInventoryItems",
            rest_request("/x?page=2"),
            "query parameter page is not published",
        ),
        (
            "createOrReplaceInventoryItem",
            rest_request("/x", method="PUT", json={}),
            "header Content-Language is required",
        ),
        (
            "bulkUpdatePriceQuantity",
            rest_request("/x", method="POST", json={"requests": [{"skus": "A"}]}),
            "PriceQuantity has no such field",
        ),
        (
            "bulkUpdatePriceQuantity",
            rest_request(
                "/x",
                method="POST",
                json={"requests": [{"offers": [{"price": {"value": 1.5}}]}]},
            ),
            "str is expected, not float",
        ),
        (
            "bulkUpdatePriceQuantity",
            rest_request("/x", method="POST", data="{}", content_type="text/plain"),
            "not application/json",
        ),
        (
            "bulkUpdatePriceQuantity",
            rest_request(
                "/x", method="POST", data="{", content_type="application/json"
            ),
            "not JSON",
        ),
    ],
)
def test_fiction_in_a_rest_request_is_found(operation, request_, problem):
    checker = Checker()
    checker.check_request("sell.inventory", operation, request_)
    assert [one for one in problems(checker) if problem in one]


def test_a_missing_parameter_is_found():
    checker = Checker()
    checker.check_request(
        "commerce.taxonomy", "getDefaultCategoryTreeId", rest_request("/x")
    )
    assert problems(checker) == ["query parameter marketplace_id is required"]


def test_what_is_switched_off_is_not_checked():
    bad = item_answer("<Fiction>1</Fiction>")
    assert Checker("requests").check_trading_answer("GetItem", bad) == []
    assert Checker("none").check_request("no.such.api", "", None) == []
    with pytest.raises(ValueError, match="level"):
        Checker("some")

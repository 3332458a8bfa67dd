# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who bought an order and where it goes."""

import pytest
from plain_modules import load

partners = load("connector_ebay_sale", "order_partners")


def contact(name="Erika Muster", street="Musterstraße 1", country="DE", **changes):
    return {
        "fullName": name,
        "contactAddress": {
            "addressLine1": street,
            "city": "Berlin",
            "postalCode": "10115",
            "countryCode": country,
        },
        **changes,
    }


def order(to=None, step=None, **buyer):
    shipping = {"shippingStep": {"shipTo": to or contact()}, **(step or {})}
    return {
        "orderId": "06-1",
        "creationDate": "2026-05-03T18:01:11.000Z",
        "buyer": {"username": "erika", **buyer},
        "lineItems": [{"listingMarketplaceId": "EBAY_DE"}],
        "fulfillmentStartInstructions": [shipping],
    }


def test_the_key_is_the_user_id_where_ebay_sends_it():
    assert partners.read_partners(order()).buyer_key == "erika"
    assert partners.read_partners(order(userId="Id1")).buyer_key == "Id1"
    assert partners.read_partners(order(username="")).buyer_key == "06-1"


def test_equal_addresses_have_one_hash():
    one = partners.read_partners(order())
    same = partners.read_partners(order(contact(name="ERIKA  muster")))
    other = partners.read_partners(order(contact(street="Musterstraße 2")))
    assert one.address_hash == same.address_hash != other.address_hash


def test_an_address_that_ebay_has_removed_has_no_hash():
    assert partners.read_partners(order(contact("", ""))).address_hash == ""


@pytest.mark.parametrize("word", ["Invalid Request", " default ", "NONE", ""])
def test_words_for_nothing_are_nothing(word):
    found = partners.read_partners(order(contact(companyName=word)))
    assert found.ship_to.company == ""


def test_the_hubs_own_country_levies_no_tax():
    step = {
        "ebaySupportedFulfillment": True,
        "finalDestinationAddress": {"countryCode": "US"},
    }
    found = partners.read_partners(order(contact(country="GB"), step))
    assert (found.kind, found.tax_country) == ("hub", "US")


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ({}, "address"),
        ({"fulfillmentInstructionsType": "DIGITAL"}, "none"),
        ({"fulfillmentInstructionsType": "FULFILLED_BY_EBAY"}, "ebay"),
        ({"pickupStep": {"merchantLocationKey": "shop"}}, "pickup"),
    ],
)
def test_delivery_kinds(step, kind):
    assert partners.read_partners(order(step=step)).kind == kind


def test_masked_addresses():
    assert partners.is_masked("008e01@members.ebay.com")
    assert partners.is_masked(None)
    assert not partners.is_masked("erika@example.com")

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Listings behave as eBay's do: levels, windows, renewals, changes, quantities."""

from datetime import timedelta

import pytest
from lxml import etree
from trading_fields import page, window

from simulator import Catalogue, Simulator
from simulator.clock import timestamp
from simulator.control import listing_as_json
from simulator.inventory_common import managed_entries
from simulator.trading_xml import NAMESPACE

NAMES = {"e": NAMESPACE}


def items(answer):
    """Return {item id: its element} of a Trading answer, in the answer's order."""
    root = etree.fromstring(answer.content)
    assert root.findtext("e:Ack", namespaces=NAMES) == "Success", answer.text
    return {
        item.findtext("e:ItemID", namespaces=NAMES): item
        for item in root.iter(f"{{{NAMESPACE}}}Item")
    }


def error_code(answer):
    """Return the code of the first error."""
    return etree.fromstring(answer.content).findtext(
        "e:Errors/e:ErrorCode", namespaces=NAMES
    )


def has(item, path):
    """Return whether an item has an element."""
    steps = "/".join(f"e:{step}" for step in path.split("/"))
    return item.find(steps, NAMES) is not None


def test_the_same_seed_gives_the_same_account():
    catalogue = Catalogue(listings=80)
    first, second, third = (
        Simulator(catalogue, seed=seed, validate="none") for seed in (7, 7, 8)
    )
    now = first.clock.now()
    described = [
        [listing_as_json(one, now) for one in simulator.seller.listings.values()]
        for simulator in (first, second, third)
    ]
    assert described[0] == described[1] != described[2]
    for simulator in (first, second, third):
        simulator.close()


@pytest.mark.catalogue(listings=600, variations=0.3)
def test_the_account_has_what_real_ones_have(simulator):
    active = simulator.seller.active()
    assert len(active) == 600
    varied = sum(bool(listing.variations) for listing in active)
    assert 0.25 < varied / len(active) < 0.35
    skus = [entry.sku for listing in active for entry in listing.entries()]
    assert "" in skus and len(set(skus)) < len(skus)
    assert {listing.market.currency for listing in active} > {"EUR", "PLN", "USD"}
    assert any(listing.listing_type == "Chinese" for listing in active)
    assert any(listing.available == 0 for listing in active)
    ended = [one for one in simulator.seller.listings.values() if not one.is_active]
    assert any(listing.relisted_item_id for listing in ended)


@pytest.mark.parametrize(
    ("level", "present", "absent"),
    [
        ("", ["ListingDetails/EndTime"], ["Title", "SKU", "Variations"]),
        (
            "<GranularityLevel>Coarse</GranularityLevel>",
            ["Title", "SellingStatus/CurrentPrice"],
            ["SKU", "PictureDetails", "Description"],
        ),
        (
            "<GranularityLevel>Fine</GranularityLevel>",
            ["VATDetails"],
            ["SKU", "PrimaryCategory", "Description"],
        ),
        (
            "<DetailLevel>ReturnAll</DetailLevel>",
            ["SKU", "PrimaryCategory", "PictureDetails/PictureURL", "Description"],
            ["ItemSpecifics", "Variations"],
        ),
        (
            "<DetailLevel>ReturnAll</DetailLevel><OutputSelector>ItemID,"
            "SellingStatus.QuantitySold</OutputSelector>",
            ["SellingStatus/QuantitySold"],
            ["Title", "SellingStatus/CurrentPrice"],
        ),
    ],
)
@pytest.mark.catalogue(listings=0)
def test_a_level_gives_its_fields_and_no_others(
    simulator, caller, level, present, absent
):
    simulator.seller.add_listing("Tasse", sku="CUP")
    answer = caller.trading("GetSellerList", level + window(simulator) + page(1, 10))
    [item] = items(answer).values()
    assert [path for path in present if not has(item, path)] == []
    assert [path for path in absent if has(item, path)] == []


@pytest.mark.catalogue(listings=0)
def test_variations_come_only_when_asked_for(simulator, caller):
    simulator.seller.add_listing(
        "Hemd", variations=[{"specifics": {"Farbe": "Blau"}, "sku": "S-1"}]
    )
    asked = "<DetailLevel>ReturnAll</DetailLevel>"
    for flag, expected in (("false", False), ("true", True)):
        answer = caller.trading(
            "GetSellerList",
            f"{asked}<IncludeVariations>{flag}</IncludeVariations>"
            + window(simulator)
            + page(1, 10),
        )
        [item] = items(answer).values()
        assert has(item, "Variations") is expected


@pytest.mark.catalogue(listings=30, auctions=0)
def test_a_listing_that_renews_while_one_pages_comes_twice(simulator, caller):
    fixed = window(simulator)
    first = items(caller.trading("GetSellerList", fixed + page(1, 10)))
    renewed = next(iter(first))
    simulator.seller.renew(renewed)
    later = []
    for number in (2, 3, 4):
        answer = caller.trading("GetSellerList", fixed + page(number, 10))
        later += items(answer)
    assert renewed in later
    assert len(set(first) | set(later)) == 30


@pytest.mark.parametrize(
    ("call", "fields"),
    [
        ("GetSellerList", "{wide}{page}"),
        ("GetSellerList", "{page}"),
        ("GetSellerList", "{window}"),
        ("GetSellerList", "{window}{large}"),
        ("GetSellerEvents", "<ModTimeFrom>{days_ago}</ModTimeFrom>"),
        ("GetSellerEvents", ""),
    ],
)
def test_what_ebay_does_not_allow_is_error_37(simulator, caller, call, fields):
    days_ago = timestamp(simulator.clock.now() - timedelta(hours=49))
    request = fields.format(
        wide=window(simulator, 120),
        window=window(simulator),
        page=page(1, 200),
        large=page(1, 201),
        days_ago=days_ago,
    )
    assert error_code(caller.trading(call, request)) == "37"


@pytest.mark.catalogue(listings=20)
def test_events_are_what_changed_in_the_window(simulator, caller):
    since = f"<ModTimeFrom>{timestamp(simulator.clock.now())}</ModTimeFrom>"
    assert items(caller.trading("GetSellerEvents", since)) == {}
    first, second = [
        listing
        for listing in simulator.seller.active()
        if listing.listing_type != "Chinese"
    ][:2]
    simulator.seller.revise(first.item_id, title="Neu & anders")
    simulator.seller.end(second.item_id)
    again = simulator.seller.relist(second.item_id)
    changed = items(caller.trading("GetSellerEvents", since))
    assert set(changed) == {first.item_id, second.item_id, again.item_id}
    old = changed[second.item_id]
    assert old.findtext("e:SellingStatus/e:ListingStatus", namespaces=NAMES) == (
        "Completed"
    )
    relisted = old.findtext("e:ListingDetails/e:RelistedItemID", namespaces=NAMES)
    assert relisted == again.item_id


@pytest.mark.catalogue(listings=0)
def test_events_leave_out_specifics_unless_a_sku_is_missing(simulator, caller):
    since = f"<ModTimeFrom>{timestamp(simulator.clock.now())}</ModTimeFrom>"
    listing = simulator.seller.add_listing(
        "Hemd",
        variations=[
            {"specifics": {"Farbe": "Blau"}, "sku": "S-1"},
            {"specifics": {"Farbe": "Rot"}},
        ],
    )
    item = items(caller.trading("GetSellerEvents", since))[listing.item_id]
    with_sku, without = item.findall("e:Variations/e:Variation", NAMES)
    assert not has(with_sku, "VariationSpecifics") and has(with_sku, "SKU")
    assert has(without, "VariationSpecifics") and not has(without, "SKU")


@pytest.mark.catalogue(listings=0)
def test_quantity_includes_what_was_sold(simulator, caller):
    listing = simulator.seller.add_listing("Tasse", available=5)
    simulator.seller.sell(listing.item_id, 2)
    answer = caller.trading("GetItem", f"<ItemID>{listing.item_id}</ItemID>")
    item = items(answer)[listing.item_id]
    assert item.findtext("e:Quantity", namespaces=NAMES) == "5"
    assert item.findtext("e:SellingStatus/e:QuantitySold", namespaces=NAMES) == "2"


@pytest.mark.parametrize("control", [True, False])
@pytest.mark.catalogue(listings=0)
def test_at_zero_a_listing_hides_or_ends(simulator, caller, control):
    simulator.seller.out_of_stock_control = control
    listing = simulator.seller.add_listing("Tasse", available=1)
    simulator.seller.sell(listing.item_id)
    answer = caller.trading("GetItem", f"<ItemID>{listing.item_id}</ItemID>")
    item = items(answer)[listing.item_id]
    status = item.findtext("e:SellingStatus/e:ListingStatus", namespaces=NAMES)
    assert status == ("Active" if control else "Completed")
    assert has(item, "HideFromSearch") is control


@pytest.mark.catalogue(listings=0)
def test_a_listing_can_be_revised_250_times_a_day(simulator, caller):
    listing = simulator.seller.add_listing("Tasse", available=1)
    row = "<InventoryStatus><ItemID>{}</ItemID><Quantity>{}</Quantity>"
    row += "</InventoryStatus>"
    for number in range(2, 252):
        caller.trading("ReviseInventoryStatus", row.format(listing.item_id, number))
    assert listing.available == 251
    refused = caller.trading("ReviseInventoryStatus", row.format(listing.item_id, 999))
    assert "<Ack>Failure</Ack>" in refused.text
    simulator.clock.advance(86400)
    caller.user = caller.token(
        grant_type="refresh_token", refresh_token=simulator.keyset.refresh_token
    )["access_token"]
    caller.trading("ReviseInventoryStatus", row.format(listing.item_id, 999))
    assert listing.available == 999


@pytest.mark.catalogue(listings=60)
def test_the_inventory_api_knows_only_its_own(simulator, caller):
    listed = caller.rest("GET", "/sell/inventory/v1/inventory_item?limit=200").json()
    known = {item["sku"] for item in listed["inventoryItems"]}
    everything = {
        entry.sku
        for listing in simulator.seller.active()
        for entry in listing.entries()
    }
    assert known == set(managed_entries(simulator.seller)) < everything


@pytest.mark.catalogue(listings=60)
def test_the_smaller_of_two_quantities_is_shown(simulator, caller):
    sku, (listing, entry) = next(
        (sku, found)
        for sku, found in managed_entries(simulator.seller).items()
        if not found[0].variations
    )
    caller.rest(
        "POST",
        "/sell/inventory/v1/bulk_update_price_quantity",
        json={
            "requests": [
                {
                    "sku": sku,
                    "shipToLocationAvailability": {"quantity": 9},
                    "offers": [{"offerId": entry.offer_id, "availableQuantity": 4}],
                }
            ]
        },
    )
    offer = caller.rest("GET", f"/sell/inventory/v1/offer/{entry.offer_id}").json()
    item = caller.rest("GET", f"/sell/inventory/v1/inventory_item/{sku}").json()
    stock = item["availability"]["shipToLocationAvailability"]["quantity"]
    assert (offer["availableQuantity"], stock, listing.available) == (4, 9, 4)


@pytest.mark.parametrize(
    ("requests", "status", "error_id"),
    [
        ([{"sku": "GONE"}] * 26, 400, 25712),
        ([{"sku": "GONE", "offers": [{"price": {"value": "-1"}}]}], 400, 25709),
    ],
)
def test_a_bulk_update_can_be_refused_as_a_whole(caller, requests, status, error_id):
    path = "/sell/inventory/v1/bulk_update_price_quantity"
    answer = caller.rest("POST", path, json={"requests": requests})
    assert answer.status_code == status
    assert answer.json()["errors"][0]["errorId"] == error_id


def test_pictures_are_real(simulator, caller):
    listing = simulator.seller.active()[0]
    for url in simulator.picture_urls(listing):
        picture = caller.http.get(url)
        assert picture.content.startswith(b"\x89PNG\r\n\x1a\n")
    gone = caller.http.get(f"{simulator.url}/picture/1/0.JPG")
    assert gone.status_code == 404


def test_error_texts_are_in_the_sites_language_unless_asked_otherwise(caller):
    unknown = "<ItemID>1</ItemID>"
    german = caller.trading("GetItem", unknown, site="77").text
    polish = caller.trading("GetItem", unknown, site="212").text
    english = caller.trading(
        "GetItem", "<ErrorLanguage>en_US</ErrorLanguage>" + unknown, site="77"
    ).text
    assert len({german[200:], polish[200:], english[200:]}) == 3
    assert all("<ErrorCode>17</ErrorCode>" in one for one in (german, polish, english))


@pytest.mark.catalogue(listings=20)
def test_get_item_gives_specifics_and_description_only_when_asked(simulator, caller):
    item_id = simulator.seller.active()[0].item_id
    asked = {
        "Description": "<DetailLevel>ReturnAll</DetailLevel>",
        "ItemSpecifics": "<IncludeItemSpecifics>true</IncludeItemSpecifics>",
    }
    for fields in ("", *asked.values()):
        answer = caller.trading("GetItem", f"{fields}<ItemID>{item_id}</ItemID>")
        item = items(answer)[item_id]
        for path, wanted in asked.items():
            assert has(item, path) is (fields == wanted)

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading's answers as listings in our shape."""

import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from ebay_client import RejectedError, TransientError

FROM = datetime(2026, 6, 30, 10, 0, tzinfo=UTC)
TO = FROM + timedelta(days=31)


def item(inner, item_id="1"):
    return f"<Item><ItemID>{item_id}</ItemID>{inner}</Item>"


def get_item(client, ebay, inner):
    """Return the listing that comes of an Item with these elements."""
    ebay.say_xml(
        '<GetItemResponse xmlns="urn:ebay:apis:eBLBaseComponents">'
        f"<Ack>Success</Ack>{item(inner)}</GetItemResponse>"
    )
    return client.trading.get_item("1")


def test_a_page_of_listings(client, ebay):
    ebay.say_fixture("get_seller_list_page1.xml")
    page = client.trading.get_seller_list(FROM, TO)
    assert (page.page, page.total_pages, page.total_entries) == (1, 2, 4)
    assert page.has_more and page.complete
    assert page.server_time == FROM + timedelta(milliseconds=123)
    mug, shirt = page.listings
    assert mug == {
        "item_id": "110000000001",
        "sku": "MUG-1",
        "title": "Tasse weiß 300 ml",
        "listing_type": "FixedPriceItem",
        "listing_status": "Active",
        "listing_duration": "GTC",
        "site": "Germany",
        "currency": "EUR",
        "price": Decimal("9.99"),
        "quantity": 15,
        "quantity_sold": 3,
        "available": 12,
        "category_id": "20625",
        "category_path": "Möbel & Wohnen:Kochen & Genießen:Tassen",
        "picture_urls": [
            "https://i.ebayimg.com/00/s/demo1.JPG",
            "https://i.ebayimg.com/00/s/demo1b.JPG",
        ],
        "start_time": datetime(2026, 1, 10, 8, 0, tzinfo=UTC),
        "end_time": datetime(2026, 7, 10, 8, 0, tzinfo=UTC),
        "view_url": "https://www.ebay.de/itm/110000000001",
        "relisted_item_id": "",
        "ean": "4006381333931",
        "out_of_stock_control": True,
        "store_category_ids": ["3456789010"],
        "variations": [],
        "partial": False,
    }
    assert shirt["sku"] == "" and shirt["available"] == 11
    blue, _large, red = shirt["variations"]
    assert blue == {
        "sku": "SHIRT-BLAU-M",
        "specifics": [("Farbe", "Blau"), ("Größe", "M")],
        "price": Decimal("19.95"),
        "quantity": 8,
        "quantity_sold": 4,
        "available": 4,
        "ean": "",
        "picture_urls": [],
    }
    assert (red["sku"], red["price"]) == ("", Decimal("21.95"))


def test_the_last_page(client, ebay):
    ebay.say_fixture("get_seller_list_page2.xml")
    page = client.trading.get_seller_list(FROM, TO, page=2)
    assert not page.has_more
    sold_out, auction = page.listings
    assert (sold_out["available"], sold_out["listing_status"]) == (0, "Active")
    assert auction["listing_type"] == "Chinese"


def test_no_listings(client, ebay):
    for array in ("", "<ItemArray/>"):
        ebay.say_xml(
            f"<GetSellerListResponse><Ack>Success</Ack>{array}</GetSellerListResponse>"
        )
        page = client.trading.get_seller_list(FROM, TO)
        assert (page.listings, page.has_more, page.total_entries) == ([], False, 0)


def failure(call, code):
    return (
        f"<{call}Response><Ack>Failure</Ack><Errors><ErrorCode>{code}</ErrorCode>"
        f"<SeverityCode>Error</SeverityCode></Errors></{call}Response>"
    )


def test_a_page_past_the_last_is_empty(client, ebay):
    """Listings that end while the pages are read leave fewer pages."""
    ebay.say_xml(failure("GetSellerList", 340))
    page = client.trading.get_seller_list(FROM, TO, page=3)
    assert (page.listings, page.has_more) == ([], False)


@pytest.mark.parametrize(("page", "code"), [(1, 340), (3, 37)])
def test_another_refusal_of_a_page_is_an_error(client, ebay, page, code):
    ebay.say_xml(failure("GetSellerList", code))
    with pytest.raises(RejectedError):
        client.trading.get_seller_list(FROM, TO, page=page)


def test_events(client, ebay):
    listings = item(
        "<Quantity>5</Quantity><SellingStatus><QuantitySold>5</QuantitySold>"
        "<ListingStatus>Completed</ListingStatus></SellingStatus>"
        "<ListingDetails><RelistedItemID>2</RelistedItemID></ListingDetails>"
    )
    ebay.say_xml(
        "<GetSellerEventsResponse><Timestamp>2026-06-30T10:00:00.000Z</Timestamp>"
        f"<Ack>Success</Ack><ItemArray>{listings}</ItemArray>"
        "</GetSellerEventsResponse>"
    )
    page = client.trading.get_seller_events(mod_time_from=FROM)
    assert page.complete and not page.has_more and page.server_time == FROM
    (ended,) = page.listings
    assert ended["listing_status"] == "Completed"
    assert ended["relisted_item_id"] == "2"
    assert ended["partial"], "no SKU and no category here does not mean there is none"


@pytest.mark.parametrize(("count", "complete"), [(1999, True), (2000, False)])
def test_events_that_ebay_cut_off_say_so(client, ebay, count, complete):
    listings = "".join(item("", str(number)) for number in range(count))
    ebay.say_xml(
        f"<GetSellerEventsResponse><Ack>Success</Ack><ItemArray>{listings}"
        "</ItemArray></GetSellerEventsResponse>"
    )
    page = client.trading.get_seller_events(mod_time_from=FROM)
    assert len(page.listings) == count
    assert page.complete is complete


def test_an_item_in_full(client, ebay):
    listing = get_item(
        client,
        ebay,
        "<Description>&lt;p&gt;Ä&lt;/p&gt;</Description><ItemSpecifics>"
        "<NameValueList><Name>Marke</Name><Value>Demo</Value></NameValueList>"
        "<NameValueList><Name>Material</Name><Value>Holz</Value><Value>Glas</Value>"
        "</NameValueList></ItemSpecifics>",
    )
    assert listing["description"] == "<p>Ä</p>"
    assert listing["specifics"] == {"Marke": ["Demo"], "Material": ["Holz", "Glas"]}


def test_a_list_has_no_description(client, ebay):
    ebay.say_fixture("get_seller_list_page1.xml")
    for listing in client.trading.get_seller_list(FROM, TO).listings:
        assert "description" not in listing and "specifics" not in listing


def test_what_is_missing_is_empty(client, ebay):
    listing = get_item(client, ebay, "")
    assert listing["item_id"] == "1"
    assert listing["price"] is None and listing["start_time"] is None
    assert listing["picture_urls"] == [] and listing["variations"] == []
    assert (listing["sku"], listing["quantity"], listing["ean"]) == ("", 0, "")
    assert (listing["description"], listing["specifics"]) == ("", {})


def test_more_sold_than_there_were_leaves_none(client, ebay):
    listing = get_item(
        client,
        ebay,
        "<Quantity>1</Quantity><SellingStatus><QuantitySold>3</QuantitySold>"
        "</SellingStatus>",
    )
    assert listing["available"] == 0


def test_words_ebay_may_invent_pass(client, ebay):
    listing = get_item(
        client,
        ebay,
        "<ListingType>Holographic</ListingType><ANewElement/><SellingStatus>"
        "<ListingStatus>Paused</ListingStatus></SellingStatus><Site>Mars</Site>",
    )
    assert listing["listing_type"] == "Holographic"
    assert (listing["listing_status"], listing["site"]) == ("Paused", "Mars")


@pytest.mark.parametrize(
    ("details", "ean"),
    [
        ("<EAN>4006381333931</EAN>", "4006381333931"),
        ("<EAN>Nicht zutreffend</EAN>", ""),
        ("<EAN>Does not apply</EAN><UPC>012345678905</UPC>", "012345678905"),
        ("<ISBN>9783161484100</ISBN>", "9783161484100"),
        ("<EAN>12345</EAN>", ""),
        ("<EAN>٤٠٠٦٣٨١٣٣٣٩٣١</EAN>", ""),
        ("", ""),
    ],
)
def test_only_a_barcode_is_a_barcode(client, ebay, details, ean):
    wrapped = f"<ProductListingDetails>{details}</ProductListingDetails>"
    assert get_item(client, ebay, wrapped)["ean"] == ean


def test_pictures_of_variations_go_by_what_they_show(client, ebay):
    def variation(colour):
        return (
            f"<Variation><VariationSpecifics><NameValueList><Name>Farbe</Name>"
            f"<Value>{colour}</Value></NameValueList></VariationSpecifics></Variation>"
        )

    listing = get_item(
        client,
        ebay,
        f"<Variations>{variation('Rot')}{variation('Blau')}<Pictures>"
        "<VariationSpecificName>Farbe</VariationSpecificName>"
        "<VariationSpecificPictureSet><VariationSpecificValue>Rot"
        "</VariationSpecificValue><PictureURL>https://i/rot.jpg</PictureURL>"
        "</VariationSpecificPictureSet></Pictures></Variations>",
    )
    red, blue = listing["variations"]
    assert red["picture_urls"] == ["https://i/rot.jpg"]
    assert blue["picture_urls"] == []


@pytest.mark.parametrize(
    "inner",
    [
        "<Quantity>many</Quantity>",
        "<SellingStatus><CurrentPrice>cheap</CurrentPrice></SellingStatus>",
        "<SellingStatus><CurrentPrice>NaN</CurrentPrice></SellingStatus>",
    ],
)
def test_a_number_that_is_none_is_never_taken_for_zero(client, ebay, inner):
    with pytest.raises(TransientError):
        get_item(client, ebay, inner)


def test_prices_are_exact(client, ebay):
    listing = get_item(
        client,
        ebay,
        '<SellingStatus><CurrentPrice currencyID="USD">1234567.10</CurrentPrice>'
        "</SellingStatus><Currency>EUR</Currency>",
    )
    assert str(listing["price"]) == "1234567.10"
    assert listing["currency"] == "USD"


def test_a_full_page_is_read_in_tens_of_milliseconds(client, ebay):
    """200 listings with 10 variations each, some 2 MB, as one job reads them."""
    variation = (
        '<Variation><SKU>S-{0}</SKU><StartPrice currencyID="EUR">19.95</StartPrice>'
        "<Quantity>8</Quantity><VariationSpecifics><NameValueList><Name>Farbe</Name>"
        "<Value>Blau</Value></NameValueList><NameValueList><Name>Größe</Name>"
        "<Value>{0}</Value></NameValueList></VariationSpecifics><SellingStatus>"
        "<QuantitySold>4</QuantitySold></SellingStatus></Variation>"
    )
    variations = "".join(variation.format(number) for number in range(10))
    full = item(
        "<Title>A title of the usual length, eighty characters at most</Title>"
        '<SellingStatus><CurrentPrice currencyID="EUR">19.95</CurrentPrice>'
        f"</SellingStatus><Variations>{variations}</Variations>"
    )
    ebay.say_xml(
        '<GetSellerListResponse xmlns="urn:ebay:apis:eBLBaseComponents">'
        f"<Ack>Success</Ack><ItemArray>{full * 200}</ItemArray></GetSellerListResponse>"
    )
    started = time.process_time()
    page = client.trading.get_seller_list(FROM, TO)
    took = time.process_time() - started
    assert sum(len(listing["variations"]) for listing in page.listings) == 2000
    assert took < 1.0, f"{took:.3f} s; ten times what it takes on a slow machine"

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Pages of listings move when listings renew; ranges of start times do not."""

from datetime import timedelta

import pytest
from lxml import etree
from trading_fields import page, window

from ebay_client.listing_ranges import StartRange, start_ranges
from simulator.clock import timestamp
from simulator.faults import page_size
from simulator.limits import SHIFTING
from simulator.trading_xml import NAMESPACE

NAMES = {"e": NAMESPACE}


def read_page(caller, fields, number=1, size=200):
    """Return (ids of a page, number of listings in the range)."""
    answer = caller.trading("GetSellerList", fields + page(number, size))
    root = etree.fromstring(answer.content)
    assert root.findtext("e:Ack", namespaces=NAMES) == "Success", answer.text
    total = root.findtext("e:PaginationResult/e:TotalNumberOfEntries", "0", NAMES)
    return [one.text for one in root.iter(f"{{{NAMESPACE}}}ItemID")], int(total)


def started(one):
    """Return the elements of a range of start times."""
    return (
        f"<StartTimeFrom>{timestamp(one.first)}</StartTimeFrom>"
        f"<StartTimeTo>{timestamp(one.last)}</StartTimeTo>"
    )


@pytest.mark.catalogue(listings=60, auctions=0)
def test_a_renewal_lets_a_listing_slip_between_two_pages(simulator, caller):
    simulator.limits.listing_pages = SHIFTING
    fixed = window(simulator, 40)
    seen, total = read_page(caller, fixed, 1, 10)
    for item_id in list(seen[:3]):
        simulator.seller.renew(item_id)
    for number in range(2, total // 10 + 1):
        seen += read_page(caller, fixed, number, 10)[0]
    active = {listing.item_id for listing in simulator.seller.active()}
    assert total == len(active) == 60
    assert len(active - set(seen)) == 3


@pytest.mark.catalogue(listings=150, auctions=0)
def test_ranges_of_start_times_miss_none(simulator, caller):
    """Every answer is one page, so there is no next page to slip to."""
    simulator.limits.listing_pages = SHIFTING
    active = {listing.item_id for listing in simulator.seller.active()}
    renewals = iter(sorted(active))
    seen, calls = set(), 0
    waiting = list(start_ranges(simulator.clock.now(), simulator.seller.registered_at))
    while waiting:
        one = waiting.pop(0)
        found, total = read_page(caller, started(one), 1, 20)
        simulator.seller.renew(next(renewals))
        calls += 1
        if total > 20:
            assert one.can_split
            waiting[:0] = one.split(total, 20)
        seen |= set(found)
    assert active <= seen
    assert calls < 150


@pytest.mark.catalogue(listings=0)
def test_ended_listings_are_in_ranges_of_start_times(simulator, caller):
    listing = simulator.seller.add_listing("Tasse")
    simulator.seller.end(listing.item_id)
    now = simulator.clock.now()
    one = StartRange(now - timedelta(days=1), now)
    assert read_page(caller, started(one)) == ([listing.item_id], 1)
    assert read_page(caller, window(simulator)) == ([], 0)


@pytest.mark.catalogue(listings=0)
def test_a_page_can_time_out_unless_it_is_smaller(simulator, caller):
    simulator.faults.add(
        "GetSellerList", "trading_error", count=0, code="219255", larger_than=50
    )
    fields = window(simulator)
    large = caller.trading("GetSellerList", fields + page(1, 51))
    assert "<ErrorCode>219255</ErrorCode>" in large.text
    assert read_page(caller, fields, 1, 50) == ([], 0)
    assert page_size(simulator_request("limit=7")) == 7


def simulator_request(query):
    """Return a request with a query and without a body."""
    from werkzeug.test import EnvironBuilder

    return EnvironBuilder(query_string=query).get_request()

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Make plain orders out of the seller's listings; kinds change them as they need."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from ..marketplaces import MARKETPLACES
from .crowd import Crowd
from .order import CENT, NOTHING, Order, OrderLine

SHIPPING = {"EUR": "4.99", "PLN": "14.99", "USD": "6.50", "GBP": "2.99"}
CARRIERS = {
    "DE": ("DHL", "DE_DHLPaket"),
    "PL": ("Other", "PL_DomesticRegular"),
    "GB": ("RoyalMail", "UK_RoyalMailSecondClassStandard"),
    "US": ("UPS", "UPSGround"),
}


def cents(amount):
    """Return an amount rounded to a cent, as a Decimal."""
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


class OrderMaker:
    """Make orders with ids of their own; ``created_at`` is that of the next one."""

    def __init__(self, seller, random):
        self.seller = seller
        self.random = random
        self.crowd = Crowd(random)
        self.number = 0
        self.created_at = None
        self.kind = ""
        self._listings = None
        self._version = None

    def listings(self, marketplace):
        """Return {trait: listings} of a marketplace; traits: single, varied, plain,
        ..."""
        if self._version != self.seller.version:
            self._listings = self._sort_listings()
            self._version = self.seller.version
        return self._listings[marketplace]

    def listing(self, marketplace, trait="plain"):
        """Return any listing with a trait; of another kind or site when there is
        none."""
        for code in (marketplace, *MARKETPLACES):
            found = self.listings(code)
            for wanted in (trait, "plain", "any"):
                if found[wanted]:
                    return self.random.choice(found[wanted])
        raise LookupError("the seller has no listings to order")

    def person(self, country):
        """Return a buyer of a country: one who has bought before, or a new one."""
        return self.crowd.person(country)

    def like(self, person):
        """Return a buyer whose name and address are as those of a person of
        ``people``."""
        return self.crowd.like(person)

    def order(self, marketplace, country=None, *, lines=1, trait="plain", buyer=None):
        """Return a paid order that nothing special is about."""
        market = MARKETPLACES[marketplace]
        buyer = buyer or self.person(country or market.country)
        self.number += 1
        serial = f"{self.number:05d}"
        carrier, service = CARRIERS.get(market.country, CARRIERS["DE"])
        order = Order(
            order_id=f"{self.random.randrange(1, 28):02d}-{serial}-{serial[::-1]}",
            kind=self.kind,
            created_at=self.created_at,
            modified_at=self.created_at,
            currency=market.currency,
            buyer=buyer,
            ship_to=buyer,
            lines=[],
            email=f"{self.random.getrandbits(80):020x}@members.example",
            carrier=carrier,
            service=service,
            sales_record=str(1000 + self.number),
        )
        for position in range(lines):
            listing = self.listing(marketplace, trait)
            line = self.line(order, listing, marketplace)
            line.shipping = NOTHING if position else Decimal(SHIPPING[market.currency])
            order.lines.append(line)
        return order

    def line(self, order, listing, marketplace, *, entry=None, quantity=None):
        """Return a line of an order about a listing or one of its variations."""
        position = len(order.lines) + 1
        entry = entry or self.random.choice(listing.entries())
        quantity = quantity or self.random.choice((1, 1, 1, 2, 3))
        varied = entry is not listing
        number = 1 + listing.variations.index(entry) if varied else 0
        return OrderLine(
            line_item_id=f"100{self.number:08d}{position:03d}",
            item_id=listing.item_id,
            title=listing.title,
            quantity=quantity,
            cost=entry.price * quantity,
            listing_marketplace=listing.market.code,
            purchase_marketplace=marketplace,
            sku=entry.sku,
            variation_id=f"{int(listing.item_id) + 5 * 10**11}{number}"
            if varied
            else "",
            variation_aspects=entry.specifics if varied else (),
        )

    def price_of_line(self, line, unit, quantity):
        """Set what a line costs."""
        line.quantity = quantity
        line.cost = Decimal(str(unit)) * quantity

    def _sort_listings(self):
        sorted_listings = defaultdict(lambda: defaultdict(list))
        skus = defaultdict(list)
        for listing in self.seller.listings.values():
            for entry in listing.entries():
                if entry.sku:
                    skus[entry.sku].append(listing.item_id)
        for listing in self.seller.listings.values():
            found = sorted_listings[listing.market.code]
            for trait in _traits(listing, skus):
                found[trait].append(listing)
        return sorted_listings


def _traits(listing, skus):
    yield "any"
    if not listing.is_active:
        yield "ended"
        return
    entries = listing.entries()
    if listing.bids:
        yield "auction"
    elif all(entry.sku for entry in entries):
        yield "varied" if listing.variations else "single"
        yield "plain"
    else:
        yield "varied_without_sku" if listing.variations else "without_sku"
    if any(len(set(skus[entry.sku])) > 1 for entry in entries if entry.sku):
        yield "shared_sku"

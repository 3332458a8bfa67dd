# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The seller's account: its listings, and what the seller and buyers do to them."""

import itertools
import threading
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal

from .catalogue import Catalogue, CatalogueGenerator
from .listing import AUCTION, Listing, Variation
from .locking import locked
from .marketplaces import MARKETPLACES

MOST_REVISIONS = 250
USERNAME = "simulated-seller"
USER_ID = "SimUserId0001"


class Seller:
    """One eBay account. Change it only through its methods: they keep time and sums."""

    def __init__(
        self,
        clock,
        trees,
        catalogue=None,
        seed=1,
        *,
        username=USERNAME,
        user_id=USER_ID,
        marketplace="EBAY_DE",
        out_of_stock_control=True,
        lock=None,
    ):
        self.lock = lock or threading.RLock()
        self.clock = clock
        self.trees = trees
        self.username = username
        self.user_id = user_id
        self.account_type = "BUSINESS"
        self.marketplace = MARKETPLACES[marketplace]
        self.out_of_stock_control = out_of_stock_control
        self.registered_at = datetime(2015, 3, 1, tzinfo=UTC)
        self.version = 0
        self.inventory_index = {}
        self.inventory_index_version = None
        #: SKUs with offers on several marketplaces.
        self.shared_skus = set()
        self.revisions = Counter()
        #: SKUs, or item ids without one, that were set to what they had already.
        self.redundant = []
        generator = CatalogueGenerator(
            catalogue or Catalogue(), trees, seed, clock.now()
        )
        self.listings = generator.generate()
        self._auctions = [
            listing
            for listing in self.listings.values()
            if listing.listing_type == AUCTION
        ]
        self._item_ids = itertools.count(generator.item_number)

    def managed(self):
        """Return {SKU: [(listing, entry), ...]} of the Inventory API, live ones first.

        A SKU has one for each marketplace it is listed on, and more where some ended.
        """
        if self.inventory_index_version != self.version:
            index = {}
            for listing in self.listings.values():
                if listing.channel == "inventory":
                    for entry in listing.entries():
                        index.setdefault(entry.sku, []).append((listing, entry))
            for found in index.values():
                found.sort(key=lambda one: (not one[0].is_active, -int(one[0].item_id)))
            self.inventory_index = index
            self.inventory_index_version = self.version
        return self.inventory_index

    def listing(self, item_id):
        """Return the listing with this id; KeyError when there is none."""
        return self.listings[str(item_id)]

    def active(self):
        """Return the listings that have not ended."""
        return [listing for listing in self.listings.values() if listing.is_active]

    @locked
    def revise(self, item_id, *, sku=None, **changes):
        """Change a listing (title, price, available, category_id, ean, ...).

        With ``sku``, of the variation that has it, price, available or ean.
        """
        listing = self.listing(item_id)
        target = self.entry(listing, sku) if sku is not None else listing
        for name, value in changes.items():
            if name == "price":
                value = Decimal(str(value))
            setattr(target, name, value)
        self._changed(listing)
        return listing

    def entry(self, listing, sku):
        """Return the variation with this SKU, or the listing itself; KeyError when
        none."""
        for entry in listing.entries():
            if entry.sku == sku:
                return entry
        raise KeyError(sku)

    @locked
    def end(self, item_id, reason="NotAvailable"):
        """End a listing now."""
        listing = self.listing(item_id)
        listing.ended_at = self.clock.now()
        listing.ending_reason = reason
        self._changed(listing)
        return listing

    @locked
    def relist(self, item_id):
        """List an ended listing again; eBay gives it a new id, returned as listing."""
        old = self.listing(item_id)
        new = self._copy(old)
        old.relisted_item_id = new.item_id
        self._changed(old)
        return new

    @locked
    def add_listing(
        self,
        title,
        *,
        sku="",
        price="9.99",
        available=1,
        category_id=None,
        marketplace=None,
        variations=(),
        **more,
    ):
        """Add a fixed-price listing; ``variations`` are dicts of `Variation`."""
        now = self.clock.now()
        listing = Listing(
            item_id=str(next(self._item_ids)),
            market=MARKETPLACES[marketplace] if marketplace else self.marketplace,
            title=title,
            category_id=category_id or self.trees.leaves()[0].category_id,
            price=Decimal(str(price)),
            available=available,
            start_time=now,
            modified_at=now,
            sku=sku,
            **more,
        )
        for one in variations:
            listing.variations.append(_variation(one, listing))
        return self._add(listing)

    @locked
    def sell(self, item_id, quantity=1, sku=None):
        """Sell units to a buyer: available goes down, sold goes up by as much."""
        listing = self.listing(item_id)
        entry = self.entry(listing, sku) if sku is not None else listing.entries()[0]
        if quantity > entry.available:
            raise ValueError(f"only {entry.available} left of {item_id}")
        entry.available -= quantity
        entry.sold += quantity
        self.share_quantity(listing, entry)
        self.settle_empty(listing)
        self._changed(listing)
        return listing

    def share_quantity(self, listing, entry):
        """Give the quantity of an inventory item to all listings that sell it."""
        if listing.channel != "inventory" or entry.sku not in self.shared_skus:
            return
        for other, twin in self.managed().get(entry.sku, ()):
            if twin is not entry and other.is_active:
                twin.set_quantities(ship_to=entry.ship_to)
                other.changed(self.clock.now())

    @locked
    def take_back(self, item_id, quantity=1, sku=None):
        """Undo a sale: units are available again, if the listing still exists."""
        listing = self.listings.get(str(item_id))
        if listing is None:
            return None
        entry = self.entry(listing, sku) if sku else listing.entries()[0]
        entry.available += quantity
        entry.sold = max(0, entry.sold - quantity)
        self._changed(listing)
        return listing

    def write(self, listing):
        """Note a change that came through an API: False when there were too many.

        eBay lets a listing be revised 250 times in one calendar day.
        """
        key = (listing.item_id, self.clock.now().date())
        if self.revisions[key] >= MOST_REVISIONS:
            return False
        self.revisions[key] += 1
        # Which listings there are, and their SKUs, is as before: no new version.
        listing.changed(self.clock.now())
        return True

    @locked
    def end_due_auctions(self):
        """End what has run its days; eBay does it by itself."""
        now = self.clock.now()
        for listing in self._auctions:
            if listing.is_active and listing.end_time(now) <= now:
                listing.ended_at = listing.end_time(now)
                listing.sold, listing.available = (1, 0) if listing.bids else (0, 1)
                self._changed(listing)

    def settle_empty(self, listing):
        """End a fixed-price listing at quantity 0, unless there is out-of-stock
        control."""
        listing.sum_up()
        if listing.available == 0 and not self.out_of_stock_control:
            listing.ended_at = self.clock.now()
            listing.ending_reason = "NotAvailable"

    @locked
    def forget_rendered(self):
        """Drop what was rendered, because something outside a listing changed."""
        for listing in self.listings.values():
            listing.rendered.clear()

    @locked
    def renew(self, item_id):
        """Let a good-'til-cancelled listing renew now instead of on its day."""
        listing = self.listing(item_id)
        listing.renew(self.clock.now())
        self.version += 1
        return listing

    @locked
    def put_up(self, **fields):
        """Add a listing that a published offer describes; return it."""
        now = self.clock.now()
        item_id = str(next(self._item_ids))
        return self._add(
            Listing(item_id=item_id, start_time=now, modified_at=now, **fields)
        )

    def _changed(self, listing):
        listing.changed(self.clock.now())
        self.version += 1

    def _copy(self, old):
        now = self.clock.now()
        new = Listing(
            item_id=str(next(self._item_ids)),
            market=old.market,
            title=old.title,
            category_id=old.category_id,
            price=old.price,
            available=max(old.available, 1),
            start_time=now,
            modified_at=now,
            sku=old.sku,
            ean=old.ean,
            brand=old.brand,
            pictures=old.pictures,
            specifics=old.specifics,
        )
        new.variations = [
            Variation(
                one.specifics, one.price, max(one.available, 1), one.sku, ean=one.ean
            )
            for one in old.variations
        ]
        return self._add(new)

    def _add(self, listing):
        listing.sum_up()
        self.listings[listing.item_id] = listing
        self.version += 1
        return listing


def _variation(values, listing):
    values = dict(values)
    specifics = values.pop("specifics")
    pairs = specifics.items() if isinstance(specifics, dict) else specifics
    return Variation(
        specifics=tuple((name, value) for name, value in pairs),
        price=Decimal(str(values.pop("price", listing.price))),
        available=values.pop("available", 1),
        **values,
    )

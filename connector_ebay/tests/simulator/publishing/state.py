# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the seller wrote through the Inventory API, and what tests control of it."""

import copy
import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from ..inventory_common import inventory_error
from .documents import adopt
from .media_store import MediaStore
from .offer import Offer
from .policies import Policies

FIRST_OFFER_ID = 9330000010
WARNING, ERROR = "warning", "error"
#: Where the generated listings are sent from.
LOCATION = {
    "name": "Lager Leipzig",
    "merchantLocationStatus": "ENABLED",
    "locationTypes": ["WAREHOUSE"],
    "location": {
        "address": {
            "addressLine1": "Musterweg 1",
            "city": "Leipzig",
            "postalCode": "04109",
            "country": "DE",
        }
    },
}


@dataclass
class Refusal:
    """An error that a test plans: for a call about a SKU, offer, group, or ``*``."""

    call: str
    key: str
    error_id: int
    message: str
    status: int = 400
    parameters: dict = field(default_factory=dict)
    count: int = 1
    met: int = 0


class Publishing:
    """The seller's items, groups, offers, locations, policies and pictures.

    Attributes that a test may set at any time:

    ``already_published``: WARNING (200 with 25402) or ERROR (400 with 25016);
    ``late_index``: how often an offer of a new SKU is refused with 25751 first;
    ``media_body``: whether uploads answer with a body or only say where;
    ``opt_in_delay``: seconds until an opt-in takes effect (eBay: up to a day);
    ``selling_limit``: (amount, quantity) left this month, or None;
    ``registered``, ``on_hold``: the account is complete; item ids that eBay holds;
    ``refurbished``: the seller may use restricted conditions;
    ``refuse_duplicates``: the same title twice on one marketplace is refused;
    ``upload_limit``: (uploads, seconds) of the Media API; eBay's is (50, 5);
    ``all_aspects_at_once``: all missing aspects in one answer, which eBay never does.
    """

    def __init__(self, simulator):
        self.simulator = simulator
        self.items = {}
        self.groups = {}
        self.offers = {}
        self.locations = {"DE_04109": copy.deepcopy(LOCATION)}
        self.policies = Policies()
        self.media = MediaStore(simulator)
        self.already_published = WARNING
        self.late_index = 0
        self.media_body = True
        self.opt_in_delay = 0
        self.selling_limit = None
        self.registered = True
        self.refurbished = False
        self.refuse_duplicates = True
        self.upload_limit = None
        self.all_aspects_at_once = False
        self.on_hold = set()
        self.virtual = set()
        #: SKUs that publishing a group leaves out although they are complete.
        self.left_out = set()
        #: {category id: [names of aspects]} demanded although the Taxonomy API does not
        #: say so: late refusals.
        self.demanded = {}
        #: {category id: [aspects]} that the Taxonomy API has in addition.
        self.more_aspects = {}
        self._refusals = []
        self._opted_in_at = simulator.clock.now() - timedelta(days=1000)
        self._uploads = []
        self._early = {}
        self._by_sku = defaultdict(dict)
        self._group_of = {}
        self._offer_ids = itertools.count(FIRST_OFFER_ID)

    # What tests do.

    def refuse(self, call, key="*", error_id=25001, message="Refused", **options):
        """Let a call fail for a SKU, offer id, group key, or any (``*``).

        Options: status (400), parameters, count (1; 0 for ever). Of a bulk call only
        the row of that key fails.
        """
        self._refusals.append(Refusal(call, key, error_id, message, **options))

    def opt_in(self):
        """Opt the seller in to business policies."""
        delay = timedelta(seconds=self.opt_in_delay)
        self._opted_in_at = self.simulator.clock.now() + delay

    def opt_out(self):
        """Be a seller without business policies."""
        self._opted_in_at = None

    def demand_aspect(self, category_id, name):
        """Demand an aspect at publication that the Taxonomy API does not know of."""
        self.demanded.setdefault(category_id, []).append(name)

    def edit(self, item_id, **changes):
        """Edit a listing in Seller Hub: the items and offers show it.

        title, description, aspects and image_urls go to the items (to the group, where
        there is one); any other name is a field of the offers (``listingDescription``,
        ``categoryId``, ``storeCategoryNames``, ...).
        """
        listing = self.simulator.seller.listing(item_id)
        adopt(self.simulator, listing)
        for name, value in changes.items():
            self._edit(listing, name, value)
        return listing

    def clear_refusals(self):
        """Forget what was planned with ``refuse``."""
        self._refusals.clear()

    # What endpoints ask.

    @property
    def is_opted_in(self):
        """Return whether the seller has business policies."""
        moment = self._opted_in_at
        return moment is not None and moment <= self.simulator.clock.now()

    def check_refusal(self, call, *keys):
        """Raise the error that a test planned for a call about one of the keys."""
        for one in self._refusals:
            if one.call != call or (one.key != "*" and one.key not in keys):
                continue
            one.met += 1
            if not one.count or one.met <= one.count:
                raise inventory_error(
                    one.status,
                    one.error_id,
                    one.message,
                    category="Request",
                    parameters=one.parameters,
                )

    def may_upload(self):
        """Count an upload; return whether the Media API takes so many."""
        if self.upload_limit is None:
            return True
        most, seconds = self.upload_limit
        now = self.simulator.clock.now()
        since = now - timedelta(seconds=seconds)
        self._uploads = [one for one in self._uploads if one > since]
        if len(self._uploads) >= most:
            return False
        self._uploads.append(now)
        return True

    def is_indexed(self, sku):
        """Return whether offers know a SKU that has just been written."""
        tries = self._early.get(sku, 0)
        self._early[sku] = tries - 1
        return tries <= 0

    def wrote_item(self, sku, document):
        """Keep an item; return whether it is new."""
        new = sku not in self.items and not self.simulator.seller.managed().get(sku)
        if new:
            self._early[sku] = self.late_index
        self.items[sku] = document
        return new

    def new_offer(self, document):
        """Keep an offer and return it."""
        return self.keep_offer(Offer(self.next_offer_id(), document))

    def next_offer_id(self):
        """Return the id of the next offer."""
        return str(next(self._offer_ids))

    def keep_offer(self, offer):
        """Keep an offer that has an id, and return it."""
        self.offers[offer.offer_id] = offer
        self._by_sku[offer.document["sku"]][offer.offer_id] = offer
        return offer

    def drop_offer(self, offer):
        """Delete an offer."""
        del self.offers[offer.offer_id]
        del self._by_sku[offer.document["sku"]][offer.offer_id]

    def offers_of(self, sku):
        """Return the offers of a SKU that were written through the API."""
        return list(self._by_sku.get(sku, {}).values())

    def group_of(self, sku):
        """Return the key of the group that a SKU is in, "" when in none."""
        return self._group_of.get(sku, "")

    def keep_group(self, key, group):
        """Keep a group in place of what it was."""
        self.drop_group(key)
        self.groups[key] = group
        self._group_of.update(dict.fromkeys(group.get("variantSKUs") or (), key))

    def drop_group(self, key):
        """Delete a group; its items stay."""
        for sku in self.groups.pop(key, {}).get("variantSKUs") or ():
            self._group_of.pop(sku, None)

    def live_listing(self, offer):
        """Return the listing that an offer is published as, None when it is not."""
        listing = self.simulator.seller.listings.get(offer.item_id)
        return listing if listing and listing.is_active else None

    def _edit(self, listing, name, value):
        skus = [entry.sku for entry in listing.entries()]
        group = self.groups.get(listing.group_key)
        if name in ("title", "description", "aspects", "image_urls"):
            field_name = {"image_urls": "imageUrls"}.get(name, name)
            texts = [group] if group else [self.items[sku]["product"] for sku in skus]
            for text in texts:
                text[field_name] = copy.deepcopy(value)
            self._show(listing, name, value)
            return
        for sku in skus:
            for offer in self.offers_of(sku):
                if offer.item_id == listing.item_id:
                    offer.document[name] = copy.deepcopy(value)
        self._show(listing, name, value)

    def _show(self, listing, name, value):
        """Let the live listing show what was edited."""
        shown = {
            "title": {"title": value},
            "listingDescription": {"html": value},
            "categoryId": {"category_id": value},
        }
        if name == "image_urls":
            shown[name] = {"image_urls": tuple(value)}
        if name == "aspects":
            pairs = tuple((key, tuple(values)) for key, values in value.items())
            shown[name] = {"specifics": pairs}
        if name in shown:
            self.simulator.seller.revise(listing.item_id, **shown[name])

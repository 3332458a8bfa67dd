# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import json
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping

from ...tools.ebay_time import to_naive_utc

#: The end of a listing moves every month without a change of the listing.
VOLATILE = {"end_time"}


class EbayProductTemplateImportMapper(Component):
    """Map eBay's listing to the values of its binding.

    What an answer does not contain is left out instead of emptied, because eBay's
    calls return different parts of a listing.
    """

    _name = "ebay.product.template.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.product.template"

    @staticmethod
    def fingerprint(record: dict[str, Any]) -> str:
        """Return a hash of eBay's answer, equal as long as the listing is unchanged."""
        stable = {key: value for key, value in record.items() if key not in VOLATILE}
        packed = json.dumps(stable, sort_keys=True, default=str)
        return hashlib.sha1(packed.encode(), usedforsecurity=False).hexdigest()

    @mapping
    def identity(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the id, and a hash by which an unchanged listing is known.

        :field backend_id: ; the account
        :field external_id: ``ItemID``
        :field fingerprint: ; a hash of eBay's answer without the end of the
            listing
        """
        return {
            "backend_id": self.backend.id,
            "external_id": record["item_id"],
            "fingerprint": self.fingerprint(record),
        }

    @mapping
    def text(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the texts that eBay has sent; an empty one changes nothing.

        :field title: ``Title``; updated from eBay
        :field listing_type: ``ListingType``
        :field url: ``ViewItemURL``
        :field relisted_item_id: ``RelistedItemID``; the new listing gets the
            products of the old one
        :field picture_url: ``PictureURL``; the first of ``PictureDetails``
        """
        given = {
            "title": record["title"],
            "listing_type": record["listing_type"],
            "url": record["view_url"],
            "relisted_item_id": record["relisted_item_id"],
            "picture_url": next(iter(record["picture_urls"]), ""),
        }
        return {name: text for name, text in given.items() if text}

    @mapping
    def status(self, record: dict[str, Any]) -> dict[str, Any]:
        """Map the status; an unknown one changes nothing.

        :field status: ``ListingStatus``; *Completed* and *Ended* become
            *ended*; a listing missing from a full run is looked up at eBay
        """
        if record["listing_status"] in ("Completed", "Ended"):
            return {"status": "ended"}
        if record["listing_status"] == "Active":
            return {"status": "active"}
        return {}

    @mapping
    def times(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return begin and end in UTC.

        :field start_time: ``StartTime``
        :field end_time: ``EndTime``
        """
        given = {"start_time": record["start_time"], "end_time": record["end_time"]}
        return {
            name: to_naive_utc(moment).replace(microsecond=0)
            for name, moment in given.items()
            if moment
        }

    @mapping
    def marketplace(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the marketplace, if it is known.

        :field marketplace_id: ``Site``; by the Trading API's name of the site
        """
        marketplace = self.options.lookups.marketplace(record["site"])
        return {"marketplace_id": marketplace.id} if marketplace else {}

    @mapping
    def currency(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the currency, if Odoo knows it.

        :field currency_id: ``Currency``
        """
        currency = self.options.lookups.currency(record["currency"])
        return {"currency_id": currency.id} if currency else {}

    @mapping
    def category(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the category, if it was imported.

        :field category_id: ``CategoryID``; of ``PrimaryCategory``
        """
        category = self.options.lookups.category(record["category_id"])
        return {"category_id": category.id} if category else {}

    @mapping
    def details(self, record: dict[str, Any]) -> dict[str, Any]:
        """Map what only the read of a single listing returns.

        :field description: ``Description``; of ``GetItem``, loaded on request
        :field specifics: ``ItemSpecifics``; of ``GetItem``, loaded on request
        :field details_date: ; when they were loaded
        """
        if "description" not in record:
            return {}
        return {
            "description": record["description"],
            "specifics": record["specifics"],
            "details_date": self.backend._ebay_now().replace(microsecond=0),
        }

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
        return {
            "backend_id": self.backend.id,
            "external_id": record["item_id"],
            "fingerprint": self.fingerprint(record),
        }

    @mapping
    def text(self, record: dict[str, Any]) -> dict[str, Any]:
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
        """Map the status; an unknown one changes nothing."""
        if record["listing_status"] in ("Completed", "Ended"):
            return {"status": "ended"}
        if record["listing_status"] == "Active":
            return {"status": "active"}
        return {}

    @mapping
    def times(self, record: dict[str, Any]) -> dict[str, Any]:
        given = {"start_time": record["start_time"], "end_time": record["end_time"]}
        return {
            name: to_naive_utc(moment).replace(microsecond=0)
            for name, moment in given.items()
            if moment
        }

    @mapping
    def marketplace(self, record: dict[str, Any]) -> dict[str, Any]:
        marketplace = self.options.lookups.marketplace(record["site"])
        return {"marketplace_id": marketplace.id} if marketplace else {}

    @mapping
    def currency(self, record: dict[str, Any]) -> dict[str, Any]:
        currency = self.options.lookups.currency(record["currency"])
        return {"currency_id": currency.id} if currency else {}

    @mapping
    def category(self, record: dict[str, Any]) -> dict[str, Any]:
        category = self.options.lookups.category(record["category_id"])
        return {"category_id": category.id} if category else {}

    @mapping
    def details(self, record: dict[str, Any]) -> dict[str, Any]:
        """Map what only the read of a single listing returns."""
        if "description" not in record:
            return {}
        return {
            "description": record["description"],
            "specifics": record["specifics"],
            "details_date": self.backend._ebay_now().replace(microsecond=0),
        }

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import json

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping

#: A listing's end moves every month by itself; that is no change.
VOLATILE = {"end_time"}


class EbayProductTemplateImportMapper(Component):
    """Values of a listing's binding.

    Text that an answer does not carry is left out, not blanked: eBay's calls return
    different parts of a listing.
    """

    _name = "ebay.product.template.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.product.template"

    @staticmethod
    def fingerprint(record):
        """Tells whether eBay says anything new about a listing."""
        said = {key: value for key, value in record.items() if key not in VOLATILE}
        packed = json.dumps(said, sort_keys=True, default=str)
        return hashlib.sha1(packed.encode(), usedforsecurity=False).hexdigest()

    @mapping
    def identity(self, record):
        return {
            "backend_id": self.backend.id,
            "external_id": record["item_id"],
            "fingerprint": self.fingerprint(record),
        }

    @mapping
    def text(self, record):
        given = {
            "title": record["title"],
            "listing_type": record["listing_type"],
            "url": record["view_url"],
            "relisted_item_id": record["relisted_item_id"],
            "picture_url": next(iter(record["picture_urls"]), ""),
        }
        return {name: text for name, text in given.items() if text}

    @mapping
    def status(self, record):
        """Ended only when eBay says so; a word we do not know means nothing."""
        if record["listing_status"] in ("Completed", "Ended"):
            return {"status": "ended"}
        if record["listing_status"] == "Active":
            return {"status": "active"}
        return {}

    @mapping
    def times(self, record):
        given = {"start_time": record["start_time"], "end_time": record["end_time"]}
        return {
            name: self.backend._naive(moment).replace(microsecond=0)
            for name, moment in given.items()
            if moment
        }

    @mapping
    def marketplace(self, record):
        marketplace = self.options.lookups.marketplace(record["site"])
        return {"marketplace_id": marketplace.id} if marketplace else {}

    @mapping
    def currency(self, record):
        currency = self.options.lookups.currency(record["currency"])
        return {"currency_id": currency.id} if currency else {}

    @mapping
    def category(self, record):
        category = self.options.lookups.category(record["category_id"])
        return {"category_id": category.id} if category else {}

    @mapping
    def details(self, record):
        """Only a read of the single listing has these."""
        if "description" not in record:
            return {}
        return {
            "description": record["description"],
            "specifics": record["specifics"],
            "details_date": self.backend._ebay_now().replace(microsecond=0),
        }

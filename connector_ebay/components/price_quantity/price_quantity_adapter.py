# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from odoo.addons.component.core import Component

from ...ebay_client.bulk_revision import SCHEMA_VERSION, parse_bulk_revision
from ...ebay_client.feed_file import unpack
from ...ebay_client.trading_xml import MalformedDocumentError
from ...exceptions import EbayRetry, EbayWait

#: The budget counts the writing calls of this many minutes.
BUDGET_MINUTES = 10


class EbayPriceQuantityAdapter(Component):
    """Writes prices and quantities, and reads them back."""

    _name = "ebay.price.quantity.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.export.batch"
    _flow = "offers"

    def about(self, batch):
        """From now on, the log of calls says that they are for this batch.

        :raise EbayWait: the backend may not talk to eBay now
        """
        backend = self.backend.with_context(ebay_export_batch_id=batch.id)
        self.client.wire.observer = backend._ebay_observe

    def update_inventory(self, updates):
        """Set what the Inventory API manages; a list of ``BulkRow``."""
        return self._call("inventory", "bulk_update_price_quantity", updates)

    def revise(self, statuses):
        """Set what the Trading API manages; a ``RevisionResult``."""
        return self._call("trading", "revise_inventory_status", statuses)

    def read_offers(self, sku):
        """The offers of a SKU of the Inventory API."""
        return self._call("inventory", "get_offers", sku)

    def read_offer(self, offer_id):
        """One offer: price and quantity as the Inventory API has them."""
        return self._call("inventory", "get_offer", offer_id)

    def read_item_quantities(self, skus):
        """``{SKU: quantity of its inventory item}``, of at most 25."""
        answer = self._call("inventory", "bulk_get_inventory_item", skus)
        quantities = {}
        for row in answer.get("responses") or ():
            availability = (row.get("inventoryItem") or {}).get("availability") or {}
            ship_to = availability.get("shipToLocationAvailability") or {}
            if "quantity" in ship_to:
                quantities[row["sku"]] = ship_to["quantity"]
        return quantities

    def read_listing(self, item_id):
        """One listing as buyers see it, with its variations."""
        return self._call("trading", "get_item", item_id)

    def create_file(self, marketplace):
        """Announce a file of revisions; the id of its task."""
        return self._call(
            "feed", "create_task", marketplace.code, schema_version=SCHEMA_VERSION
        )

    def upload_file(self, task_id, content):
        """Upload the file of a task, which starts it."""
        self._call("feed", "upload_file", task_id, f"{task_id}.xml", content)

    def read_task(self, task_id):
        """How far a file is."""
        return self._call("feed", "get_task", task_id)

    def read_result(self, task_id):
        """eBay's answers to the rows of a file: a list of ``BulkRevision``.

        :raise EbayRetry: the result cannot be read
        """
        content = self._call("feed", "download_result_file", task_id)
        try:
            return list(parse_bulk_revision(unpack(content)))
        except MalformedDocumentError as error:
            raise EbayRetry(str(error), seconds=60) from error

    def out_of_stock_control(self):
        """Whether a listing at zero stays instead of ending."""
        return self._call("trading", "get_user_preferences_out_of_stock")

    def check_budget(self):
        """Keep to the account's budget of writing calls.

        :raise EbayWait: until the oldest call of the last minutes is out of them
        """
        budget = self.backend.push_budget
        if not budget:
            return
        since = fields.Datetime.now() - timedelta(minutes=BUDGET_MINUTES)
        # Another cursor: this job's transaction may be older than its own calls.
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                SELECT called_at FROM ebay_api_call
                WHERE backend_id = %s AND flow = %s AND called_at >= %s
                  AND (endpoint LIKE '%%bulk_update_price_quantity'
                       OR endpoint LIKE '%%ReviseInventoryStatus')
                ORDER BY called_at DESC LIMIT 1 OFFSET %s
                """,
                (self.backend.id, self._flow, since, budget - 1),
            )
            row = cr.fetchone()
        if row:
            seconds = (row[0] - since).total_seconds()
            raise EbayWait(
                self.env._("The budget of calls is used up for a while."), seconds + 1
            )

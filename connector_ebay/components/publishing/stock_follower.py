# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText


class EbayListingStockFollower(Component):
    """End listings that are sold out, and list them again when stock returns.

    Each template decides. A listing that a person has ended stays so.
    """

    _name = "ebay.listing.stock.follower"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "stock.follower"

    def run(self) -> str:
        """Enqueue ending and relisting; return a sentence for the job."""
        ended = self.sold_out()
        if ended:
            ended._end("stock")
        returned = self.with_stock_again()
        if returned:
            returned.relist_listings()
        return StoredText._(
            "%(ended)s listings without stock end, %(relisted)s with stock are listed "
            "again.",
            ended=len(ended),
            relisted=len(returned),
        )

    def sold_out(self) -> Any:
        """Return the listings to end: nothing is left, and eBay offers nothing.

        Quantities that the guards of the export hold back end nothing, except those
        held because quantity zero would end the listing.
        """
        if self.backend.stock_master != "odoo":
            return self.model.browse()
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT listing.id
            FROM ebay_product_template listing
            JOIN ebay_listing_template template
                ON template.id = listing.listing_template_id
            JOIN ebay_product_product sku
                ON sku.listing_id = listing.id AND sku.active
            LEFT JOIN ebay_sku_sync sync ON sync.sku_id = sku.id
            WHERE listing.backend_id = %s AND listing.status = 'active'
                AND listing.end_reason IS NULL AND template.end_without_stock
            GROUP BY listing.id
            HAVING bool_and(
                COALESCE(sync.has_wanted_quantity, FALSE)
                AND sync.wanted_quantity <= 0
                AND (sync.accepted_quantity <= 0 OR sync.hold_reason = 'ends')
            )
            """,
            (self.backend.id,),
        )
        listings = self.model.browse([row[0] for row in self.env.cr.fetchall()])
        quantities = self._quantities(listings)
        return listings.filtered(
            lambda one: all(
                quantities.get(sku, 1) <= 0 for sku in one.sku_ids.filtered("active")
            )
        )

    def with_stock_again(self) -> Any:
        """Return the ended listings that were sold out and have stock again."""
        listings = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("status", "=", "ended"),
                ("listing_template_id.relist", "=", True),
                ("listing_template_id.active", "=", True),
                ("end_reason", "!=", "person"),
            ],
            order="id desc",
        )
        listings = listings.filtered(self._was_sold_out)
        quantities = self._quantities(listings)
        listings = listings.filtered(
            lambda one: any(
                quantities.get(sku, 0) > 0 for sku in one.sku_ids.filtered("active")
            )
        )
        return self._without_other_listing(listings)

    def _was_sold_out(self, listing: Any) -> bool:
        """Return whether a listing ended because nothing was left.

        eBay ends a listing by itself when its quantity is used up, unless the seller
        has out-of-stock control.
        """
        if listing.end_reason == "stock":
            return True
        return self.backend.out_of_stock_control != "on" and not any(
            sku.quantity > 0 for sku in listing.sku_ids
        )

    def _quantities(self, listings: Any) -> dict[Any, int]:
        """Return the quantities to offer of SKUs whose stock Odoo tracks."""
        if not listings:
            return {}
        return self.component(
            usage="sku.quantities", model_name="ebay.product.product"
        ).quantities(listings.sku_ids.filtered("active"))

    def _without_other_listing(self, listings: Any) -> Any:
        """Return one listing per product, unless the product is listed otherwise."""
        others = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("odoo_id", "in", listings.sku_ids.odoo_id.ids),
                ("status", "in", ("draft", "active")),
            ]
        )
        taken = {(sku.odoo_id, sku.marketplace_id) for sku in others}
        found = self.model.browse()
        for listing in listings:
            own = {(sku.odoo_id, listing.marketplace_id) for sku in listing.sku_ids}
            if not own & taken:
                found |= listing
                taken |= own
        return found

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import NamedTuple

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...exceptions import EbayWait
from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction, try_advisory_lock
from .difference import SkuDifference

_logger = logging.getLogger(__name__)

#: SKUs that are compared or being sent at once: enough for all workers, few enough that
#: values are still correct when they are sent.
PLAN_SIZE = 2000

#: SKUs that are compared at once for a file. Each comparison creates one file for a
#: marketplace, and a file costs the same calls whatever its size.
FILE_PLAN_SIZE = 100000

#: Seconds after which SKUs that are being sent now are compared at the latest.
IN_PROGRESS_SECONDS = 60

#: SKUs that have waited longer are sent one lane higher, so that none waits for ever.
AGED = timedelta(minutes=2)

#: Listing types that can be revised; auctions keep their quantity and price.
FIXED_PRICE = ("FixedPriceItem", "StoresFixedPrice")


class MarkedSku(NamedTuple):
    """A SKU to compare, and why.

    :ivar aged: whether it has waited for long
    :ivar by_setting: whether a setting or a pricelist has changed
    :ivar by_stock: whether the stock has changed
    :ivar changed_at: when the oldest change was made that is not on eBay
    """

    sku_id: int
    mark_ids: list[int]
    aged: bool
    by_setting: bool
    by_stock: bool
    changed_at: datetime | None


class EbayPriceQuantityPlanner(Component):
    """Compare marked SKUs with what eBay last accepted, and create batches.

    Everything is read and written set-wise, and in slices of very many SKUs. The guards
    check the shares of all SKUs together. A SKU that is being sent stays marked and is
    compared when its batch has ended.
    """

    _name = "ebay.price.quantity.planner"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "export.planner"

    def run(self) -> str:
        """Compare once; return a sentence for the job."""
        if self.backend.stock_master != "odoo":
            self._delete_all_marks()
            return StoredText._(
                "eBay is master of stock and prices: nothing is sent from Odoo."
            )
        self._lock_comparison()
        marketplace_ids = self._marketplaces_for_files()
        limit = FILE_PLAN_SIZE if marketplace_ids else self._remaining_plan_size()
        if limit <= 0 or not self._marked_skus(marketplace_ids, 1):
            # Nothing to compare: do not read orders from eBay.
            self._enqueue_if_marked()
            return StoredText._("Nothing has changed.")
        orders_known = self.component(usage="recent.orders").import_recent()
        marked = self._marked_skus(marketplace_ids, limit)
        differences, quantities = self._compare(marked, orders_known)
        self.component(usage="export.guard").check(differences, quantities)
        number = self.component(usage="batch.builder").build(differences)
        self._delete_marks(marked)
        if marketplace_ids or len(marked) >= PLAN_SIZE:
            self.backend._enqueue_comparison()
        else:
            self._enqueue_if_marked()
        _logger.info(
            "eBay backend %s: flow offers, %s SKUs compared, %s to send, %s held",
            self.backend.id,
            len(quantities),
            number,
            sum(bool(difference.hold) for difference in differences),
        )
        return StoredText._(
            "%(skus)s SKUs compared, %(number)s to send.",
            skus=len(quantities),
            number=number,
        )

    def _lock_comparison(self) -> None:
        """Lock the account's comparison until this transaction ends.

        The unique index on pending lines refuses what this lock cannot prevent.

        :raise EbayWait: another comparison is running, or has ended since this
            transaction began and is not seen by it
        """
        lock = try_advisory_lock(self.env.cr, "connector_ebay.offers", self.backend.id)
        with new_transaction(self.backend) as backend:
            newest_id = backend.env["ebay.export.batch"]._newest_id(backend)
        batches = self.env["ebay.export.batch"]
        if not lock or newest_id != batches._newest_id(self.backend):
            raise EbayWait(StoredText._("Another comparison is running."), 1)

    def _enqueue_if_marked(self) -> None:
        """Enqueue another comparison if SKUs are still marked.

        Usually the end of their batch enqueues it earlier.
        """
        if self.env["ebay.sku.mark"]._any_due(self.backend):
            self.backend._enqueue_comparison(IN_PROGRESS_SECONDS)

    # === MARKS ===

    def _marked_skus(self, marketplace_ids: list[int], limit: int) -> list[MarkedSku]:
        """Return marked SKUs that are not being sent: stock first, oldest first.

        :param marketplace_ids: if not empty, only Trading SKUs of these marketplaces,
            for a file
        """
        self.env["ebay.export.batch.line"].flush_model(["state", "sku_id"])
        self.env.cr.execute(
            """
            SELECT mark.sku_id, array_agg(mark.id),
                   min(changed_at) < (now() AT TIME ZONE 'UTC') - %(aged)s,
                   bool_or(reason = 'setting'), bool_or(reason IN ('stock', 'orders')),
                   min(COALESCE(since, changed_at))
            FROM ebay_sku_mark mark
            JOIN ebay_product_product sku ON sku.id = mark.sku_id
            JOIN ebay_product_template listing ON listing.id = sku.listing_id
            WHERE mark.backend_id = %(backend)s
              AND due_at <= clock_timestamp() AT TIME ZONE 'UTC'
              AND (NOT %(as_file)s OR listing.channel = 'trading'
                   AND listing.marketplace_id = ANY(%(marketplaces)s))
              AND NOT EXISTS (
                  SELECT FROM ebay_export_batch_line line
                  WHERE line.sku_id = mark.sku_id AND line.state = 'pending'
              )
            GROUP BY mark.sku_id
            ORDER BY bool_or(reason NOT IN ('price', 'setting', 'check'))
                     OR min(changed_at) < (now() AT TIME ZONE 'UTC') - %(aged)s DESC,
                     min(changed_at)
            LIMIT %(limit)s
            """,
            {
                "backend": self.backend.id,
                "aged": AGED,
                "as_file": bool(marketplace_ids),
                "marketplaces": marketplace_ids,
                "limit": limit,
            },
        )
        return [MarkedSku(*row) for row in self.env.cr.fetchall()]

    def _remaining_plan_size(self) -> int:
        """Return how many SKUs may be compared now; SKUs in a file do not count."""
        sending = self.env["ebay.export.batch.line"].search_count(
            [
                ("backend_id", "=", self.backend.id),
                ("state", "=", "pending"),
                ("batch_id.channel", "!=", "feed"),
            ]
        )
        return PLAN_SIZE - sending

    def _marketplaces_for_files(self) -> list[int]:
        """Return the ids of marketplaces with enough marked Trading SKUs for a file."""
        threshold = self.backend.feed_threshold
        if not threshold:
            return []
        self.env.cr.execute(
            """
            SELECT listing.marketplace_id
            FROM ebay_sku_mark mark
            JOIN ebay_product_product sku ON sku.id = mark.sku_id
            JOIN ebay_product_template listing ON listing.id = sku.listing_id
            WHERE mark.backend_id = %s AND listing.channel = 'trading'
              AND listing.marketplace_id IS NOT NULL
              AND mark.due_at <= clock_timestamp() AT TIME ZONE 'UTC'
              AND NOT EXISTS (
                  SELECT FROM ebay_export_batch_line line
                  WHERE line.sku_id = mark.sku_id AND line.state = 'pending'
              )
            GROUP BY listing.marketplace_id
            HAVING count(DISTINCT mark.sku_id) > %s
            """,
            (self.backend.id, threshold),
        )
        return [row[0] for row in self.env.cr.fetchall()]

    def _delete_marks(self, marked: list[MarkedSku]) -> None:
        """Delete the marks that were read; marks made since are other rows."""
        ids = [mark_id for one in marked for mark_id in one.mark_ids]
        self.env.cr.execute("DELETE FROM ebay_sku_mark WHERE id = ANY(%s)", (ids,))

    def _delete_all_marks(self) -> None:
        self.env.cr.execute(
            "DELETE FROM ebay_sku_mark WHERE backend_id = %s", (self.backend.id,)
        )

    # === COMPARISON ===

    def _compare(
        self, marked: list[MarkedSku], orders_known: bool
    ) -> tuple[list[SkuDifference], dict[int, int | None]]:
        """Return the differences to send or hold, and the quantities of all SKUs by id.

        SKUs of one inventory item are never in two slices, because only Trading SKUs
        are compared in more than one slice.
        """
        comparer = self.component(usage="sku.comparer")
        guard = self.component(usage="export.guard")
        by_id = {one.sku_id: one for one in marked}
        skus = self.env["ebay.product.product"].browse(by_id).exists()
        differences: list[SkuDifference] = []
        quantities: dict[int, int | None] = {}
        for part in self.in_slices(skus):
            found = self._differences(part, by_id)
            comparer.compare(found, orders_known)
            guard.check_lowest_prices(found)
            quantities.update((one.sku.id, one.quantity_on_sale) for one in found)
            differences += [
                one for one in found if one.is_sent or one.hold or one.hold_reason
            ]
        return differences, quantities

    def _differences(
        self, skus: BaseModel, marked: dict[int, MarkedSku]
    ) -> list[SkuDifference]:
        """Return differences of these SKUs and others of the same inventory items."""
        skus |= self._siblings(skus)
        skus = skus.filtered(
            lambda sku: sku.active
            and sku.odoo_id
            and sku.status == "active"
            and sku.listing_id.listing_type in FIXED_PRICE
        )
        syncs = self.env["ebay.sku.sync"]._get_or_create(skus)
        quantities = self.component(
            usage="sku.quantities", model_name="ebay.product.product"
        ).quantities(skus)
        prices = self.component(usage="sku.pricer").prices(skus)
        unmarked = MarkedSku(0, [], False, False, False, None)
        differences = []
        for sku in skus:
            mark = marked.get(sku.id, unmarked)
            differences.append(
                SkuDifference(
                    sku,
                    syncs[sku],
                    quantities.get(sku),
                    prices.get(sku),
                    aged=mark.aged,
                    by_setting=mark.by_setting,
                    by_stock=mark.by_stock,
                    changed_at=mark.changed_at,
                )
            )
        return differences

    def _siblings(self, skus: BaseModel) -> BaseModel:
        """Return other SKUs of the same inventory items that are not being sent.

        eBay has one quantity for an inventory item, so they are sent together.
        """
        shared = skus.filtered(lambda sku: sku.channel == "inventory" and sku.ebay_sku)
        if not shared:
            return skus.browse()
        siblings = skus.search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_sku", "in", shared.mapped("ebay_sku")),
                ("listing_id.channel", "=", "inventory"),
                ("id", "not in", skus.ids),
            ]
        )
        sending = self.env["ebay.export.batch.line"].search(
            [("sku_id", "in", siblings.ids), ("state", "=", "pending")]
        )
        return siblings - sending.sku_id

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import timedelta

from odoo.addons.component.core import Component

from ...exceptions import EbayWait
from .difference import SkuDifference

_logger = logging.getLogger(__name__)

#: SKUs that are on their way or compared at once: enough for all workers, few enough
#: that values are fresh when they are sent.
PLAN_SIZE = 2000

#: As files go as many as there are at once: each run that finds some makes a file a
#: marketplace, and a file costs the same calls whatever is in it.
FILE_PLAN_SIZE = 100000

#: When what is on its way is looked at again at the latest.
BUSY_SECONDS = 60

#: What has waited longer goes one lane up, so that nothing starves.
AGED = timedelta(minutes=2)

#: What the API can revise; auctions keep their quantity and price.
FIXED_PRICE = ("FixedPriceItem", "StoresFixedPrice")


class EbayPriceQuantityPlanner(Component):
    """Compares changed SKUs with what eBay accepted last, and makes batches.

    Everything is read and written set-wise, and of very many SKUs in slices: the
    shares that the guards look at are those of all. A SKU that is on its way is left
    marked and looked at again when its batch has ended.
    """

    _name = "ebay.price.quantity.planner"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "export.planner"

    def run(self):
        """One comparison; say what it found."""
        if self.backend.stock_master != "odoo":
            self._forget_changes()
            return self.env._("eBay is right about stock and prices: nothing is sent.")
        self._lock()
        marketplaces = self._marketplaces_for_files()
        room = FILE_PLAN_SIZE if marketplaces else self._room()
        if room <= 0 or not self._read_changes(marketplaces, 1):
            # Not worth a look at eBay's orders.
            self._look_again()
            return self.env._("Nothing has changed.")
        orders_known = self.component(usage="recent.orders").import_recent()
        rows = self._read_changes(marketplaces, room)
        changes, wanted = self._compare(rows, orders_known)
        self.component(usage="export.guard").check(changes, wanted)
        number = self.component(usage="batch.builder").build(changes)
        self._take_off(rows)
        if marketplaces or len(rows) >= PLAN_SIZE:
            self.backend._enqueue_push()
        else:
            self._look_again()
        _logger.info(
            "eBay backend %s: flow offers, %s SKUs compared, %s to send, %s held",
            self.backend.id,
            len(wanted),
            number,
            sum(bool(change.hold) for change in changes),
        )
        return self.env._(
            "%(skus)s SKUs compared, %(number)s to send.",
            skus=len(wanted),
            number=number,
        )

    def _lock(self):
        """One comparison at a time; the index on open lines guards what slips by."""
        self.env.cr.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext('connector_ebay.offers'), %s)",
            (self.backend.id,),
        )
        alone = self.env.cr.fetchone()[0]
        # One that ended since this transaction began is not seen by it: the same SKUs
        # would be compared once more, and refused by the index at last.
        with self.backend._in_new_transaction() as backend:
            newest = backend.env["ebay.export.batch"]._newest(backend)
        batches = self.env["ebay.export.batch"]
        if not alone or newest != batches._newest(self.backend):
            raise EbayWait(self.env._("Another comparison is going on."), 1)

    def _look_again(self):
        """What is on its way is compared when its batch has ended, or, if both missed
        each other by a moment, in a while."""
        if self.env["ebay.sku.mark"]._any_due(self.backend):
            self.backend._enqueue_push(BUSY_SECONDS)

    def _forget_changes(self):
        self.env.cr.execute(
            "DELETE FROM ebay_sku_mark WHERE backend_id = %s", (self.backend.id,)
        )

    # === WHAT CHANGED ===

    def _read_changes(self, marketplaces, room):
        """``(SKU id, ids of its marks, whether they have aged)``, the oldest first.

        Stock before prices; SKUs on their way are left out.

        :param marketplaces: ids of those whose SKUs of the Trading API go as a file:
            only these then
        :param room: SKUs at most
        """
        self.env["ebay.export.batch.line"].flush_model(["state", "sku_id"])
        self.env.cr.execute(
            """
            SELECT change.sku_id, array_agg(change.id),
                   min(changed_at) < (now() AT TIME ZONE 'UTC') - %(aged)s
            FROM ebay_sku_mark change
            JOIN ebay_product_product sku ON sku.id = change.sku_id
            JOIN ebay_product_template listing ON listing.id = sku.listing_id
            WHERE change.backend_id = %(backend)s
              AND due_at <= clock_timestamp() AT TIME ZONE 'UTC'
              AND (NOT %(as_file)s OR listing.channel = 'trading'
                   AND listing.marketplace_id = ANY(%(marketplaces)s))
              AND NOT EXISTS (
                  SELECT FROM ebay_export_batch_line line
                  WHERE line.sku_id = change.sku_id AND line.state = 'pending'
              )
            GROUP BY change.sku_id
            ORDER BY bool_or(reason = 'stock')
                     OR min(changed_at) < (now() AT TIME ZONE 'UTC') - %(aged)s DESC,
                     min(changed_at)
            LIMIT %(room)s
            """,
            {
                "backend": self.backend.id,
                "aged": AGED,
                "as_file": bool(marketplaces),
                "marketplaces": marketplaces,
                "room": room,
            },
        )
        return self.env.cr.fetchall()

    def _room(self):
        """How many SKUs may be compared now; what is in a file takes no room."""
        on_their_way = self.env["ebay.export.batch.line"].search_count(
            [
                ("backend_id", "=", self.backend.id),
                ("state", "=", "pending"),
                ("batch_id.channel", "!=", "feed"),
            ]
        )
        return PLAN_SIZE - on_their_way

    def _marketplaces_for_files(self):
        """Ids of the marketplaces with so many changed SKUs of the Trading API that a
        file is due."""
        limit = self.backend.feed_threshold
        if not limit:
            return []
        self.env.cr.execute(
            """
            SELECT listing.marketplace_id
            FROM ebay_sku_mark change
            JOIN ebay_product_product sku ON sku.id = change.sku_id
            JOIN ebay_product_template listing ON listing.id = sku.listing_id
            WHERE change.backend_id = %s AND listing.channel = 'trading'
              AND listing.marketplace_id IS NOT NULL
              AND change.due_at <= clock_timestamp() AT TIME ZONE 'UTC'
              AND NOT EXISTS (
                  SELECT FROM ebay_export_batch_line line
                  WHERE line.sku_id = change.sku_id AND line.state = 'pending'
              )
            GROUP BY listing.marketplace_id
            HAVING count(DISTINCT change.sku_id) > %s
            """,
            (self.backend.id, limit),
        )
        return [row[0] for row in self.env.cr.fetchall()]

    def _take_off(self, rows):
        """The marks that were read; one that came since is another row."""
        ids = [mark for _sku, marks, _aged in rows for mark in marks]
        self.env.cr.execute("DELETE FROM ebay_sku_mark WHERE id = ANY(%s)", (ids,))

    def _compare(self, rows, orders_known):
        """What has to be sent or held, and ``{SKU id: quantity}`` of all compared.

        What shares an inventory item is never in two slices: only the Trading API's
        SKUs are more than one.
        """
        comparer = self.component(usage="sku.comparer")
        guard = self.component(usage="export.guard")
        aged = {sku_id: is_aged for sku_id, _marks, is_aged in rows}
        skus = self.env["ebay.product.product"].browse(aged).exists()
        changes, wanted = [], {}
        for part in self.in_slices(skus):
            found = self._changes(part, aged)
            comparer.compare(found, orders_known)
            guard.check_each(found)
            wanted.update((change.sku.id, change.quantity) for change in found)
            changes += [
                change
                for change in found
                if change.is_sent or change.hold or change.hold_reason
            ]
        return changes, wanted

    def _changes(self, skus, aged):
        """An ``SkuDifference`` for each SKU that can be offered, and for those that
        share its inventory item."""
        skus |= self._siblings(skus)
        skus = skus.filtered(
            lambda sku: sku.active
            and sku.odoo_id
            and sku.status == "active"
            and sku.listing_id.listing_type in FIXED_PRICE
        )
        offers = self.env["ebay.sku.sync"]._ensure(skus)
        quantities = self.component(
            usage="sku.quantities", model_name="ebay.product.product"
        ).quantities(skus)
        prices = self.component(usage="sku.pricer").prices(skus)
        return [
            SkuDifference(
                sku,
                offers[sku],
                quantities.get(sku),
                prices.get(sku),
                bool(aged.get(sku.id)),
            )
            for sku in skus
        ]

    def _siblings(self, skus):
        """Other listings' SKUs with the same inventory item: eBay has one quantity
        for it, so they are computed and sent together."""
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
        busy = self.env["ebay.export.batch.line"].search(
            [("sku_id", "in", siblings.ids), ("state", "=", "pending")]
        )
        return siblings - busy.sku_id

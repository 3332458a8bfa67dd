# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import uuid

from psycopg2.errors import UniqueViolation

from odoo.tools import groupby

from odoo.addons.component.core import Component

from ...exceptions import EbayRetry
from .difference import by_inventory_item

#: SKUs in one ReviseInventoryStatus.
TRADING_SIZE = 4

#: SKUs in one file: eBay takes 15 MB, and a row has less than 500 bytes.
FEED_SIZE = 25000

#: SKUs that one job sends at most, a call after the other.
JOB_SKUS = 200

#: What goes out at once is spread over this many jobs, so that all workers send.
SPREAD = 4

LANES = ("zero", "quantity", "price")


class EbayPriceQuantityBatchBuilder(Component):
    """Makes batches as large as each channel takes, by lane."""

    _name = "ebay.price.quantity.batch.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "batch.builder"

    def build(self, changes, take_over=None):
        """Make the batches for what has to be sent; how many SKUs are in them.

        :param take_over: the take-over whose way back they are
        """
        changes = [change for change in changes if change.is_sent]
        if not changes:
            return 0
        sending = not self.backend.test_mode
        if sending:
            for part in self.in_slices(changes):
                offers = part[0].offer.union(*[change.offer for change in part])
                offers.write({"state": "sending", "released": False})
        batches = [
            {
                "channel": self._way(channel, members),
                "lane": lane,
                "aged": aged,
                "marketplace_id": marketplace_id,
                "take_over_id": take_over and take_over.id,
                "lines": [change.line_values() for change in chunk],
            }
            for (channel, lane, aged, marketplace_id), members in self._groups(changes)
            for chunk in self._chunks(channel, members)
        ]
        self._share_jobs(batches)
        self._make(batches, "pending" if sending else "would_send")
        return len(changes)

    @staticmethod
    def _groups(changes):
        groups = {}
        for change in changes:
            # One inventory item may be on several marketplaces.
            marketplace_id = change.channel == "trading" and change.marketplace_id
            key = (change.channel, change.lane, change.aged, marketplace_id)
            groups.setdefault(key, []).append(change)
        return sorted(groups.items(), key=lambda group: LANES.index(group[0][1]))

    def _way(self, channel, changes):
        """By calls, or, of so many SKUs of a marketplace, as a file."""
        limit = self.backend.feed_threshold
        many = channel == "trading" and limit and len(changes) > limit
        return "feed" if many and changes[0].marketplace_id else channel

    def _chunks(self, channel, changes):
        """Parts that fit into one call; what shares an inventory item together."""
        if channel == "trading":
            way = self._way(channel, changes)
            size = FEED_SIZE if way == "feed" else TRADING_SIZE
            groups = [[change] for change in changes]
        else:
            size, groups = self.backend.inventory_batch_size, by_inventory_item(changes)
        for start in range(0, len(groups), size):
            yield [change for group in groups[start : start + size] for change in group]

    @staticmethod
    def _share_jobs(batches):
        """Let one job make several calls: most of what a job costs is the job."""
        for (channel, _lane, _aged), members in groupby(
            batches, lambda batch: (batch["channel"], batch["lane"], batch["aged"])
        ):
            together = min(
                max(1, JOB_SKUS // max(len(batch["lines"]) for batch in members)),
                -(-len(members) // SPREAD),
            )
            if channel == "feed":
                together = 1
            for number, batch in enumerate(members):
                if not number % together:
                    job_group = uuid.uuid4().hex
                batch["job_group"] = job_group

    def _make(self, batches, state):
        try:
            with self.env.cr.savepoint():
                self.env["ebay.export.batch"]._make_many(self.backend, batches, state)
        except UniqueViolation as error:
            # A batch that this transaction, older, does not see.
            raise EbayRetry(
                self.env._("One of these SKUs is being sent already."), seconds=1
            ) from error

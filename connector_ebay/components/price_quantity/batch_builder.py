# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from psycopg2.errors import UniqueViolation

from odoo.models import BaseModel
from odoo.tools import groupby

from odoo.addons.component.core import Component

from ...exceptions import EbayRetry
from ...tools.stored_text import StoredText
from .difference import SkuDifference, group_by_inventory_item

#: SKUs in one ReviseInventoryStatus.
TRADING_SIZE = 4

#: SKUs in one file: eBay accepts 15 MB, and a row has less than 500 bytes.
FEED_SIZE = 25000

#: SKUs that one job sends at most, one call after the other.
JOB_SKUS = 200

#: Number of jobs over which the batches of one comparison are spread, so that all
#: workers send.
SPREAD = 4

LANES = ("zero", "quantity", "price")

#: Channel, lane, whether aged, marketplace id (Trading only).
GroupKey = tuple[str, str, bool, int | bool]


class EbayPriceQuantityBatchBuilder(Component):
    """Create batches by lane, as large as each API accepts."""

    _name = "ebay.price.quantity.batch.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "batch.builder"

    def build(
        self, differences: list[SkuDifference], take_over: BaseModel | None = None
    ) -> int:
        """Create the batches and their jobs; return the number of SKUs in them.

        :param take_over: the take-over whose former prices are restored
        """
        differences = [one for one in differences if one.is_sent]
        if not differences:
            return 0
        sending = not self.backend.test_mode
        if sending:
            for part in self.in_slices(differences):
                syncs = part[0].sync.union(*[one.sync for one in part])
                syncs.write({"state": "sending", "released": False})
        batches = [
            {
                "channel": self._transport(channel, members),
                "lane": lane,
                "aged": aged,
                "marketplace_id": marketplace_id,
                "take_over_id": take_over and take_over.id,
                "lines": [one.line_values() for one in chunk],
            }
            for (channel, lane, aged, marketplace_id), members in self._groups(
                differences
            )
            for chunk in self._chunks(channel, members)
        ]
        self._assign_jobs(batches)
        self._create(batches, "pending" if sending else "would_send")
        return len(differences)

    @staticmethod
    def _groups(
        differences: list[SkuDifference],
    ) -> list[tuple[GroupKey, list[SkuDifference]]]:
        """Return the differences that may share a batch, the most urgent lane first."""
        groups: dict[GroupKey, list[SkuDifference]] = {}
        for one in differences:
            # An inventory item may be listed on several marketplaces.
            marketplace_id = one.channel == "trading" and one.marketplace_id
            key = (one.channel, one.lane, one.aged, marketplace_id)
            groups.setdefault(key, []).append(one)
        return sorted(groups.items(), key=lambda group: LANES.index(group[0][1]))

    def _transport(self, channel: str, differences: list[SkuDifference]) -> str:
        """Return the transport: feed above the threshold, otherwise direct calls."""
        threshold = self.backend.feed_threshold
        many = channel == "trading" and threshold and len(differences) > threshold
        return "feed" if many and differences[0].marketplace_id else channel

    def _chunks(
        self, channel: str, differences: list[SkuDifference]
    ) -> Iterator[list[SkuDifference]]:
        """Yield parts that fit into a call; inventory items are not divided."""
        if channel == "trading":
            as_file = self._transport(channel, differences) == "feed"
            size = FEED_SIZE if as_file else TRADING_SIZE
            groups = [[one] for one in differences]
        else:
            size = self.backend.inventory_batch_size
            groups = group_by_inventory_item(differences)
        for start in range(0, len(groups), size):
            yield [one for group in groups[start : start + size] for one in group]

    @staticmethod
    def _assign_jobs(batches: list[dict[str, Any]]) -> None:
        """Let one job send several batches: a job costs more than a call."""
        for (channel, _lane, _aged), members in groupby(
            batches, lambda batch: (batch["channel"], batch["lane"], batch["aged"])
        ):
            largest = max(len(batch["lines"]) for batch in members)
            share = -(-len(members) // SPREAD)
            per_job = min(max(1, JOB_SKUS // largest), share)
            if channel == "feed":
                per_job = 1
            job_group = ""
            for number, batch in enumerate(members):
                if not number % per_job:
                    job_group = uuid.uuid4().hex
                batch["job_group"] = job_group

    def _create(self, batches: list[dict[str, Any]], state: str) -> None:
        """Create the batches.

        :raise EbayRetry: a SKU is in a batch that this older transaction does not see
        """
        try:
            with self.env.cr.savepoint():
                self.env["ebay.export.batch"]._create_batches(
                    self.backend, batches, state
                )
        except UniqueViolation as error:
            raise EbayRetry(
                StoredText._("One of these SKUs is already being sent."), seconds=1
            ) from error

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.addons.component.core import Component

from ...tools.ebay_time import (
    seconds_to_next_ebay_day,
    start_of_ebay_day,
    to_naive_utc,
)
from .difference import SkuDifference

#: eBay's limit of revisions of a listing in one day.
DAILY_REVISIONS = 250

#: Revisions of these that are reserved for quantity zero.
RESERVED_FOR_ZERO = 10


class EbayRevisionLimiter(Component):
    """Respect eBay's limit of revisions of a listing in one day."""

    _name = "ebay.revision.limiter"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "revision.limiter"

    def limit(self, differences: list[SkuDifference]) -> None:
        """Postpone listings that eBay does not let revise any more today."""
        to_send = [one for one in differences if one.is_sent]
        if not to_send:
            return
        used = self._revisions_today({one.listing_id for one in to_send})
        postponed = []
        for one in sorted(to_send, key=lambda one: not one.is_zero):
            limit = DAILY_REVISIONS - (0 if one.is_zero else RESERVED_FOR_ZERO)
            number = used.get(one.listing_id, 0)
            number += revision_count(one.channel, one.send_quantity)
            if number > limit:
                one.send_quantity = one.send_price = False
                postponed.append(one.sku)
            else:
                used[one.listing_id] = number
        self.env["ebay.sku.mark"]._mark(
            self.env["ebay.product.product"].union(*postponed),
            "check",
            seconds=seconds_to_next_ebay_day() + 60,
            again=True,
        )

    def _revisions_today(self, listing_ids: set[int]) -> dict[int, int]:
        """Return today's revisions by listing id, with those that are being sent."""
        self.env["ebay.export.batch.line"].flush_model()
        self.env.cr.execute(
            """
            SELECT line.listing_id, sum(
                CASE WHEN batch.channel = 'inventory' AND line.has_quantity
                THEN 2 ELSE 1 END
            )
            FROM ebay_export_batch_line line
            JOIN ebay_export_batch batch ON batch.id = line.batch_id
            WHERE line.listing_id IN %s
              AND (line.state = 'pending'
                   OR (line.state IN ('accepted', 'lost') AND line.sent_at >= %s))
            GROUP BY line.listing_id
            """,
            (tuple(listing_ids), to_naive_utc(start_of_ebay_day())),
        )
        return dict(self.env.cr.fetchall())


def revision_count(channel: str, has_quantity: bool) -> int:
    """Return the revisions that eBay counts for a line: item and offer separately."""
    return 2 if channel == "inventory" and has_quantity else 1

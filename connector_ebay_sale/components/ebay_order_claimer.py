# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import random

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayWait

#: Seconds after which a worker looks again; drawn, so that two do not meet for ever.
BUSY_SECONDS = (1, 5)


class EbayOrderClaimer(Component):
    """Lets one worker at a time write an order, or a buyer.

    The unique constraints are what keeps an order from being there twice. To run into
    them costs a page of work and an error in the log, so a worker first asks whether
    another is at the same orders or buyers, and whether what that one has just
    committed is in sight of this transaction.
    """

    _name = "ebay.order.claimer"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.claimer"

    def claim(self, orders):
        """:raise EbayWait: another worker is at it, or was a moment ago"""
        mapper = self.component(usage="import.mapper", model_name="ebay.res.partner")
        numbers = {order["orderId"] for order in orders}
        buyers = {mapper.buyer_key(order) for order in orders}
        names = {f"order {number}" for number in numbers}
        names |= {f"buyer {buyer}" for buyer in buyers}
        # Once in a job: what this transaction has written since is not in the others'.
        seen = names <= self._seen()
        if not self._lock(sorted(names)) or (
            not seen and self._is_behind(numbers, buyers)
        ):
            raise EbayWait(
                self.env._("Another worker is importing the same orders or buyers."),
                random.randint(*BUSY_SECONDS),
            )
        self._seen().update(names)

    def _seen(self):
        """What this job has claimed already; a page that is halved claims again."""
        if not hasattr(self.work, "ebay_claimed"):
            self.work.ebay_claimed = set()
        return self.work.ebay_claimed

    def _lock(self, names):
        """Whether all of these could be locked until the transaction ends."""
        self.env.cr.execute(
            """
            SELECT bool_and(pg_try_advisory_xact_lock(hashtextextended(name, %s)))
            FROM unnest(%s) AS name
            """,
            (self.backend.id, names),
        )
        return self.env.cr.fetchone()[0]

    def _is_behind(self, numbers, buyers):
        """Whether others have committed what this transaction does not see."""
        self.env.flush_all()
        ours = self._state(self.env.cr, numbers, buyers)
        with self.env.registry.cursor() as cr:
            return not self._state(cr, numbers, buyers) <= ours

    def _state(self, cr, numbers, buyers):
        cr.execute(
            """
            SELECT external_id, last_modified FROM ebay_sale_order
            WHERE backend_id = %(backend)s AND external_id = ANY(%(numbers)s)
            UNION ALL
            SELECT binding.external_id, partner.write_date::text
            FROM ebay_res_partner binding
            JOIN res_partner partner ON partner.id = binding.odoo_id
            WHERE binding.backend_id = %(backend)s
              AND binding.external_id = ANY(%(buyers)s)
            """,
            {
                "backend": self.backend.id,
                "numbers": list(numbers),
                "buyers": list(buyers),
            },
        )
        return set(cr.fetchall())

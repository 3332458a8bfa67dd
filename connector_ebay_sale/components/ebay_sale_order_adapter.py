# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import namedtuple
from datetime import UTC

from odoo.addons.component.core import Component

#: Orders a page; more is refused (error 31100), not clamped.
PAGE_SIZE = 200

OrderPage = namedtuple("OrderPage", "orders total")


class EbaySaleOrderAdapter(Component):
    """Orders, as the Fulfillment API shapes them."""

    _name = "ebay.sale.order.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.sale.order"
    _flow = "orders"

    def read_page(self, since, until, offset=0, limit=PAGE_SIZE):
        """Orders modified in a window, ``offset`` of them skipped.

        :return: :class:`OrderPage`; ``total`` counts all pages
        """
        answer = self._call(
            "fulfillment",
            "get_orders",
            since.replace(tzinfo=UTC),
            until.replace(tzinfo=UTC),
            limit=limit,
            offset=offset,
        )
        orders = answer.get("orders") or []
        return OrderPage(orders, answer.get("total") or len(orders))

    def read(self, order_id):  # pylint: disable=method-required-super
        """One order; only here are cancel requests and the buyer's tax number."""
        return self._call("fulfillment", "get_order", order_id)

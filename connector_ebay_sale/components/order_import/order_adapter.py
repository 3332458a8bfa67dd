# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import namedtuple
from datetime import UTC

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.ebay_client.sell_fulfillment import MODIFIED

#: Orders a page; more is refused (error 31100), not clamped.
PAGE_SIZE = 200

#: Orders a call, of which only details are read.
DETAILS_SIZE = 100

OrderPage = namedtuple("OrderPage", "orders total")


class EbaySaleOrderAdapter(Component):
    """Orders, as the Fulfillment API shapes them."""

    _name = "ebay.sale.order.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.sale.order"
    _flow = "orders"

    def read_page(self, since, until, *, by=MODIFIED, offset=0, limit=PAGE_SIZE):
        """Orders modified, or created, in a window, ``offset`` of them skipped.

        :param until: None: up to the moment that eBay reads it

        :return: :class:`OrderPage`; ``total`` counts all pages
        """
        answer = self._call(
            "fulfillment",
            "get_orders",
            since.replace(tzinfo=UTC),
            until and until.replace(tzinfo=UTC),
            by=by,
            limit=limit,
            offset=offset,
        )
        orders = answer.get("orders") or []
        return OrderPage(orders, answer.get("total") or len(orders))

    def read_named(self, order_ids):
        """Those of up to 50 orders that eBay has."""
        return self._call("fulfillment", "get_orders_by_id", order_ids)

    def read(self, order_id):  # pylint: disable=method-required-super
        """One order; only here are cancel requests and the buyer's tax number."""
        return self._call("fulfillment", "get_order", order_id)

    def read_details(self, order_ids):
        """Cancel reasons and tax numbers of up to 100 orders, where eBay tells any.

        :return: pairs of an order's ids and as much of the order as :meth:`read` has
            of these
        """
        rows = self._call("trading", "get_order_details", order_ids)
        return [
            (row["order_ids"], self._details(row))
            for row in rows
            if row["cancel_reason"] or row["tax_identifiers"]
        ]

    @staticmethod
    def _details(row):
        """A VAT number goes before other numbers that the buyer has as well."""
        numbers = sorted(row["tax_identifiers"], key=lambda one: one["kind"] != "VATIN")
        reason = row["cancel_reason"]
        return {
            "buyer": {
                "taxIdentifier": numbers
                and {
                    "taxpayerId": numbers[0]["number"],
                    "taxIdentifierType": numbers[0]["kind"],
                    "issuingCountry": numbers[0]["country"],
                }
            },
            "cancelStatus": {
                "cancelRequests": [{"cancelReason": reason}] if reason else []
            },
        }

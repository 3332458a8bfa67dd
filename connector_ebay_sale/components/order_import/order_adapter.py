# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.ebay_client.sell_fulfillment import MODIFIED

#: Orders in a page; eBay refuses a larger page (error 31100).
PAGE_SIZE = 200

#: Orders in a call that reads only details.
DETAILS_SIZE = 100


class OrderPageAnswer(NamedTuple):
    """A page of orders; ``total`` counts the orders of all pages."""

    orders: list[dict[str, Any]]
    total: int


class EbaySaleOrderAdapter(Component):
    """Read orders in the shape of the Fulfillment API."""

    _name = "ebay.sale.order.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.sale.order"
    _flow = "orders"

    def read_page(
        self,
        since: datetime,
        until: datetime | None,
        *,
        by: str = MODIFIED,
        offset: int = 0,
        limit: int = PAGE_SIZE,
    ) -> OrderPageAnswer:
        """Return a page of the orders modified, or created, in a window.

        :param until: None: until the moment in which eBay answers
        :param by: the date that has to be in the window
        :param offset: number of orders to skip
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
        return OrderPageAnswer(orders, answer.get("total") or len(orders))

    def read_many(self, order_ids: list[str]) -> list[dict[str, Any]]:
        """Return those of up to 50 orders that eBay has."""
        return self._call("fulfillment", "get_orders_by_id", order_ids)

    # pylint: disable-next=method-required-super
    def read(self, order_id: str) -> dict[str, Any]:
        """Return one order with its details: cancel requests and tax number."""
        return self._call("fulfillment", "get_order", order_id)

    def read_details(
        self, order_ids: list[str]
    ) -> list[tuple[list[str], dict[str, Any]]]:
        """Return the details of up to 100 orders, as far as eBay tells any.

        :return: pairs of an order's ids and that part of what :meth:`read` returns
        """
        rows = self._call("trading", "get_order_details", order_ids)
        return [
            (row["order_ids"], self._details(row))
            for row in rows
            if row["cancel_reason"] or row["tax_identifiers"]
        ]

    @staticmethod
    def _details(row: dict[str, Any]) -> dict[str, Any]:
        """Return a row of Trading's in the shape of the Fulfillment API.

        Of several tax numbers a VAT number comes first.
        """
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

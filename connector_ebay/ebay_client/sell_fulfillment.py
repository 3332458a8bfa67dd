# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sell Fulfillment API: orders, shipments, refunds.

https://developer.ebay.com/api-docs/sell/fulfillment/overview.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from .errors import RejectedError
from .order_form import without_collected_tax
from .rest import RestApi, created_id
from .times import format_time

PAGE_SIZE = 200
ORDER_IDS_SIZE = 50
TAX_BREAKDOWN = "TAX_BREAKDOWN"
REFUND_FAILED = "FAILED"
MODIFIED, CREATED = "lastmodifieddate", "creationdate"


class SellFulfillment(RestApi):
    """Orders whose checkout is complete; 100,000 calls a day.

    A purchase that still waits for payment is not there. All orders come in one form,
    without what eBay collects from the buyer (see ``order_form``).
    """

    api = "sell.fulfillment"
    root = "/sell/fulfillment/v1"

    def get_orders(
        self,
        since: datetime,
        until: datetime | None = None,
        *,
        by: str = MODIFIED,
        offset: int = 0,
        limit: int = PAGE_SIZE,
    ) -> dict[str, Any]:
        """Return a page of the orders last modified, or created, in a range of time.

        ``orders`` holds them, ``total`` counts all of the range. Newest come first
        whatever the reference says, so orders that change while the pages are read
        move: end the range in the past and read overlapping ranges. Cancellation
        requests and tax ids come with get_order only. Orders older than 90 days
        have no address any more.
        https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrders

        :param since: aware
        :param until: aware, not in eBay's future (30850)
        :param by: MODIFIED or CREATED; both in one call and eBay silently leaves the
            former out
        :param offset: orders to skip
        :param limit: orders a page, at most 200
        """
        if by not in (MODIFIED, CREATED):
            raise ValueError(f"Orders are found by {MODIFIED} or {CREATED}, not {by}")
        last = format_time(until) if until else ""
        page = self._call(
            "GET",
            "/order",
            query={
                "filter": f"{by}:[{format_time(since)}..{last}]",
                "limit": limit,
                "offset": offset,
                "fieldGroups": TAX_BREAKDOWN,
            },
        )
        orders = page.get("orders") or []
        return {**page, "orders": [without_collected_tax(order) for order in orders]}

    def get_orders_by_id(self, order_ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return those of up to 50 orders that eBay knows.

        https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrders

        :raises ValueError: none or more than 50
        """
        if not 1 <= len(order_ids) <= ORDER_IDS_SIZE:
            raise ValueError(f"1 to {ORDER_IDS_SIZE} orders, not {len(order_ids)}")
        # With orderIds eBay ignores every other parameter, fieldGroups included.
        query = {"orderIds": ",".join(order_ids)}
        answer = self._call("GET", "/order", query=query)
        return [without_collected_tax(order) for order in answer.get("orders") or []]

    def get_order(self, order_id: str) -> dict[str, Any]:
        """Return one order in full.

        https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrder

        :raises NotFoundError: there is no such order, or not yet
        """
        return without_collected_tax(
            self._call(
                "GET",
                "/order/{orderId}",
                path={"orderId": order_id},
                query={"fieldGroups": TAX_BREAKDOWN},
            )
        )

    def get_shipping_fulfillments(self, order_id: str) -> list[dict[str, Any]]:
        """Return the parcels of an order that eBay knows of.

        https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/shipping_fulfillment/methods/getShippingFulfillments
        """
        answer = self._call(
            "GET",
            "/order/{orderId}/shipping_fulfillment",
            path={"orderId": order_id},
        )
        return answer.get("fulfillments") or []

    def create_shipping_fulfillment(
        self,
        order_id: str,
        quantities: Mapping[str, int],
        *,
        shipped_at: datetime | None = None,
        carrier_code: str = "",
        tracking_number: str = "",
    ) -> str:
        """Tell eBay of one parcel and return the fulfilment's id.

        Not to be repeated blindly: a second call makes a second parcel, and none
        can be changed or deleted. After a lost answer look at
        get_shipping_fulfillments first.
        https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/shipping_fulfillment/methods/createShippingFulfillment

        :param quantities: units in the parcel by ``lineItemId``
        :param shipped_at: aware, not in eBay's future; now if None
        :param carrier_code: one of eBay's codes, together with a tracking number
        :param tracking_number: spaces and hyphens are taken out
        :raises ValueError: nothing in it, or only one of carrier and tracking number
        """
        tracking = re.sub(r"[\s-]", "", tracking_number)
        if not quantities or any(count < 1 for count in quantities.values()):
            raise ValueError("A parcel holds at least one unit of each of its lines")
        if bool(tracking) != bool(carrier_code):
            raise ValueError("Carrier and tracking number come together or not at all")
        body: dict[str, Any] = {
            "lineItems": [
                {"lineItemId": line, "quantity": count}
                for line, count in quantities.items()
            ]
        }
        if shipped_at:
            body["shippedDate"] = format_time(shipped_at)
        if tracking:
            body |= {"shippingCarrierCode": carrier_code, "trackingNumber": tracking}
        answer = self._call(
            "POST",
            "/order/{orderId}/shipping_fulfillment",
            path={"orderId": order_id},
            body=body,
        )
        return created_id(answer)

    def issue_refund(
        self,
        order_id: str,
        reason: str,
        *,
        line_amounts: Mapping[str, Decimal] | None = None,
        order_amount: Decimal | None = None,
        currency: str,
        comment: str = "",
    ) -> dict[str, Any]:
        """Refund lines or an amount; return ``refundId`` and ``refundStatus``.

        The refund is processed after the answer, which says PENDING. Do not repeat the
        call blindly: after a lost answer read the order first. A refund of lines shows
        its id only there (``lineItems.refunds``), a refund of the order only in
        ``paymentSummary.refunds``.
        The call is signed where the client has a signing key, as sellers in the EU and
        UK must.
        https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/issueRefund

        :param reason: of eBay's ReasonForRefundEnum, one for the call
        :param line_amounts: amounts by ``lineItemId``
        :param order_amount: instead of them, an amount for the order
        :param comment: for the buyer, at most 100 characters
        :raises ValueError: not exactly one of lines and order amount
        :raises RejectedError: also when the answer's status is FAILED
        """
        if bool(line_amounts) == (order_amount is not None):
            raise ValueError("A refund is for lines or for the order")
        body: dict[str, Any] = {"reasonForRefund": reason}
        if comment:
            body["comment"] = comment
        if line_amounts:
            body["refundItems"] = [
                {"lineItemId": line, "refundAmount": _amount(value, currency)}
                for line, value in line_amounts.items()
            ]
        if order_amount is not None:
            body["orderLevelRefundAmount"] = _amount(order_amount, currency)
        answer = self._call(
            "POST",
            "/order/{order_id}/issue_refund",
            path={"order_id": order_id},
            body=body,
            auth=self._client.signature,
        )
        if answer.get("refundStatus") == REFUND_FAILED:
            raise RejectedError(
                "eBay answered that the refund failed",
                endpoint=f"{self.root}/order/{{order_id}}/issue_refund",
                api=self.api,
            )
        return answer


def _amount(value: Decimal, currency: str) -> dict[str, Any]:
    return {"value": value, "currency": currency}

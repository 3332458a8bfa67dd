# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Post-Order API: cancellations.

https://developer.ebay.com/Devzone/post-order/concepts/UsageGuide.html
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .errors import RejectedError
from .rest import RestApi
from .times import format_time

PAGE_SIZE = 200


class PostOrderCancellation(RestApi):
    """Cancellations of whole orders; 5,000 calls a day for each resource.

    ``legacyOrderId`` is the number that the Fulfillment API calls ``orderId``; only
    orders of before 2019 have another one. Every call names the marketplace of the
    order by eBay's MarketplaceIdEnum (EBAY_DE; EBAY_GB for the United Kingdom).
    The sandbox has few of these methods.
    https://developer.ebay.com/DevZone/post-order/types/MarketplaceIdEnum.html
    """

    api = "post_order"
    root = "/post-order/v2"
    scheme = "IAF"

    def create_cancellation(
        self,
        legacy_order_id: str,
        reason: str,
        marketplace_id: str,
        *,
        buyer_paid_at: datetime | None = None,
    ) -> str:
        """Cancel an order for the seller and return the cancellation's id.

        Do not repeat it blindly: after a lost answer search first.
        https://developer.ebay.com/Devzone/post-order/post-order_v2_cancellation__post.html

        :param reason: one of CancelReasonEnum a seller may give, such as
            OUT_OF_STOCK_OR_CANNOT_FULFILL or BUYER_ASKED_CANCEL
        :param buyer_paid_at: aware; when the buyer paid, who is refunded then
        :raises RejectedError: also when eBay's answer has no ``cancelId``: then it did
            not accept the cancellation, whatever the HTTP status
        """
        body: dict[str, Any] = {
            "legacyOrderId": legacy_order_id,
            "cancelReason": reason,
            "buyerPaid": buyer_paid_at is not None,
        }
        if buyer_paid_at is not None:
            body["buyerPaidDate"] = {"value": format_time(buyer_paid_at)}
        answer = self._cancellation(
            "POST", "", marketplace_id, body=body, auth=self._client.signature
        )
        if not answer.get("cancelId"):
            raise RejectedError(
                f"eBay did not accept the cancellation{_failure_reasons(answer)}",
                endpoint=f"{self.root}/cancellation",
                api=self.api,
            )
        return str(answer["cancelId"])

    def search_cancellations(
        self,
        marketplace_id: str,
        *,
        legacy_order_id: str | None = None,
        created_from: datetime | None = None,
        created_to: datetime | None = None,
        limit: int = PAGE_SIZE,
        offset: int | None = None,
    ) -> dict[str, Any]:
        """Return a page of cancellations, of both sides.

        eBay's ``role`` would leave out those that the other side initiated.
        https://developer.ebay.com/Devzone/post-order/post-order_v2_cancellation_search__get.html
        """
        query = {
            "legacy_order_id": legacy_order_id,
            "creation_date_range_from": created_from and format_time(created_from),
            "creation_date_range_to": created_to and format_time(created_to),
            "limit": limit,
            "offset": offset,
        }
        return self._cancellation("GET", "/search", marketplace_id, query=query)

    def approve_cancellation(self, cancel_id: str, marketplace_id: str) -> None:
        """Agree to a buyer's request: the order is cancelled and refunded.

        https://developer.ebay.com/devzone/post-order/post-order_v2_cancellation-cancelid_approve__post.html
        """
        self._cancellation(
            "POST",
            "/{cancelId}/approve",
            marketplace_id,
            path={"cancelId": cancel_id},
            auth=self._client.signature,
        )

    def reject_cancellation(
        self,
        cancel_id: str,
        marketplace_id: str,
        *,
        shipped_at: datetime | None = None,
        tracking_number: str = "",
    ) -> None:
        """Decline a buyer's request, as when the parcel is on its way.

        https://developer.ebay.com/devzone/post-order/post-order_v2_cancellation-cancelid_reject__post.html
        """
        body: dict[str, Any] = {}
        if shipped_at is not None:
            body["shipmentDate"] = {"value": format_time(shipped_at)}
        if tracking_number:
            body["trackingNumber"] = tracking_number
        self._cancellation(
            "POST",
            "/{cancelId}/reject",
            marketplace_id,
            path={"cancelId": cancel_id},
            body=body,
        )

    def _cancellation(
        self, method: str, template: str, marketplace_id: str, **options: Any
    ) -> dict[str, Any]:
        if method == "POST":
            # eBay wants a body of JSON, with its Content-Type, even an empty one.
            options.setdefault("body", {})
        return self._call(
            method,
            f"/cancellation{template}",
            headers={"X-EBAY-C-MARKETPLACE-ID": marketplace_id},
            **options,
        )


def _failure_reasons(answer: dict[str, Any]) -> str:
    """Return why an order cannot be cancelled, as far as eBay says it."""
    result = answer.get("orderEligibilityResult")
    reasons = result.get("failureReason") if isinstance(result, dict) else None
    return f": {', '.join(map(str, reasons))}" if reasons else ""

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders as the Fulfillment API shows them.

https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:Order
"""

import copy
from datetime import timedelta

from ..clock import timestamp
from .order import NOTHING
from .rendering_line import LineView, money, present

BASE_URL = "https://api.ebay.com/sell/fulfillment/v1"
PERSONAL_DATA_KEPT = timedelta(days=90)
HOLD_TIME = timedelta(days=21)


class OrderView:
    """One order for one caller.

    ``whole`` is what only getOrder gives: cancel requests and the buyer's tax id.
    ``breakdown`` is the field group TAX_BREAKDOWN. Names and addresses go after 90
    days.
    """

    def __init__(
        self,
        order,
        seller_id,
        now,
        *,
        whole=True,
        breakdown=False,
        legacy_order_id=False,
    ):
        self.order = order
        self.seller_id = seller_id
        self.whole = whole
        self.breakdown = breakdown
        self.legacy_order_id = order.legacy_order_id
        if legacy_order_id and not self.legacy_order_id:
            self.legacy_order_id = order.order_id
        self.anonymous = now - order.created_at > PERSONAL_DATA_KEPT
        self.now = now

    @property
    def _collected(self):
        """Return what of the collected tax is in this form's totals."""
        return self.order.collected_tax if self.breakdown else NOTHING

    def as_json(self):
        """Return the order."""
        order = self.order
        if order.raw is not None:
            return self._as_in_its_file()
        body = {
            "orderId": order.order_id,
            "creationDate": timestamp(order.created_at),
            "lastModifiedDate": timestamp(order.modified_at),
            "orderFulfillmentStatus": order.fulfillment_status,
            "orderPaymentStatus": order.payment_status,
            "sellerId": self.seller_id,
            "buyer": self._buyer(),
            "pricingSummary": self._pricing(),
            "cancelStatus": self._cancel_status(),
            "paymentSummary": self._payments(),
            "fulfillmentStartInstructions": [self._instructions()],
            "fulfillmentHrefs": self._fulfillment_hrefs(),
            "lineItems": [
                LineView(order, line, self.breakdown).as_json() for line in order.lines
            ],
            "salesRecordReference": order.sales_record,
            "totalFeeBasisAmount": self._money(order.total + order.collected_tax),
            "totalMarketplaceFee": self._money(order.fee),
        }
        if self.legacy_order_id:
            body["legacyOrderId"] = self.legacy_order_id
        if any(not tax.unnamed for line in order.lines for tax in line.collected_taxes):
            body["ebayCollectAndRemitTax"] = True
        if order.program:
            body["program"] = order.program
        if order.notes:
            body["buyerCheckoutNotes"] = order.notes
        return body

    def _as_in_its_file(self):
        """Return the order as a test gave it, with what was done to it since."""
        order = self.order
        form = order.raw if self.breakdown else order.raw_plain or order.raw
        body = copy.deepcopy(form)
        body["lastModifiedDate"] = timestamp(order.modified_at)
        if order.fulfillments:
            body["orderFulfillmentStatus"] = order.fulfillment_status
            body["fulfillmentHrefs"] = self._fulfillment_hrefs()
        for line in body["lineItems"]:
            known = order.line(line["lineItemId"])
            if known.shipped:
                line["lineItemFulfillmentStatus"] = known.fulfillment_status
        if order.refunds:
            body["orderPaymentStatus"] = order.payment_status
            summary = body.setdefault("paymentSummary", {})
            summary.setdefault("refunds", []).extend(self._refunds())
            for line in body["lineItems"]:
                view = LineView(order, order.line(line["lineItemId"]), False)
                line.setdefault("refunds", []).extend(view.refunds())
        if order.cancel_requests:
            body["cancelStatus"] = self._cancel_status()
        return body

    def _fulfillment_hrefs(self):
        order = self.order
        return [
            f"{BASE_URL}/order/{order.order_id}/shipping_fulfillment/{one}"
            for one in (parcel.fulfillment_id for parcel in order.fulfillments)
        ]

    def _money(self, amount):
        return money(amount, self.order.currency)

    def _payout(self, amount):
        """Return an amount paid out: in another currency when the seller is paid in
        one."""
        if not self.order.payout:
            return self._money(amount)
        currency, rate = self.order.payout
        return {
            "value": str(round(float(amount * rate), 2)),
            "currency": currency,
            "convertedFromValue": str(float(amount)),
            "convertedFromCurrency": self.order.currency,
        }

    def _buyer(self):
        buyer = self.order.buyer
        address = buyer.address
        registration = self._contact(buyer)
        body = {
            "username": buyer.username,
            "taxAddress": present(
                city=address.city,
                stateOrProvince=address.state,
                postalCode=address.postal_code,
                countryCode=address.country,
            ),
            "buyerRegistrationAddress": registration,
        }
        if buyer.user_id:
            body["userId"] = buyer.user_id
        if self.whole and buyer.tax_id:
            kind, number, country = buyer.tax_id
            body["taxIdentifier"] = {
                "taxpayerId": number,
                "taxIdentifierType": kind,
                "issuingCountry": country,
            }
        return body

    def _contact(self, person):
        address = person.address
        contact = present(
            addressLine1="" if self.anonymous else address.line1,
            addressLine2="" if self.anonymous else address.line2,
            city=address.city,
            stateOrProvince=address.state,
            county=address.county,
            postalCode=address.postal_code,
            countryCode=address.country,
        )
        body = {"contactAddress": contact}
        if self.anonymous:
            return body
        phone = {"phoneNumber": person.phone} if person.phone else {}
        return present(fullName=person.full_name, companyName=person.company) | {
            **body,
            "primaryPhone": phone,
            "email": self.order.email,
        }

    def _pricing(self):
        lines = self.order.lines
        total = self.order.total + self._collected
        body = {"priceSubtotal": sum((line.cost for line in lines), NOTHING)}
        discount = sum((line.discount for line in lines), NOTHING)
        if discount:
            body["priceDiscount"] = -discount
        body["deliveryCost"] = sum(
            (line.shipping + (line.handling or NOTHING) for line in lines), NOTHING
        )
        saved = sum((line.shipping_discount for line in lines), NOTHING)
        if saved:
            body["deliveryDiscount"] = -saved
        tax = sum((line.own_tax for line in lines), NOTHING)
        if self.breakdown:
            fee = sum((line.collected_fee for line in lines), NOTHING)
            tax += self._collected - fee
            if fee:
                body["fee"] = fee
        if tax:
            body["tax"] = tax
        body["total"] = total
        return {name: self._money(amount) for name, amount in body.items()}

    def _cancel_status(self):
        order = self.order
        body = {"cancelState": order.cancel_state, "cancelRequests": []}
        if order.cancelled_at:
            body["cancelledDate"] = timestamp(order.cancelled_at)
        if self.whole:
            body["cancelRequests"] = [
                {
                    "cancelInitiator": one.initiator,
                    "cancelReason": one.reason,
                    "cancelRequestedDate": timestamp(one.requested_at),
                    "cancelRequestId": one.request_id,
                    "cancelRequestState": one.state,
                }
                | (
                    {"cancelCompletedDate": timestamp(one.completed_at)}
                    if one.completed_at
                    else {}
                )
                for one in order.cancel_requests
            ]
        return body

    def _payments(self):
        order = self.order
        given_back = sum(
            (refund.net for refund in order.refunds if refund.status != "FAILED"),
            NOTHING,
        )
        due = order.total + self._collected - order.fee
        payment = {"paymentMethod": "EBAY", "amount": self._payout(due)}
        if order.payment_status == "PENDING":
            payment["paymentStatus"] = "PENDING"
        else:
            payment["paymentStatus"] = "PAID"
            payment["paymentDate"] = timestamp(order.created_at)
            payment["paymentReferenceId"] = f"{order.order_id[-5:]}_S"
        if order.payment_hold:
            payment["paymentHolds"] = [self._hold(due)]
        return {
            "totalDueSeller": self._payout(due - given_back),
            "refunds": self._refunds(),
            "payments": [payment],
        }

    def _hold(self, amount):
        """Return eBay's hold of money that the buyer has paid."""
        order = self.order
        hold = {
            "holdAmount": self._payout(amount),
            "holdReason": order.payment_hold,
            "holdState": "HELD",
            "expectedReleaseDate": timestamp(order.created_at + HOLD_TIME),
        }
        if order.hold_until_tracking:
            action = {"sellerActionToRelease": "UPLOAD_TRACKING_INFO"}
            hold["sellerActionsToRelease"] = [action]
        return hold

    def _refunds(self):
        """Return the refunds: an id stands here when the order was refunded."""
        rows = []
        for refund in self.order.refunds:
            row = {
                "amount": self._payout(refund.net),
                "refundStatus": refund.status,
            }
            if refund.issued_at:
                row["refundDate"] = timestamp(refund.issued_at)
            rows.append(
                row
                | present(
                    refundId=refund.shown_id(of_lines=False),
                    refundReferenceId=refund.reference,
                )
            )
        return rows

    def _instructions(self):
        order = self.order
        arrival = order.created_at + timedelta(days=3)
        body = {
            "fulfillmentInstructionsType": order.instructions,
            "minEstimatedDeliveryDate": timestamp(arrival),
            "maxEstimatedDeliveryDate": timestamp(arrival + timedelta(days=2)),
            "ebaySupportedFulfillment": bool(order.final_destination),
        }
        if order.pickup_location:
            location = {"merchantLocationKey": order.pickup_location}
            return body | {"pickupStep": location}
        if order.final_destination:
            address = order.final_destination
            body["finalDestinationAddress"] = present(
                addressLine1=address.line1,
                addressLine2=address.line2,
                city=address.city,
                stateOrProvince=address.state,
                postalCode=address.postal_code,
                countryCode=address.country,
            )
        if order.ship_to:
            body["shippingStep"] = self._shipping_step()
        return body

    def _shipping_step(self):
        order = self.order
        step = {"shipTo": self._contact(order.ship_to)}
        if order.hub_reference:
            step["shipToReferenceId"] = order.hub_reference
            if not self.anonymous:
                step["shipTo"]["fullName"] = order.buyer.full_name
        return step | {
            "shippingCarrierCode": order.carrier,
            "shippingServiceCode": order.service,
        }

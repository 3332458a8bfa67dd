# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders as the Fulfillment API shows them.

https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:Order
"""

from datetime import timedelta

from ..clock import timestamp
from .order import NOTHING
from .rendering_line import LineView, money, present

BASE_URL = "https://api.ebay.com/sell/fulfillment/v1"
PERSONAL_DATA_KEPT = timedelta(days=90)


class OrderView:
    """One order for one caller.

    ``whole`` is what only getOrder gives: cancel requests and the buyer's tax id.
    ``breakdown`` is the field group TAX_BREAKDOWN. Names and addresses go after 90
    days.
    """

    def __init__(self, order, seller_id, now, *, whole=True, breakdown=False):
        self.order = order
        self.seller_id = seller_id
        self.whole = whole
        self.breakdown = breakdown
        self.anonymous = now - order.created_at > PERSONAL_DATA_KEPT
        self.now = now

    def as_json(self):
        """The order."""
        order = self.order
        body = {
            "orderId": order.order_id,
            "legacyOrderId": order.legacy_order_id or order.order_id,
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
            "fulfillmentHrefs": [
                f"{BASE_URL}/order/{order.order_id}/shipping_fulfillment/{one}"
                for one in (parcel.fulfillment_id for parcel in order.fulfillments)
            ],
            "lineItems": [
                LineView(order, line, self.breakdown).as_json() for line in order.lines
            ],
            "salesRecordReference": order.sales_record,
            "totalFeeBasisAmount": self._money(order.total + order.collected_tax),
            "totalMarketplaceFee": self._money(order.fee),
        }
        if order.collected_tax:
            body["ebayCollectAndRemitTax"] = True
        if order.program:
            body["program"] = order.program
        if order.notes:
            body["buyerCheckoutNotes"] = order.notes
        return body

    def _money(self, amount):
        return money(amount, self.order.currency)

    def _payout(self, amount):
        """An amount paid out: in another currency when the seller is paid in one."""
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
        total = self.order.total
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
        given_back = sum((refund.net for refund in order.refunds), NOTHING)
        due = order.total - order.fee
        payment = {"paymentMethod": "EBAY", "amount": self._payout(due)}
        if order.payment_status == "PENDING":
            payment["paymentStatus"] = "PENDING"
        else:
            payment["paymentStatus"] = "PAID"
            payment["paymentDate"] = timestamp(order.created_at)
            payment["paymentReferenceId"] = f"{order.order_id[-5:]}_S"
        if order.payment_hold:
            payment["paymentHolds"] = [
                {
                    "holdAmount": self._payout(due),
                    "holdReason": order.payment_hold,
                    "holdState": "HELD",
                }
            ]
        return {
            "totalDueSeller": self._payout(due - given_back),
            "refunds": [
                {
                    "refundDate": timestamp(refund.date),
                    "amount": self._payout(refund.net),
                    "refundStatus": refund.status,
                    "refundId": refund.refund_id,
                }
                for refund in order.refunds
            ],
            "payments": [payment],
        }

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

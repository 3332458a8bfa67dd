# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An order's lines as the Fulfillment API shows them.

https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:LineItem
"""

from datetime import timedelta

from ..clock import timestamp
from .order import NOTHING


def money(amount, currency):
    """Return an amount as the API writes it: a string like "10.0"."""
    return {"value": str(float(amount)), "currency": currency}


def present(**fields):
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value}


class LineView:
    """One line of an order.

    With ``breakdown`` its taxes have a type and repeat what eBay collects, and its
    total includes what eBay collects; without, neither.
    """

    def __init__(self, order, line, breakdown):
        self.order = order
        self.line = line
        self.breakdown = breakdown

    def _money(self, amount):
        return money(amount, self.order.currency)

    def as_json(self):
        """Return the line."""
        order, line = self.order, self.line
        ship_by = order.created_at + timedelta(days=1)
        arrival = order.created_at + timedelta(days=3)
        body = present(
            lineItemId=line.line_item_id,
            legacyItemId=line.item_id,
            legacyVariationId=line.variation_id,
            sku=line.sku,
            title=line.title,
        )
        if line.variation_aspects:
            body["variationAspects"] = [
                {"name": name, "value": value} for name, value in line.variation_aspects
            ]
        body["lineItemCost"] = self._money(line.cost)
        if line.discount:
            body["discountedLineItemCost"] = self._money(line.cost - line.discount)
        collected = line.collected_tax if self.breakdown else NOTHING
        body |= {
            "quantity": line.quantity,
            "soldFormat": line.sold_format,
            "listingMarketplaceId": line.listing_marketplace,
            "purchaseMarketplaceId": line.purchase_marketplace,
            "lineItemFulfillmentStatus": line.fulfillment_status,
            "total": self._money(line.total + collected),
            "deliveryCost": self._delivery(),
            "appliedPromotions": self._promotions(),
            "taxes": self._taxes(),
            "properties": {"buyerProtection": True}
            | ({"fromBestOffer": True} if line.best_offer else {}),
            "lineItemFulfillmentInstructions": {
                "minEstimatedDeliveryDate": timestamp(arrival),
                "maxEstimatedDeliveryDate": timestamp(arrival + timedelta(days=2)),
                "shipByDate": timestamp(ship_by),
                "guaranteedDelivery": False,
            },
            "itemLocation": {
                "location": "Leipzig",
                "countryCode": "DE",
                "postalCode": "04109",
            },
        }
        return body | self._extras()

    def _extras(self):
        line = self.line
        extras = {}
        collected = [tax for tax in line.collected_taxes if not tax.unnamed]
        if collected:
            extras["ebayCollectAndRemitTaxes"] = [
                self._collected(tax) for tax in collected
            ]
        if line.buyer_charges:
            charge = {
                "amount": self._money(line.buyer_charges),
                "chargeType": "BUYER_PROTECTION",
            }
            extras["ebayCollectedCharges"] = {"charges": [charge]}
        if line.refunds:
            extras["refunds"] = self.refunds()
        if line.gift:
            sender, message = line.gift
            extras["giftDetails"] = {
                "message": message,
                "recipientEmail": "recipient@example.com",
                "senderName": sender,
            }
        return extras

    def _delivery(self):
        line = self.line
        amounts = {
            "shippingCost": line.shipping,
            "discountAmount": -line.shipping_discount or None,
            "handlingCost": line.handling,
            "importCharges": line.import_charges,
            "shippingIntermediationFee": line.intermediation_fee,
        }
        return {
            name: self._money(amount)
            for name, amount in amounts.items()
            if amount is not None
        }

    def _promotions(self):
        line = self.line
        if not line.discount:
            return []
        return [
            {
                "description": line.promotion or "Sale",
                "discountAmount": self._money(line.discount),
                "promotionId": "5000000001",
            }
        ]

    def refunds(self):
        """Return the line's shares in refunds."""
        return [self._refund(one) for one in self.line.refunds]

    def _refund(self, share):
        """Return a refund's share: its id stands here when lines were refunded."""
        refund = share.refund
        body = {"amount": self._money(share.amount)}
        if refund.issued_at:
            body["refundDate"] = timestamp(refund.issued_at)
        return body | present(refundId=refund.shown_id(of_lines=True))

    def _taxes(self):
        line = self.line
        taxes = list(line.own_taxes)
        if self.breakdown:
            taxes += [
                ("" if tax.unnamed else tax.kind, tax.amount)
                for tax in line.collected_taxes
            ]
        return [
            {"amount": self._money(amount)}
            | ({"taxType": kind} if self.breakdown and kind else {})
            for kind, amount in taxes
        ]

    def _collected(self, tax):
        body = {
            "taxType": tax.kind,
            "amount": self._money(tax.amount),
            "collectionMethod": "NET",
        }
        if tax.reference_name:
            body["ebayReference"] = {
                "name": tax.reference_name,
                "value": tax.reference_value,
            }
        return body

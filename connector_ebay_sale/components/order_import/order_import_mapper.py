# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import datetime
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping
from odoo.addons.connector.exception import InvalidDataError
from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ...tools.order_partners import marketplace_code, tax_text
from ...tools.order_states import (
    CANCEL_STATES,
    FULFILLMENT_STATES,
    PAYMENT_HOLD_STATES,
    PAYMENT_STATES,
    known_value,
    parse_time,
)

Json = dict[str, Any]


class EbaySaleOrderImportMapper(Component):
    """Map an order of eBay to the values of its binding and of the sales order.

    Options: ``page``, the prepared ``OrderPage``.
    """

    _name = "ebay.sale.order.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.sale.order"

    @mapping
    def identity(self, record: Json) -> Json:
        """Return ids, marketplace and dates.

        :field backend_id: ; the account
        :field external_id: ``orderId``
        :field legacy_order_id: ``legacyOrderId``; an order is found by either
            id
        :field sales_record: ``salesRecordReference``; the number in Seller Hub
        :field marketplace_id: ``purchaseMarketplaceId``, else
            ``listingMarketplaceId`` of the first item; the account's own if
            unknown
        :field ordered_at: ``creationDate``; ``date_order`` of the sales order
        :field last_modified: ``lastModifiedDate``; decides whether the order is
            written
        """
        marketplace = self.options.page.lookups.marketplace(marketplace_code(record))
        return {
            "backend_id": self.backend.id,
            "external_id": record["orderId"],
            "legacy_order_id": record.get("legacyOrderId") or False,
            "sales_record": record.get("salesRecordReference") or False,
            "marketplace_id": marketplace.id,
            "ordered_at": self._read_time(record, "creationDate"),
            "last_modified": record["lastModifiedDate"],
        }

    def _read_time(self, record: Json, name: str) -> datetime | None:
        """Return the time under a key.

        :raise InvalidDataError: it is not a time
        """
        try:
            return parse_time(record.get(name))
        except ValueError as error:
            raise InvalidDataError(
                StoredText._(
                    "eBay sent an invalid date: %(value)s (%(name)s).",
                    value=record[name],
                    name=name,
                )
            ) from error

    @mapping
    def states(self, record: Json) -> Json:
        """Return eBay's states of payment, shipment and cancellation.

        :field payment_state: ``orderPaymentStatus``; an unknown value becomes
            *other*
        :field fulfillment_state: ``orderFulfillmentStatus``; an unknown value
            counts as not started
        :field cancel_state: ``cancelStatus.cancelState``; an unknown value
            counts as none requested
        :field cancel_reason: ``cancelReason`` of the last ``cancelRequests``;
            comes with the details
        """
        cancel = record.get("cancelStatus") or {}
        requests = cancel.get("cancelRequests") or [{}]
        return {
            "payment_state": known_value(
                record.get("orderPaymentStatus"), PAYMENT_STATES, "other"
            ),
            "fulfillment_state": known_value(
                record.get("orderFulfillmentStatus"), FULFILLMENT_STATES, "NOT_STARTED"
            ),
            "cancel_state": known_value(
                cancel.get("cancelState"), CANCEL_STATES, "NONE_REQUESTED"
            ),
            "cancel_reason": requests[-1].get("cancelReason") or False,
        }

    @mapping
    def payment(self, record: Json) -> Json:
        """Return method, date and reference; the amounts there are after fees.

        :field paid_at: ``paymentDate``; of the last payment of
            ``paymentSummary.payments`` that has a date
        :field payment_method: ``paymentMethod``; of the same payment
        :field payment_reference: ``paymentReferenceId``; of the same payment
        :field payment_hold: ``paymentHolds``; set while eBay holds money back,
            which does not keep the order from being confirmed
        :field payment_hold_note: ``holdReason``, ``expectedReleaseDate``,
            ``sellerActionToRelease``; in one line
        """
        payments = (record.get("paymentSummary") or {}).get("payments") or []
        paid = [payment for payment in payments if payment.get("paymentDate")]
        last = (paid or payments or [{}])[-1]
        return {
            "paid_at": self._read_time(last, "paymentDate"),
            "payment_method": last.get("paymentMethod") or False,
            "payment_reference": last.get("paymentReferenceId") or False,
            **self._hold_values(payments),
        }

    @staticmethod
    def _hold_values(payments: list[Json]) -> Json:
        """Return whether eBay holds money back, and what it says about that."""
        holds = [
            hold
            for payment in payments
            for hold in payment.get("paymentHolds") or ()
            if hold.get("holdState") in PAYMENT_HOLD_STATES
        ]
        notes = []
        for hold in holds:
            actions = hold.get("sellerActionsToRelease") or ()
            words = [
                hold.get("holdReason"),
                (hold.get("expectedReleaseDate") or "")[:10],
                *(action.get("sellerActionToRelease") for action in actions),
            ]
            notes.append(", ".join(filter(None, words)) or hold["holdState"])
        return {
            "payment_hold": bool(holds),
            "payment_hold_note": "; ".join(dict.fromkeys(notes)) or "",
        }

    @mapping
    def money(self, record: Json) -> Json:
        """Return the total, the tax collected by eBay, and eBay's summaries.

        :field currency_id: ``pricingSummary.total``; its currency
        :field amount_total: ``pricingSummary.total``; without the tax that eBay
            collects
        :field collected_tax: ``ebayCollectAndRemitTaxes``; the sum, which is
            not booked
        :field collected_tax_note: ``ebayCollectAndRemitTaxes``; kind and number
            in words
        :field money_summary: ``pricingSummary``, ``paymentSummary``,
            ``totalFeeBasisAmount``, ``totalMarketplaceFee``; as received
        """
        page = self.options.page
        money = page.money[record["orderId"]]
        names = (
            "pricingSummary",
            "paymentSummary",
            "totalFeeBasisAmount",
            "totalMarketplaceFee",
        )
        return {
            "currency_id": page.lookups.currency(money.currency).id,
            "amount_total": float(money.total),
            "collected_tax": float(money.collected),
            "collected_tax_note": money.collected_note or False,
            "money_summary": {name: record[name] for name in names if record.get(name)},
        }

    @mapping
    def partners(self, record: Json) -> Json:
        """Return buyer and address.

        :field buyer_id: ``buyer``; the contact, see *Buyers*
        :field address_id: ``shipTo``; the contact, see *Delivery addresses*
        :field buyer_username: ``buyer.username``
        :field buyer_email: ``shipTo.email``, else
            ``buyerRegistrationAddress.email``; eBay masks it
        :field delivery_kind: ``fulfillmentInstructionsType``, ``program``;
            address, hub, pick-up, eBay's warehouse or nothing
        :field ship_to_reference: ``shipToReferenceId``; what eBay's hub needs
            on the label
        :field shipping_service: ``shippingServiceCode``
        :field tax_identifier: ``buyer.taxIdentifier``; type and number, comes
            with the details
        """
        bound = self.options.page.partners[record["orderId"]]
        source = bound.source
        return {
            "buyer_id": bound.buyer.id,
            "address_id": bound.address.id,
            "buyer_username": source.username or False,
            "buyer_email": source.email or False,
            "delivery_kind": source.kind,
            "ship_to_reference": source.reference or False,
            "shipping_service": source.service or False,
            "tax_identifier": tax_text(source.tax) or False,
        }

    @mapping
    def messages(self, record: Json) -> Json:
        """Return the buyer's note and the messages of gifts.

        :field buyer_note: ``buyerCheckoutNotes``; plain text, not in the
            order's terms, which are printed
        :field gift_message: ``giftDetails.message``; of all items
        """
        gifts = [
            (line.get("giftDetails") or {}).get("message")
            for line in record["lineItems"]
        ]
        return {
            "buyer_note": record.get("buyerCheckoutNotes") or False,
            "gift_message": "\n".join(gift for gift in gifts if gift) or False,
        }

    @mapping
    def ship_by(self, record: Json) -> Json:
        """Return the earliest date by which an item has to be shipped.

        :field ship_by: ``shipByDate``; the earliest of the items,
            ``commitment_date`` of the sales order
        """
        instructions = [
            line.get("lineItemFulfillmentInstructions") or {}
            for line in record["lineItems"]
        ]
        dates = [self._read_time(one, "shipByDate") for one in instructions]
        return {"ship_by": min((date for date in dates if date), default=False)}

    # === THE SALES ORDER ===

    def sale_values(self, values: Json, page: Any) -> Json:
        """Return the values of the sales order of a new binding.

        Partners, pricelist, fiscal position and payment term are given, because Odoo
        would compute them one order at a time.

        :param values: the binding's
        """
        lookups, order_id = page.lookups, values["external_id"]
        partners = page.partners[order_id]
        buyer = partners.buyer.odoo_id
        currency = self.env["res.currency"].browse(values["currency_id"])
        sale_values = {
            "company_id": self.backend.company_id.id,
            "client_order_ref": order_id,
            "origin": self.env._("eBay %s", order_id),
            "date_order": values["ordered_at"],
            "commitment_date": values["ship_by"],
            # The terms are printed, and copied to the invoice: nothing of eBay's
            # texts belongs there. The buyer's note is on the eBay tab.
            "note": False,
            # The buyer has agreed and paid on eBay.
            "require_signature": False,
            "require_payment": False,
            "validity_date": False,
            "payment_term_id": False,
            "partner_id": buyer.id,
            "partner_invoice_id": buyer.id,
            "partner_shipping_id": partners.address.odoo_id.id,
            "fiscal_position_id": lookups.fiscal_position(partners).id,
            # The order gets its currency from the pricelist.
            "pricelist_id": lookups.get_or_create_pricelist(currency).id,
            "order_line": page.lines[order_id].commands(),
            "user_id": lookups.team.user_id.id,
            "team_id": lookups.team.id,
            "source_id": lookups.source.id,
            "medium_id": lookups.medium.id,
        }
        # These fields exist where ``connector_ebay_stock`` is installed.
        warehouse = getattr(self.backend, "warehouse_id", None)
        if warehouse and "warehouse_id" in self.env["sale.order"]._fields:
            sale_values["warehouse_id"] = warehouse.id
        return sale_values

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import UTC, datetime

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping
from odoo.addons.connector.exception import InvalidDataError

from ...models.ebay_sale_order import CANCEL_STATES, FULFILLMENT_STATES, PAYMENT_STATES

#: States of a payment hold in which eBay keeps the money.
HELD = ("HELD", "HELD_PENDING", "RELEASE_PENDING", "RELEASE_FAILED")


def parse_time(text):
    """eBay's time, as Odoo keeps it; False for none."""
    if not text:
        return False
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def known(value, selection, default):
    """``value`` if the selection has it; a value never seen breaks nothing."""
    value = value or default
    return value if value in dict(selection) else "other"


class EbaySaleOrderImportMapper(Component):
    """What eBay says about an order."""

    _name = "ebay.sale.order.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.sale.order"

    @mapping
    def identity(self, record):
        line = record["lineItems"][0]
        code = line.get("purchaseMarketplaceId") or line.get("listingMarketplaceId")
        return {
            "backend_id": self.backend.id,
            "external_id": record["orderId"],
            "legacy_order_id": record.get("legacyOrderId") or False,
            "sales_record": record.get("salesRecordReference") or False,
            "marketplace_id": self.options.lookups.marketplace(code).id,
            "ordered_at": self._time(record, "creationDate"),
            "last_modified": record["lastModifiedDate"],
        }

    def _time(self, record, name):
        try:
            return parse_time(record.get(name))
        except ValueError as error:
            raise InvalidDataError(
                self.env._(
                    "eBay sent a date that is none: %(value)s (%(name)s).",
                    value=record[name],
                    name=name,
                )
            ) from error

    @mapping
    def states(self, record):
        cancel = record.get("cancelStatus") or {}
        requests = cancel.get("cancelRequests") or [{}]
        return {
            "payment_state": known(
                record.get("orderPaymentStatus"), PAYMENT_STATES, "other"
            ),
            "fulfillment_state": known(
                record.get("orderFulfillmentStatus"), FULFILLMENT_STATES, "NOT_STARTED"
            ),
            "cancel_state": known(
                cancel.get("cancelState"), CANCEL_STATES, "NONE_REQUESTED"
            ),
            "cancel_reason": requests[-1].get("cancelReason") or False,
        }

    @mapping
    def payment(self, record):
        """Method, date and reference; amounts there are after eBay's fees."""
        payments = (record.get("paymentSummary") or {}).get("payments") or []
        paid = [payment for payment in payments if payment.get("paymentDate")]
        last = (paid or payments or [{}])[-1]
        return {
            "paid_at": self._time(last, "paymentDate"),
            "payment_method": last.get("paymentMethod") or False,
            "payment_reference": last.get("paymentReferenceId") or False,
            "payment_hold": any(
                hold.get("holdState") in HELD
                for payment in payments
                for hold in payment.get("paymentHolds") or ()
            ),
        }

    @mapping
    def money(self, record):
        money = self.options.money
        names = (
            "pricingSummary",
            "paymentSummary",
            "totalFeeBasisAmount",
            "totalMarketplaceFee",
        )
        return {
            "currency_id": self.options.lookups.currency(money.currency).id,
            "amount_total": float(money.total),
            "collected_tax": float(money.collected),
            "collected_tax_note": money.collected_note or False,
            "money_summary": {name: record[name] for name in names if record.get(name)},
        }

    @mapping
    def people(self, record):
        people = self.options.people[record["orderId"]]
        place = self.options.people.records[record["orderId"]]
        return {
            "buyer_id": people.buyer.id,
            "address_id": people.address.id,
            "buyer_username": place["username"],
            "buyer_email": place["email"],
            "delivery_kind": place["kind"],
            "ship_to_reference": place["reference"],
            "shipping_service": place["service"],
            "tax_identifier": self.component(
                usage="import.mapper", model_name="ebay.res.partner"
            ).tax_text(place["tax"]),
        }

    @mapping
    def words(self, record):
        gifts = [
            (line.get("giftDetails") or {}).get("message")
            for line in record["lineItems"]
        ]
        return {
            "buyer_note": record.get("buyerCheckoutNotes") or False,
            "gift_message": "\n".join(gift for gift in gifts if gift) or False,
        }

    @mapping
    def ship_by(self, record):
        dates = [
            (line.get("lineItemFulfillmentInstructions") or {}).get("shipByDate")
            for line in record["lineItems"]
        ]
        dates = [date for date in dates if date]
        return {"ship_by": parse_time(min(dates)) if dates else False}

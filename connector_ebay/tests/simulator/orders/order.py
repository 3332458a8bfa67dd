# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An order as eBay keeps it. Amounts are Decimals in the order's currency."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

NOTHING = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Address:
    """A postal address; empty fields are not sent."""

    line1: str
    city: str
    postal_code: str
    country: str
    line2: str = ""
    state: str = ""
    county: str = ""


@dataclass(frozen=True)
class Person:
    """A buyer with the address of registration."""

    username: str
    full_name: str
    address: Address
    phone: str = ""
    company: str = ""
    tax_id: tuple = ()
    #: eBay's immutable id of the user; user names change, and are given out again.
    user_id: str = ""

    def moved(self, **changes):
        """Return the same person with another address."""
        return replace(self, address=replace(self.address, **changes))


@dataclass(frozen=True)
class CollectedTax:
    """Tax or fee that eBay collects from the buyer and remits.

    It is never the seller's money. With ``unnamed`` it is an entry of ``taxes`` without
    a type, and not in ``ebayCollectAndRemitTaxes`` (Norway's VOEC was seen like that).
    """

    kind: str
    amount: Decimal
    reference_name: str = ""
    reference_value: str = ""
    unnamed: bool = False

    @property
    def is_fee(self):
        """Return whether it counts as a fee and not as a tax."""
        return self.kind.endswith("_FEE")


@dataclass
class Refund:
    """One refund, of lines or of the order.

    ``refund_id`` is what issueRefund returned; a refund made in Seller Hub has none.
    ``of_lines`` says at which of the two levels eBay shows the id. ``net`` is what the
    refund costs the seller after fees. ``reference`` and ``issued_at`` are empty until
    the refund has been issued. ``id_when_pending`` False hides the id until then.
    """

    amount: Decimal
    net: Decimal
    status: str = "REFUNDED"
    refund_id: str = ""
    of_lines: bool = True
    reference: str = ""
    issued_at: datetime | None = None
    id_when_pending: bool = True

    def shown_id(self, of_lines):
        """Return the id as one of the two levels shows it, else an empty text."""
        if of_lines != self.of_lines:
            return ""
        if self.status == "PENDING" and not self.id_when_pending:
            return ""
        return self.refund_id


@dataclass(frozen=True)
class LineRefund:
    """The share that one line has in a refund."""

    refund: Refund
    amount: Decimal


@dataclass
class OrderLine:
    """One line. ``cost`` is for all units and before discounts, as eBay has it."""

    line_item_id: str
    item_id: str
    title: str
    quantity: int
    cost: Decimal
    listing_marketplace: str
    purchase_marketplace: str
    sku: str = ""
    variation_id: str = ""
    variation_aspects: tuple = ()
    discount: Decimal = NOTHING
    promotion: str = ""
    shipping: Decimal = NOTHING
    shipping_discount: Decimal = NOTHING
    handling: Decimal | None = None
    import_charges: Decimal | None = None
    intermediation_fee: Decimal | None = None
    own_taxes: list = field(default_factory=list)
    collected_taxes: list = field(default_factory=list)
    buyer_charges: Decimal | None = None
    refunds: list = field(default_factory=list)
    gift: tuple = ()
    sold_format: str = "FIXED_PRICE"
    best_offer: bool = False
    shipped: int = 0

    @property
    def own_tax(self):
        """Return the tax that the seller charges on top of the price."""
        return sum((amount for _kind, amount in self.own_taxes), NOTHING)

    @property
    def collected_tax(self):
        """Return the taxes and fees that eBay collects."""
        return sum((tax.amount for tax in self.collected_taxes), NOTHING)

    @property
    def collected_fee(self):
        """Return the part of the collected taxes that is fees."""
        fees = (tax.amount for tax in self.collected_taxes if tax.is_fee)
        return sum(fees, NOTHING)

    @property
    def refunded(self):
        """Return what has been given back, or is on its way."""
        return sum(
            (one.amount for one in self.refunds if one.refund.status != "FAILED"),
            NOTHING,
        )

    @property
    def total(self):
        """Return what the seller gets for the line before eBay's fees."""
        shipping = self.shipping - self.shipping_discount + (self.handling or NOTHING)
        return self.cost - self.discount + shipping + self.own_tax

    @property
    def fulfillment_status(self):
        """Return FULFILLED as soon as any unit is in a fulfilment."""
        return "FULFILLED" if self.shipped else "NOT_STARTED"


@dataclass
class Fulfillment:
    """One parcel the seller, or someone in Seller Hub, has sent."""

    fulfillment_id: str
    tracking: str
    carrier: str
    shipped_at: datetime
    lines: dict


@dataclass
class CancelRequest:
    """A request to cancel: REQUESTED, COMPLETED or REJECTED."""

    request_id: str
    initiator: str
    reason: str
    requested_at: datetime
    state: str = "REQUESTED"
    completed_at: datetime | None = None


@dataclass
class Order:
    """One order with all that may happen to it."""

    order_id: str
    kind: str
    created_at: datetime
    modified_at: datetime
    currency: str
    buyer: Person
    ship_to: Person | None
    lines: list
    legacy_order_id: str = ""
    email: str = ""
    carrier: str = "DHL"
    service: str = "DE_DHLPaket"
    instructions: str = "SHIP_TO"
    final_destination: Address | None = None
    hub_reference: str = ""
    pickup_location: str = ""
    program: dict = field(default_factory=dict)
    notes: str = ""
    payment_status: str = "PAID"
    payment_hold: str = ""
    hold_until_tracking: bool = False
    cancel_state: str = "NONE_REQUESTED"
    cancelled_at: datetime | None = None
    cancel_requests: list = field(default_factory=list)
    fulfillments: list = field(default_factory=list)
    refunds: list = field(default_factory=list)
    fee_rate: Decimal = Decimal("0.12")
    payout: tuple = ()
    sales_record: str = ""
    #: An order exactly as a file has it; what the order book changes is laid over it.
    raw: dict | None = None
    #: The same without the tax breakdown, where it differs.
    raw_plain: dict | None = None
    #: [(when, what the order book does then, its arguments)], still to come.
    future: list = field(default_factory=list)

    @property
    def total(self):
        """Return what the seller gets before fees: the order's total for the buyer less
        the tax that eBay collects."""
        return sum((line.total for line in self.lines), NOTHING)

    @property
    def collected_tax(self):
        """Return all tax that eBay collects."""
        return sum((line.collected_tax for line in self.lines), NOTHING)

    @property
    def refunded(self):
        """Return what has been given back, or is on its way."""
        amounts = (one.amount for one in self.refunds if one.status != "FAILED")
        return sum(amounts, NOTHING)

    @property
    def fee(self):
        """Return eBay's fees, rounded to a cent."""
        base = self.total + self.collected_tax
        return (base * self.fee_rate).quantize(CENT)

    @property
    def fulfillment_status(self):
        """Return NOT_STARTED, IN_PROGRESS or FULFILLED."""
        done = [line.fulfillment_status == "FULFILLED" for line in self.lines]
        if all(done):
            return "FULFILLED"
        return "IN_PROGRESS" if any(done) else "NOT_STARTED"

    def line(self, line_item_id):
        """Return the line with this id, or None."""
        return next(
            (line for line in self.lines if line.line_item_id == line_item_id), None
        )

    def later(self, seconds, change, **arguments):
        """Plan a change; `seconds` count from the order's creation."""
        moment = self.created_at + timedelta(seconds=seconds)
        self.future.append((moment, change, arguments))

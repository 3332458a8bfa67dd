# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The seller's orders, and everything that can happen to them."""

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from ..locking import locked
from . import kinds_fate, kinds_money, kinds_special
from .kinds import KINDS, SPECIAL_KINDS
from .maker import OrderMaker
from .order import CENT, CancelRequest, Fulfillment, LineRefund, Refund
from .raw import order_from_json

#: Importing these modules is what fills KINDS.
KIND_MODULES = (kinds_money, kinds_fate, kinds_special)
#: The newest generated order is this old: eBay shows an order a moment after it.
YOUNGEST = timedelta(minutes=5)
REFUND_SECONDS = 600


class OrderBook:
    """All orders by id. Changes keep ``lastModifiedDate``; they return the order."""

    def __init__(self, clock, seller, seed):
        self.clock = clock
        self.seller = seller
        self.lock = seller.lock
        self.orders = {}
        #: Called with every new order that is paid.
        self.on_confirmation = None
        #: Whether every order shows a ``legacyOrderId``, as before 2025-04-10.
        self.legacy_order_ids = False
        #: How refunds that issueRefund begins end, and whether their id shows before.
        self.refund_outcome = "REFUNDED"
        self.refund_id_when_pending = True
        self._maker = OrderMaker(seller, random.Random(f"orders {seed}"))
        self._serial = 0
        self._moment = None

    def now(self):
        """Return the time at eBay, or that of the planned change that is being made."""
        return self._moment or self.clock.now()

    def find(self, order_id):
        """Return the order with this id, new or legacy form; None when there is
        none."""
        if order_id in self.orders:
            return self.orders[order_id]
        return next(
            (one for one in self.orders.values() if one.legacy_order_id == order_id),
            None,
        )

    @locked
    def generate(self, count, *, kinds=None, days=30):
        """Make ``count`` orders of the past days, all kinds in turn, and return them.

        They are the past: stock is as it is. What is to happen to an order later, and
        would have happened by now, has happened.
        """
        chosen = list(kinds or KINDS)
        span = timedelta(days=days).total_seconds()
        first = self.clock.now() - YOUNGEST
        made = []
        for number in range(count):
            age = span * (count - number - 1) / max(count, 1)
            made.append(
                self.add(chosen[number % len(chosen)], first - timedelta(seconds=age))
            )
        self.settle()
        return made

    @locked
    def add(self, kind, created_at=None):
        """Make one order of a kind, now or at a moment in the past."""
        self._maker.kind = kind
        self._maker.created_at = created_at or self.clock.now()
        make = KINDS.get(kind) or SPECIAL_KINDS[kind]
        order = make(self._maker)
        self.orders[order.order_id] = order
        return order

    @locked
    def put(self, body, plain=None, *, confirm=False):
        """Hold an order exactly as it is in ``body``, or change it to this state.

        ``plain`` is its form without TAX_BREAKDOWN, where the two differ; ``confirm``
        sends the notification of a new order.
        """
        order = order_from_json(body, plain)
        self.orders[order.order_id] = order
        if confirm:
            self._confirm(order)
        return order

    @locked
    def remove_line(self, order_id, position=-1):
        """Take a line out of an order that is not paid yet; its stock is back."""
        order = self.orders[order_id]
        if order.payment_status != "PENDING":
            raise ValueError("only an unpaid order loses a line")
        line = order.lines.pop(position)
        self.seller.take_back(line.item_id, line.quantity, line.sku or None)
        return self._changed(order)

    @locked
    def hold_funds(self, order_id, reason="NEW_SELLER", *, until_tracking=True):
        """Hold the seller's money of a paid order, until there is a tracking number."""
        order = self.orders[order_id]
        order.payment_hold = reason
        order.hold_until_tracking = until_tracking
        return self._changed(order)

    @locked
    def change_to_pickup(self, order_id, location="STORE-BER-1"):
        """Let the buyer collect instead of having it sent: the address is gone."""
        order = self.orders[order_id]
        order.instructions = "PREPARE_FOR_PICKUP"
        order.pickup_location = location
        order.ship_to = None
        return self._changed(order)

    @locked
    def buy(self, item_id, quantity=1, sku=None, *, buyer=None, unpaid=False):
        """Let a buyer buy now: stock goes down, and the order is there at once.

        An ``unpaid`` purchase takes the stock and is shown by no order call yet.
        """
        listing = self.seller.listing(item_id)
        entry = self.seller.entry(listing, sku) if sku else listing.entries()[0]
        self.seller.sell(item_id, quantity, sku)
        if unpaid:
            return None
        maker = self._maker
        maker.kind, maker.created_at = "bought", self.clock.now()
        order = maker.order(listing.market.code, lines=0, buyer=buyer)
        order.lines.append(
            maker.line(
                order, listing, listing.market.code, entry=entry, quantity=quantity
            )
        )
        self.orders[order.order_id] = order
        self._confirm(order)
        return order

    @locked
    def combine(self, order_ids):
        """Replace several orders by one, as combined payment does; the old are gone.

        What was sent of them stays sent: lines, ids and parcels move along.
        """
        olds = [self.orders.pop(order_id) for order_id in order_ids]
        self._maker.created_at = self.clock.now()
        new = self._maker.order("EBAY_DE", lines=0, buyer=olds[0].buyer)
        new.currency = olds[0].currency
        new.lines = [line for old in olds for line in old.lines]
        new.fulfillments = [one for old in olds for one in old.fulfillments]
        new.refunds = [one for old in olds for one in old.refunds]
        new.kind = "combined"
        self.orders[new.order_id] = new
        return new

    @locked
    def settle(self):
        """Let everything happen whose time has come."""
        now = self.clock.now()
        for order in list(self.orders.values()):
            due = [one for one in order.future if one[0] <= now]
            for planned in sorted(due, key=lambda one: one[0]):
                order.future.remove(planned)
                self._moment, change, arguments = planned
                getattr(self, change)(order.order_id, **arguments)
                self._moment = None

    @locked
    def touch(self, order_id):
        """Change nothing but the time of the last change."""
        return self._changed(self.orders[order_id])

    @locked
    def pay(self, order_id):
        """Let the buyer pay."""
        order = self.orders[order_id]
        order.payment_status = "PAID"
        self._confirm(order)
        return self._changed(order)

    @locked
    def release_hold(self, order_id):
        """Release the money that eBay holds."""
        order = self.orders[order_id]
        order.payment_hold = ""
        return self._changed(order)

    @locked
    def request_cancel(self, order_id, reason="BUYER_ASKED_CANCEL", initiator="BUYER"):
        """Let somebody ask to cancel."""
        order = self.orders[order_id]
        order.cancel_state = "IN_PROGRESS"
        order.cancel_requests.append(
            CancelRequest(self._number("5"), initiator, reason, self.now())
        )
        return self._changed(order)

    @locked
    def approve_cancel(self, order_id):
        """Approve the request: the order is cancelled, and the money goes back."""
        order = self.orders[order_id]
        self._close_request(order, "COMPLETED")
        order.cancel_state = "CANCELED"
        order.cancelled_at = self.now()
        return self.refund(order_id)

    @locked
    def reject_cancel(self, order_id):
        """Reject the request: the order stands."""
        order = self.orders[order_id]
        self._close_request(order, "REJECTED")
        order.cancel_state = "NONE_REQUESTED"
        return self._changed(order)

    @locked
    def cancel(self, order_id, reason="OUT_OF_STOCK_OR_CANNOT_FULFILL"):
        """Cancel at eBay as the seller."""
        self.request_cancel(order_id, reason, "SELLER")
        return self.approve_cancel(order_id)

    @locked
    def change_address(self, order_id, **changes):
        """Change where the order is to go, as the buyer does."""
        order = self.orders[order_id]
        order.ship_to = order.ship_to.moved(**changes)
        return self._changed(order)

    @locked
    def identify_buyer(self, order_id, user_id, username=None):
        """Give the buyer an immutable user id, and another user name."""
        order = self.orders[order_id]
        username = username or order.buyer.username
        order.buyer = replace(order.buyer, user_id=user_id, username=username)
        return self._changed(order)

    @locked
    def anonymise_buyer(self, order_id, username="deleted_user"):
        """Change the buyer's user name, or delete the account."""
        order = self.orders[order_id]
        order.buyer = replace(order.buyer, username=username)
        return self._changed(order)

    @locked
    def ship_elsewhere(self, order_id, tracking, carrier="DHL", positions=None):
        """Ship in Seller Hub: all lines, or those at some positions."""
        order = self.orders[order_id]
        lines = [
            line
            for position, line in enumerate(order.lines)
            if positions is None or position in positions
        ]
        quantities = {line.line_item_id: line.quantity for line in lines}
        self.ship(order_id, quantities, tracking, carrier)
        return order

    @locked
    def ship(self, order_id, quantities, tracking="", carrier="", shipped_at=None):
        """Record a parcel with quantities by line id; returns the `Fulfillment`."""
        order = self.orders[order_id]
        parcel = Fulfillment(
            tracking or "999",
            tracking,
            carrier,
            shipped_at or self.now(),
            dict(quantities),
        )
        for line_item_id, quantity in quantities.items():
            order.line(line_item_id).shipped += quantity
        order.fulfillments.append(parcel)
        if tracking and order.hold_until_tracking:
            order.payment_hold = ""
        self._changed(order)
        return parcel

    @locked
    def refund(self, order_id, amount=None, line_item_id=None, *, status="REFUNDED"):
        """Give money back in Seller Hub: an amount of a line, or everything.

        Such a refund has no id: a reference and a date on the order, a date on the
        lines. ``status`` PENDING and FAILED have neither.
        """
        order = self.orders[order_id]
        if amount is None:
            shares = [(line, self.refundable(line)) for line in order.lines]
        else:
            line = order.line(line_item_id) if line_item_id else order.lines[0]
            shares = [(line, Decimal(str(amount)))]
        self._refund(order, shares, status=status)
        return order

    @locked
    def refund_order(self, order_id, amount, *, status="REFUNDED"):
        """Give an amount of the order back in Seller Hub: no line shows it."""
        order = self.orders[order_id]
        self._refund(order, [], Decimal(str(amount)), status=status)
        return order

    @locked
    def issue_refund(self, order, shares, amount=None):
        """Begin a refund as issueRefund does: it is pending, and ends some time later.

        ``shares`` are [(line, amount)]. With ``amount`` the order itself is refunded:
        its id then stands on the order only, and the lines show their shares without.
        """
        refund = self._refund(
            order,
            shares,
            amount,
            status="PENDING",
            refund_id=self._number("534"),
            id_when_pending=self.refund_id_when_pending,
        )
        seconds = (self.now() - order.created_at).total_seconds() + REFUND_SECONDS
        order.later(
            seconds,
            "settle_refund",
            position=len(order.refunds) - 1,
            status=self.refund_outcome,
        )
        return refund

    @locked
    def settle_refund(self, order_id, position=-1, status="REFUNDED"):
        """Let a pending refund arrive, or fail."""
        order = self.orders[order_id]
        refund = order.refunds[position]
        refund.status = status
        if status == "REFUNDED":
            self._mark_issued(refund)
        order.payment_status = self._payment_status(order)
        return self._changed(order)

    @staticmethod
    def refundable(line):
        """Return what of a line's money has not been given back."""
        return line.total - line.refunded

    def _refund(self, order, shares, amount=None, *, status, **identity):
        """Note a refund of lines, or of the order when an ``amount`` is given.

        Lines show what the buyer gets back; the order shows what that costs the
        seller once eBay has given back its fees.
        """
        gross = amount or sum((share for _line, share in shares), Decimal(0))
        net = (gross * (1 - order.fee_rate)).quantize(CENT)
        refund = Refund(gross, net, status, of_lines=amount is None, **identity)
        if status == "REFUNDED":
            self._mark_issued(refund)
        for line, share in shares:
            line.refunds.append(LineRefund(refund, share))
        order.refunds.append(refund)
        order.payment_status = self._payment_status(order)
        self._changed(order)
        return refund

    def _mark_issued(self, refund):
        refund.issued_at = self.now()
        # eBay's own number of the refund; issueRefund's id is another one.
        refund.reference = refund.reference or self._number("50000")

    @staticmethod
    def _payment_status(order):
        if not order.refunded:
            return "PAID"
        whole = order.refunded >= order.total
        return "FULLY_REFUNDED" if whole else "PARTIALLY_REFUNDED"

    def _close_request(self, order, state):
        for request in order.cancel_requests:
            if request.state == "REQUESTED":
                request.state = state
                request.completed_at = self.now()

    def _confirm(self, order):
        if self.on_confirmation:
            self.on_confirmation(order)

    def _changed(self, order):
        order.modified_at = self.now()
        return order

    def _number(self, prefix):
        self._serial += 1
        return f"{prefix}{self._serial:07d}"

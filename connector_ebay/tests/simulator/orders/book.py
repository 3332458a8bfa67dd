# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The seller's orders, and everything that can happen to them."""

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from ..locking import locked
from . import kinds_fate, kinds_money
from .kinds import KINDS
from .maker import OrderMaker
from .order import CENT, CancelRequest, Fulfillment, Refund

#: Importing these modules is what fills KINDS.
KIND_MODULES = (kinds_money, kinds_fate)
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
        self._maker = OrderMaker(seller, random.Random(f"orders {seed}"))
        self._serial = 0
        self._moment = None

    def now(self):
        """The time at eBay, or that of the planned change that is being made."""
        return self._moment or self.clock.now()

    def find(self, order_id):
        """The order with this id, new or legacy form; None when there is none."""
        if order_id in self.orders:
            return self.orders[order_id]
        return next(
            (one for one in self.orders.values() if one.legacy_order_id == order_id),
            None,
        )

    @locked
    def generate(self, count, *, kinds=None, days=30):
        """``count`` orders of the past days, all kinds in turn; returns them.

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
        """One order of a kind, made now or at a moment in the past."""
        self._maker.kind = kind
        self._maker.created_at = created_at or self.clock.now()
        order = KINDS[kind](self._maker)
        self.orders[order.order_id] = order
        return order

    @locked
    def buy(self, item_id, quantity=1, sku=None, *, buyer=None, unpaid=False):
        """A buyer buys now: stock goes down, and the order is there at once.

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
        """Combined payment: one order replaces several, and these are gone."""
        olds = [self.orders.pop(order_id) for order_id in order_ids]
        self._maker.created_at = self.clock.now()
        new = self._maker.order("EBAY_DE", lines=0, buyer=olds[0].buyer)
        new.currency = olds[0].currency
        new.lines = [line for old in olds for line in old.lines]
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
        """The buyer pays."""
        order = self.orders[order_id]
        order.payment_status = "PAID"
        self._confirm(order)
        return self._changed(order)

    @locked
    def release_hold(self, order_id):
        """eBay lets go of the money."""
        order = self.orders[order_id]
        order.payment_hold = ""
        return self._changed(order)

    @locked
    def request_cancel(self, order_id, reason="BUYER_ASKED_CANCEL", initiator="BUYER"):
        """Someone asks to cancel."""
        order = self.orders[order_id]
        order.cancel_state = "IN_PROGRESS"
        order.cancel_requests.append(
            CancelRequest(self._number("5"), initiator, reason, self.now())
        )
        return self._changed(order)

    @locked
    def approve_cancel(self, order_id):
        """The request goes through: cancelled, and the money goes back."""
        order = self.orders[order_id]
        self._close_request(order, "COMPLETED")
        order.cancel_state = "CANCELED"
        order.cancelled_at = self.now()
        return self.refund(order_id)

    @locked
    def reject_cancel(self, order_id):
        """The request is declined; the order stands."""
        order = self.orders[order_id]
        self._close_request(order, "REJECTED")
        order.cancel_state = "NONE_REQUESTED"
        return self._changed(order)

    @locked
    def cancel(self, order_id, reason="OUT_OF_STOCK_OR_CANNOT_FULFILL"):
        """The seller cancels at eBay."""
        self.request_cancel(order_id, reason, "SELLER")
        return self.approve_cancel(order_id)

    @locked
    def change_address(self, order_id, **changes):
        """The buyer corrects where it is to go."""
        order = self.orders[order_id]
        order.ship_to = order.ship_to.moved(**changes)
        return self._changed(order)

    @locked
    def anonymise_buyer(self, order_id, username="deleted_user"):
        """The buyer's user name changes, or the account is deleted."""
        order = self.orders[order_id]
        order.buyer = replace(order.buyer, username=username)
        return self._changed(order)

    @locked
    def ship_elsewhere(self, order_id, tracking, carrier="DHL", positions=None):
        """Someone ships in Seller Hub: all lines, or those at some positions."""
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
        self._changed(order)
        return parcel

    @locked
    def refund(self, order_id, amount=None, line_item_id=None):
        """Give money back: an amount for one line, or everything there is."""
        order = self.orders[order_id]
        if amount is None:
            shares = [(line, self.refundable(line)) for line in order.lines]
        else:
            line = order.line(line_item_id) if line_item_id else order.lines[0]
            shares = [(line, Decimal(str(amount)))]
        self.refund_lines(order, shares)
        return order

    @locked
    def refund_lines(self, order, shares, *, pending=False):
        """One refund of [(line, amount)]; a ``pending`` one arrives some time later.

        Lines show what the buyer gets back; the order shows what that costs the
        seller once eBay has given back its fees.
        """
        moment, number = self.now(), self._number("534")
        status = "PENDING" if pending else "REFUNDED"
        gross = sum((share for _line, share in shares), Decimal(0))
        for line, share in shares:
            line.refunds.append(Refund(number, share, share, moment, status))
        net = (gross * (1 - order.fee_rate)).quantize(CENT)
        refund = Refund(number, gross, net, moment, status)
        order.refunds.append(refund)
        left = sum((self.refundable(line) for line in order.lines), Decimal(0))
        order.payment_status = "PARTIALLY_REFUNDED" if left > 0 else "FULLY_REFUNDED"
        if pending:
            seconds = (moment - order.created_at).total_seconds() + REFUND_SECONDS
            order.later(seconds, "complete_refund", refund_id=number)
        self._changed(order)
        return refund

    def complete_refund(self, order_id, refund_id):
        """A refund that was on its way has arrived."""
        order = self.orders[order_id]
        order.refunds = [
            replace(one, status="REFUNDED") if one.refund_id == refund_id else one
            for one in order.refunds
        ]
        return self._changed(order)

    @staticmethod
    def refundable(line):
        """What of a line's money has not been given back."""
        return line.total - sum((one.amount for one in line.refunds), Decimal(0))

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

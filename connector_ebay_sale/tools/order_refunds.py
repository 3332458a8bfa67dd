# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The refunds of an order as eBay's Fulfillment API sends it.

eBay shows a refund in two places that share no id: ``paymentSummary.refunds`` has its
status, ``lineItems.refunds`` what the buyer gets for each line. A refund of lines has
its ``refundId`` on the lines only, one of the order in the summary only; one made in
the Seller Hub has a reference in the summary and only a date on the lines; a pending
one may have nothing but its amount. :func:`read_refunds` puts together what belongs
together, :func:`match_refunds` finds in what was known before what eBay shows now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

Json = dict[str, Any]

ZERO = Decimal()

#: Two dates that eBay writes of one refund are not further apart.
CLOCKS_DIFFER = timedelta(minutes=5)

PENDING, REFUNDED, FAILED = "PENDING", "REFUNDED", "FAILED"


@dataclass
class Refund:
    """One refund of an order.

    :ivar ids: ``refundId`` and ``refundReferenceId``, as far as eBay shows them
    :ivar date: as eBay writes it; empty until the refund is issued
    :ivar parts: what the buyer gets, by ``lineItemId``; empty if eBay names no line
    :ivar net: what the summary says; None if it is in another currency
    """

    refund_id: str = ""
    reference: str = ""
    date: str = ""
    status: str = PENDING
    parts: dict[str, Decimal] = field(default_factory=dict)
    net: Decimal | None = None

    @property
    def ids(self) -> set[str]:
        """Return eBay's ids of the refund."""
        return {self.refund_id, self.reference} - {""}

    @property
    def amount(self) -> Decimal | None:
        """Return what the buyer gets; None if no amount is in the order's currency."""
        return sum(self.parts.values(), ZERO) if self.parts else self.net

    def conflicts_with(self, other: Refund) -> bool:
        """Return whether the ids say that these are two refunds."""
        return any(
            one and two and one != two
            for one, two in (
                (self.refund_id, other.refund_id),
                (self.reference, other.reference),
            )
        )

    def amounts(self) -> set[Decimal]:
        """Return the amounts by which the refund can be recognised."""
        return {one for one in (self.amount, self.net) if one is not None}


def read_refunds(order: Json, currency: str) -> list[Refund]:
    """Return the refunds of an order, those of the summary first.

    :param currency: of the order; eBay may convert an amount into that of the payout
    """
    summary = order.get("paymentSummary") or {}
    heads = [
        Refund(
            refund_id=row.get("refundId") or "",
            reference=row.get("refundReferenceId") or "",
            date=row.get("refundDate") or "",
            status=row.get("refundStatus") or REFUNDED,
            net=read_amount(row.get("amount"), currency),
        )
        for row in summary.get("refunds") or ()
    ]
    shares = _read_shares(order, currency)
    for same in (_same_id, _same_date, _same_amount, _same_state, _any_date):
        shares = _join(heads, shares, same)
    return [*heads, *shares]


def has_refunds(order: Json) -> bool:
    """Return whether eBay shows a refund, in the order's summary or at an item."""
    summary = order.get("paymentSummary") or {}
    return bool(summary.get("refunds")) or any(
        line.get("refunds") for line in order["lineItems"]
    )


def refunded_items(
    order: Json, currency: str, prices: Mapping[str, Decimal]
) -> set[str]:
    """Return the ``lineItemId`` of items whose price the buyer has got back.

    Delivery may be refunded or not: nobody ships what is not paid for. Refunds that
    failed do not count, and pending ones do.

    :param prices: of the items, without delivery, by ``lineItemId``
    """
    totals: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for refund in read_refunds(order, currency):
        if refund.status != FAILED:
            for line_id, amount in refund.parts.items():
                totals[line_id] += amount
    return {line_id for line_id, total in totals.items() if total >= prices[line_id]}


def read_amount(amount: Json | None, currency: str) -> Decimal | None:
    """Return an amount in the order's currency, positive; None if eBay sends none."""
    amount = amount or {}
    value = None
    if (amount.get("currency") or currency) == currency:
        value = amount.get("value")
    elif amount.get("convertedFromCurrency") == currency:
        value = amount.get("convertedFromValue")
    try:
        number = None if value in (None, "") else abs(Decimal(str(value)))
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


# === LINES ===


def _read_shares(order: Json, currency: str) -> list[Refund]:
    """Return what the lines show: rows of one id or one date are one refund."""
    shares: dict[tuple[str, str, str], Refund] = {}
    unreadable = []
    for line in order["lineItems"]:
        for row in line.get("refunds") or ():
            refund_id = row.get("refundId") or ""
            reference = row.get("refundReferenceId") or ""
            date = row.get("refundDate") or ""
            key = (refund_id, reference, "" if refund_id or reference else date)
            share = shares.setdefault(key, Refund(refund_id, reference, date))
            share.date = share.date or date
            share.status = REFUNDED if share.date else PENDING
            before = share.parts.get(line["lineItemId"], ZERO)
            amount = read_amount(row.get("amount"), currency)
            if amount is None:
                unreadable.append(share)
            share.parts[line["lineItemId"]] = before + (amount or ZERO)
    for share in unreadable:
        # The sum of the others would be too little: the order's own amount counts.
        share.parts = {}
    return list(shares.values())


def _join(
    heads: list[Refund],
    shares: list[Refund],
    same: Callable[[Refund, Refund], bool],
) -> list[Refund]:
    """Merge shares into the refunds of the summary; return those that fit none."""
    left = []
    for share in shares:
        fitting = [
            head
            for head in heads
            if not head.parts and not head.conflicts_with(share) and same(head, share)
        ]
        if len(fitting) > 1:
            left += _split(fitting, share)
        elif fitting:
            _merge(fitting[0], share)
        else:
            left.append(share)
    return left


def _split(heads: list[Refund], share: Refund) -> list[Refund]:
    """Divide a share that fits several refunds; return what is left of it.

    They are told apart by their amounts. eBay returns its fees with a refund, so the
    summary may show less than the lines.
    """
    whole = share.amount or ZERO
    nearest = min(
        heads, key=lambda one: (one.status == FAILED, abs((one.net or ZERO) - whole))
    )
    together = sum((one.net or ZERO for one in heads), ZERO)
    if share.ids or abs((nearest.net or ZERO) - whole) < abs(together - whole):
        _merge(nearest, share)
        return []
    left = dict(share.parts)
    for head in heads:
        line_id = next((key for key in left if left[key] == head.net), "")
        if line_id:
            head.parts = {line_id: left.pop(line_id)}
    heads = sorted(
        (one for one in heads if not one.parts), key=lambda one: one.net or ZERO
    )
    rows = sorted(left.items(), key=lambda row: row[1])
    if len(rows) == len(heads):
        for head, (line_id, amount) in zip(heads, rows, strict=True):
            head.parts = {line_id: amount}
    else:
        _divide(heads, dict(rows))
    return []


def _divide(heads: list[Refund], parts: dict[str, Decimal]) -> None:
    """Divide the parts among the refunds in proportion to their amounts."""
    whole = sum((head.net or ZERO for head in heads), ZERO)
    for position, head in enumerate(heads, 1):
        for line_id, left in list(parts.items()):
            share = left
            if position < len(heads) and whole:
                share = round(left * (head.net or ZERO) / whole, 2)
            head.parts[line_id] = share
            parts[line_id] = left - share
        whole -= head.net or ZERO


def _merge(head: Refund, share: Refund) -> None:
    head.refund_id = head.refund_id or share.refund_id
    head.reference = head.reference or share.reference
    head.date = head.date or share.date
    head.parts = share.parts


def _same_id(one: Refund, other: Refund) -> bool:
    return bool(one.ids & other.ids)


def _same_date(one: Refund, other: Refund) -> bool:
    return bool(one.date) and one.date == other.date


def _same_amount(one: Refund, other: Refund) -> bool:
    if one.date and other.date and not _same_day(one, other):
        return False
    return bool(one.amounts() & other.amounts())


def _same_state(one: Refund, other: Refund) -> bool:
    """Return whether both are issued on one day, or both are pending."""
    return one.status != FAILED and _same_day(one, other) and _covers(other, one)


def _any_date(one: Refund, other: Refund) -> bool:
    return (not one.date or not other.date) and _covers(other, one)


def _same_day(one: Refund, other: Refund) -> bool:
    """Return whether both have no date, or dates of one day or a few minutes apart."""
    if one.date[:10] == other.date[:10]:
        return True
    try:
        dates = [datetime.fromisoformat(refund.date) for refund in (one, other)]
        return abs(dates[0] - dates[1]) <= CLOCKS_DIFFER
    except (TypeError, ValueError):
        return False


def _covers(share: Refund, head: Refund) -> bool:
    """Return whether the lines show at least what the summary does after fees."""
    return share.amount is None or head.net is None or share.amount >= head.net


# === WHAT WAS KNOWN BEFORE ===


def match_refunds(known: Sequence[Refund], found: Sequence[Refund]) -> dict[int, int]:
    """Return which known refund each found one is, by their positions.

    A refund gets its id, its date and its reference one after the other, and may lose
    an id on the way; each is matched with one other at most.
    """
    matches: dict[int, int] = {}
    for same in (_same_id, _same_moment, _same_sum, _was_nameless):
        for number, refund in enumerate(found):
            if number in matches:
                continue
            for position, before in enumerate(known):
                if (
                    position not in matches.values()
                    and not before.conflicts_with(refund)
                    and same(before, refund)
                ):
                    matches[number] = position
                    break
    return matches


def _same_moment(before: Refund, after: Refund) -> bool:
    return _same_date(before, after) and bool(before.amounts() & after.amounts())


def _same_sum(before: Refund, after: Refund) -> bool:
    if before.date and after.date and before.date != after.date:
        return False
    return bool(before.amounts() & after.amounts())


def _was_nameless(before: Refund, after: Refund) -> bool:
    """Return whether ``before`` was pending without any id: nothing was credited."""
    return before.status == PENDING and not before.ids and not before.date

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Bring both forms of an order to one: without what eBay collects from the buyer.

With the field group TAX_BREAKDOWN ``lineItems.taxes`` repeats every row of
``ebayCollectAndRemitTaxes``, and the totals of lines, order and payment include them;
without it neither is the case. The same order arrives in both forms, because eBay
ignores field groups when orders are read by their ids.
https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:EbayCollectAndRemitTax
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

# Fees of TaxTypeEnum, such as ELECTRONIC_RECYCLING_FEE: eBay remits all of them.
FEE_SUFFIX = "_FEE"
NORWAY = "NO"
VOEC = "VOEC"


def without_collected_tax(order: dict[str, Any]) -> dict[str, Any]:
    """Return the order with the seller's money only in its taxes and totals.

    ``ebayCollectAndRemitTaxes`` keeps what eBay collects; of ``taxes`` only the
    seller's own remain, with the type that eBay gave unless a row of eBay's is equal.
    An order that has this form already is returned as it is. Norway's VOEC, which comes
    as an entry of ``taxes`` without a type, becomes a row of
    ``ebayCollectAndRemitTaxes`` with that reference.

    An order whose amounts cannot be read is returned as it is: its import then fails
    alone, with the reason.
    """
    try:
        return _separate(order)
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        return order


def _separate(order: dict[str, Any]) -> dict[str, Any]:
    is_norwegian = _destination(order) == NORWAY
    if not any(_collected(line, is_norwegian)[0] for line in _lines(order)):
        return order
    order = copy.deepcopy(order)
    taxes = fees = Decimal(0)
    for line in _lines(order):
        collected, own = _collected(line, is_norwegian)
        for row in collected:
            _record(line, row)
            if _is_fee(row):
                fees += _value(row.get("amount"))
            else:
                taxes += _value(row.get("amount"))
        line["taxes"] = own
        _subtract(line, "total", sum(map(_row_value, collected), Decimal(0)))
    pricing = order.get("pricingSummary") or {}
    _subtract(pricing, "total", taxes + fees)
    _subtract(pricing, "tax", taxes)
    _subtract(pricing, "fee", fees)
    for name in ("tax", "fee"):
        if name in pricing and not _value(pricing[name]):
            del pricing[name]
    _subtract_from_payments(order, pricing, taxes + fees)
    return order


def _collected(
    line: Mapping[str, Any], is_norwegian: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of ``taxes`` that eBay collects, and the seller's own."""
    rows = line.get("ebayCollectAndRemitTaxes") or []
    repeated = [(row.get("taxType"), _row_value(row)) for row in rows]
    collected, own = [], []
    ambiguous = set(repeated)
    for row in line.get("taxes") or []:
        key = (row.get("taxType"), _row_value(row))
        if row.get("taxType") and key in repeated:
            repeated.remove(key)
            collected.append(row)
        elif _is_fee(row) or (is_norwegian and _is_voec(row)):
            collected.append(row)
        elif key in ambiguous:
            # Without its type it cannot be taken for a row of eBay's a second time.
            own.append({name: row[name] for name in row if name != "taxType"})
        else:
            own.append(row)
    return collected, own


def _record(line: dict[str, Any], row: dict[str, Any]) -> None:
    """Add a collected row to ``ebayCollectAndRemitTaxes`` unless it is there."""
    rows = line.setdefault("ebayCollectAndRemitTaxes", [])
    key = (row.get("taxType"), _row_value(row))
    if row.get("taxType") and key in [(x.get("taxType"), _row_value(x)) for x in rows]:
        return
    rows.append(row if row.get("taxType") else {**row, "ebayReference": {"name": VOEC}})


def _is_fee(row: Mapping[str, Any]) -> bool:
    return str(row.get("taxType") or "").endswith(FEE_SUFFIX)


def _is_voec(row: Mapping[str, Any]) -> bool:
    return not row.get("taxType") and _row_value(row) > 0


def _destination(order: Mapping[str, Any]) -> str:
    """Return the country that the order goes to, as eBay writes it."""
    for step in order.get("fulfillmentStartInstructions") or []:
        ship_to = (step.get("shippingStep") or {}).get("shipTo") or {}
        final = step.get("finalDestinationAddress") or {}
        address = final if final.get("countryCode") else ship_to.get("contactAddress")
        country = (address or {}).get("countryCode")
        if country:
            return str(country)
    buyer = order.get("buyer") or {}
    return str((buyer.get("taxAddress") or {}).get("countryCode") or "")


def _subtract_from_payments(
    order: Mapping[str, Any], pricing: Mapping[str, Any], amount: Decimal
) -> None:
    """Subtract from what the seller is due, unless it is in another currency."""
    currency = (pricing.get("total") or {}).get("currency")
    summary = order.get("paymentSummary") or {}
    payments = summary.get("payments") or []
    holders = [(summary, "totalDueSeller"), *((one, "amount") for one in payments[:1])]
    for holder, name in holders:
        if (holder.get(name) or {}).get("currency") == currency:
            _subtract(holder, name, amount)


def _subtract(holder: dict[str, Any], name: str, amount: Decimal) -> None:
    money = holder.get(name)
    if money and amount:
        holder[name] = {**money, "value": str(_value(money) - amount)}


def _lines(order: Mapping[str, Any]) -> list[dict[str, Any]]:
    return order.get("lineItems") or []


def _row_value(row: Mapping[str, Any]) -> Decimal:
    return _value(row.get("amount"))


def _value(money: Mapping[str, Any] | None) -> Decimal:
    return Decimal(str((money or {}).get("value") or 0))

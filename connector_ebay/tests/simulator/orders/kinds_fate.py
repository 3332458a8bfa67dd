# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Kinds of order to which something happens after the sale."""

from .kinds import kind


@kind
def cancel_requested(maker):
    """Make an order that the buyer asks to cancel after an hour; the request stays
    open."""
    order = maker.order("EBAY_DE")
    order.later(3600, "request_cancel", reason="BUYER_ASKED_CANCEL")
    return order


@kind
def cancel_approved(maker):
    """Make an order that the buyer asks to cancel; the seller agrees in eBay."""
    order = maker.order("EBAY_DE", lines=2)
    order.later(3600, "request_cancel", reason="ORDER_MISTAKE")
    order.later(7200, "approve_cancel")
    return order


@kind
def cancel_rejected(maker):
    """Make an order that the buyer asks to cancel; the seller declines."""
    order = maker.order("EBAY_PL")
    order.later(3600, "request_cancel", reason="FOUND_CHEAPER_PRICE")
    order.later(7200, "reject_cancel")
    return order


@kind
def cancelled_by_seller(maker):
    """Make an order that the seller cancels in Seller Hub: out of stock."""
    order = maker.order("EBAY_GB")
    order.later(3600, "cancel", reason="OUT_OF_STOCK_OR_CANNOT_FULFILL")
    return order


@kind
def partly_refunded(maker):
    """Make an order of which some money is given back."""
    order = maker.order("EBAY_DE", lines=2)
    order.later(7200, "refund", amount="1.50")
    return order


@kind
def fully_refunded(maker):
    """Make an order of which all is given back, after shipping."""
    order = maker.order("EBAY_US")
    order.later(3600, "ship_elsewhere", tracking="1Z999AA10000000001", carrier="UPS")
    order.later(86400, "refund")
    return order


@kind
def shipped_in_seller_hub(maker):
    """Make an order that is shipped in Seller Hub."""
    order = maker.order("EBAY_DE", lines=2)
    order.later(5400, "ship_elsewhere", tracking="00340434161094000001")
    return order


@kind
def partly_shipped(maker):
    """Make an order of two lines, one of which is shipped."""
    order = maker.order("EBAY_DE", lines=2)
    order.later(5400, "ship_elsewhere", tracking="00340434161094000002", positions=(0,))
    return order


@kind
def address_changed(maker):
    """Make an order whose address the buyer corrects before shipping."""
    order = maker.order("EBAY_DE")
    order.later(1800, "change_address", line1="Neue Straße 99", postal_code="10117")
    return order

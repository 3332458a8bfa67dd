# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""ReviseInventoryStatus: price and quantity of up to four listings or variations.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/ReviseInventoryStatus.html
"""

from decimal import Decimal, InvalidOperation

from .trading import trading_call
from .trading_errors import TradingError
from .trading_item_xml import is_auction
from .trading_xml import amount, child_text, container, element, invalid_input

MOST_ENTRIES = 4


@trading_call("ReviseInventoryStatus")
def revise_inventory_status(trading):
    """Set what is available and its price; a row that fails stops no other."""
    nodes = trading.request.nodes("InventoryStatus")
    failed = []
    rows = revise_rows(trading, nodes, failed)
    trading.warnings += failed
    trading.partial = bool(failed)
    return rows


def revise_rows(trading, nodes, failed=None):
    """Return the answer's rows for ``InventoryStatus`` elements.

    Errors of single rows go to the list ``failed``; without one, and when no row
    works, the first is raised.
    """
    if not 1 <= len(nodes) <= MOST_ENTRIES:
        raise invalid_input("InventoryStatus")
    done, refused = [], []
    for node in nodes:
        try:
            done.append(_revise(trading, node))
        except TradingError as error:
            refused.append(error)
    if refused and (failed is None or not done):
        raise refused[0]
    if refused:
        failed += refused
    rows = "".join(_row(listing, entry) for listing, entry in done)
    return rows + "".join(_fees(one) for one in dict.fromkeys(_ids(done)))


def _revise(trading, node):
    seller = trading.seller
    listing, entry = _find(seller, child_text(node, "ItemID"), child_text(node, "SKU"))
    price, quantity = _wanted(node)
    refusal = trading.limits.refusal(entry.sku or listing.item_id)
    if refusal:
        raise TradingError(
            refusal.error_id,
            short_message=refusal.message,
            parameters={"SKU": entry.sku} if entry.sku else {},
        )
    if quantity is None and price is None:
        raise invalid_input("InventoryStatus.Quantity")
    same = quantity in (None, entry.available) and price in (None, entry.price)
    if same:
        seller.redundant.append(entry.sku or listing.item_id)
        trading.warnings.append(
            TradingError(
                "21917092",
                short_message="Requested Quantity revision is redundant.",
                severity="Warning",
                parameters={"SKU": entry.sku or listing.item_id},
            )
        )
        return listing, entry
    if price is not None:
        entry.price = price
    if quantity is not None:
        entry.set_quantities(quantity, quantity)
    if not seller.write(listing):
        raise TradingError(
            "21919165", short_message="Too many revisions of this listing today."
        )
    seller.settle_empty(listing)
    return listing, entry


def _find(seller, item_id, sku):
    listing = seller.listings.get(item_id or "")
    if listing is None and item_id:
        raise TradingError("231", short_message="Item not found.")
    if listing is None:
        return _find_by_sku(seller, sku)
    _check_revisable(listing)
    if not listing.variations:
        return listing, listing
    if not sku:
        raise TradingError(
            "21916736",
            short_message="Variation SKU is needed to revise a Multi-SKU item.",
        )
    matching = [one for one in listing.variations if one.sku == sku]
    if not matching or listing.sku == sku:
        raise TradingError(
            "21916735",
            "Variation level SKU or Variation level SKU and ItemID should be supplied"
            " to revise a Multi-SKU item.",
            short_message="Cannot revise a Multi-SKU item when item level SKU is"
            " supplied.",
            parameters={"SKU": sku},
        )
    return listing, matching[0]


def _find_by_sku(seller, sku):
    """Return None: eBay finds by SKU only listings tracked by SKU, and there are none
    here."""
    raise TradingError(
        "21916799", short_message="SKU Mismatch.", parameters={"SKU": sku or ""}
    )


def _check_revisable(listing):
    if not listing.is_active:
        raise TradingError("291")
    if is_auction(listing):
        raise TradingError("21916286")
    if listing.channel == "inventory":
        raise TradingError(
            "21919474",
            "Inventory-based listing management is not currently supported by this"
            " tool. Please refer to the tool used to create this listing.",
            short_message="Inventory-based listing management is not currently"
            " supported by this tool.",
        )


def _wanted(node):
    price, quantity = child_text(node, "StartPrice"), child_text(node, "Quantity")
    try:
        price = None if price is None else Decimal(price)
        quantity = None if quantity is None else int(quantity)
    except (InvalidOperation, ValueError) as error:
        raise invalid_input("InventoryStatus") from error
    if (price is not None and price <= 0) or (quantity is not None and quantity < 0):
        raise invalid_input("InventoryStatus")
    return price, quantity


def _row(listing, entry):
    # A missing SKU comes back as an empty element.
    sku = element("SKU", entry.sku) if entry.sku else "<SKU></SKU>"
    return container(
        "InventoryStatus",
        sku,
        element("ItemID", listing.item_id),
        amount("StartPrice", entry.price, listing.market.currency),
        element("Quantity", entry.available),
    )


def _ids(done):
    return [listing.item_id for listing, _entry in done]


def _fees(item_id):
    return container(
        "Fees",
        element("ItemID", item_id),
        container("Fee", element("Name", "ListingFee"), amount("Fee", 0, "EUR")),
    )

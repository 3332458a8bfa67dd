# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo.addons.component.core import Component

from ...ebay_client.trading_revision import InventoryStatus
from ...exceptions import EbayNotFound
from .line_result import LineResult, result_of


class EbayPriceQuantityTradingSender(Component):
    """Lines for what the Trading API manages: listings and their variations."""

    _name = "ebay.price.quantity.trading.sender"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.export.batch"
    _usage = "trading.sender"

    def prepare(self, lines):
        """Trading needs nothing but the listing's id and a variation's SKU."""
        return {}

    def send(self, lines):
        """Revise these lines; ``{line: LineResult}``."""
        answer = self.backend_adapter.revise([status_of(line) for line in lines])
        revised = {(row.item_id, row.sku) for row in answer.revised}
        items = {row.item_id for row in answer.revised}
        return {
            line: self._result(line, revised, items, answer.errors, len(lines))
            for line in lines
        }

    def _result(self, line, revised, items, errors, number):
        """eBay returns the rows it changed; errors name their row, if at all."""
        item_id, sku = line.listing_id.external_id, variation_sku(line)
        if (item_id, sku) in revised or (not sku and item_id in items):
            return LineResult("accepted")
        names = {name for name in (item_id, line.sku_id.ebay_sku) if name}
        own = [detail for detail in errors if names & set(detail.parameters.values())]
        if own or (errors and number == 1):
            return result_of(own or errors)
        return LineResult("alone" if number > 1 else "look")

    def read_back(self, lines):
        """``{line: (quantity, price)}`` as eBay has them; missing: it has not."""
        found = {}
        for listing, members in lines.grouped("listing_id").items():
            try:
                seen = self.backend_adapter.read_listing(listing.external_id)
            except EbayNotFound:
                continue
            if seen["listing_status"] != "Active":
                continue
            rows = {row["sku"]: row for row in seen["variations"]} or {"": seen}
            for line in members:
                row = rows.get(variation_sku(line))
                if row:
                    price = row["price"]
                    found[line] = (
                        row["available"],
                        None if price is None else float(price),
                    )
        return found


def variation_sku(line):
    """A single item is told by its id alone; a SKU there would mean a variation."""
    sku = line.sku_id
    return sku.ebay_sku or "" if sku.specifics else ""


def status_of(line):
    """What a line sets, as the Trading API takes it."""
    currency = line.currency_id
    return InventoryStatus(
        item_id=line.listing_id.external_id,
        sku=variation_sku(line),
        price=Decimal(f"{line.price:.{currency.decimal_places}f}")
        if line.has_price
        else None,
        currency=currency.name if line.has_price else "",
        quantity=line.quantity if line.has_quantity else None,
    )

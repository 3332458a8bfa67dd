# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from decimal import Decimal

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...ebay_client import ErrorDetail
from ...ebay_client.trading_revision import InventoryStatus, RevisionResult
from .isolated_calls import IsolatedCalls
from .line_result import LineResult, ResultKind, result_from_errors


class EbayPriceQuantityTradingSender(Component):
    """Send lines of listings and their variations by the Trading API."""

    _name = "ebay.price.quantity.trading.sender"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.export.batch"
    _usage = "trading.sender"

    def prepare(self, lines: BaseModel) -> dict[BaseModel, LineResult]:
        """Return no result: the Trading API needs nothing that is not known."""
        return {}

    def send(self, lines: BaseModel) -> dict[BaseModel, LineResult]:
        """Send these lines in one call; return ``{line: LineResult}``."""
        answer = self.backend_adapter.revise([inventory_status(line) for line in lines])
        return {line: self._result(line, answer, len(lines)) for line in lines}

    def _result(
        self, line: BaseModel, answer: RevisionResult, line_count: int
    ) -> LineResult:
        """Return the result of a line.

        eBay returns the rows it has changed. Errors name their row or none at all.
        """
        item_id, sku = line.listing_id.external_id, variation_sku(line)
        for row in answer.revised:
            if row.item_id == item_id and (row.sku == sku or not sku):
                return LineResult(ResultKind.ACCEPTED)
        names = {name for name in (item_id, line.sku_id.ebay_sku) if name}
        own = [error for error in answer.errors if self._is_about(error, names)]
        if own or (answer.errors and line_count == 1):
            return result_from_errors(own or answer.errors)
        if line_count > 1:
            return LineResult(ResultKind.RESEND_SINGLE)
        return LineResult(ResultKind.VERIFY)

    @staticmethod
    def _is_about(error: ErrorDetail, names: set[str]) -> bool:
        """Return whether an error names a listing or SKU."""
        return bool(names & set(error.parameters.values()))

    def read_back(self, lines: BaseModel) -> dict[BaseModel, tuple[int, float | None]]:
        """Return ``{line: (quantity, price)}`` as eBay has them.

        A line that eBay does not have, or refuses to show, is left out. The price is
        None if eBay does not show it.
        """
        values = {}
        calls = IsolatedCalls(self.backend._ebay_job_attempt)
        for listing, members in lines.grouped("listing_id").items():
            read_listing = self.backend_adapter.read_listing
            answer = calls.call(listing, read_listing, listing.external_id)
            if answer is None or answer["listing_status"] != "Active":
                continue
            rows = {row["sku"]: row for row in answer["variations"]} or {"": answer}
            for line in members:
                row = rows.get(variation_sku(line))
                if row:
                    price = row["price"]
                    values[line] = (
                        row["available"],
                        None if price is None else float(price),
                    )
        calls.check()
        return values


def variation_sku(line: BaseModel) -> str:
    """Return the SKU of a variation, or "" for a listing without variations.

    A SKU of a listing without variations would make eBay look for a variation.
    """
    sku = line.sku_id
    return sku.ebay_sku or "" if sku.specifics else ""


def inventory_status(line: BaseModel) -> InventoryStatus:
    """Return the values of a line as the Trading API expects them."""
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

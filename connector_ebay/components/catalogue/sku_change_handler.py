# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from typing import Any

from odoo import Command
from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText

_logger = logging.getLogger(__name__)

#: Key of the activity about SKUs whose product a user has to choose again.
SKU_CHANGED = "sku_changed"


class EbaySkuChangeHandler(Component):
    """Find the product again of SKUs that were changed on eBay.

    If the new SKU belongs to another product, the stock of the old one must not be
    offered any longer. The SKU is linked to the other product if that is certain and no
    user chose the old one; otherwise the link is removed and a user chooses.

    =================================  ============================================
    the new SKU matches                then
    =================================  ============================================
    the same product, or none          the link stays: the SKU was renamed
    one other product                  it is linked; a user is asked if a user chose
                                       the old product, or every link is a user's
    several products                   a user is asked
    none, and the old SKU is still in  a user is asked
    use in another listing
    =================================  ============================================
    """

    _name = "ebay.sku.change.handler"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "sku.change.handler"

    def handle(self, old_skus: dict[int, str]) -> None:
        """Link these SKUs anew, or ask a user.

        :param old_skus: what the SKUs were before, by id of the binding
        """
        skus = self.model.browse(old_skus).filtered("odoo_id")
        if not skus:
            return
        matches = self.component(usage="matcher").match(skus)
        in_use = self._still_in_use(skus, set(old_skus.values()))
        asked: list[str] = []
        for sku in skus:
            match, old = matches[sku.id], sku.odoo_id
            found = match.product | match.candidates
            renamed = old in found or (not found and not match.note)
            if renamed and (found or old_skus[sku.id] not in in_use):
                continue
            certain = match.product and self.backend.auto_match
            if certain and not sku.linked_by_user:
                self._relink(sku, match.product, old_skus[sku.id])
            else:
                asked.append(self._ask(sku, found, old_skus[sku.id]))
        if asked:
            self._schedule_activity(asked)

    def close_activity(self) -> None:
        """Close the activity if every SKU in question has a product again."""
        if not self.model.search(self._asked_domain(), limit=1):
            self.backend._ebay_close_activities(SKU_CHANGED)

    def _asked_domain(self) -> list[Any]:
        return [
            ("backend_id", "=", self.backend.id),
            ("previous_product_id", "!=", False),
            ("odoo_id", "=", False),
        ]

    def _still_in_use(self, skus: BaseModel, old_skus: set[str]) -> set[str]:
        """Return those old SKUs that other SKUs on sale have."""
        others = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_sku", "in", list(old_skus)),
                ("status", "=", "active"),
                ("id", "not in", skus.ids),
            ]
        )
        return set(others.mapped("ebay_sku"))

    def _relink(self, sku: BaseModel, product: BaseModel, old_sku: str) -> None:
        _logger.info(
            "eBay backend %s: SKU %s of listing %s was %s, linked to product %s",
            self.backend.id,
            sku.ebay_sku,
            sku.ebay_listing_id,
            old_sku,
            product.id,
        )
        sku.write(
            {
                "odoo_id": product.id,
                "match_state": "matched",
                "match_text": False,
                "candidate_ids": [Command.clear()],
            }
        )

    def _ask(self, sku: BaseModel, found: BaseModel, old_sku: str) -> str:
        """Remove the link until a user has chosen; return a line for the activity."""
        note = StoredText._(
            "The SKU was %(old)s and is now %(new)s on eBay: choose the product.",
            old=old_sku,
            new=sku.ebay_sku,
        )
        old = sku.odoo_id
        sku.write(
            {
                "odoo_id": False,
                "match_state": "ambiguous",
                "match_text": note.dump(),
                "candidate_ids": [Command.set((found | old).ids)],
                "proposal": "choose",
                "previous_product_id": old.id,
            }
        )
        return f"{sku.ebay_listing_id}: {old_sku} -> {sku.ebay_sku}"

    def _schedule_activity(self, lines: list[str]) -> None:
        self.backend._ebay_schedule_activity(
            SKU_CHANGED,
            self.env._("SKUs were changed on eBay"),
            self.env._(
                "Until the product is chosen in Match Listings, no price and no stock "
                "is sent for: %s",
                ", ".join(lines),
            ),
        )

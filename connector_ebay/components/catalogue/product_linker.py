# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo import Command
from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.stored_text import dump_text


class EbayProductLinker(Component):
    """Link SKUs to products that exist or are created for them.

    A SKU that has a product, linked by a user or by an earlier import, is left alone.
    """

    _name = "ebay.product.linker"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "product.linker"

    def link(
        self,
        listings: list[dict[str, Any]],
        skus: BaseModel,
        lookups: Component,
        create: bool | None = None,
    ) -> None:
        """Find or create products for the SKUs that have none.

        :param listings: the listings that products are created from
        :param skus: SKUs of these listings
        :param create: whether products may be created; None: as the account is set
        """
        auto_match = self.backend.auto_match
        if create is None:
            create = auto_match and self.backend.unmatched_policy == "create"
        skus = skus.with_context(ebay_process_linked_later=True)
        # Of a SKU that lost its product because it was changed, a user decides.
        unlinked = skus.filtered(
            lambda sku: not sku.odoo_id and sku.active and not sku.previous_product_id
        )
        if unlinked:
            self._link_relisted(unlinked)
        todo = unlinked.filtered(lambda sku: not sku.odoo_id)
        if todo and (auto_match or create):
            self._match(todo)
        if todo and create:
            by_id = {listing["item_id"]: listing for listing in listings}
            self._create(by_id, todo, lookups)
        skus.listing_id._update_match()
        unlinked.filtered("odoo_id")._process_linked()

    def _link_relisted(self, skus: BaseModel) -> None:
        """Link the SKUs of a relisted listing as in the listing that it replaces."""
        replaced = (
            self.model.search(
                [
                    ("backend_id", "=", self.backend.id),
                    ("relisted_item_id", "in", skus.mapped("ebay_listing_id")),
                ]
            )
        ).grouped("relisted_item_id")
        for sku in skus.filtered(lambda sku: sku.ebay_listing_id in replaced):
            same = replaced[sku.ebay_listing_id].sku_ids.filtered(
                lambda other, sku=sku: other.odoo_id
                and (other.ebay_sku, other.specifics or [])
                == (sku.ebay_sku, sku.specifics or [])
            )
            if len(same.odoo_id) == 1:
                sku.write(
                    {
                        "odoo_id": same.odoo_id.id,
                        "match_state": "matched",
                        "match_text": False,
                    }
                )

    def _match(self, skus: BaseModel) -> None:
        """Link the SKUs that match one product; note why the others do not."""
        matcher = self.component(usage="matcher", model_name="ebay.product.product")
        mapper = self.component(
            usage="import.mapper", model_name="ebay.product.product"
        )
        for sku_id, match in matcher.match(skus).items():
            sku = skus.browse(sku_id)
            if match.state == sku.match_state == "unmatched":
                continue
            values = {
                "odoo_id": match.product.id,
                "match_state": match.state,
                "match_text": dump_text(match.note),
            }
            if match.candidates or sku.candidate_ids:
                values["candidate_ids"] = [Command.set(match.candidates.ids)]
            changed = mapper.differing(sku, values)
            if changed:
                sku.write(changed)

    def _create(
        self, listings: dict[str, dict[str, Any]], skus: BaseModel, lookups: Component
    ) -> None:
        """Create products; a SKU that is in several listings gets only one.

        The first listing with a SKU creates the product, the others match it.
        """
        builder = self.component(usage="product.builder")
        todo = skus.filtered(lambda sku: sku.match_state == "unmatched")
        while todo:
            first = self._without_repeated_skus(todo)
            builder.build(listings, first, lookups)
            todo -= first
            self._match(todo)
            todo = todo.filtered(lambda sku: sku.match_state == "unmatched")

    @staticmethod
    def _without_repeated_skus(skus: BaseModel) -> BaseModel:
        """Return the SKUs of the listings that repeat no SKU of an earlier listing."""
        seen: set[str] = set()
        first = skus.browse()
        for listing_skus in skus.grouped("listing_id").values():
            ebay_skus = {sku.ebay_sku for sku in listing_skus if sku.ebay_sku}
            if not ebay_skus & seen:
                first |= listing_skus
            seen |= ebay_skus
        return first

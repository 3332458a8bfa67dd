# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

#: Fields that are compared with what Odoo sent to eBay.
EXPORTED_FIELDS = {"price", "quantity"}


class EbayProductProductImporter(Component):
    """Write the SKUs of a page of listings."""

    _name = "ebay.product.product.importer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "sku.importer"

    def import_skus(
        self,
        listings: list[dict[str, Any]],
        bindings: dict[str, BaseModel],
        lookups: Component,
    ) -> tuple[BaseModel, set[int]]:
        """Create, update and archive the SKUs of these listings.

        :param bindings: the listings' bindings by id
        :return: the SKUs that the listings contain, and the ids of the listings of
            which a SKU was created, changed or archived
        """
        ids = [binding.id for binding in bindings.values()]
        existing = (
            self.model.with_context(active_test=False)
            .search([("listing_id", "in", ids)])
            .grouped("listing_id")
        )
        now = self.backend._ebay_now().replace(microsecond=0)
        mapper = self.component(usage="import.mapper")
        adapter = self.component(
            usage="backend.adapter", model_name="ebay.product.template"
        )
        to_create: list[dict[str, Any]] = []
        changed_ids: set[int] = set()
        kept_ids: list[int] = []
        sold_before: dict[int, int] = {}
        old_skus: dict[int, str] = {}
        for listing in listings:
            binding = bindings[listing["item_id"]]
            remaining = existing.get(binding, self.model)
            for external_id, row in adapter.sku_rows(listing):
                record = {**row, "external_id": external_id, "listing": listing}
                values = mapper.map_record(record).values(lookups=lookups)
                sku = self._find(remaining, values)
                if not sku:
                    to_create.append(
                        {**values, "listing_id": binding.id, "sync_date": now}
                    )
                    changed_ids.add(binding.id)
                    continue
                remaining -= sku
                kept_ids.append(sku.id)
                changed = mapper.differing(sku, values)
                if EXPORTED_FIELDS & set(changed):
                    sold_before[sku.id] = sku.quantity_sold
                if changed.get("ebay_sku") and sku.odoo_id and sku.ebay_sku:
                    old_skus[sku.id] = sku.ebay_sku
                if changed:
                    sku.write({**changed, "sync_date": now})
                    changed_ids.add(binding.id)
            removed = remaining.filtered("active")
            if removed:
                removed.write({"active": False})
                changed_ids.add(binding.id)
        self.model.browse(sold_before)._check_drift(sold_before)
        if old_skus:
            self.component(usage="sku.change.handler").handle(old_skus)
        # A new variation may get the external id that a renamed one had before.
        self.model.flush_model(["external_id"])
        skus = self.model.browse(kept_ids) | self.model.create(to_create)
        return skus, changed_ids

    @staticmethod
    def _find(candidates: BaseModel, values: dict[str, Any]) -> BaseModel:
        """Return the SKU with this external id; else the only one with the same SKU.

        The external id changes if a variation's specifics are reworded.
        """
        for sku in candidates:
            if sku.external_id == values["external_id"]:
                return sku
        ebay_sku = values.get("ebay_sku")
        if ebay_sku:
            same = candidates.filtered(lambda sku: sku.ebay_sku == ebay_sku)
            if len(same) == 1:
                return same
        return candidates.browse()

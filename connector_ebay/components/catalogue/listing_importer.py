# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Collection
from datetime import datetime
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...exceptions import EbayNotFound
from ...tools.import_counts import ImportCounts
from ...tools.product_locks import lock_product_creation
from ...tools.stored_text import StoredText

Listing = dict[str, Any]

#: Values of a listing whose picture has changed.
NEW_PICTURE = {"picture_done": False, "picture_tries": 0, "picture_next_try": False}

#: Fields whose change alone does not count as a change of the listing.
IGNORED_CHANGES = {"fingerprint", "end_time", "details_date"}


class EbayProductTemplateImporter(Component):
    """Write listings and their SKUs set-wise, and link them to products.

    The number of queries depends on how many listings are new or changed; all the
    unchanged ones together cost one query.
    """

    _name = "ebay.product.template.importer"
    _inherit = "ebay.importer"
    _job_keys = ("listing:{}",)
    _apply_on = "ebay.product.template"

    @property
    def _now(self) -> datetime:
        return self.backend._ebay_now().replace(microsecond=0)

    # === ONE LISTING ===

    def _before_import(self) -> None:
        lock_product_creation(self.env)

    def _after_import(
        self, external_id: str, record: Listing, counts: ImportCounts
    ) -> str:
        if counts.unchanged:
            return StoredText._("Listing %s is unchanged.", external_id)
        return StoredText._("Listing %s imported.", external_id)

    def confirm_ended(self, external_id: str) -> str:
        """Ask eBay whether a listing that a run did not return has ended."""
        binding = self.binder.to_internal(external_id)
        try:
            listing = self.backend_adapter.read(external_id)
        except EbayNotFound:
            binding.status = "ended"
            return StoredText._("eBay no longer has listing %s: ended.", external_id)
        lock_product_creation(self.env)
        self.import_many([listing])
        return StoredText._(
            "The status of listing %(listing)s on eBay is %(status)s.",
            listing=external_id,
            status=listing["listing_status"],
        )

    # === A PAGE ===

    def import_many(
        self, records: list[Listing], force: bool = False, **options: Any
    ) -> ImportCounts:
        """Write these listings; of two with the same id the last one is used."""
        listings = {listing["item_id"]: listing for listing in records}
        known = self.binder.to_internal_many(listings)
        changed = [
            listing
            for item_id, listing in listings.items()
            if force or self._has_changed(listing, known.get(item_id))
        ]
        counts = ImportCounts(unchanged=len(listings) - len(changed))
        if not changed:
            return counts
        lookups = self.component(usage="listing.lookups")
        lookups.create_missing_categories(changed)
        lookups.activate_currencies(changed)
        bindings, changes = self._write_listings(changed, known, lookups)
        counts.created = len(bindings) - len(changes)
        sku_importer = self.component(
            usage="sku.importer", model_name="ebay.product.product"
        )
        skus, changed_ids = sku_importer.import_skus(changed, bindings, lookups)
        counts += self._write_changes(changes, changed_ids)
        self.component(usage="product.linker").link(changed, skus, lookups)
        return counts

    def _has_changed(self, listing: Listing, binding: BaseModel | None) -> bool:
        """Return whether eBay's answer is new; a listing that ended before is not."""
        if binding:
            return binding.fingerprint != self.mapper.fingerprint(listing)
        return listing["listing_status"] not in ("Completed", "Ended")

    def _write_listings(
        self, listings: list[Listing], known: dict[str, BaseModel], lookups: Component
    ) -> tuple[dict[str, BaseModel], dict[BaseModel, dict[str, Any]]]:
        """Create the new listings.

        :return: the bindings of all listings by id, and the values in which those that
            were known before differ
        """
        to_create = []
        bindings, changes = {}, {}
        for listing in listings:
            binding = known.get(listing["item_id"])
            values = self.mapper.map_record(listing).values(lookups=lookups)
            if binding:
                bindings[binding.external_id] = binding
                changes[binding] = self.mapper.differing(binding, values)
                if "picture_url" in changes[binding]:
                    changes[binding] |= NEW_PICTURE
            else:
                to_create.append({**values, "sync_date": self._now})
        for binding in self.model.create(to_create):
            bindings[binding.external_id] = binding
        return bindings, changes

    def _write_changes(
        self, changes: dict[BaseModel, dict[str, Any]], changed_ids: Collection[int]
    ) -> ImportCounts:
        """Write the changes of listings.

        eBay's calls return different parts of a listing, so a new fingerprint alone is
        no change.

        :param changed_ids: ids of the listings whose SKUs were changed
        """
        counts = ImportCounts()
        for binding, values in changes.items():
            if binding.id in changed_ids or set(values) - IGNORED_CHANGES:
                binding.write({**values, "sync_date": self._now})
                counts.updated += 1
            else:
                counts.unchanged += 1
        return counts

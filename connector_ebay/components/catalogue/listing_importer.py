# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...exceptions import EbayNotFound, EbayWait
from ...tools.import_counts import ImportCounts
from ...tools.transactions import try_advisory_lock

#: Seconds after which a page looks again whether products may be created.
BUSY_SECONDS = 3

#: Differences that do not make a listing another one.
NO_NEWS = {"fingerprint", "end_time", "details_date"}

#: What eBay has of a SKU, and others compare with what Odoo sent.
SEEN = {"price", "quantity"}


class EbayProductTemplateImporter(Component):
    """Writes listings and their SKUs, set-wise, and binds them to products.

    The number of queries depends on what is new, not on how many listings there
    are; listings that say nothing new cost one query altogether.
    """

    _name = "ebay.product.template.importer"
    _inherit = "ebay.importer"
    _apply_on = "ebay.product.template"

    @property
    def now(self):
        """By eBay's clock, as Odoo keeps it."""
        return self.backend._ebay_now().replace(microsecond=0)

    # === ONE LISTING ===

    def _before_import(self):
        """Be the only importer that creates products."""
        self.reserve_products()

    def _after_import(self, external_id, record, counts):
        """Return whether the listing was new or changed, for the job."""
        if counts.unchanged:
            return self.env._("Listing %s is unchanged.", external_id)
        return self.env._("Listing %s imported.", external_id)

    def confirm_ended(self, external_id):
        """Ask eBay about a listing that it no longer lists; believe only its word."""
        binding = self.binder.to_internal(external_id)
        try:
            listing = self.backend_adapter.read(external_id)
        except EbayNotFound:
            binding.status = "ended"
            return self.env._("eBay no longer has listing %s: ended.", external_id)
        self.reserve_products()
        self.import_many([listing])
        return self.env._(
            "eBay says of listing %(listing)s: %(status)s.",
            listing=external_id,
            status=listing["listing_status"],
        )

    def reserve_products(self):
        """Be the only one that creates products until the transaction ends.

        Two accounts may sell the same SKU: both looking, neither finding, both
        creating. The lock makes one wait before it calls eBay; what slips through
        all the same, ``claim_catalogue`` catches.

        :raise EbayWait: another worker is at it
        """
        if not try_advisory_lock(self.env.cr, "connector_ebay.products"):
            raise EbayWait(
                self.env._("Another import is creating products."), BUSY_SECONDS
            )

    # === A PAGE ===

    def import_many(self, listings, force=False):
        """Write these listings; of doubles the last one wins. Return the counts."""
        listings = {listing["item_id"]: listing for listing in listings}
        known = self.binder.to_internal_many(listings)
        fresh = [
            listing
            for item_id, listing in listings.items()
            if force or self._is_news(listing, known.get(item_id))
        ]
        counts = ImportCounts(unchanged=len(listings) - len(fresh))
        if not fresh:
            return counts
        lookups = self.component(usage="listing.lookups")
        lookups.load_categories(fresh)
        bindings, changes = self._write_listings(fresh, known, lookups)
        counts.created = len(bindings) - len(changes)
        skus, touched = self._write_skus(fresh, bindings, lookups)
        for binding, changed in changes.items():
            # Another call's view of the same facts is no news.
            if binding.id in touched or set(changed) - NO_NEWS:
                binding.write({**changed, "sync_date": self.now})
                counts.updated += 1
            else:
                counts.unchanged += 1
        self.component(usage="product.linker").link(fresh, skus, lookups)
        return counts

    def _is_news(self, listing, binding):
        if binding:
            return binding.fingerprint != self.mapper.fingerprint(listing)
        # One that ended before we knew it is no business of ours.
        return listing["listing_status"] not in ("Completed", "Ended")

    def _write_listings(self, listings, known, lookups):
        """Create the new ones. All by id, and what differs of those known before."""
        to_create = []
        bindings, changes = {}, {}
        for listing in listings:
            binding = known.get(listing["item_id"])
            values = self.mapper.map_record(listing).values(lookups=lookups)
            if binding:
                bindings[binding.external_id] = binding
                changes[binding] = self.mapper.differing(binding, values)
                if "picture_url" in changes[binding]:
                    changes[binding]["picture_done"] = False
            else:
                to_create.append({**values, "sync_date": self.now})
        for binding in self.model.create(to_create):
            bindings[binding.external_id] = binding
        return bindings, changes

    def _write_skus(self, listings, bindings, lookups):
        """Create, update and retire SKUs: all of them, and the listings' ids where
        any of that was done."""
        skus = self.env["ebay.product.product"]
        ids = [binding.id for binding in bindings.values()]
        existing = (
            skus.with_context(active_test=False)
            .search([("listing_id", "in", ids)])
            .grouped("listing_id")
        )
        mapper = self.component(
            usage="import.mapper", model_name="ebay.product.product"
        )
        to_create, touched, kept_ids, sold_before = [], set(), [], {}
        for listing in listings:
            binding = bindings[listing["item_id"]]
            left = existing.get(binding, skus)
            for external_id, row in self.backend_adapter.sku_rows(listing):
                record = {**row, "external_id": external_id, "listing": listing}
                values = mapper.map_record(record).values(lookups=lookups)
                sku = self._find_sku(left, values)
                if not sku:
                    to_create.append(
                        {**values, "listing_id": binding.id, "sync_date": self.now}
                    )
                    touched.add(binding.id)
                    continue
                left -= sku
                kept_ids.append(sku.id)
                changed = mapper.differing(sku, values)
                if SEEN & set(changed):
                    sold_before[sku.id] = sku.quantity_sold
                if changed:
                    sku.write({**changed, "sync_date": self.now})
                    touched.add(binding.id)
            gone = left.filtered("active")
            if gone:
                gone.write({"active": False})
                touched.add(binding.id)
        skus.browse(sold_before)._on_seen(sold_before)
        # A new variation may take over the wording of one that was renamed.
        skus.flush_model(["external_id"])
        return skus.browse(kept_ids) | skus.create(to_create), touched

    @staticmethod
    def _find_sku(candidates, values):
        """By what eBay tells it apart by; else by SKU, when its wording changed."""
        for sku in candidates:
            if sku.external_id == values["external_id"]:
                return sku
        name = values.get("ebay_sku")
        if name:
            same = candidates.filtered(lambda sku: sku.ebay_sku == name)
            if len(same) == 1:
                return same
        return candidates.browse()

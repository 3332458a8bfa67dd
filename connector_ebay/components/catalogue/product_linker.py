# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayProductLinker(Component):
    """Binds SKUs to products: those that there are, those to be created, or none.

    What a person has linked, or the import before, is never linked anew.
    """

    _name = "ebay.product.linker"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "product.linker"

    def link(self, listings, skus, lookups, create=None):
        """Find or create products for the SKUs that have none.

        :param listings: what eBay said, to create products from
        :param skus: the SKUs of these listings
        :param create: whether products may be created; the backend's policy if None
        """
        if create is None:
            backend = self.backend
            create = backend.auto_match and backend.unmatched_policy == "create"
        skus = skus.with_context(ebay_linking=True)
        todo = new = skus.filtered(lambda sku: not sku.odoo_id and sku.active)
        if todo:
            self._relink(todo)
            todo = todo.filtered(lambda sku: not sku.odoo_id)
        if todo and (self.backend.auto_match or create):
            self._match(todo)
        if todo and create:
            by_id = {listing["item_id"]: listing for listing in listings}
            self._create(by_id, todo, lookups)
        self._settle(skus.listing_id)
        linked = new.filtered("odoo_id")
        if linked:
            linked._on_linked()

    def _relink(self, skus):
        """A relisted listing sells the same products as the one before it."""
        before = (
            self.env["ebay.product.template"]
            .search(
                [
                    ("backend_id", "=", self.backend.id),
                    ("relisted_item_id", "in", skus.mapped("ebay_listing_id")),
                ]
            )
            .grouped("relisted_item_id")
        )
        for sku in skus.filtered(lambda sku: sku.ebay_listing_id in before):
            old = before[sku.ebay_listing_id].sku_ids
            same = old.filtered(
                lambda other, sku=sku: other.odoo_id
                and (other.ebay_sku, other.specifics or [])
                == (sku.ebay_sku, sku.specifics or [])
            )
            if len(same.odoo_id) == 1:
                sku.write({"odoo_id": same.odoo_id.id, **self._state("matched")})

    def _match(self, skus):
        matcher = self.component(usage="matcher", model_name="ebay.product.product")
        for sku_id, match in matcher.match(skus).items():
            sku = skus.browse(sku_id)
            values = {
                "odoo_id": match.product.id,
                "candidate_ids": [(6, 0, match.candidates.ids)],
                **self._state(match.state, match.note),
            }
            if not match.candidates and not sku.candidate_ids:
                del values["candidate_ids"]
            mapper = self.component(
                usage="import.mapper", model_name="ebay.product.product"
            )
            if match.state != "unmatched" or sku.match_state != "unmatched":
                changed = mapper.differing(sku, values)
                if changed:
                    sku.write(changed)

    def _create(self, listings, skus, lookups):
        """Create products; a SKU that several listings sell gets one.

        The first listing with a SKU makes the product, the others then match it.
        """
        builder = self.component(usage="product.builder")
        todo = skus.filtered(lambda sku: sku.match_state == "unmatched")
        while todo:
            first = self._first_sellers(todo)
            builder.build(listings, first, lookups)
            todo -= first
            self._match(todo)
            todo = todo.filtered(lambda sku: sku.match_state == "unmatched")

    @staticmethod
    def _first_sellers(skus):
        """The SKUs of listings none of whose SKUs an earlier listing has."""
        taken = set()
        first = skus.browse()
        for group in skus.grouped("listing_id").values():
            own = {sku.ebay_sku for sku in group if sku.ebay_sku}
            if not own & taken:
                first |= group
            taken |= own
        return first

    @staticmethod
    def _state(state, note=False):
        return {"match_state": state, "match_note": note or False}

    def _settle(self, listings):
        """Say of each listing what its SKUs amount to."""
        for listing in listings:
            skus = listing.sku_ids
            states = set(skus.mapped("match_state"))
            templates = skus.odoo_id.product_tmpl_id
            state = next(
                (name for name in ("ambiguous", "unmatched") if name in states),
                "matched",
            )
            template = templates if len(templates) == 1 else templates.browse()
            values = {}
            if listing.match_state != state:
                values["match_state"] = state
            if listing.odoo_id != template:
                values["odoo_id"] = template.id
            if values:
                listing.write(values)

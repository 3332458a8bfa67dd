# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter, defaultdict

from odoo import Command
from odoo.tools import frozendict

from odoo.addons.component.core import Component

from .product_matcher import Match


class EbayMatchProposer(Component):
    """*Match listings*: says what would become of SKUs without product, and does it.

    The import decides with the same matcher, so both come to the same end. A
    proposal is looked at again before it is done: what has changed since it was
    shown is shown anew instead.
    """

    _name = "ebay.match.proposer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "match.proposer"

    def propose(self, skus):
        """Note the proposals on their SKUs; a person's choice stays."""
        skus = skus.filtered(
            lambda sku: sku.proposal != "chosen" or not sku.proposed_product_id
        )
        matches = self.component(usage="matcher").match(skus)
        mapper = self.component(usage="import.mapper")
        alike = defaultdict(list)
        for sku in skus:
            values = self._values(sku, self._beside_siblings(sku, matches[sku.id]))
            changed = mapper.differing(sku, values)
            if changed:
                changed["proposal"] = values["proposal"]
                alike[frozendict(changed)].append(sku.id)
        moved = []
        for values, ids in alike.items():
            self.model.browse(ids).write(dict(values))
            if "match_state" in values:
                moved += ids
        self._linker()._settle(self.model.browse(moved).listing_id)

    def _beside_siblings(self, sku, match):
        """What creating would come to where other variations have their product.

        They then are variants of one product, and so must the new one be.
        """
        siblings = sku.listing_id.sku_ids.odoo_id.product_tmpl_id
        if match.state != "unmatched" or not sku.specifics or not siblings:
            return match
        variants = siblings.with_context(active_test=False).product_variant_ids
        wanted = {(name, value) for name, value in sku.specifics}
        same = variants.filtered(
            lambda variant: {
                (value.attribute_id.name, value.name)
                for value in variant.product_template_attribute_value_ids
            }
            == wanted
        )
        builder = self.component(
            usage="variant.builder", model_name="ebay.product.template"
        )
        if not same and builder._fits(siblings, sku):
            return match
        own = same.default_code if len(same) == 1 else ""
        if len(same) == 1 and same.active and own in (False, sku.ebay_sku):
            return Match(same, same.browse())
        note = self.env._(
            "Other variations of this listing are %s: choose the product.",
            ", ".join(siblings.mapped("display_name")[:3]),
        )
        return Match(same.browse(), same, note)

    @staticmethod
    def _values(sku, match):
        proposal = {"matched": "link", "ambiguous": "choose"}.get(match.state)
        return {
            "proposal": proposal or ("create" if sku.ebay_sku else "blank"),
            "proposed_product_id": match.product.id,
            "match_state": "ambiguous" if proposal == "choose" else "unmatched",
            "match_note": match.note or False,
            "candidate_ids": [Command.set(match.candidates.ids)],
        }

    def apply(self, skus, blank=False):
        """Link and create as proposed: Counter of ``linked``, ``created``, ``left``.

        :param blank: also create products of SKUs that eBay has no SKU for
        :raise EbayWait: an import is creating products
        """
        self.component(
            usage="record.importer", model_name="ebay.product.template"
        ).reserve_products()
        self.propose(skus.filtered(lambda sku: sku.proposal != "link"))
        certain = self._still_certain(skus)
        for sku in certain:
            product = sku.proposed_product_id
            sku.write({**sku._decided(product.id), "odoo_id": product.id})
        to_create = skus.filtered(
            lambda sku: sku.proposal == "create" or (blank and sku.proposal == "blank")
        )
        if to_create:
            self._create(to_create)
        self._linker()._settle(skus.listing_id)
        self._propose_twins(skus)
        created = to_create.filtered("odoo_id")
        left = len(skus) - len(certain) - len(created)
        return Counter(linked=len(certain), created=len(created), left=left)

    def _still_certain(self, skus):
        """SKUs a person chose for, and those whose proposal is what it was."""
        linked = skus.filtered(lambda sku: sku.proposal == "link")
        matches = self.component(usage="matcher").match(linked)
        agreed = linked.filtered(
            lambda sku: self._beside_siblings(sku, matches[sku.id]).product
            == sku.proposed_product_id
        )
        self.propose(linked - agreed)
        return agreed | skus.filtered(lambda sku: sku.proposal == "chosen")

    def _create(self, skus):
        """Create the products as the import does, from what it keeps of listings."""
        listings = [
            {
                "item_id": listing.external_id,
                "title": listing.title,
                "category_id": listing.category_id.external_id or "",
                "category_path": listing.category_id.name or "",
                "currency": listing.currency_id.name,
                "price": listing.price,
            }
            for listing in skus.listing_id
        ]
        lookups = self.component(
            usage="listing.lookups", model_name="ebay.product.template"
        )
        lookups.load_categories(listings)
        self._linker().link(listings, skus, lookups, create=True)
        self.component(
            usage="picture.importer", model_name="ebay.product.template"
        ).enqueue()

    def _propose_twins(self, skus):
        """The same SKU in other listings follows what was decided here."""
        names = skus.filtered("odoo_id").mapped("ebay_sku")
        domain = [
            *self.model._to_match_domain(self.backend),
            ("ebay_sku", "in", [name for name in names if name]),
        ]
        self.propose(self.model.search(domain))

    def _linker(self):
        return self.component(
            usage="product.linker", model_name="ebay.product.template"
        )

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict
from typing import Any

from odoo import Command
from odoo.models import BaseModel
from odoo.tools import frozendict

from odoo.addons.component.core import Component

from .product_matcher import Match


class EbayMatchProposer(Component):
    """Propose for *Match Listings* what to do with SKUs that have no product.

    It uses the matcher of the import, so that both come to the same result.
    """

    _name = "ebay.match.proposer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "match.proposer"

    def propose(self, skus: BaseModel) -> None:
        """Write the proposals on these SKUs, except those that a user has chosen."""
        skus = skus.filtered(
            lambda sku: sku.proposal != "chosen" or not sku.proposed_product_id
        )
        matches = self.matches(skus)
        mapper = self.component(usage="import.mapper")
        ids_by_values: dict[frozendict, list[int]] = defaultdict(list)
        for sku in skus:
            values = self._proposal_values(sku, matches[sku.id])
            changed = mapper.differing(sku, values)
            if changed:
                changed["proposal"] = values["proposal"]
                ids_by_values[frozendict(changed)].append(sku.id)
        for changed, ids in ids_by_values.items():
            same = self.model.browse(ids)
            same.write(dict(changed))
            if "match_state" in changed:
                same.listing_id._update_match()

    def matches(self, skus: BaseModel) -> dict[int, Match]:
        """Return the matches by id of the SKU, in view of their sibling variations."""
        matches = self.component(usage="matcher").match(skus)
        return {sku.id: self._match_with_siblings(sku, matches[sku.id]) for sku in skus}

    def _match_with_siblings(self, sku: BaseModel, match: Match) -> Match:
        """Return the match of a variation whose siblings already have products.

        A new product would have to be a variant of the siblings' product: it may exist
        already, or be impossible.
        """
        siblings = sku.listing_id.sku_ids.odoo_id.product_tmpl_id
        if match.state != "unmatched" or not sku.specifics or not siblings:
            return match
        variants = siblings.with_context(active_test=False).product_variant_ids
        specifics = {(name, value) for name, value in sku.specifics}
        same = variants.filtered(
            lambda variant: {
                (value.attribute_id.name, value.name)
                for value in variant.product_template_attribute_value_ids
            }
            == specifics
        )
        builder = self.component(
            usage="variant.builder", model_name="ebay.product.template"
        )
        if not same and builder.can_extend(siblings, sku):
            return match
        if (
            len(same) == 1
            and same.active
            and same.default_code in (False, sku.ebay_sku)
        ):
            return Match(same, same.browse())
        return Match(same.browse(), same, builder.siblings_note(siblings))

    @staticmethod
    def _proposal_values(sku: BaseModel, match: Match) -> dict[str, Any]:
        """Return the values of the proposal for a SKU."""
        if match.state == "matched":
            proposal = "link"
        elif match.state == "ambiguous":
            proposal = "choose"
        else:
            proposal = "create" if sku.ebay_sku else "blank"
        return {
            "proposal": proposal,
            "proposed_product_id": match.product.id,
            "match_state": "ambiguous" if proposal == "choose" else "unmatched",
            "match_note": match.note or False,
            "candidate_ids": [Command.set(match.candidates.ids)],
        }

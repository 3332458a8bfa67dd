# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.matching.kinds import KINDS_BY_TITLE
from .product_matcher import Match


class EbayMatchProposer(Component):
    """Propose for *Match Listings* what to do with SKUs that have no product.

    It uses the matcher of the import, so that both come to the same result. What the
    import would not dare to link is proposed as well, for a person to check: products
    with a similar SKU or title.
    """

    _name = "ebay.match.proposer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "match.proposer"

    def propose(self, skus: BaseModel, by_title: bool = True) -> None:
        """Write the proposals on these SKUs, except those that a user has chosen.

        :param by_title: compare titles too; otherwise what was found by them stays
        """
        skus = skus.filtered(
            lambda sku: sku.proposal != "chosen" or not sku.proposed_product_id
        )
        if not skus:
            return
        matches = self.matches(skus)
        by_text = self.component(usage="text.matcher")
        by_text.check_titles(skus, matches)
        nothing = skus.filtered(lambda sku: matches[sku.id].state == "unmatched")
        if not by_title:
            kept = nothing.filtered(
                lambda sku: sku.match_kind_id.code in KINDS_BY_TITLE
                and sku.proposed_product_id.active
            )
            skus, nothing = skus - kept, nothing - kept
        matches.update(by_text.find_by_spelling(nothing))
        if by_title:
            nothing = nothing.filtered(lambda sku: matches[sku.id].kind == "none")
            matches.update(by_text.find_by_title(nothing))
        self.component(usage="proposal.writer").store(skus, matches)

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
            return Match(same, same.browse(), kind="variant")
        note = builder.siblings_note(siblings)
        return Match(same.browse(), same, note, "siblings")

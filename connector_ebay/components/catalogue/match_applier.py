# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.matching.kinds import KINDS_BY_TEXT
from ...tools.product_locks import lock_product_creation
from ...tools.stored_text import StoredText
from .product_matcher import Match


class EbayMatchApplier(Component):
    """Link and create products as proposed in *Match Listings*.

    Each proposal is computed again first. If it has changed since the user saw it, it
    is shown anew instead of applied.
    """

    _name = "ebay.match.applier"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "match.applier"

    def enqueue(self, skus: BaseModel, blank: bool, accept: bool, size: int) -> int:
        """Enqueue jobs of whole listings, about ``size`` SKUs each; return how many."""
        jobs = 0
        part: list[int] = []
        for listing_skus in skus.grouped("listing_id").values():
            part += listing_skus.ids
            if len(part) >= size:
                self._enqueue_job(skus.browse(part), blank, accept)
                jobs += 1
                part = []
        if part:
            self._enqueue_job(skus.browse(part), blank, accept)
            jobs += 1
        return jobs

    def _enqueue_job(self, skus: BaseModel, blank: bool, accept: bool) -> None:
        options = f"{blank:d}{accept:d}"
        skus._ebay_delay(
            "import",
            f"match:{options}:{min(skus.ids)}:{max(skus.ids)}:{len(skus)}",
            description=StoredText._("Match %s SKUs", len(skus)),
        ).apply_match(blank, accept)

    def apply(
        self, skus: BaseModel, blank: bool = False, accept: bool = False
    ) -> Counter:
        """Link and create; return a Counter of ``linked``, ``created`` and ``left``.

        :param blank: also create products of SKUs that are empty on eBay, and of those
            for which only similar products were found
        :param accept: also link what a user should check
        :raise EbayWait: an import is creating products
        """
        lock_product_creation(self.env)
        proposer = self.component(usage="match.proposer")
        seen = skus.filtered(lambda sku: sku.proposal in ("link", "check"))
        seen_ids = set(seen.ids)
        creatable = skus.filtered(
            lambda sku: sku.proposal == "create" or (blank and self._may_create(sku))
        )
        proposer.propose(skus - seen, by_title=False)
        accepted = skus.filtered(
            lambda sku: sku.proposal == "link"
            # What is proposed only now was seen by nobody.
            or (accept and sku.proposal == "check" and sku.id in seen_ids)
        )
        certain = self._still_certain(skus, accepted, proposer)
        self.component(usage="proposal.writer").link(certain)
        certain._process_linked()
        to_create = creatable.filtered(
            lambda sku: sku.proposal == "create" or (blank and self._may_create(sku))
        )
        if to_create:
            self._create(to_create)
        skus.listing_id._update_match()
        self._propose_for_same_skus(skus, proposer)
        created = to_create.filtered("odoo_id")
        left = len(skus) - len(certain) - len(created)
        return Counter(linked=len(certain), created=len(created), left=left)

    def _still_certain(
        self, skus: BaseModel, proposed: BaseModel, proposer: Any
    ) -> BaseModel:
        """Return the SKUs that a user chose for or whose proposal is unchanged.

        The others get their new proposal.
        """
        matches = proposer.matches(proposed)
        unchanged = proposed.filtered(
            lambda sku: self._is_unchanged(sku, matches[sku.id])
        )
        proposer.propose(proposed - unchanged, by_title=False)
        return unchanged | skus.filtered(lambda sku: sku.proposal == "chosen")

    @staticmethod
    def _may_create(sku: BaseModel) -> bool:
        """Return whether a product can be created because a user asks for it."""
        by_text = sku.proposal == "check" and sku.match_kind_id.code in KINDS_BY_TEXT
        return sku.proposal == "blank" or by_text

    @staticmethod
    def _is_unchanged(sku: BaseModel, match: Match) -> bool:
        """Return whether the proposed product is still what is found for a SKU."""
        if sku.match_kind_id.code in KINDS_BY_TEXT:
            return match.state == "unmatched" and sku.proposed_product_id.active
        return match.product == sku.proposed_product_id

    def _create(self, skus: BaseModel) -> None:
        """Create products as the import does, from the stored values of listings."""
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
        model = "ebay.product.template"
        lookups = self.component(usage="listing.lookups", model_name=model)
        lookups.create_missing_categories(listings)
        linker = self.component(usage="product.linker", model_name=model)
        linker.link(listings, skus, lookups, create=True)
        self.component(usage="picture.importer", model_name=model).enqueue()

    def _propose_for_same_skus(self, skus: BaseModel, proposer: Any) -> None:
        """Propose the products just linked for the same SKUs in other listings."""
        ebay_skus = skus.filtered("odoo_id").mapped("ebay_sku")
        domain = [
            *self.model._to_match_domain(self.backend),
            ("ebay_sku", "in", [ebay_sku for ebay_sku in ebay_skus if ebay_sku]),
        ]
        proposer.propose(self.model.search(domain), by_title=False)

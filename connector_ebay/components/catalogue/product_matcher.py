# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText


@dataclass
class Match:
    """The products found for one SKU.

    :ivar product: one record if the match is certain
    :ivar candidates: the records between which a user has to choose
    :ivar note: why a user has to decide; if it is empty and nothing was found, a
        product may be created
    :ivar kind: how it was found, or why not: a key of ``PROPOSAL_BY_KIND``
    """

    product: BaseModel
    candidates: BaseModel
    note: str | StoredText = ""
    kind: str = "none"

    @property
    def state(self) -> str:
        """Return the ``match_state`` of the SKU."""
        if self.product:
            return "matched"
        return "ambiguous" if self.candidates or self.note else "unmatched"


class EbayProductMatcher(Component):
    """Find the products of SKUs by internal reference, then by barcode.

    A product that the same SKU is already linked to counts as well, so that a SKU
    never becomes two products. It costs three queries for a page. If there are several
    products, a user has to choose.
    """

    _name = "ebay.product.matcher"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "matcher"

    def match(self, skus: BaseModel) -> dict[int, Match]:
        """Return the matches by id of the SKU's binding."""
        by_reference = self.search_products("default_code", skus.mapped("ebay_sku"))
        by_barcode = self.search_products("barcode", skus.mapped("ean"))
        by_link = self._linked_products(skus)
        occurrences = Counter(
            (sku.listing_id.id, sku.ebay_sku)
            for sku in skus.listing_id.sku_ids
            if sku.ebay_sku
        )
        matches = {}
        for sku in skus:
            if occurrences[sku.listing_id.id, sku.ebay_sku] > 1:
                matches[sku.id] = self._no_match(
                    StoredText._(
                        "Listing %(listing)s uses SKU %(sku)s for several variations: "
                        "give each its own SKU on eBay, or choose the products here.",
                        listing=sku.ebay_listing_id,
                        sku=sku.ebay_sku,
                    ),
                    "repeated",
                )
                continue
            found = by_reference.get(sku.ebay_sku)
            linked = by_link.get(sku.ebay_sku)
            kind = "sku" if found or linked else "barcode"
            found = found or by_barcode.get(sku.ean)
            if linked:
                found = linked | found if found else linked
                found = found.filtered("active") or found
            matches[sku.id] = self.to_match(found, kind)
        return matches

    def search_products(
        self, field: str, values: Iterable[str]
    ) -> dict[str, BaseModel]:
        """Return products by a field's value: the active ones, else archived ones."""
        values = {value for value in values if value}
        if not values:
            return {}
        products = (
            self.env["product.product"]
            .with_context(active_test=False)
            .search(
                [
                    (field, "in", list(values)),
                    ("company_id", "in", [False, self.backend.company_id.id]),
                ]
            )
        )
        return {
            value: found.filtered("active") or found
            for value, found in products.grouped(field).items()
        }

    def to_match(self, found: BaseModel | None, kind: str = "sku") -> Match:
        """Return the match for the products found: certain only if it is one."""
        if not found:
            return self._no_match()
        if len(found) > 1:
            note = StoredText._("%s products have this SKU or barcode.", len(found))
            return Match(found.browse(), found, note, "several")
        if not found.active:
            note = StoredText._("The product is archived: unarchive it, or choose one.")
            return Match(found.browse(), found, note, "archived")
        return Match(found, found.browse(), kind=kind)

    def _linked_products(self, skus: BaseModel) -> dict[str, BaseModel]:
        """Return the products that other SKUs of the account are linked to, by SKU."""
        ebay_skus = {ebay_sku for ebay_sku in skus.mapped("ebay_sku") if ebay_sku}
        if not ebay_skus:
            return {}
        others = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_sku", "in", list(ebay_skus)),
                ("odoo_id", "!=", False),
                ("id", "not in", skus.ids),
            ]
        )
        return {
            ebay_sku: linked.odoo_id
            for ebay_sku, linked in others.grouped("ebay_sku").items()
        }

    def _no_match(self, note: str = "", kind: str = "none") -> Match:
        empty = self.env["product.product"]
        return Match(empty, empty, note, kind)

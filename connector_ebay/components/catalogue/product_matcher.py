# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter
from dataclasses import dataclass

from odoo import models

from odoo.addons.component.core import Component


@dataclass
class Match:
    """What was found for one SKU.

    ``product`` holds one record when it is certain. ``candidates`` holds those between
    which a person has to choose. With neither, there is none and one may be created
    unless ``note`` says what is wrong.
    """

    product: models.Model
    candidates: models.Model
    note: str = ""

    @property
    def state(self):
        if self.product:
            return "matched"
        return "ambiguous" if self.candidates or self.note else "unmatched"


class EbayProductMatcher(Component):
    """Finds products for SKUs: by internal reference, then by barcode.

    What a person has linked to a SKU before counts as well, wherever it is sold: a
    SKU never becomes two products. Three queries for a page. Never chooses between
    two products.
    """

    _name = "ebay.product.matcher"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "matcher"

    def match(self, skus):
        """``{SKU binding id: Match}``"""
        by_reference = self._search("default_code", skus.mapped("ebay_sku"))
        by_barcode = self._search("barcode", skus.mapped("ean"))
        by_link = self._linked(skus)
        doubles = Counter(
            (sku.listing_id.id, sku.ebay_sku)
            for sku in skus.listing_id.sku_ids
            if sku.ebay_sku
        )
        matches = {}
        for sku in skus:
            if doubles[sku.listing_id.id, sku.ebay_sku] > 1:
                matches[sku.id] = self._none(
                    self.env._(
                        "Listing %(listing)s uses SKU %(sku)s for several variations: "
                        "give each its own SKU on eBay, or choose the products here.",
                        listing=sku.ebay_listing_id,
                        sku=sku.ebay_sku,
                    )
                )
                continue
            found = by_reference.get(sku.ebay_sku) or by_barcode.get(sku.ean)
            linked = by_link.get(sku.ebay_sku)
            if linked:
                found = linked | found if found else linked
                found = found.filtered("active") or found
            matches[sku.id] = self._judge(found)
        return matches

    def _linked(self, skus):
        """Products that this account's SKUs are linked to already, by SKU."""
        names = {name for name in skus.mapped("ebay_sku") if name}
        if not names:
            return {}
        others = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_sku", "in", list(names)),
                ("odoo_id", "!=", False),
                ("id", "not in", skus.ids),
            ]
        )
        return {
            name: found.odoo_id for name, found in others.grouped("ebay_sku").items()
        }

    def _none(self, note=""):
        empty = self.env["product.product"]
        return Match(empty, empty, note)

    def _search(self, field, values):
        """Products by a field's value: active ones, else archived ones."""
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
        grouped = products.grouped(field)
        return {
            value: found.filtered("active") or found for value, found in grouped.items()
        }

    def _judge(self, found):
        if not found:
            return self._none()
        if len(found) > 1:
            note = self.env._("%s products have this SKU or barcode.", len(found))
            return Match(found.browse(), found, note)
        if not found.active:
            note = self.env._("The product is archived: unarchive it, or choose one.")
            return Match(found.browse(), found, note)
        return Match(found, found.browse())

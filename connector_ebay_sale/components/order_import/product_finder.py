# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import namedtuple

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.product_locks import (
    detect_concurrent_creation,
    lock_product_creation,
)

#: ``product`` is empty where there is none; ``note`` then says why. ``sku`` is the
#: binding of what was sold, if we know that listing. ``remember``: later orders of the
#: same item find the product by this one alone.
ItemMatch = namedtuple("ItemMatch", "product sku note remember", defaults=(False,))


class EbayOrderProductFinder(Component):
    """Finds the products of a page's order lines.

    In this order: what a person chose for this very item, the SKU of its listing, the
    same SKU in another listing, the internal reference or barcode, what a person chose
    for the same item before. An item without SKU is found by its listing. Two
    products that fit are none.
    """

    _name = "ebay.order.product.finder"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.product.finder"

    def prepare(self, orders):
        """Look up all lines of these orders: four queries at most."""
        lines = [line for order in orders for line in order["lineItems"]]
        skus = self.env["ebay.product.product"].with_context(active_test=False)
        found = skus.search(
            [
                ("backend_id", "=", self.backend.id),
                "|",
                ("ebay_listing_id", "in", list({self._listing(one) for one in lines})),
                (
                    "ebay_sku",
                    "in",
                    list({one.get("sku") for one in lines} - {None, ""}),
                ),
            ]
        )
        self._by_listing = found.grouped("ebay_listing_id")
        self._by_sku = found.grouped("ebay_sku")
        self._chosen = self._choices([("external_id", "in", self._ids(lines))])
        self._matches = {}
        left = []
        for line in lines:
            match = self._by_binding(line)
            if not match.product:
                left.append((line, match.sku))
            self._matches[line["lineItemId"]] = match
        if left:
            self._look_further(left)

    def find(self, line):
        """:class:`ItemMatch` of a line prepared before."""
        return self._matches[line["lineItemId"]]

    @staticmethod
    def _ids(lines):
        return [line["lineItemId"] for line in lines]

    @staticmethod
    def _listing(line):
        return line.get("legacyItemId") or ""

    def _choices(self, domain):
        return self.env["ebay.sale.order.line"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("chosen", "=", True),
                ("product_id", "!=", False),
                *domain,
            ],
            order="id desc",
        )

    def _by_binding(self, line):
        chosen = self._chosen.filtered(
            lambda one: one.external_id == line["lineItemId"]
        )
        sku = self._sku_binding(line)
        if chosen:
            return ItemMatch(chosen[:1].product_id, sku, "")
        if sku.odoo_id:
            return ItemMatch(sku.odoo_id, sku, "")
        same = self._by_sku.get(line.get("sku")) if line.get("sku") else None
        products = same.odoo_id if same else self.env["product.product"]
        if len(products) == 1:
            return ItemMatch(products, sku, "")
        return ItemMatch(self.env["product.product"], sku, "")

    def _sku_binding(self, line):
        """The SKU of the listing that was sold; empty if that is not certain."""
        none = self.env["ebay.product.product"]
        candidates = self._by_listing.get(self._listing(line)) or none
        if len(candidates) > 1:
            aspects = {
                (aspect.get("name"), aspect.get("value"))
                for aspect in line.get("variationAspects") or ()
            }
            same = candidates.filtered(
                lambda sku: {tuple(pair) for pair in sku.specifics or ()} == aspects
            )
            if not same and line.get("sku"):
                same = candidates.filtered(lambda sku: sku.ebay_sku == line["sku"])
            candidates = same
        return candidates if len(candidates) == 1 else none

    def _look_further(self, left):
        """By internal reference and barcode, then by what was chosen before."""
        matcher = self.component(usage="matcher", model_name="ebay.product.product")
        skus = {line.get("sku") for line, _sku in left} - {None, ""}
        by_reference = matcher.search_products("default_code", skus)
        by_barcode = matcher.search_products("barcode", skus)
        before = self._choices(
            [("ebay_listing_id", "in", [self._listing(line) for line, _sku in left])]
        )
        for line, sku in left:
            code = line.get("sku")
            found = code and (by_reference.get(code) or by_barcode.get(code))
            match = matcher.to_match(found)
            product = match.product or self._chosen_before(line, before)
            note = "" if product else self._why(line, match.note)
            self._matches[line["lineItemId"]] = ItemMatch(product, sku, note)

    def _chosen_before(self, line, before):
        same = before.filtered(
            lambda one: one.ebay_listing_id == self._listing(line)
            and (one.ebay_variation_id or "") == (line.get("legacyVariationId") or "")
            and (one.ebay_sku or "") == (line.get("sku") or "")
        )
        return same[:1].product_id

    def _why(self, line, note):
        if note:
            return note
        if not line.get("sku"):
            return self.env._("The listing has no SKU on eBay.")
        return self.env._("No product has this SKU as its internal reference.")

    def create_missing(self, lines, lookups):
        """Create products for lines that match none, if they say what they are.

        Waits for other workers that create products: see ``lock_product_creation``.
        """
        todo = {}
        for line in lines:
            match = self.find(line)
            if not match.product and not self._is_ambiguous(match, line):
                todo.setdefault(self._item(line), line)
        if not todo:
            return
        lock_product_creation(self.env)
        detect_concurrent_creation(self.env)
        products = self.env["product.product"].create(
            [
                {
                    "name": self.title(line) or line.get("sku") or self._listing(line),
                    "default_code": line.get("sku") or False,
                    "type": "consu",
                    "sale_ok": True,
                    "list_price": 0.0,
                    "company_id": False,
                }
                for line in todo.values()
            ]
        )
        created = dict(zip(todo, products, strict=True))
        for line in lines:
            match = self.find(line)
            product = created.get(self._item(line))
            if product and not match.product:
                self._matches[line["lineItemId"]] = ItemMatch(
                    product, match.sku, "", remember=not line.get("sku")
                )

    def _item(self, line):
        """What two lines have in common that are about the same thing."""
        if line.get("sku"):
            return line["sku"]
        return self._listing(line), line.get("legacyVariationId") or ""

    def _is_ambiguous(self, match, line):
        """Whether there are products, but not one."""
        return match.note != self._why(line, "")

    @staticmethod
    def title(line):
        """The item's title; eBay replaces it by the number when it hides a listing."""
        title = (line.get("title") or "").strip()
        return "" if title == line.get("legacyItemId") else title

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any, NamedTuple

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.plain_text import clean_sku
from odoo.addons.connector_ebay.tools.product_locks import (
    detect_concurrent_creation,
    lock_product_creation,
)
from odoo.addons.connector_ebay.tools.stored_text import StoredText

Json = dict[str, Any]


class ItemMatch(NamedTuple):
    """The product of a line item.

    :ivar product: empty if there is none
    :ivar sku: the binding of the SKU that was sold; empty if its listing is unknown
    :ivar note: why there is no product
    :ivar remember: later orders of the same item find the product by this one only
    """

    product: Any
    sku: Any
    note: str = ""
    remember: bool = False


class EbayOrderProductFinder(Component):
    """Find the products of the line items of a page.

    In this order: what a person chose for this very item, the SKU of its listing, the
    same SKU in another listing, the internal reference or barcode, what a person chose
    for the same item in an earlier order. If two products fit, none is chosen.

    The SKU in the order decides: a listing that is known with another SKU does not say
    which product was sold. An item without SKU is found by its listing and variation.
    """

    _name = "ebay.order.product.finder"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.product.finder"

    def prepare(self, orders: list[Json]) -> None:
        """Find the products of all items of these orders with at most five queries."""
        items = [item for order in orders for item in order["lineItems"]]
        skus = self.env["ebay.product.product"].with_context(active_test=False)
        codes = {one.get("sku") for one in items} | {_item_sku(one) for one in items}
        found = skus.search(
            [
                ("backend_id", "=", self.backend.id),
                "|",
                ("ebay_listing_id", "in", list({_listing_id(one) for one in items})),
                ("ebay_sku", "in", list(codes - {None, ""})),
            ]
        )
        self._by_listing = found.grouped("ebay_listing_id")
        self._by_sku = found.grouped(lambda sku: clean_sku(sku.ebay_sku))
        item_ids = [item["lineItemId"] for item in items]
        chosen = self._find_chosen([("external_id", "in", item_ids)])
        self._chosen = chosen.grouped("external_id")
        self._matches: dict[str, ItemMatch] = {}
        unmatched = []
        for item in items:
            match = self._match_by_binding(item)
            if not match.product:
                unmatched.append((item, match.sku))
            self._matches[item["lineItemId"]] = match
        if unmatched:
            self._match_by_reference(unmatched)

    def find(self, item: Json) -> ItemMatch:
        """Return the match of an item of the prepared orders."""
        return self._matches[item["lineItemId"]]

    def _find_chosen(self, domain: list[Any]) -> Any:
        """Return items whose product a person chose, the newest first."""
        return self.env["ebay.sale.order.line"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("chosen", "=", True),
                ("product_id", "!=", False),
                *domain,
            ],
            order="id desc",
        )

    def _match_by_binding(self, item: Json) -> ItemMatch:
        sku, code = self._find_sku(item), _item_sku(item)
        chosen = self._chosen.get(item["lineItemId"])
        if chosen:
            return ItemMatch(chosen[:1].product_id, sku)
        if sku.odoo_id and not _is_other_sku(sku, code):
            return ItemMatch(sku.odoo_id, sku)
        same = self._by_sku.get(code) if code else None
        products = same.odoo_id if same else self.env["product.product"]
        if len(products) == 1:
            return ItemMatch(products, sku)
        return ItemMatch(self.env["product.product"], sku)

    def _find_sku(self, item: Json) -> Any:
        """Return the binding of the SKU that was sold; empty if that is not certain.

        It is the one with the SKU and the variation of the item, else with its SKU,
        else the one of its variation, which may be known with another SKU.
        """
        empty = self.env["ebay.product.product"]
        candidates = self._by_listing.get(_listing_id(item)) or empty
        aspects = {
            (aspect.get("name"), aspect.get("value"))
            for aspect in item.get("variationAspects") or ()
        }
        same_variation = candidates.filtered(
            lambda sku: {tuple(pair) for pair in sku.specifics or ()} == aspects
        )
        code = _item_sku(item)
        same_sku = candidates.filtered(
            lambda sku: code and clean_sku(sku.ebay_sku) == code
        )
        for found in (same_sku & same_variation, same_sku, same_variation):
            if found:
                # The intersection is read alone otherwise, with a query for each item.
                found = found.with_prefetch(candidates._prefetch_ids)
                return found if len(found) == 1 else empty
        return empty

    def _match_by_reference(self, unmatched: list[tuple[Json, Any]]) -> None:
        """Match by internal reference or barcode, then by earlier choices."""
        matcher = self.component(usage="matcher", model_name="ebay.product.product")
        codes = {_item_sku(item) for item, _sku in unmatched} - {""}
        by_reference = matcher.search_products("default_code", codes)
        by_barcode = matcher.search_products("barcode", codes)
        earlier = self._find_chosen(
            [("ebay_listing_id", "in", [_listing_id(item) for item, _sku in unmatched])]
        )
        for item, sku in unmatched:
            code = _item_sku(item)
            found = code and (by_reference.get(code) or by_barcode.get(code))
            match = matcher.to_match(found)
            product = match.product or self._chosen_earlier(item, earlier)
            note = "" if product else match.note or self._no_match_note(item, sku)
            self._matches[item["lineItemId"]] = ItemMatch(product, sku, note)

    @staticmethod
    def _chosen_earlier(item: Json, earlier: Any) -> Any:
        same = earlier.filtered(
            lambda one: (
                one.ebay_listing_id == _listing_id(item)
                and (one.ebay_variation_id or "")
                == (item.get("legacyVariationId") or "")
                and clean_sku(one.ebay_sku) == _item_sku(item)
            )
        )
        return same[:1].product_id

    def _no_match_note(self, item: Json, sku: Any = None) -> str:
        code = _item_sku(item)
        if not code:
            return StoredText._("The listing has no SKU on eBay.")
        if sku and sku.odoo_id and _is_other_sku(sku, code):
            return StoredText._(
                "The listing is known here with SKU %(known)s and the product "
                "%(product)s: import the listings if the SKU was corrected on eBay, or "
                "choose the product that was sold.",
                known=sku.ebay_sku or "-",
                product=sku.odoo_id.display_name,
            )
        return StoredText._("No product has this SKU as its internal reference.")

    # === CREATING ===

    def create_missing(self, items: list[Json]) -> None:
        """Create products for items that match none and are not ambiguous.

        Takes the lock under which products are created: see ``lock_product_creation``.
        """
        todo: dict[Any, Json] = {}
        for item in items:
            match = self.find(item)
            is_ambiguous = match.note != self._no_match_note(item)
            if not match.product and not is_ambiguous:
                todo.setdefault(_item_key(item), item)
        if not todo:
            return
        lock_product_creation(self.env)
        detect_concurrent_creation(self.env)
        products = self.env["product.product"].create(
            [
                {
                    "name": item_title(item) or _item_sku(item) or _listing_id(item),
                    "default_code": _item_sku(item) or False,
                    "type": "consu",
                    "sale_ok": True,
                    "list_price": 0.0,
                    "company_id": False,
                }
                for item in todo.values()
            ]
        )
        created = dict(zip(todo, products, strict=True))
        for item in items:
            match = self.find(item)
            product = created.get(_item_key(item))
            if product and not match.product:
                self._matches[item["lineItemId"]] = ItemMatch(
                    product, match.sku, remember=not _item_sku(item)
                )


def item_title(item: Json) -> str:
    """Return the title of an item; empty if eBay hides it behind the listing's id."""
    title = (item.get("title") or "").strip()
    return "" if title == item.get("legacyItemId") else title


def _item_sku(item: Json) -> str:
    return clean_sku(item.get("sku"))


def _is_other_sku(sku: Any, code: str) -> bool:
    """Return whether an order names another SKU than its listing is known with."""
    return bool(code) and clean_sku(sku.ebay_sku) != code


def _listing_id(item: Json) -> str:
    return item.get("legacyItemId") or ""


def _item_key(item: Json) -> Any:
    """Return what two items of the same product have in common."""
    return _item_sku(item) or (_listing_id(item), item.get("legacyVariationId") or "")

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from odoo.tools import html_sanitize, is_html_empty

from odoo.addons.component.core import Component

from ...tools.plain_text import plain_html
from ...tools.publishing.content import ListingContent, Picture, SkuContent
from ...tools.publishing.description import fill_placeholders, forbidden_content

#: The European Union, whose law wants a manufacturer or responsible person.
EU_GROUP = "base.europe"

#: Fields of a product that no description may show.
SECRET_FIELDS = {"standard_price", "seller_ids", "message_ids", "activity_ids"}


class EbayListingContentBuilder(Component):
    """Gather from Odoo what listings are made of, with a few queries for all.

    The check and the documents for eBay are made of the result alone.
    """

    _name = "ebay.listing.content.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.content.builder"

    def build(self, listings: Any) -> Iterator[tuple[Any, ListingContent]]:
        """Yield each listing with its content, a slice in memory at a time."""
        for part in self.in_slices(listings):
            yield from self._build_slice(part)

    def _build_slice(self, listings: Any) -> Iterator[tuple[Any, ListingContent]]:
        skus = listings._skus_to_list()
        products = listings.odoo_id
        self._filler = self.component(usage="aspect.filler")
        self._filler.fill(listings)
        self._pictures = self.component(
            usage="listing.pictures", model_name="ebay.listing.picture"
        ).find(products)
        self._prices = self.component(
            usage="sku.pricer", model_name="ebay.backend"
        ).listing_prices(skus)
        self._quantities = self.component(
            usage="sku.quantities", model_name="ebay.product.product"
        ).quantities(skus)
        self._over_limit = self.component(usage="selling.limits").exceeding(
            listings.filtered(lambda one: one.status == "draft"),
            self._prices,
            {sku: self._quantity(sku) for sku in skus},
        )
        self._safety = self.component(
            usage="product.safety", model_name="ebay.product.document"
        )
        self._safety.prepare(products)
        self._categories = self._find_categories(listings)
        creator = self.component(usage="listing.creator")
        self._mappings = {
            (marketplace, product): mapping
            for marketplace, members in listings.grouped("marketplace_id").items()
            for product, mapping in creator.find_mappings(
                marketplace, members.odoo_id
            ).items()
        }
        self._texts = self._find_identifier_texts(listings)
        self._others = self._find_others(listings, skus)
        europe = self.env.ref(EU_GROUP, raise_if_not_found=False)
        self._eu_countries = europe.country_ids if europe else self.env["res.country"]
        self._eu_codes = frozenset(self._eu_countries.mapped("code"))
        for listing in listings:
            yield listing, self._build(listing)

    def _build(self, listing: Any) -> ListingContent:
        template = listing.listing_template_id
        marketplace = listing.marketplace_id
        product = self._filler.in_language(listing.odoo_id, marketplace)
        axes = self._filler.axis_names(listing)
        description = self._description(listing, product)
        prices = [
            self._prices[sku]
            for sku in listing._skus_to_list()
            if self._prices.get(sku)
        ]
        content = ListingContent(
            record_id=listing.id,
            marketplace=marketplace.code,
            locale=marketplace.locale,
            currency=marketplace.currency_id.name,
            eu_countries=self._eu_codes,
            is_eu=marketplace.country_id in self._eu_countries,
            title=self._title(listing, product),
            subtitle=listing.subtitle or "",
            description=self._sanitised(description),
            mobile_summary=template.mobile_summary or "",
            unsafe=forbidden_content(description),
            category=self._categories.get(
                (marketplace, listing.category_id.external_id)
            ),
            condition=self._condition(listing),
            condition_description=listing.condition_description
            or template.condition_description
            or "",
            condition_descriptors=listing.condition_descriptors or [],
            aspects=dict(listing.aspect_values or {}),
            pictures=self._listing_pictures(listing),
            skus=[self._sku(sku, axes) for sku in listing._skus_to_list()],
            policies=template._policies_to_content(),
            location=template.location_id._to_content(),
            vat=self._vat(listing, product),
            best_offer=template.best_offer and not axes,
            quantity_limit=template.quantity_limit,
            lot_size=template.lot_size,
            store_categories=[
                one.strip()
                for one in (template.store_categories or "").split(",")
                if one.strip()
            ],
            regulatory=self._safety.regulatory(product),
            unknown_labels=self._safety.unknown_labels(product, marketplace),
            eco_fee=_amount(self._safety.eco_fee(product, marketplace)) or None,
            identifier_unavailable=self._texts.get(marketplace, ""),
            out_of_stock_control=self.backend.out_of_stock_control == "on",
            has_variations=bool(axes),
            group_key=listing._get_group_key() if axes else "",
            picture_axis=next(iter(axes.values()), ""),
            published=listing.status == "active",
            frozen=frozenset(listing.frozen_fields or ()),
            over_limit=listing in self._over_limit,
            registered=self.backend.is_registered,
            duplicates=self._others["listings"].get(listing.id, []),
            other_text_skus=self._others["texts"].get(listing.id, []),
        )
        if content.best_offer and prices:
            lowest = min(map(_amount, prices))
            content.best_offer_accept = _share(lowest, template.best_offer_accept)
            content.best_offer_decline = _share(lowest, template.best_offer_decline)
        return content

    def _condition(self, listing: Any) -> str:
        """Return the listing's own condition, its product category's or template's."""
        mapping = self._mappings.get((listing.marketplace_id, listing.odoo_id))
        if not listing.condition and mapping and mapping.condition:
            if mapping.category_id == listing.category_id:
                return str(mapping.condition)
        return str(listing.condition or listing.listing_template_id.condition or "")

    # === TEXTS ===

    @staticmethod
    def _title(listing: Any, product: Any) -> str:
        """Return the title that a user wrote, else the product's name."""
        title = listing.title if listing.has_own_title else product.name
        return " ".join((title or "").split())

    def _description(self, listing: Any, product: Any) -> str:
        """Return the listing's own text, the template's, or else the product's."""
        own = listing.draft_description
        if own and not is_html_empty(own):
            return str(own)
        html = listing.listing_template_id.description_html
        if html and not is_html_empty(html):
            return fill_placeholders(
                str(html), lambda path: self._placeholder(product, path)
            )
        if "description_ecommerce" in product._fields:
            text = product.description_ecommerce
            if text and not is_html_empty(text):
                return str(text)
        return str(plain_html(product.description_sale or ""))

    def _placeholder(self, product: Any, path: str) -> str:
        """Return a field of a product as HTML; nothing that is not for everybody."""
        record: Any = product
        for name in path.split("."):
            field = record._fields.get(name) if hasattr(record, "_fields") else None
            if not field or field.groups or name in SECRET_FIELDS:
                return ""
            record, owner = record[name], record
            if not record:
                return ""
            if field.type == "html":
                return str(record)
            if field.type == "selection":
                record = dict(field._description_selection(owner.env)).get(record, "")
        if hasattr(record, "_fields"):
            record = ", ".join(record.mapped("display_name"))
        return str(plain_html(str(record)))

    @staticmethod
    def _sanitised(html: str) -> str:
        return str(
            html_sanitize(
                html, sanitize_tags=True, sanitize_attributes=True, sanitize_form=True
            )
            or ""
        )

    # === SKUS ===

    def _sku(self, sku: Any, axes: dict[Any, str]) -> SkuContent:
        product = sku.odoo_id
        price = self._prices.get(sku)
        return SkuContent(
            record_id=sku.id,
            product_id=product.id,
            sku=(sku.ebay_sku or product.default_code or "").strip(),
            axes=self._filler.sku_axes(sku, axes) if axes else {},
            price=_amount(price) if price is not None else None,
            quantity=self._quantity(sku),
            gtin=(product.barcode or "").strip(),
            brand=self._brand(sku),
            mpn=self._mpn(product),
            pictures=self._own_pictures(sku.listing_id, product),
            weight=_amount(product.weight) if product.weight else None,
            dimensions=self._dimensions(sku),
            active=product.active,
            left_out=sku.is_left_out,
            other_listing=self._others["skus"].get(sku.id, ""),
        )

    def _quantity(self, sku: Any) -> int | None:
        """Return the quantity to offer; where Odoo tracks no stock, the template's."""
        untracked = sku.listing_id.listing_template_id.untracked_quantity or None
        return self._quantities.get(sku, untracked)

    def _brand(self, sku: Any) -> str:
        """Return the brand of a product, if Odoo has a field for it."""
        name = sku.listing_id.listing_template_id.brand_field
        product = sku.odoo_id.product_tmpl_id
        if not name or name not in product._fields:
            return ""
        value = product[name]
        return (value.display_name if hasattr(value, "_fields") else value) or ""

    @staticmethod
    def _mpn(product: Any) -> str:
        """Return the manufacturer's number; an add-on that has a field overrides it."""
        for name in ("manufacturer_pref", "mpn"):
            if name in product._fields and product[name]:
                return str(product[name])
        return ""

    @staticmethod
    def _dimensions(sku: Any) -> tuple[Decimal, Decimal, Decimal] | None:
        """Return the size of the parcel in centimetres, as the template says."""
        template = sku.listing_id.listing_template_id
        sides = (
            template.package_length,
            template.package_width,
            template.package_height,
        )
        if not all(sides):
            return None
        length, width, height = map(_amount, sides)
        return length, width, height

    def _vat(self, listing: Any, product: Any) -> Decimal | None:
        """Return the VAT rate to send; this add-on knows no taxes of products."""
        template = listing.listing_template_id
        return _amount(template.vat_rate) if template.vat_mode == "fixed" else None

    # === PICTURES ===

    def _listing_pictures(self, listing: Any) -> list[Picture]:
        """Return the listing's pictures, at most as many as the template says."""
        own = self._own_pictures(listing, listing.odoo_id)
        limit = listing.listing_template_id.picture_limit or len(own)
        return own[:limit]

    def _own_pictures(self, listing: Any, product: Any) -> list[Picture]:
        """Return the pictures of a product or variant.

        eBay keeps those that a listing on sale shows: they are not uploaded again.
        """
        pictures = self._pictures.get((product._name, product.id), [])
        if listing.status != "active" or not listing.picture_urls:
            return pictures
        urls = listing.picture_urls
        return [replace(one, url=urls.get(one.checksum, one.url)) for one in pictures]

    # === LOOK-UPS FOR ALL ===

    def _find_categories(self, listings: Any) -> dict[tuple[Any, str], Any]:
        """Return what is cached of the categories, by marketplace and eBay's id."""
        details = self.env["ebay.category.details"]
        found = {}
        for marketplace, members in listings.grouped("marketplace_id").items():
            codes = set(members.category_id.mapped("external_id"))
            for code, row in details._find(self.backend, marketplace, codes).items():
                found[marketplace, code] = row._to_content()
        return found

    def _find_identifier_texts(self, listings: Any) -> dict[Any, str]:
        trees = self.env["ebay.category.tree"].sudo()
        return {
            marketplace: trees._find(
                self.backend, marketplace
            ).identifier_unavailable_text
            or ""
            for marketplace in listings.marketplace_id
        }

    def _find_others(self, listings: Any, skus: Any) -> dict[str, dict[int, Any]]:
        """Return other listings of the same products, and of the same SKUs."""
        names = [sku.ebay_sku for sku in skus if sku.ebay_sku]
        others = (
            self.env["ebay.product.product"]
            .sudo()
            .search(
                [
                    ("backend_id", "=", self.backend.id),
                    ("status", "in", ("active", "draft")),
                    "|",
                    ("odoo_id", "in", skus.odoo_id.ids),
                    ("ebay_sku", "in", names),
                ]
            )
        )
        by_product = others.grouped("odoo_id")
        by_sku = others.grouped("ebay_sku")
        found: dict[str, dict[int, Any]] = defaultdict(dict)
        for sku in skus:
            listing = sku.listing_id
            same = by_product.get(sku.odoo_id, others.browse()).listing_id - listing
            same = same.filtered(
                lambda one, listing=listing: one.status == "active"
                and one.marketplace_id == listing.marketplace_id
            )
            if same:
                found["listings"][listing.id] = same.mapped("display_name")
            named = by_sku.get(sku.ebay_sku, others.browse()) if sku.ebay_sku else None
            for other in (named or others.browse()) - sku:
                if other.listing_id == listing or (
                    other.marketplace_id == listing.marketplace_id
                ):
                    found["skus"][sku.id] = other.display_name
                elif other.marketplace_id.locale != listing.marketplace_id.locale:
                    found["texts"].setdefault(listing.id, []).append(sku.ebay_sku)
        return found


def _amount(number: float) -> Decimal:
    return Decimal(str(round(number, 6)))


def _share(price: Decimal, percentage: float) -> Decimal | None:
    if not percentage:
        return None
    return (price * _amount(percentage) / 100).quantize(Decimal("0.01"))

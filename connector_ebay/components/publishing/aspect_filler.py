# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

AspectValues = dict[str, list[str]]


class EbayAspectFiller(Component):
    """Fill the item specifics of listings from their products.

    The mapping of the template decides; without one, an attribute of the product fills
    the item specific of the same name. What a person has changed stays: only a value
    that is still the one that was filled in follows the product.
    """

    _name = "ebay.aspect.filler"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "aspect.filler"

    def __init__(self, work_context: Any) -> None:
        super().__init__(work_context)
        self._texts: dict[Any, str] = {}

    def fill(self, listings: Any) -> None:
        """Update ``aspect_values`` of these listings as far as they follow."""
        for listing in listings:
            before = listing.mapped_aspects or {}
            mapped = self.mapped(listing)
            values = dict(listing.aspect_values or {})
            for name in {*before, *mapped}:
                if values.get(name) == before.get(name):
                    if name in mapped:
                        values[name] = mapped[name]
                    else:
                        values.pop(name, None)
            if values != (listing.aspect_values or {}):
                listing.aspect_values = values
            if mapped != before:
                listing.mapped_aspects = mapped

    def mapped(self, listing: Any) -> AspectValues:
        """Return the values that the product gives, without those of the axes."""
        product = self.in_language(listing.odoo_id, listing.marketplace_id)
        template = listing.listing_template_id
        axes = set(self.axis_names(listing).values())
        found: AspectValues = {}
        for line in product.attribute_line_ids:
            name = self.aspect_name(template, line.attribute_id)
            values = line.value_ids.mapped("name")
            if name not in axes and len(line.value_ids) == 1:
                found[name] = values
        for mapping in self._mappings(listing):
            if mapping.name in axes:
                continue
            values = self._mapped_values(mapping, product, listing)
            if values:
                found[mapping.name] = values
        return found

    def axis_names(self, listing: Any) -> dict[Any, str]:
        """Return the names of the axes of a listing by the product's attributes.

        An axis is an attribute with several values of which each makes variants.
        """
        lines = listing.odoo_id.attribute_line_ids.filtered(
            lambda line: (
                len(line.value_ids) > 1
                and line.attribute_id.create_variant != "no_variant"
            )
        )
        template = listing.listing_template_id
        return {
            line.attribute_id: self.aspect_name(template, line.attribute_id)
            for line in lines.with_context(
                lang=self.language(listing.marketplace_id) or self.env.lang
            )
        }

    def sku_axes(self, sku: Any, names: dict[Any, str]) -> dict[str, str]:
        """Return the values by which a variant differs, by the names of the axes."""
        product = self.in_language(sku.odoo_id, sku.listing_id.marketplace_id)
        values = product.product_template_attribute_value_ids
        return {
            names[value.attribute_id]: value.name
            for value in values
            if value.attribute_id in names
        }

    # === MAPPING ===

    def aspect_name(self, template: Any, attribute: Any) -> str:
        """Return the name of the item specific that an attribute fills."""
        mapping = template.aspect_mapping_ids.filtered(
            lambda one: one.source == "attribute" and one.attribute_id == attribute
        )
        return mapping[:1].name or attribute.name

    @staticmethod
    def _mappings(listing: Any) -> Any:
        """Return the mappings that apply; those of the category win."""
        mappings = listing.listing_template_id.aspect_mapping_ids
        return mappings.filtered(
            lambda one: not one.category_id or one.category_id == listing.category_id
        ).sorted(lambda one: bool(one.category_id))

    def _mapped_values(self, mapping: Any, product: Any, listing: Any) -> list[str]:
        if mapping.source == "fixed":
            return [part.strip() for part in mapping.value.split("|") if part.strip()]
        if mapping.source == "none":
            text = self._unavailable_text(listing.marketplace_id)
            return [text] if text else []
        if mapping.source == "attribute":
            lines = product.attribute_line_ids.filtered(
                lambda line: line.attribute_id == mapping.attribute_id
            )
            return lines.value_ids.mapped("name")
        return self._field_values(mapping.field_id.sudo().name, product)

    @staticmethod
    def _field_values(name: str, product: Any) -> list[str]:
        """Return the value of a product's field as text; empty if it has none."""
        record = product
        if name not in record._fields:
            record = product.product_variant_id
        field = record._fields.get(name)
        if not field:
            return []
        value = record[name]
        if field.type == "many2one":
            value = value.display_name
        elif field.type == "selection":
            value = dict(field._description_selection(record.env)).get(value)
        elif field.type == "float" and value:
            value = f"{value:g}"
        elif field.type == "boolean":
            value = ""
        return [str(value)] if value else []

    def _unavailable_text(self, marketplace: Any) -> str:
        """Return the marketplace's words for *does not apply*; look them up once."""
        if marketplace not in self._texts:
            trees = self.env["ebay.category.tree"].sudo()
            tree = trees._find(self.backend, marketplace)
            self._texts[marketplace] = tree.identifier_unavailable_text or ""
        return self._texts[marketplace]

    # === LANGUAGE ===

    def language(self, marketplace: Any) -> str:
        """Return the code of the marketplace's language if it is installed."""
        code = (marketplace.locale or "").replace("-", "_")
        installed = [lang for lang, _name in self.env["res.lang"].get_installed()]
        if code in installed:
            return code
        same = sorted(lang for lang in installed if lang[:2] == code[:2])
        return same[0] if same and code else ""

    def in_language(self, record: Any, marketplace: Any) -> Any:
        """Return a record whose texts are in the marketplace's language if possible."""
        language = self.language(marketplace)
        return record.with_context(lang=language) if language else record

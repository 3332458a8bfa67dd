# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo import Command
from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText
from .product_builder import BULK_CONTEXT


class EbayVariantBuilder(Component):
    """Create products with variants, or add variants to existing products.

    The attributes are *dynamic*, so that Odoo creates no variants itself and only the
    combinations exist that eBay has.
    """

    _name = "ebay.variant.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "variant.builder"

    def build(
        self,
        listings: dict[str, dict[str, Any]],
        skus: BaseModel,
        lookups: Component,
        builder: Component,
    ) -> None:
        """Create variants for these SKUs and link them.

        :param builder: the product builder, for the values of template and variant
        """
        by_listing = skus.grouped("listing_id")
        if not by_listing:
            return
        self._get_or_create_attributes(skus)
        new: dict[BaseModel, BaseModel] = {}
        extended: dict[BaseModel, BaseModel] = {}
        for listing, listing_skus in by_listing.items():
            siblings = (listing.sku_ids - listing_skus).odoo_id.product_tmpl_id
            if not siblings:
                new[listing] = listing_skus
            elif self.can_extend(siblings, listing_skus):
                others = extended.get(siblings, skus.browse())
                extended[siblings] = others | listing_skus
            else:
                self._mark_ambiguous(listing_skus, siblings)
        templates = self._create_templates(new, listings, lookups, builder)
        for template, template_skus in extended.items():
            self._add_attribute_values(template, template_skus, builder)
        self._create_variants({**templates, **extended}, builder)
        self._keep_other_prices(skus, builder)

    def can_extend(self, templates: BaseModel, skus: BaseModel) -> bool:
        """Return whether new variations can become variants of these products.

        They can if it is one product that has exactly their attributes.
        """
        if len(templates) != 1:
            return False
        attributes = templates.attribute_line_ids.attribute_id
        names = {name for name, _value in skus[0].specifics}
        return set(attributes.mapped("name")) == names and all(
            attribute.create_variant == "dynamic" for attribute in attributes
        )

    def siblings_note(self, siblings: BaseModel) -> StoredText:
        """Return the note for a variation that cannot be a variant of its siblings."""
        return StoredText._(
            "Other variations of this listing are %s: choose the product.",
            ", ".join(siblings.mapped("display_name")[:3]),
        )

    def _mark_ambiguous(self, skus: BaseModel, siblings: BaseModel) -> None:
        note = self.siblings_note(siblings)
        skus.write({"match_state": "ambiguous", "match_text": note.dump()})

    # === ATTRIBUTES ===

    def _get_or_create_attributes(self, skus: BaseModel) -> None:
        """Load attributes and values by name; create those that are missing."""
        pairs = {(name, value) for sku in skus for name, value in sku.specifics}
        names = {name for name, _value in pairs}
        attributes = self.env["product.attribute"].search(
            [("name", "in", list(names)), ("create_variant", "=", "dynamic")]
        )
        self._attributes = {attribute.name: attribute for attribute in attributes}
        missing = sorted(names - set(self._attributes))
        for attribute in attributes.create(
            [{"name": name, "create_variant": "dynamic"} for name in missing]
        ):
            self._attributes[attribute.name] = attribute
        ids = [attribute.id for attribute in self._attributes.values()]
        values = self.env["product.attribute.value"].search(
            [("attribute_id", "in", ids)]
        )
        self._values = {
            (value.attribute_id.name, value.name): value for value in values
        }
        missing_pairs = sorted(pairs - set(self._values))
        for value in values.create(
            [
                {"name": value, "attribute_id": self._attributes[name].id}
                for name, value in missing_pairs
            ]
        ):
            self._values[value.attribute_id.name, value.name] = value

    def _values_by_attribute(self, skus: BaseModel) -> dict[BaseModel, set[int]]:
        """Return the ids of the attribute values of SKUs, in eBay's order."""
        value_ids: dict[BaseModel, set[int]] = {}
        for sku in skus:
            for name, value in sku.specifics:
                ids = value_ids.setdefault(self._attributes[name], set())
                ids.add(self._values[name, value].id)
        return value_ids

    # === TEMPLATES ===

    def _create_templates(
        self,
        skus_by_listing: dict[BaseModel, BaseModel],
        listings: dict[str, dict[str, Any]],
        lookups: Component,
        builder: Component,
    ) -> dict[BaseModel, BaseModel]:
        """Create a product template per listing; return the SKUs by template."""
        prices = [
            builder.pricing.price_extras(skus) for skus in skus_by_listing.values()
        ]
        values_list = [
            {
                **builder.template_values(listings[listing.external_id], lookups),
                **builder.pricing.other_values(skus[0]),
                "list_price": price.base,
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(sorted(value_ids))],
                        }
                    )
                    for attribute, value_ids in self._values_by_attribute(skus).items()
                ],
            }
            for (listing, skus), price in zip(
                skus_by_listing.items(), prices, strict=True
            )
        ]
        templates = (
            self.env["product.template"]
            .with_context(**BULK_CONTEXT)
            .create(values_list)
        )
        self.env["product.template.attribute.value"].create(
            [
                {
                    "product_attribute_value_id": value.id,
                    "attribute_line_id": line.id,
                    "price_extra": price.extras.get(
                        (line.attribute_id.name, value.name), 0.0
                    ),
                }
                for template, price in zip(templates, prices, strict=True)
                for line in template.attribute_line_ids
                for value in line.value_ids
            ]
        )
        return dict(zip(templates, skus_by_listing.values(), strict=True))

    def _add_attribute_values(
        self, template: BaseModel, skus: BaseModel, builder: Component
    ) -> None:
        """Add the attribute values of new variations to their template.

        A new value costs on top what its first variation costs more.
        """
        known = template.attribute_line_ids.product_template_value_ids
        value_ids = self._values_by_attribute(skus)
        for line in template.attribute_line_ids:
            new = value_ids.get(line.attribute_id, set()) - set(line.value_ids.ids)
            if new:
                line.write({"value_ids": [Command.link(value) for value in new]})
        values = template.attribute_line_ids.product_template_value_ids
        by_pair = {(value.attribute_id.name, value.name): value for value in values}
        priced = known
        for sku in skus:
            own = values.browse().union(
                *(by_pair[name, value] for name, value in sku.specifics)
            )
            unpriced = own - priced
            if len(unpriced) == 1:
                base = template.list_price + sum((own & priced).mapped("price_extra"))
                unpriced.price_extra = builder.pricing.list_price(sku) - base
                priced |= unpriced

    # === VARIANTS ===

    def _create_variants(
        self, skus_by_template: dict[BaseModel, BaseModel], builder: Component
    ) -> None:
        """Link SKUs to existing variants; create the missing ones in one call."""
        templates = self.env["product.template"].concat(*skus_by_template)
        template_values = {
            (value.product_tmpl_id.id, value.product_attribute_value_id): value.id
            for value in templates.attribute_line_ids.product_template_value_ids
        }
        existing = self._existing_variants(templates)
        planned: dict[tuple[int, frozenset[int]], list[BaseModel]] = {}
        for template, skus in skus_by_template.items():
            for sku in skus:
                values = (
                    template_values[template.id, self._values[name, value]]
                    for name, value in sku.specifics
                )
                combination = (template.id, frozenset(values))
                if combination in existing:
                    self._link_existing(sku, existing[combination], builder)
                else:
                    planned.setdefault(combination, []).append(sku)
        products = (
            self.env["product.product"]
            .with_context(**BULK_CONTEXT)
            .create(
                [
                    {
                        "product_tmpl_id": template_id,
                        "product_template_attribute_value_ids": [
                            Command.set(sorted(values))
                        ],
                        **builder.product_values(skus[0]),
                    }
                    for (template_id, values), skus in planned.items()
                ]
            )
        )
        for skus, product in zip(planned.values(), products, strict=True):
            builder.link(skus[0], product)
            for sku in skus[1:]:
                self._link_existing(sku, product, builder)

    def _existing_variants(
        self, templates: BaseModel
    ) -> dict[tuple[int, frozenset[int]], BaseModel]:
        """Return variants, archived ones too, by template id and attribute values."""
        products = self.env["product.product"].with_context(active_test=False)
        return {
            (
                product.product_tmpl_id.id,
                frozenset(product.product_template_attribute_value_ids.ids),
            ): product
            for product in products.search([("product_tmpl_id", "in", templates.ids)])
        }

    def _link_existing(
        self, sku: BaseModel, product: BaseModel, builder: Component
    ) -> None:
        """Link a SKU to the variant that has the same combination.

        If both have a SKU and they differ, a user has to decide.
        """
        reference = product.default_code
        same = not reference or not sku.ebay_sku or reference == sku.ebay_sku
        if product.active and same:
            builder.link(sku, product, created=False)
        else:
            self._mark_ambiguous(sku, product.product_tmpl_id)

    def _keep_other_prices(self, skus: BaseModel, builder: Component) -> None:
        """Keep the prices of variants that base price and extras do not add up to."""
        other = skus.filtered(
            lambda sku: sku.odoo_id
            and sku.match_state == "matched"
            and not builder.pricing.is_price(sku.odoo_id, sku)
        )
        if other:
            keeper = self.component(
                usage="price.keeper", model_name="ebay.product.product"
            )
            keeper.keep(other)

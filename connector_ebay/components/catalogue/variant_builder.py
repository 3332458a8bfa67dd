# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command

from odoo.addons.component.core import Component

from .product_builder import BULK_CONTEXT


class EbayVariantBuilder(Component):
    """Creates products with variants, or adds variants to those there are.

    Attributes are *dynamic*: Odoo makes no variant by itself, so that only the
    combinations exist that exist on eBay.
    """

    _name = "ebay.variant.builder"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "variant.builder"

    def build(self, listings, skus, lookups, builder):
        """Create variants for these SKUs and bind them.

        :param builder: gives the values of template and variant
        """
        by_listing = skus.grouped("listing_id")
        if not by_listing:
            return
        self._load_attributes(skus)
        new, extended = {}, {}
        for listing, group in by_listing.items():
            siblings = (listing.sku_ids - group).odoo_id.product_tmpl_id
            if not siblings:
                new[listing] = group
            elif self._fits(siblings, group):
                extended[siblings] = extended.get(siblings, skus.browse()) | group
            else:
                self._leave(group, siblings)
        templates = self._create_templates(new, listings, lookups, builder)
        for template, group in extended.items():
            self._extend(template, group)
        self._create_variants({**templates, **extended}, builder)

    # === ATTRIBUTES ===

    def _load_attributes(self, skus):
        """Attributes and values by name; the missing ones are created."""
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
        missing = sorted(pairs - set(self._values))
        for value in values.create(
            [
                {"name": value, "attribute_id": self._attributes[name].id}
                for name, value in missing
            ]
        ):
            self._values[value.attribute_id.name, value.name] = value

    def _line_values(self, group):
        """``{attribute: its values}`` of a listing's SKUs, in eBay's order."""
        lines = {}
        for sku in group:
            for name, value in sku.specifics:
                line = lines.setdefault(self._attributes[name], set())
                line.add(self._values[name, value].id)
        return lines

    # === TEMPLATES ===

    def _create_templates(self, groups, listings, lookups, builder):
        """One product.template per listing: ``{template: SKUs}``"""
        values_list = [
            {
                **builder.template_values(listings[listing.external_id], lookups),
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(sorted(value_ids))],
                        }
                    )
                    for attribute, value_ids in self._line_values(group).items()
                ],
            }
            for listing, group in groups.items()
        ]
        templates = (
            self.env["product.template"]
            .with_context(**BULK_CONTEXT)
            .create(values_list)
        )
        self.env["product.template.attribute.value"].create(
            [
                {"product_attribute_value_id": value.id, "attribute_line_id": line.id}
                for line in templates.attribute_line_ids
                for value in line.value_ids
            ]
        )
        return dict(zip(templates, groups.values(), strict=True))

    def _fits(self, templates, group):
        """Whether new variations of a listing can be variants of what the others are.

        They can if all the others are one product with just these attributes.
        """
        if len(templates) != 1:
            return False
        have = templates.attribute_line_ids.attribute_id
        wanted = {name for name, _value in group[0].specifics}
        return {attribute.name for attribute in have} == wanted and all(
            attribute.create_variant == "dynamic" for attribute in have
        )

    def _extend(self, template, group):
        """Let the template have the values of the new variations."""
        wanted = self._line_values(group)
        for line in template.attribute_line_ids:
            new = wanted.get(line.attribute_id, set()) - set(line.value_ids.ids)
            if new:
                line.write({"value_ids": [Command.link(value) for value in new]})

    def _leave(self, group, siblings):
        group.write(
            {
                "match_state": "ambiguous",
                "match_note": self.env._(
                    "Other variations of this listing are %s: choose the product.",
                    ", ".join(siblings.mapped("display_name")[:3]),
                ),
            }
        )

    # === VARIANTS ===

    def _create_variants(self, groups, builder):
        """Bind SKUs to the variants there are; create the others in one go."""
        templates = self.env["product.template"].concat(*groups)
        by_value = {
            (value.product_tmpl_id.id, value.product_attribute_value_id): value.id
            for value in templates.attribute_line_ids.product_template_value_ids
        }
        existing = self._existing(templates)
        planned = {}
        for template, group in groups.items():
            for sku in group:
                values = (
                    by_value[template.id, self._values[name, value]]
                    for name, value in sku.specifics
                )
                combination = (template.id, frozenset(values))
                if combination in existing:
                    self._bind_existing(sku, existing[combination], builder)
                elif combination in planned:
                    planned[combination].append(sku)
                else:
                    planned[combination] = [sku]
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
            builder.bind(skus[0], product)
            for sku in skus[1:]:
                self._bind_existing(sku, product, builder)

    def _existing(self, templates):
        """``{(template id, its attribute values): variant}``, archived ones too."""
        products = self.env["product.product"].with_context(active_test=False)
        return {
            (
                product.product_tmpl_id.id,
                frozenset(product.product_template_attribute_value_ids.ids),
            ): product
            for product in products.search([("product_tmpl_id", "in", templates.ids)])
        }

    def _bind_existing(self, sku, product, builder):
        """The same combination of the same product is the same variant.

        Unless both have a SKU, and not the same one: then a person has to say.
        """
        own = product.default_code
        if product.active and (not own or not sku.ebay_sku or own == sku.ebay_sku):
            builder.bind(sku, product, created=False)
        else:
            self._leave(sku, product.product_tmpl_id)

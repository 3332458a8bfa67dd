# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

SOURCES = [
    ("attribute", "Attribute"),
    ("field", "Field of the product"),
    ("fixed", "Fixed value"),
    ("none", "Does not apply"),
]


class EbayAspectMapping(models.Model):
    """Where the value of an item specific comes from."""

    _name = "ebay.aspect.mapping"
    _description = "eBay Item Specific Mapping"
    _order = "sequence, name, id"
    _rec_name = "name"

    template_id = fields.Many2one(
        "ebay.listing.template", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="template_id.company_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(
        string="Item Specific",
        required=True,
        help="The name in the marketplace's language, for example Marke.",
    )
    category_id = fields.Many2one(
        "ebay.product.category",
        string="Only in Category",
        ondelete="cascade",
        help="Empty: in every category.",
    )
    source = fields.Selection(SOURCES, required=True, default="attribute")
    attribute_id = fields.Many2one("product.attribute", ondelete="cascade")
    field_id = fields.Many2one(
        "ir.model.fields",
        ondelete="cascade",
        domain="[('model', 'in', ('product.template', 'product.product')), "
        "('ttype', 'in', ('char', 'text', 'selection', 'many2one', 'integer', "
        "'float', 'boolean'))]",
    )
    value = fields.Char()

    @api.constrains("source", "attribute_id", "field_id", "value")
    def _check_source(self):
        """Check that what the source needs is chosen."""
        needed = {"attribute": "attribute_id", "field": "field_id", "fixed": "value"}
        for mapping in self:
            name = needed.get(mapping.source)
            if name and not mapping[name]:
                raise ValidationError(
                    self.env._(
                        "Choose where the value of '%s' comes from.", mapping.name
                    )
                )

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayAspectForm(models.TransientModel):
    """The item specifics of a listing, with what eBay demands of each."""

    _name = "ebay.aspect.form"
    _description = "eBay Item Specifics"

    listing_id = fields.Many2one(
        "ebay.product.template", required=True, readonly=True, ondelete="cascade"
    )
    line_ids = fields.One2many("ebay.aspect.form.line", "form_id")

    @api.model
    def _open(self, listing):
        """Return the action that opens the item specifics of a listing."""
        form = self.create(
            {
                "listing_id": listing.id,
                "line_ids": [
                    fields.Command.create(values) for values in self._lines(listing)
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Item Specifics of %s", listing.display_name),
            "res_model": self._name,
            "res_id": form.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _lines(self, listing):
        """Return the values of the lines: required ones first, then eBay's order."""
        details = self.env["ebay.category.details"]._find(
            listing.backend_id,
            listing.marketplace_id,
            [listing.category_id.external_id],
        )
        category = next(iter(details.values()), self.env["ebay.category.details"])
        known = category._to_content().aspects if category else {}
        given = dict(listing.aspect_values or {})
        axes = {name for sku in listing.sku_ids for name, _value in sku.specifics or ()}
        lines = [
            {
                "name": aspect.name,
                "is_required": aspect.required,
                "is_closed": aspect.closed,
                "is_multiple": aspect.multiple,
                "value": " | ".join(given.pop(aspect.name, ())),
                "allowed": ", ".join(list(aspect.values)[:40]),
            }
            for aspect in known.values()
            if aspect.name not in axes
        ]
        lines.sort(key=lambda line: not line["is_required"])
        lines += [
            {"name": name, "value": " | ".join(values)}
            for name, values in given.items()
        ]
        return lines

    def action_save(self):
        """Write the values on the listing and check it."""
        self.check_access("write")
        self.ensure_one()
        values = {}
        for line in self.line_ids:
            parts = [part.strip() for part in (line.value or "").split("|")]
            parts = [part for part in parts if part]
            if line.name and parts:
                values[line.name] = parts
        self.listing_id.aspect_values = values
        self.listing_id.check_listings()
        return {"type": "ir.actions.act_window_close"}

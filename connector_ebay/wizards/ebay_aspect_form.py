# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.publishing.aspect_values import merge_aspects


class EbayAspectForm(models.TransientModel):
    """The item specifics of one or many listings, with what eBay demands of each.

    Of many listings, only what a person changes here is written on all of them.
    """

    _name = "ebay.aspect.form"
    _description = "eBay Item Specifics"

    listing_ids = fields.Many2many(
        "ebay.product.template", required=True, readonly=True
    )
    listing_count = fields.Integer(compute="_compute_listing_count")
    category_names = fields.Char(compute="_compute_listing_count")
    missing_count = fields.Integer(compute="_compute_missing_count")
    line_ids = fields.One2many("ebay.aspect.form.line", "form_id")

    @api.depends("listing_ids")
    def _compute_listing_count(self):
        for form in self:
            form.listing_count = len(form.listing_ids)
            names = form.listing_ids.category_id.mapped("display_name")
            form.category_names = ", ".join(names[:3]) + (", …" if names[3:] else "")

    @api.depends("line_ids.values", "line_ids.is_mixed")
    def _compute_missing_count(self):
        for form in self:
            form.missing_count = len(
                form.line_ids.filtered(
                    lambda line: (
                        line.importance == "required"
                        and not line.values
                        and not line.is_mixed
                    )
                )
            )

    @api.model
    def _open(self, listings, focus=""):
        """Return the action that opens the item specifics of listings.

        :param focus: the item specific to begin with
        """
        listings.check_access("write")
        listings._check_made_in_odoo()
        if not listings.category_id:
            raise UserError(
                self.env._(
                    "Item specifics depend on the category. Choose the category first."
                )
            )
        if len(listings.marketplace_id) > 1:
            raise UserError(
                self.env._(
                    "Choose listings of one marketplace: each has its own item "
                    "specifics, in its language."
                )
            )
        form = self.create({"listing_ids": [fields.Command.set(listings.ids)]})
        self.env["ebay.aspect.form.line"].create(form._lines(focus))
        if len(listings) == 1:
            name = self.env._("Item Specifics of %s", listings.display_name)
        else:
            name = self.env._("Item Specifics of %s Listings", len(listings))
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": self._name,
            "res_id": form.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _aspects(self):
        """Return what eBay demands in the categories of the listings, by name."""
        details = self.env["ebay.category.details"]
        listings = self.listing_ids
        contents = []
        for backend, members in listings.grouped("backend_id").items():
            found = details._find(
                backend,
                members.marketplace_id[:1],
                set(members.category_id.mapped("external_id")),
            )
            contents += [one._to_content() for one in found.values()]
        return merge_aspects(contents)

    def _lines(self, focus):
        """Return the values of the lines: what is asked for, then required ones."""
        known = self._aspects()
        given = [listing.aspect_values or {} for listing in self.listing_ids]
        axes = {
            name
            for sku in self.listing_ids.sku_ids
            for name, _value in sku.specifics or ()
        }
        others = dict.fromkeys(name for one in given for name in one)
        names = [name for name in known if name not in axes]
        names += [name for name in others if name not in known]
        rank = {"required": 0, "recommended": 1, "optional": 2}
        lines = []
        for name in names:
            aspect = known.get(name)
            values = [one.get(name) or [] for one in given]
            is_same = all(one == values[0] for one in values)
            common = values[0] if is_same else []
            lines.append(
                {
                    "form_id": self.id,
                    "name": name,
                    "is_known": bool(aspect),
                    "values": common,
                    "original": common,
                    "is_mixed": not is_same,
                    "was_mixed": not is_same,
                    **(self._demands(aspect) if aspect else {"is_multiple": True}),
                }
            )
        lines.sort(
            key=lambda one: (
                one["name"] != focus,
                rank[one.get("importance", "optional")],
            )
        )
        return [
            {**line, "sequence": number} for number, line in enumerate(lines, start=1)
        ]

    def _demands(self, aspect):
        """Return the values of a line that say what eBay demands."""
        importance = "recommended" if aspect.recommended else "optional"
        return {
            "importance": "required" if aspect.required else importance,
            "is_closed": aspect.closed,
            "is_multiple": aspect.multiple,
            "value_count": len(aspect.values),
            "data_format": aspect.data_format or aspect.data_type,
            "max_length": aspect.max_length,
            "required_by": aspect.required_by,
            "depends_on": ", ".join(
                sorted({name for limits in aspect.values.values() for name in limits})
            ),
        }

    def action_save(self):
        """Write what was changed on the listings and check them."""
        self.check_access("write")
        self.ensure_one()
        changed = {
            line.name.strip(): line._clean_values()
            for line in self.line_ids
            if line.name
            and line.name.strip()
            and not line.is_mixed
            and (line.was_mixed or (line.values or []) != (line.original or []))
        }
        listings = self.listing_ids.exists()
        if changed:
            listings._write_aspects(changed)
        listings._check_now_or_soon()
        return {"type": "ir.actions.act_window_close"}

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.client_actions import show_message


def _labels(kind, string, **options):
    return fields.Many2many(
        "ebay.safety.label",
        f"product_template_ebay_{kind}_rel",
        string=string,
        domain=[("kind", "=", kind)],
        **options,
    )


class EbayProductSafetyMixin(models.AbstractModel):
    """What a product shows on eBay about its safety, hazards and energy.

    It belongs to the product, not to a listing: each listing of it shows the same.
    """

    _name = "ebay.product.safety.mixin"
    _description = "eBay Product Safety Mixin"

    ebay_document_ids = fields.One2many(
        "ebay.product.document", "product_tmpl_id", string="Safety Documents", copy=True
    )
    ebay_safety_pictogram_ids = _labels(
        "safety_pictogram", "Safety Pictograms", help="At most two."
    )
    ebay_safety_statement_ids = _labels(
        "safety_statement", "Safety Statements", help="At most eight."
    )
    ebay_safety_note = fields.Char(
        string="Safety Note",
        help="For example 'Tipping hazard'. Shown with a pictogram or statement only.",
    )
    ebay_hazard_pictogram_ids = _labels("hazard_pictogram", "Hazard Pictograms")
    ebay_hazard_statement_ids = _labels("hazard_statement", "Hazard Statements")
    ebay_hazard_signal_id = fields.Many2one(
        "ebay.safety.label",
        string="Signal Word",
        domain=[("kind", "=", "hazard_signal")],
        ondelete="set null",
    )
    ebay_hazard_note = fields.Char(
        string="Hazardous Material", help="For example the name of the substance."
    )
    ebay_energy_image = fields.Image(
        string="Energy Label", help="A picture of the EU energy label."
    )
    ebay_energy_text = fields.Char(
        string="Energy Label in Words",
        translate=True,
        help="For example: On a scale of A to G the rating is E.",
    )
    ebay_energy_sheet = fields.Image(
        string="Product Information Sheet",
        help="A picture of the sheet. It is used instead of the address.",
    )
    ebay_energy_sheet_url = fields.Char(string="Address of the Sheet")
    ebay_has_repair_score = fields.Boolean(string="Has a Repair Score")
    ebay_repair_score = fields.Float(
        string="Repair Score",
        digits=(3, 1),
        help="From 0.0, difficult, to 10.0, easily repaired (France).",
    )
    ebay_eco_fee = fields.Float(
        string="Eco-participation Fee (EUR)",
        digits="Product Price",
        help="Sent to eBay France only. Producer numbers are entered in the account's "
        "settings on eBay.",
    )
    ebay_safety_shown = fields.Boolean(compute="_compute_ebay_safety_shown")

    @api.depends_context("uid")
    def _compute_ebay_safety_shown(self):
        """Show the tab for products that are listed, or to be listed, on eBay."""
        any_template = bool(
            self.env["ebay.listing.template"].sudo().search([], limit=1)
        )
        for product in self:
            product.ebay_safety_shown = any_template and product.type != "service"

    def action_read_safety_labels(self):
        """Enqueue reading the pictograms and statements that eBay offers."""
        self.env["ebay.listing.template"].check_access("read")
        self.check_access("read")
        backends = self.env["ebay.backend"].search(
            [("company_id", "in", self.env.companies.ids)]
        )
        self.env["ebay.safety.label"].sudo()._enqueue_import(backends)
        return show_message(
            self.env._(
                "The pictograms and statements are being read from eBay. They can be "
                "chosen in a moment."
            )
        )

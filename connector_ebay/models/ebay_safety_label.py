# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.stored_text import StoredText

LABEL_KINDS = [
    ("safety_pictogram", "Safety Pictogram"),
    ("safety_statement", "Safety Statement"),
    ("hazard_pictogram", "Hazard Pictogram"),
    ("hazard_statement", "Hazard Statement"),
    ("hazard_signal", "Signal Word"),
]


class EbaySafetyLabel(models.Model):
    """A pictogram, statement or signal word that eBay offers, read from eBay."""

    _name = "ebay.safety.label"
    _description = "eBay Safety Label"
    _inherit = ["ebay.job.mixin"]
    _order = "kind, code"
    _rec_names_search = ["name", "code"]

    kind = fields.Selection(LABEL_KINDS, required=True, readonly=True)
    code = fields.Char(required=True, readonly=True, help="eBay's id.")
    name = fields.Char(
        required=True,
        readonly=True,
        translate=True,
        help="In the words of the marketplaces.",
    )
    picture_url = fields.Char(readonly=True)
    marketplace_ids = fields.Many2many(
        "ebay.marketplace", string="Marketplaces", readonly=True
    )

    _code_uniq = models.Constraint(
        "UNIQUE (kind, code)", "This label is known already."
    )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for label in self:
            label.display_name = f"{label.code}: {label.name}"

    @api.private
    def import_labels(self, backend):
        """Read the safety labels of eBay's marketplaces"""
        with self._ebay_work(backend) as work:
            return work.component(usage="safety.label.importer").run()

    @api.model
    def _enqueue_import(self, backends):
        """Enqueue reading what the marketplaces of these accounts offer."""
        for backend in backends:
            self._ebay_delay(
                "details",
                "safety_labels",
                backend=backend,
                description=StoredText._("Read safety labels"),
            ).import_labels(backend)

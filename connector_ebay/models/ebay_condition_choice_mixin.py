# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayConditionChoiceMixin(models.AbstractModel):
    """Choose a condition among those of the category, in the category's words.

    For records with ``backend_id``, ``marketplace_id``, ``category_id`` and
    ``condition``, which has the Inventory API's name for it.
    """

    _name = "ebay.condition.choice.mixin"
    _description = "eBay Condition Choice Mixin"

    offered_condition_ids = fields.Many2many(
        "ebay.category.condition", compute="_compute_offered_conditions"
    )
    condition_choice_id = fields.Many2one(
        "ebay.category.condition",
        string="Condition in This Category",
        compute="_compute_offered_conditions",
        inverse="_inverse_condition_choice",
        domain="[('id', 'in', offered_condition_ids)]",
        help="The conditions that eBay offers in the category, in its words.",
    )

    @api.depends("category_id", "marketplace_id", "condition")
    def _compute_offered_conditions(self):
        conditions = self.env["ebay.category.condition"].sudo()
        for (backend, marketplace), members in self.grouped(
            lambda one: (one.backend_id, one.marketplace_id)
        ).items():
            codes = members.category_id.sudo().mapped("external_id")
            details = self.env["ebay.category.details"]._find(
                backend, marketplace, codes
            )
            for record in members:
                code = record.category_id.sudo().external_id
                offered = details[code].condition_ids if code in details else conditions
                record.offered_condition_ids = offered
                record.condition_choice_id = offered.filtered(
                    lambda one, record=record: one.code == record.condition
                )[:1]

    def _inverse_condition_choice(self):
        for record in self:
            record.condition = record.condition_choice_id.code

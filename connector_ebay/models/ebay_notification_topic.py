# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

STATES = [
    ("subscribed", "Subscribed"),
    ("unavailable", "Not available"),
    ("failed", "Failed"),
]


class EbayNotificationTopic(models.Model):
    """Subscription of an account to one topic, as last compared with eBay."""

    _name = "ebay.notification.topic"
    _description = "eBay Notification Topic"
    _order = "backend_id, name"
    _log_access = False

    backend_id = fields.Many2one(
        "ebay.backend", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    name = fields.Char(string="Topic", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True)
    subscription_id = fields.Char(
        string="Subscription ID", readonly=True, help="eBay's id of the subscription."
    )
    note = fields.Char(readonly=True, help="eBay's message, or the missing scope.")
    checked_at = fields.Datetime(readonly=True)

    _topic_uniq = models.Constraint(
        "unique(backend_id, name)", "An account has each topic once."
    )

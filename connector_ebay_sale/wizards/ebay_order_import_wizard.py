# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError


class EbayOrderImportWizard(models.TransientModel):
    """Import one order by its number, or the orders of a period."""

    _name = "ebay.order.import.wizard"
    _description = "Import eBay Orders"

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        default=lambda self: self.env["ebay.backend"].search([], limit=1),
    )
    what = fields.Selection(
        [("number", "One order"), ("period", "The orders of a period")],
        required=True,
        default="number",
    )
    order_number = fields.Char(
        string="eBay Order ID", help="As eBay writes it: 12-34567-89012"
    )
    by = fields.Selection(
        [
            ("creationdate", "Placed in the period"),
            ("lastmodifieddate", "Changed in the period"),
        ],
        string="Orders",
        required=True,
        default="creationdate",
        help="Changed: also older orders to which something has happened since, such "
        "as a shipment or a refund.",
    )
    date_from = fields.Datetime(
        string="From",
        default=lambda self: fields.Datetime.now() - timedelta(days=7),
    )
    date_to = fields.Datetime(
        string="Until", default=lambda self: fields.Datetime.now()
    )

    def action_import(self):
        """Enqueue the import; return a notification."""
        self.check_access("write")
        self.ensure_one()
        backend = self.backend_id
        if self.what == "number":
            number = (self.order_number or "").strip()
            if not number:
                raise UserError(self.env._("Enter the number of the order."))
            backend.import_order(number)
            message = self.env._("Order %s is being imported.", number)
        else:
            if not self.date_from or not self.date_to or self.date_from >= self.date_to:
                raise UserError(
                    self.env._("Enter a period whose end is after its beginning.")
                )
            if self.date_from >= fields.Datetime.now():
                raise UserError(self.env._("The period has not begun yet."))
            backend.import_orders_between(self.date_from, self.date_to, self.by)
            message = self.env._("The orders of the period are being imported.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "info",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

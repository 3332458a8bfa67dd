# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.connector_ebay.tools.client_actions import CLOSE, show_message


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
    order_number = fields.Char(help="As eBay writes it: 12-34567-89012")
    state = fields.Char(readonly=True)
    message = fields.Char(readonly=True, help="What became of the import.")
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
        """Import the order now, or enqueue the import of the period."""
        self.check_access("write")
        self.ensure_one()
        return self._import_number() if self.what == "number" else self._import_period()

    def _import_number(self):
        """Import the order; open it, or say here what went wrong."""
        if not (self.order_number or "").strip():
            raise UserError(self.env._("Enter the number of the order."))
        orders = self.env["ebay.sale.order"]
        result = orders.import_number(self.order_number, self.backend_id.id)
        if result["order_id"]:
            return orders.browse(result["order_id"]).get_formview_action()
        self.write({"state": result["state"], "message": result["message"]})
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_sale.ebay_order_import_wizard_action"
        )
        return {**action, "res_id": self.id}

    def _import_period(self):
        """Enqueue the import; return a notification."""
        if not self.date_from or not self.date_to or self.date_from >= self.date_to:
            raise UserError(
                self.env._("Enter a period whose end is after its beginning.")
            )
        if self.date_from >= fields.Datetime.now():
            raise UserError(self.env._("The period has not begun yet."))
        self.backend_id.import_orders_between(self.date_from, self.date_to, self.by)
        message = self.env._("The orders of the period are being imported.")
        return show_message(message, "info", then=CLOSE)

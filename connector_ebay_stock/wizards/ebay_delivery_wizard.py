# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayDeliveryWizard(models.TransientModel):
    """Ship one delivery, or correct and send again what eBay refused."""

    _name = "ebay.delivery.wizard"
    _description = "Ship an eBay Order"

    picking_id = fields.Many2one(
        "stock.picking", string="Delivery", required=True, readonly=True
    )
    is_done = fields.Boolean(compute="_compute_is_done")
    partner_id = fields.Many2one(related="picking_id.partner_id", string="Ship To")
    ebay_items = fields.Char(related="picking_id.ebay_items")
    ebay_service = fields.Char(related="picking_id.ebay_service")
    ebay_ship_by = fields.Datetime(related="picking_id.ebay_ship_by")
    ebay_due = fields.Selection(related="picking_id.ebay_due")
    ebay_stock_state = fields.Selection(related="picking_id.ebay_stock_state")
    ebay_shipment_state = fields.Selection(related="picking_id.ebay_shipment_state")
    ebay_shipment_note = fields.Text(related="picking_id.ebay_shipment_note")
    ebay_ship_to_reference = fields.Char(
        related="picking_id.ebay_ship_to_reference", string="Reference on the Label"
    )
    carrier_id = fields.Many2one(
        "delivery.carrier",
        compute="_compute_parcel",
        store=True,
        readonly=False,
        check_company=True,
    )
    company_id = fields.Many2one(related="picking_id.company_id")
    tracking_number = fields.Char(
        compute="_compute_parcel",
        store=True,
        readonly=False,
        help="Several numbers with a comma between them.",
    )

    @api.depends("picking_id.state")
    def _compute_is_done(self):
        for wizard in self:
            wizard.is_done = wizard.picking_id.state == "done"

    @api.depends("picking_id")
    def _compute_parcel(self):
        for wizard in self:
            wizard.carrier_id = wizard.picking_id.carrier_id
            wizard.tracking_number = wizard.picking_id.carrier_tracking_ref

    # === BUTTONS ===

    def action_ship(self):
        """Validate the delivery with this carrier and number."""
        self.check_access("write")
        self._write_parcel()
        result = self.picking_id.button_validate()
        return result if isinstance(result, dict) else self._close()

    def action_send(self):
        """Send the delivery to eBay again with this carrier and number."""
        self.check_access("write")
        self._write_parcel()
        self.picking_id.action_ebay_send_again()
        return self._close()

    def action_mark_sent(self):
        """Record that eBay has the shipment already."""
        self.check_access("write")
        self.picking_id.action_ebay_mark_sent()
        return self._close()

    def _write_parcel(self):
        self.ensure_one()
        picking = self.picking_id
        picking.check_access("write")
        changed = {
            "carrier_id": self.carrier_id.id,
            "carrier_tracking_ref": self.tracking_number or False,
        }
        if picking.carrier_id == self.carrier_id:
            del changed["carrier_id"]
        if (picking.carrier_tracking_ref or False) == changed["carrier_tracking_ref"]:
            del changed["carrier_tracking_ref"]
        if changed:
            picking.write(changed)

    @staticmethod
    def _close():
        """Return the action that closes the dialog and reloads the list below."""
        return {
            "type": "ir.actions.act_window_close",
            "infos": {"reload": True},
        }

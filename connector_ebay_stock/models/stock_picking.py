# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ..tools.shipments import (
    BLOCKED_STATES,
    DELIVERY_STATES,
    SENT_STATES,
    combined_state,
)
from ..tools.tracking import split_numbers

#: Fields whose changes are sent to eBay.
EXPORTED_FIELDS = {"carrier_tracking_ref", "carrier_id"}


class StockPicking(models.Model):
    """Send deliveries of eBay orders to eBay when they are done."""

    _name = "stock.picking"
    _inherit = [
        "stock.picking",
        "ebay.delivery.mixin",
        "ebay.delivery.screen.mixin",
        "ebay.activity.mixin",
    ]

    ebay_bind_ids = fields.One2many("ebay.stock.picking", "odoo_id", readonly=True)
    ebay_validated_by_id = fields.Many2one(
        "res.users",
        string="Validated By",
        readonly=True,
        copy=False,
        help="Gets an activity if eBay refuses the shipment.",
    )
    ebay_shipment_state = fields.Selection(
        DELIVERY_STATES,
        string="Shipped on eBay",
        compute="_compute_ebay_shipment",
    )
    ebay_shipment_note = fields.Text(
        string="What To Do", compute="_compute_ebay_shipment"
    )
    ebay_number_difference = fields.Char(
        string="Number Differs", compute="_compute_ebay_shipment"
    )

    # Serves the lists of what is due.
    _ebay_open_ship_by = models.Index("(ebay_ship_by, id) WHERE ebay_is_open")

    @api.depends("ebay_bind_ids.state", "carrier_tracking_ref", "ebay_is_open")
    @api.depends_context("lang")
    def _compute_ebay_shipment(self):
        for picking in self:
            shipments = picking.sudo().ebay_bind_ids
            picking.ebay_shipment_state = (
                "open"
                if picking.ebay_is_open
                else combined_state(shipments.mapped("state"))
            )
            picking.ebay_shipment_note = picking._ebay_problem_note()
            picking.ebay_number_difference = picking._ebay_number_difference()

    def _ebay_problem_note(self):
        """Return what keeps this delivery or its shipments, and what to do."""
        self.ensure_one()
        picking = self.sudo()
        order = picking.ebay_order_id
        if picking.ebay_is_open and order.import_state == "held":
            return self.env._(
                "Do not ship yet, the order is held: %s", order.hold_note or ""
            )
        notes = dict.fromkeys(filter(None, picking.ebay_bind_ids.mapped("note")))
        return "\n".join(notes) or False

    def _ebay_number_difference(self):
        """Return a sentence if eBay shows other numbers than this delivery has."""
        self.ensure_one()
        shipments = self.sudo().ebay_bind_ids
        missing = self._ebay_numbers_not_on_ebay()
        if not missing or shipments.filtered(
            lambda shipment: shipment.state not in SENT_STATES
        ):
            return False
        shown = ", ".join(filter(None, shipments.mapped("ebay_tracking_number")))
        return self.env._(
            "eBay shows %(ebay)s, this delivery has %(odoo)s. eBay cannot change a "
            "number: 'Send to eBay Again' adds this one.",
            ebay=shown or self.env._("no number"),
            odoo=", ".join(number.typed for number in missing),
        )

    def _ebay_numbers_not_on_ebay(self):
        """Return this delivery's numbers that eBay lacks, if it has a shipment."""
        self.ensure_one()
        shipments = self.sudo().ebay_bind_ids
        if not shipments.filtered(lambda shipment: shipment.state in SENT_STATES):
            return []
        return shipments._numbers_not_on_ebay(split_numbers(self.carrier_tracking_ref))

    def _ebay_stop_note(self, reason):
        """Return the note of a shipment that must not be sent for a reason."""
        self.ensure_one()
        return StoredText._(
            "%(reason)s The goods have left with %(delivery)s: get them back. To send "
            "the shipment to eBay anyway, use 'Send to eBay Again'.",
            reason=reason,
            delivery=self.name,
        )

    # === ACTIVITIES ===

    def _ebay_activity_user(self):
        """Return who validated the delivery, else who is responsible for it."""
        people = self.ebay_validated_by_id | self.user_id
        known = people.filtered(lambda user: user.active and user._is_internal())
        known -= self.env.ref("base.user_root")
        return known[:1] or self.sudo().ebay_backend_id._ebay_activity_user()

    def _ebay_tell_warehouse(self, note):
        """Schedule an activity because eBay does not get this delivery's shipment."""
        self._ebay_schedule_activity(
            "shipment", StoredText._("Shipment not on eBay"), note
        )

    def _ebay_close_solved(self):
        """Remove the activity if none of the shipments is refused or stopped."""
        for picking in self.sudo():
            if not {*picking.ebay_bind_ids.mapped("state")} & {*BLOCKED_STATES}:
                picking._ebay_close_activities("shipment")

    # === EXPORT ===

    def _action_done(self):
        result = super()._action_done()
        self._ebay_announce()
        self._ebay_enqueue()
        return result

    def _ebay_announce(self):
        """Record who validated these deliveries, and what has to be sent to eBay.

        The job plans the shipments. Until it has run, for example while the account is
        paused, a record for each order shows that something is to be sent.
        """
        shipments = self.env["ebay.stock.picking"].sudo()
        done = self.sudo().filtered(
            lambda one: one.state == "done" and one.ebay_order_id
        )
        done.ebay_validated_by_id = self.env.user
        shipments._create_announced(done.filtered(lambda one: one._ships_to_customer()))

    def write(self, vals):
        result = super().write(vals)
        if EXPORTED_FIELDS & vals.keys():
            self._ebay_enqueue()
        return result

    def _ebay_enqueue(self, automatic=True, **options):
        """Enqueue a job for each done delivery with goods of an eBay order.

        :param automatic: whether nobody has pressed a button for it
        :param options: of ``ebay.stock.picking._enqueue_picking``
        """
        shipments = self.env["ebay.stock.picking"].sudo()
        if automatic:
            shipments = shipments._ebay_automatic()
        for picking in self.sudo():
            if picking.state != "done" or not picking._ships_to_customer():
                continue
            for backend in picking._ebay_orders().backend_id:
                shipments._enqueue_picking(backend, picking, **options)

    def _ebay_shipments(self, backend):
        """Return the shipments of this delivery for one eBay account."""
        return self.ebay_bind_ids.filtered(
            lambda shipment: shipment.backend_id.id == backend.id
        )

    @api.model
    def get_empty_list_help(self, help_message):
        """Keep the help of eBay's lists; Odoo's is about receipts and transfers.

        Here, and not in a mixin: those come after Odoo's own class.
        """
        if self.env.context.get("ebay_empty"):
            return help_message
        return super().get_empty_list_help(help_message)

    # === BUTTONS ===

    def action_ebay_send_again(self):
        """Send what eBay does not have: failed or stopped shipments, corrected numbers.

        What eBay has is not sent twice: the job reads from eBay where it is not sure.
        """
        self.env["ebay.stock.picking"].check_access("read")
        self.check_access("write")
        for picking in self:
            if not picking.sudo()._ebay_orders() or not picking._ships_to_customer():
                raise UserError(
                    self.env._(
                        "%s contains nothing that was sold on eBay.", picking.name
                    )
                )
            if picking.state != "done":
                raise UserError(
                    self.env._("%s is not done: validate it first.", picking.name)
                )
            picking.sudo()._ebay_prepare_resending()
        label = self.env._("Send to eBay")
        self.env["ebay.button.press"]._follow(self, label)._ebay_enqueue(
            automatic=False, delay=0
        )
        return True

    def action_ebay_mark_sent(self):
        """Record that eBay has the shipments already, for example from Seller Hub."""
        self.env["ebay.stock.picking"].check_access("read")
        self.check_access("write")
        for picking in self.filtered(lambda one: one.state == "done"):
            shipments = picking.sudo().ebay_bind_ids.filtered(
                lambda one: one.state in ("waiting", "to_send", *BLOCKED_STATES)
            )
            if not shipments:
                continue
            shipments._mark_done_by_hand()
            picking.message_post(
                body=self.env._(
                    "Marked as sent to eBay by hand: Odoo does not send it any more."
                )
            )
            picking._ebay_close_solved()
        return True

    def _ebay_prepare_resending(self):
        """Allow stopped shipments to be sent; plan shipments for changed numbers."""
        self.ensure_one()
        self.ebay_bind_ids.filtered(
            lambda shipment: shipment.state == "stopped"
        ).is_forced = True
        if not self._ebay_number_difference():
            return
        for backend in self._ebay_orders().backend_id:
            with backend.work_on("ebay.stock.picking") as work:
                work.component(usage="shipment.planner").plan_additional(self)

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.env["ebay.stock.picking"].check_access("read")
        self.check_access("read")
        self.ensure_one()
        return self.sudo().ebay_order_id.action_open_on_ebay()

    def action_open_ebay_shipments(self):
        """Open the shipments of this delivery."""
        self.env["ebay.stock.picking"].check_access("read")
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_stock.ebay_stock_picking_action"
        )
        return {**action, "domain": [("odoo_id", "=", self.id)], "context": {}}

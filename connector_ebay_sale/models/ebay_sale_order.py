# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager

from odoo import api, fields, models

from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ..tools.delivery_notes import add_delivery_note
from ..tools.order_states import (
    CANCEL_STATES,
    FULFILLMENT_STATES,
    HOLD_REASONS,
    IMPORT_STATES,
    PAYMENT_STATES,
)
from ..tools.personal_sql import personal_sql
from ..tools.roles import REFUND_GROUP

#: Orders in a job that names them by id: as many as eBay accepts in one call.
IDS_PER_JOB = 50


class EbaySaleOrder(models.Model):
    """An order on eBay; ``external_id`` is its ``orderId``.

    It holds what eBay says, and how far Odoo has followed. The states of payment,
    shipment and cancellation are eBay's own values.
    """

    _name = "ebay.sale.order"
    _inherit = [
        "ebay.binding",
        "ebay.activity.mixin",
        "ebay.sale.order.screen.mixin",
    ]
    _description = "eBay Order"
    _order = "ordered_at desc, id desc"
    _rec_name = "external_id"
    _rec_names_search = ["external_id", "legacy_order_id", "buyer_username"]

    odoo_id = fields.Many2one(
        "sale.order",
        string="Sales Order",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        # Whoever may see the eBay order may find it by what its sales order says.
        bypass_search_access=True,
    )
    line_ids = fields.One2many("ebay.sale.order.line", "order_id", string="Items")
    legacy_order_id = fields.Char(
        "Legacy Order ID", readonly=True, index="btree_not_null"
    )
    sales_record = fields.Char(readonly=True, help="The number in eBay's Seller Hub.")
    marketplace_id = fields.Many2one(
        "ebay.marketplace", readonly=True, ondelete="restrict"
    )
    ordered_at = fields.Datetime(string="Ordered", readonly=True)
    last_modified = fields.Char(
        readonly=True,
        help="eBay's lastModifiedDate. An order with the same or an older date is "
        "not written again.",
    )
    import_state = fields.Selection(
        IMPORT_STATES, required=True, default="waiting", readonly=True, index=True
    )
    hold_reason = fields.Selection(HOLD_REASONS, readonly=True)
    hold_text = fields.Json(readonly=True, help="Why it is held, in any language.")
    hold_note = fields.Text(string="What To Do", compute="_compute_hold_note")
    payment_state = fields.Selection(
        PAYMENT_STATES, string="Payment", readonly=True, index=True
    )
    fulfillment_state = fields.Selection(
        FULFILLMENT_STATES, string="Shipment", readonly=True
    )
    cancel_state = fields.Selection(
        CANCEL_STATES, string="Cancellation", readonly=True, index=True
    )
    cancel_reason = fields.Char(
        "Code of the Reason to Cancel", readonly=True, help="As eBay names it."
    )
    details_due = fields.Boolean(
        readonly=True,
        help="This order has details that eBay's lists leave out; a job is about to "
        "read them.",
    )
    payment_hold = fields.Boolean(
        readonly=True,
        help="The buyer has paid, but eBay holds the money back. Ship the order: eBay "
        "may release the money only after the tracking number.",
    )
    payment_hold_note = fields.Char(
        string="Codes of the Payment Hold",
        readonly=True,
        help="Why eBay holds the money back, until when, and what releases it, as eBay "
        "names it.",
    )
    paid_at = fields.Datetime(string="Paid", readonly=True)
    payment_method = fields.Char("Code of the Payment Method", readonly=True)
    payment_reference = fields.Char(
        string="eBay Payment Reference",
        readonly=True,
        personal_data="It names a payment, not a person; bookkeeping needs it to "
        "match the payment.",
    )
    merged_into_id = fields.Many2one("ebay.sale.order", readonly=True)

    request_ids = fields.One2many("ebay.order.request", "order_id", string="Requests")
    refund_ids = fields.One2many("ebay.order.refund", "order_id", string="Refunds")
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount_total = fields.Monetary(
        string="Total on eBay",
        readonly=True,
        help="What the buyer pays for this order, without the tax that eBay collects "
        "and remits itself.",
    )
    collected_tax = fields.Monetary(
        string="Tax Collected by eBay",
        readonly=True,
        help="eBay adds it to the buyer's price and pays it to the tax office: it is "
        "no revenue and is not booked.",
    )
    collected_tax_note = fields.Char(
        string="Code of the Tax",
        readonly=True,
        help="Kind of tax, and eBay's number for customs papers.",
    )
    odoo_total = fields.Monetary(related="odoo_id.amount_total", string="Total in Odoo")
    difference = fields.Monetary(compute="_compute_difference")
    money_summary = fields.Json(
        readonly=True,
        help="eBay's pricing and payment summary, as received.",
        personal_data="Amounts and payment references, kept as evidence for "
        "bookkeeping; they do not name a person.",
    )

    buyer_id = fields.Many2one("ebay.res.partner", readonly=True, index=True)
    address_id = fields.Many2one("ebay.res.partner", readonly=True)
    buyer_username = fields.Char(
        string="Buyer's User Name",
        readonly=True,
        index="trigram",
        personal_data="erase",
    )
    buyer_email = fields.Char(
        readonly=True,
        help="eBay's masked address: a new one for each order.",
        personal_data="erase",
    )
    buyer_note = fields.Text(
        string="Buyer's Note", readonly=True, personal_data="erase"
    )
    gift_message = fields.Text(readonly=True, personal_data="erase")
    tax_identifier = fields.Char(
        string="Buyer's Tax Number", readonly=True, personal_data="erase"
    )
    delivery_kind = fields.Selection(
        [
            ("address", "Buyer's address"),
            ("hub", "eBay's hub"),
            ("pickup", "Pick-up in store"),
            ("ebay", "Fulfilled by eBay"),
            ("none", "Nothing to ship"),
        ],
        string="Goes To",
        readonly=True,
    )
    ship_to_reference = fields.Char(
        string="Reference for the Label",
        readonly=True,
        help="Must be on the parcel's label, above the street.",
        personal_data="erase",
    )
    shipping_service = fields.Char("Code of the Shipping Service", readonly=True)
    ship_by = fields.Datetime(readonly=True)
    partner_id = fields.Many2one(related="odoo_id.partner_id")
    _legacy_uniq = models.UniqueIndex(
        "(backend_id, legacy_order_id) WHERE legacy_order_id IS NOT NULL",
        "This eBay order is imported already, under its other number.",
    )
    _details_due = models.Index("(backend_id) WHERE details_due")
    #: Lists begin with the newest orders: without it all are sorted for each page.
    _newest = models.Index("(ordered_at DESC, id DESC)")
    _by_date = models.Index("(backend_id, ordered_at)")
    _to_ship = models.Index(
        "(backend_id, ship_by) WHERE fulfillment_state IS DISTINCT FROM 'FULFILLED'"
    )

    @api.model
    def _user_fields(self):
        return super()._user_fields() | {"line_ids", "delivery_country_id"}

    # === BUTTONS ===

    def action_refresh(self):
        """Read these orders from eBay again, and confirm those that may be."""
        self._ebay_check_user()
        label = self.env._("Read from eBay")
        self.env["ebay.button.press"]._follow(self, label)._resume()

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def action_open_order(self):
        """Open the sales order."""
        self.check_access("read")
        self.odoo_id.check_access("read")
        return self.odoo_id.get_formview_action()

    def action_request(self):
        """Open the wizard that refunds or cancels this order on eBay."""
        self._ebay_check_user()
        kind = "approve" if self.cancel_state == "IN_PROGRESS" else "refund"
        if kind == "approve" and not self.env.user.has_group(REFUND_GROUP):
            kind = "reject"
        return self._request_wizard({"default_kind": kind})

    def action_confirm_request(self):
        """Open the wizard on the request that waits for a manager."""
        self._ebay_check_user()
        request = self.request_ids.filtered(lambda one: one.state == "to_confirm")[:1]
        return self._request_wizard({"default_request_id": request.id})

    def _request_wizard(self, context):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_sale.ebay_order_request_wizard_action"
        )
        return {**action, "context": {"default_order_id": self.id, **context}}

    def action_open_taxes(self):
        """Open the rows of the tax mapping whose tax is to be chosen."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_sale.ebay_tax_mapping_action"
        )
        return {**action, "context": {"search_default_to_choose": 1}}

    def _shipped_elsewhere(self, first_seen=False):
        """Follow orders that eBay says are shipped, but that Odoo did not ship.

        Manually kept delivered quantities are set. Open deliveries of an order that
        was shipped before it was imported are cancelled, so that nobody ships it
        again; for others an activity is scheduled. ``connector_ebay_stock`` extends
        this.

        :param first_seen: the orders were shipped before they were imported
        """
        for order in self:
            for line in order._bound_lines():
                if line.qty_delivered_method == "manual":
                    line.qty_delivered = line.product_uom_qty
            pickings = order._open_deliveries()
            if not pickings:
                continue
            if first_seen:
                pickings.action_cancel()
                continue
            note = StoredText._(
                "eBay says this order is shipped, but not from Odoo. Validate its "
                "delivery if the goods have left, else cancel it."
            )
            add_delivery_note(pickings, note)
            order._ebay_schedule_activity(
                "shipped_on_ebay", StoredText._("Shipped on eBay"), note
            )

    def _bound_lines(self):
        """Return the sales order lines that stand for items of this order."""
        return self.line_ids.odoo_id | self.line_ids.remainder_line_id

    def _open_deliveries(self):
        """Return the deliveries still to be done; empty without the stock app."""
        self.ensure_one()
        if "picking_ids" not in self.odoo_id._fields:
            return self.browse()
        return self.odoo_id.picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
        )

    def _goods_left(self):
        """Return whether something of this order has been shipped already."""
        return any(line.qty_delivered > 0 for line in self._bound_lines())

    def _ebay_activity_record(self):
        return self.odoo_id

    def _ebay_activity_user(self):
        return self.odoo_id.user_id or self.backend_id._ebay_activity_user()

    # === ENQUEUING JOBS ===

    @contextmanager
    def _ebay_work(self, backend=None, **attributes):
        """Work on the backend while personal data is kept out of the log."""
        with personal_sql(), super()._ebay_work(backend, **attributes) as work:
            yield work

    def _resume(self):
        """Enqueue another import of these orders, since a hold may be resolved."""
        for order in self:
            order._enqueue_record(order.backend_id, order.external_id, force=True)

    @api.model
    def _enqueue_record(self, backend, order_id, force=False, eta=None):
        """Enqueue the import of one order."""
        return self._ebay_delay(
            "import",
            f"order:{order_id}:{'force' if force else 'new'}",
            backend=backend,
            eta=eta,
            description=StoredText._("Import eBay order %s", order_id),
        ).import_record(backend, order_id, force)

    @api.model
    def _enqueue_ids(self, backend, order_ids, eta):
        """Enqueue the import of orders that another worker was writing."""
        for start in range(0, len(order_ids), IDS_PER_JOB):
            part = sorted(order_ids)[start : start + IDS_PER_JOB]
            self._ebay_delay(
                "import",
                f"orders:{part[0]}:{part[-1]}:{len(part)}",
                backend=backend,
                eta=eta,
                description=StoredText._("Import %s eBay orders", len(part)),
            ).import_ids(backend, part)

    @api.model
    def _enqueue_details(self, backend):
        """Enqueue the import of details; it waits for pages of orders by itself."""
        self._ebay_delay(
            "details",
            "orders:details",
            backend=backend,
            description=StoredText._("Read details of eBay orders"),
        ).import_details(backend)

    def _enqueue_record_details(self):
        """Enqueue the import of this order's details with a call of its own."""
        self._ebay_delay(
            "details",
            f"order:{self.external_id}:details",
            description=StoredText._("Read details of eBay order %s", self.external_id),
        ).import_record_details()

    # === JOBS ===

    @api.private
    def import_window(self, run):
        """Import the first page of eBay orders, enqueue the others"""
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="batch.importer").run_window()

    @api.private
    def import_next_window(self, backend):
        """Look for eBay orders that came while others were imported"""
        with self._ebay_work(backend) as work:
            work.component(usage="batch.importer").start_next_window()

    @api.private
    def import_page(self, run, page, total, until=None):
        """Import one page of eBay orders"""
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="batch.importer").run_page(page, total, until)

    @api.private
    def import_record(self, backend, order_id, force=False):
        """Import one eBay order"""
        with self._ebay_work(backend) as work:
            return work.component(usage="record.importer").run(order_id, force)

    @api.private
    def import_ids(self, backend, order_ids):
        """Import some eBay orders"""
        with self._ebay_work(backend) as work:
            return work.component(usage="batch.importer").run_ids(order_ids)

    @api.private
    def import_details(self, backend):
        """Import details of many eBay orders"""
        with self._ebay_work(backend) as work:
            return work.component(usage="details.importer").run()

    @api.private
    def import_record_details(self):
        """Import details of one eBay order"""
        with self._ebay_work() as work:
            return work.component(usage="details.importer").run_record(self.external_id)

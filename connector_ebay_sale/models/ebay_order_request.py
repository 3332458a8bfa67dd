# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

KINDS = [
    ("refund", "Refund"),
    ("cancel", "Cancel the order"),
    ("approve", "Approve the buyer's cancellation"),
    ("reject", "Decline the buyer's cancellation"),
]

STATES = [
    ("waiting", "Waiting to be sent"),
    ("done", "Accepted by eBay"),
    ("refused", "Refused by eBay"),
    ("test", "Not sent: test mode"),
]


class EbayOrderRequest(models.Model):
    """A user's request to eBay about an order: refund it, cancel it.

    eBay would carry it out twice if it were sent twice. So each attempt is committed
    before the call; after a lost answer the next try reads from eBay whether the
    request was carried out, and sends it again only if not.
    """

    _name = "ebay.order.request"
    _description = "eBay Order Request"
    _inherit = ["ebay.job.mixin", "ebay.personal.data.mixin"]
    _order = "id desc"
    _rec_name = "kind"

    order_id = fields.Many2one(
        "ebay.sale.order", required=True, readonly=True, ondelete="cascade", index=True
    )
    backend_id = fields.Many2one(related="order_id.backend_id", store=True)
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    reason = fields.Char(readonly=True, help="As eBay names it.")
    comment = fields.Char(
        readonly=True, help="The buyer reads it.", personal_data="erase"
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary(readonly=True)
    line_id = fields.Many2one(
        "ebay.sale.order.line",
        string="Item",
        readonly=True,
        help="Empty: the whole order.",
    )
    state = fields.Selection(STATES, required=True, default="waiting", readonly=True)
    answer = fields.Char(
        string="eBay's Answer",
        readonly=True,
        help="eBay's number for it, or the reason for the refusal.",
    )
    attempt_ids = fields.One2many("ebay.order.request.attempt", "request_id")

    def _enqueue(self):
        """Enqueue the sending of these requests."""
        for request in self:
            request._ebay_delay(
                "export",
                f"request:{request.id}",
                description=self.env._(
                    "Send request about eBay order %s", request.order_id.external_id
                ),
            ).send()

    def send(self):
        """Send a request about an order to eBay"""
        self.ensure_one()
        with self._ebay_work() as work:
            return work.component(usage="record.exporter").run(self)

    def action_retry(self):
        """Send requests again that eBay refused or that test mode kept back."""
        self.order_id.check_access("write")
        unsent = self.filtered(lambda request: request.state in ("refused", "test"))
        unsent.sudo().write({"state": "waiting", "answer": False})
        unsent._enqueue()

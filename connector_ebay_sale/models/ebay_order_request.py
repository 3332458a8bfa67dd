# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

KINDS = [
    ("refund", "Refund"),
    ("cancel", "Cancel the order"),
    ("approve", "Agree to the buyer's cancellation"),
    ("reject", "Decline the buyer's cancellation"),
]

STATES = [
    ("waiting", "Waiting to be sent"),
    ("done", "Accepted by eBay"),
    ("refused", "Refused by eBay"),
    ("test", "Not sent: test mode"),
]


class EbayOrderRequest(models.Model):
    """What a person asks eBay to do with an order: refund it, cancel it.

    eBay would do it twice if asked twice. So each attempt is noted, on a cursor of
    its own, before the call; after a lost answer the next try reads at eBay whether
    it was done, and asks again only if not.
    """

    _name = "ebay.order.request"
    _description = "eBay Order Request"
    _inherit = ["ebay.job.mixin"]
    _order = "id desc"
    _rec_name = "kind"

    order_id = fields.Many2one(
        "ebay.sale.order", required=True, readonly=True, ondelete="cascade", index=True
    )
    backend_id = fields.Many2one(related="order_id.backend_id", store=True)
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    reason = fields.Char(readonly=True, help="As eBay names it.")
    comment = fields.Char(readonly=True, help="The buyer reads it.")
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
        string="eBay's Answer", readonly=True, help="Its number, or why not."
    )
    attempt_ids = fields.One2many("ebay.order.request.attempt", "request_id")

    def _enqueue(self):
        """Enqueue the sending of these requests."""
        for request in self:
            request._ebay_delay(
                "export",
                f"request:{request.id}",
                description=self.env._(
                    "Ask eBay about order %s", request.order_id.external_id
                ),
            ).send()

    def send(self):
        """Ask eBay to cancel or refund an order"""
        self.ensure_one()
        with self.backend_id.work_on(self._name) as work:
            return work.component(usage="record.exporter").run(self)

    def action_retry(self):
        """Ask once more for what eBay refused."""
        self.order_id.check_access("write")
        again = self.filtered(lambda request: request.state in ("refused", "test"))
        again.sudo().write({"state": "waiting", "answer": False})
        again._enqueue()


class EbayOrderRequestAttempt(models.Model):
    """One attempt to send a request, noted before the call."""

    _name = "ebay.order.request.attempt"
    _description = "eBay Order Request Attempt"
    _order = "id desc"

    request_id = fields.Many2one(
        "ebay.order.request", required=True, ondelete="cascade", index=True
    )
    known = fields.Json(help="Ids that eBay had before: what is new is ours.")

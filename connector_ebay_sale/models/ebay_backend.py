# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: eBay refuses a window that ends in its future (error 30850); its clock is known
#: to the second, and an order may be written a moment after its date.
CLOCK_MARGIN = timedelta(minutes=2)

#: Two windows in a row overlap by this much.
OVERLAP = timedelta(minutes=5)

#: First run without a date: eBay keeps names and addresses for 90 days.
FIRST_RUN = timedelta(days=90)

#: The nightly look back, for what eBay showed late.
RESCAN = timedelta(days=3)


class EbayBackend(models.Model):
    """Orders: what enqueues their jobs, and how orders are to be imported."""

    _inherit = "ebay.backend"

    import_orders_since = fields.Datetime(
        help="The first run imports orders modified since then. "
        "Empty: those of the last 90 days.",
    )
    unknown_sku_policy = fields.Selection(
        [
            ("hold", "Hold the order until somebody matches it"),
            ("create", "Create the product"),
            ("placeholder", "Use a placeholder product"),
        ],
        string="Order Line Without Product",
        required=True,
        default="hold",
        help="What happens to an order line that matches no product.",
    )
    finished_orders = fields.Selection(
        [("import", "Import them as they are"), ("skip", "Skip them")],
        string="Orders Finished Before",
        required=True,
        default="import",
        help="What happens to orders that are shipped or cancelled on eBay when they "
        "are seen for the first time. They are never shipped again.",
    )
    create_included_taxes = fields.Boolean(
        default=True,
        help="eBay's prices include VAT. When a tax exists only in its excluded form, "
        "create the same tax with the price including it, once, and note it in the "
        "tax mapping. Off: such orders are held until the mapping is made.",
    )
    order_team_id = fields.Many2one(
        "crm.team", string="Sales Team", check_company=True, help="Of eBay's orders."
    )
    placeholder_product_id = fields.Many2one(
        "product.product",
        check_company=True,
        default=lambda self: self.env.ref(
            "connector_ebay_sale.product_to_match", raise_if_not_found=False
        ),
        help="Stands for an item that is not matched with a product.",
    )
    shipping_product_id = fields.Many2one(
        "product.product",
        check_company=True,
        default=lambda self: self.env.ref(
            "connector_ebay_sale.product_shipping", raise_if_not_found=False
        ),
        help="Without taxes of its own, shipping is taxed like the item it belongs to.",
    )
    ebay_order_count = fields.Integer(compute="_compute_order_counts", string="Orders")
    held_order_count = fields.Integer(
        compute="_compute_order_counts", string="Held Orders"
    )

    def _compute_order_counts(self):
        orders = self._count_by_backend("ebay.sale.order")
        held = self._count_by_backend(
            "ebay.sale.order", [("import_state", "=", "held")]
        )
        for backend in self:
            backend.ebay_order_count = orders.get(backend, 0)
            backend.held_order_count = held.get(backend, 0)

    # === WHAT ENQUEUES ===

    def import_orders(self):
        """Import the orders modified since the last run, less an overlap."""
        self._check_can_run()
        for backend in self:
            last = self.env["ebay.run"].sudo()._last_done(backend, "orders")
            now = backend._ebay_now()
            since = last.window_to and last.window_to - OVERLAP
            since = since or backend.import_orders_since or now - FIRST_RUN
            kind = "changes" if last else "full"
            backend._begin_orders("orders", kind, since, None)
        return True

    def import_orders_between(self, date_from, date_to, by="lastmodifieddate"):
        """Import the orders of a period; scheduled runs go on as before.

        :param by: ``lastmodifieddate`` for those changed in it, ``creationdate`` for
            those placed in it; eBay heeds only one date in a question
        """
        self._check_can_run()
        for backend in self:
            begun = backend._begin_orders(
                "orders_period", "full", date_from, date_to, orders_by=by
            )
            if not begun:
                raise UserError(
                    self.env._("A period is being imported: try again in a minute.")
                )
        return True

    def import_order(self, order_id):
        """Import one order by its eBay order id, whatever is known of it."""
        self._check_can_run()
        for backend in self:
            self.env["ebay.sale.order"]._enqueue_record(backend, order_id, force=True)
        return True

    def _begin_orders(self, flow, kind, since, until, **values):
        """Begin a run and enqueue its first job; false if one is going already.

        :param until: none for "now": the window is then closed when eBay is asked
        :param values: more of the run's
        """
        if until:
            until = min(until, self._ebay_now() - CLOCK_MARGIN)
        run, is_new = (
            self.env["ebay.run"]
            .sudo()
            ._get_or_create(
                self,
                {
                    "flow": flow,
                    "kind": kind,
                    "phase": "orders",
                    "window_from": since,
                    "window_to": until,
                    **values,
                },
            )
        )
        if not run or (not is_new and run._resume()):
            return False
        self.env["ebay.sale.order"]._ebay_delay(
            "import",
            run._job_key(),
            backend=self,
            description=self.env._("Look for eBay orders"),
        ).import_window(run)
        return is_new

    # === SCHEDULE ===

    @api.model
    def _cron_import_orders(self):
        """Bring in new and changed orders."""
        self._running().import_orders()

    @api.model
    def _cron_rescan_orders(self):
        """Look at the last days' orders once more: unchanged ones cost nothing."""
        for backend in self._running():
            now = backend._ebay_now()
            backend._begin_orders("orders_period", "full", now - RESCAN, now)

    @api.model
    def _cron_follow_orders(self):
        """Look again at orders that wait: the reason may be gone."""
        orders = self.env["ebay.sale.order"].search(
            [
                ("backend_id.state", "=", "connected"),
                ("import_state", "in", ("held", "waiting")),
            ]
        )
        orders._resume()

    # === SCREENS ===

    def action_open_orders(self):
        """List this account's orders."""
        return self._orders_action(self.env._("eBay Orders"), {})

    def action_open_held_orders(self):
        """List the orders that wait for a person."""
        return self._orders_action(
            self.env._("Held eBay Orders"), {"search_default_held": 1}
        )

    def _orders_action(self, name, context):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_sale.ebay_sale_order_action"
        )
        return {
            **action,
            "name": name,
            "domain": [("backend_id", "in", self.ids)],
            "context": context,
        }

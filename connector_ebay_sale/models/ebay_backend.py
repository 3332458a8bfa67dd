# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class EbayBackend(models.Model):
    """Settings of orders, and the methods that start their import."""

    _inherit = "ebay.backend"

    import_orders_since = fields.Datetime(
        help="The first run imports the orders modified since this date. "
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
        help="What happens to orders that are shipped or cancelled on eBay before "
        "they are imported for the first time. They are never shipped again.",
    )
    create_included_taxes = fields.Boolean(
        default=True,
        help="eBay's prices include VAT. If a tax exists only in its excluded form, "
        "create the same tax with the price including it, once, and add it to the "
        "tax mapping. Off: such orders are held until the mapping is complete.",
    )
    order_team_id = fields.Many2one(
        "crm.team",
        string="Sales Team",
        check_company=True,
        help="Sales team of eBay's orders.",
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
        help="If it has no taxes, shipping is taxed like the item it belongs to.",
    )
    ebay_order_count = fields.Integer(compute="_compute_order_count", string="Orders")
    held_order_count = fields.Integer(
        compute="_compute_held_order_count", string="Held Orders"
    )

    @api.constrains("import_orders_since")
    def _check_import_orders_since(self):
        """Refuse a date in the future: until then no order would be imported."""
        if any(
            one.import_orders_since and one.import_orders_since > one._ebay_now()
            for one in self
        ):
            raise ValidationError(
                self.env._("Orders can be imported since a date that has passed only.")
            )

    # Whoever sees the account sees how many orders there are, but not the orders.
    def _compute_order_count(self):
        self._set_count("ebay_order_count", self.env["ebay.sale.order"].sudo())

    def _compute_held_order_count(self):
        held = [("import_state", "=", "held")]
        self._set_count("held_order_count", self.env["ebay.sale.order"].sudo(), held)

    # === IMPORTS ===

    def import_orders(self):
        """Import the orders modified since the last run, less an overlap."""
        self._check_can_run()
        for backend in self:
            with backend.work_on("ebay.sale.order") as work:
                is_new = work.component(usage="batch.importer").start_next_window()
                self.env["ebay.feedback"]._report_start(backend, "orders", is_new)
        return True

    def import_orders_between(self, date_from, date_to, by="lastmodifieddate"):
        """Import the orders of a period; scheduled runs are not affected.

        :param by: ``lastmodifieddate`` for the orders modified in it,
            ``creationdate`` for those placed in it; eBay filters by one date only
        :raise UserError: a period is being imported already
        """
        self._check_can_run()
        for backend in self:
            with backend.work_on("ebay.sale.order") as work:
                importer = work.component(usage="batch.importer")
                is_new = importer.start_period(date_from, date_to, by)
            if not is_new:
                raise UserError(
                    self.env._("A period is being imported: try again in a minute.")
                )
        return True

    def import_order(self, order_id):
        """Import one order by its eBay order id, even if it is unchanged."""
        self._check_can_run()
        label = self.env._("Import order")
        pressed = self.env["ebay.button.press"]._follow(self, label)
        for backend in pressed:
            pressed.env["ebay.sale.order"]._enqueue_record(
                backend, order_id, force=True
            )
        return True

    # === SCHEDULED ACTIONS ===

    @api.model
    def _cron_import_orders(self):
        """Import new and changed orders of all accounts."""
        self._due("orders").import_orders()

    @api.model
    def _cron_rescan_orders(self):
        """Import the last days' orders again, for what eBay listed late."""
        for backend in self._running().with_context(ebay_trigger="schedule"):
            with backend.work_on("ebay.sale.order") as work:
                work.component(usage="batch.importer").start_rescan()

    @api.model
    def _cron_follow_orders(self):
        """Import held and waiting orders again, since the reason may be resolved."""
        orders = self.env["ebay.sale.order"].with_context(ebay_trigger="schedule")
        orders = orders.search(
            [
                ("backend_id.state", "=", "connected"),
                ("import_state", "in", ("held", "waiting")),
            ]
        )
        orders._resume()

    # === BUTTONS ===

    def action_open_orders(self):
        """List this account's orders."""
        return self._orders_action(self.env._("eBay Orders"), {})

    def action_open_held_orders(self):
        """List this account's held orders."""
        return self._orders_action(
            self.env._("Held eBay Orders"), {"search_default_held": 1}
        )

    def _orders_action(self, name, context):
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_sale.ebay_sale_order_action"
        )
        return {
            **action,
            "name": name,
            "domain": [("backend_id", "in", self.ids)],
            "context": context,
        }

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

STATES = [
    ("in_sync", "In sync"),
    ("sending", "Being sent"),
    ("held", "Held"),
    ("error", "Error"),
]

HOLD_REASONS = [
    ("zero", "Too many go to zero"),
    ("price", "Too many prices jump"),
    ("floor", "Price below the floor"),
    ("ends", "Zero would end the listing"),
]


class EbaySkuSync(models.Model):
    """What Odoo offers of a SKU, and what eBay has accepted of it.

    A table of its own, so that the export never waits for the import of listings.
    ``accepted_*`` is what eBay has as far as is known: accepted from us, seen there
    by an import, less what was sold since. It is empty until the first of these; then
    the SKU's own price and quantity, as the import saw them, stand for it.
    """

    _name = "ebay.sku.sync"
    _description = "eBay Offer"
    _inherit = ["ebay.job.mixin"]
    _order = "id desc"
    _rec_name = "sku_id"

    sku_id = fields.Many2one(
        "ebay.product.product",
        string="SKU",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    product_id = fields.Many2one(related="sku_id.odoo_id")
    listing_id = fields.Many2one(related="sku_id.listing_id")
    title = fields.Char(related="sku_id.title", string="Listing Title")
    variation = fields.Char(related="sku_id.variation")
    marketplace_id = fields.Many2one(related="sku_id.marketplace_id")
    channel = fields.Selection(related="sku_id.channel")
    currency_id = fields.Many2one(related="sku_id.currency_id")

    wanted_quantity = fields.Integer(
        string="Quantity in Odoo",
        readonly=True,
        help="What Odoo wanted to offer when it was computed last.",
    )
    wanted_price = fields.Monetary(string="Price in Odoo", readonly=True)
    accepted_quantity = fields.Integer(string="Quantity on eBay", readonly=True)
    accepted_price = fields.Monetary(string="Price on eBay", readonly=True)
    sent_at = fields.Datetime(string="Last Sent", readonly=True)
    accepted_at = fields.Datetime(
        string="Last Accepted", readonly=True, help="By eBay's clock."
    )
    quantity_unsure = fields.Boolean(
        readonly=True,
        help="Somebody bought so close to eBay's acceptance that it is not known which "
        "came first: the quantity is sent once more.",
    )
    state = fields.Selection(
        STATES, required=True, default="in_sync", readonly=True, index=True
    )
    pending = fields.Boolean(compute="_compute_pending", search="_search_pending")
    hold_reason = fields.Selection(HOLD_REASONS, readonly=True)
    released = fields.Boolean(
        readonly=True, help="A person let it pass the guards; good for one sending."
    )
    quantity_error = fields.Char(readonly=True, help="Why eBay refused the quantity.")
    price_error = fields.Char(readonly=True, help="Why eBay refused the price.")
    note = fields.Char(string="Reason", compute="_compute_note")
    failures = fields.Integer(
        readonly=True, help="How often in a row eBay or the network failed on it."
    )
    drift_since = fields.Datetime(
        readonly=True, index="btree_not_null", help="eBay differs since then."
    )
    drift_note = fields.Char(string="Why It Differs", readonly=True)
    line_ids = fields.One2many(
        "ebay.export.batch.line", compute="_compute_line_ids", string="History"
    )

    _sku_uniq = models.Constraint("unique(sku_id)", "A SKU has one offer.")

    @api.depends("state", "hold_reason", "quantity_error", "price_error", "drift_note")
    def _compute_note(self):
        reasons = dict(self._fields["hold_reason"]._description_selection(self.env))
        for offer in self:
            offer.note = (
                reasons.get(offer.hold_reason)
                or offer.quantity_error
                or offer.price_error
                or offer.drift_note
            )

    def _compute_line_ids(self):
        lines = (
            self.env["ebay.export.batch.line"]
            .search([("sku_id", "in", self.sku_id.ids)])
            .grouped("sku_id")
        )
        for offer in self:
            offer.line_ids = lines.get(offer.sku_id, False)

    def _compute_pending(self):
        changes = self.env["ebay.sku.mark"].sudo()
        waiting = changes.search([("sku_id", "in", self.sku_id.ids)]).sku_id
        for offer in self:
            offer.pending = offer.sku_id in waiting or offer.state == "sending"

    def _search_pending(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = self.env["ebay.sku.mark"].sudo()._search([])
        waiting = waiting.subselect("sku_id")
        domain = ["|", ("state", "=", "sending"), ("sku_id", "in", waiting)]
        return domain if True in value else ["!", *domain]

    @api.model
    def _ensure(self, skus):
        """The offers of these SKUs, by SKU; what is missing is made in one statement.

        What the import saw last is where a new one begins. Rows that are there are not
        touched: PostgreSQL would refuse those that another worker has written since.
        """
        if skus:
            skus.flush_recordset()
            self.env.cr.execute(
                """
                INSERT INTO ebay_sku_sync (
                    sku_id, backend_id, company_id, state, accepted_quantity,
                    accepted_price, wanted_quantity, create_uid, create_date
                )
                SELECT id, backend_id, company_id, 'in_sync', quantity, price, 0,
                       %s, now() AT TIME ZONE 'UTC'
                FROM ebay_product_product sku
                WHERE id IN %s AND NOT EXISTS (
                    SELECT FROM ebay_sku_sync offer WHERE offer.sku_id = sku.id
                )
                ON CONFLICT (sku_id) DO NOTHING
                """,
                (self.env.uid, tuple(skus.ids)),
            )
        return self._of(skus)

    @api.model
    def _of(self, skus):
        """The offers of these SKUs, by SKU."""
        offers = self.search_fetch([("sku_id", "in", skus.ids)])
        return {offer.sku_id: offer for offer in offers}

    def _settle_state(self):
        """The state once nothing is on its way."""
        for offer in self:
            if offer.quantity_error or offer.price_error:
                state = "error"
            else:
                state = "held" if offer.hold_reason else "in_sync"
            if offer.state != state:
                offer.state = state

    # === BUTTONS ===

    def action_try_again(self):
        """Forget what eBay refused, and send what Odoo has now."""
        self.check_access("read")
        self.sudo().write(
            {
                "quantity_error": False,
                "price_error": False,
                "failures": 0,
                "state": "in_sync",
                "hold_reason": False,
            }
        )
        self.env["ebay.sku.mark"]._mark(self.sku_id, "stock")

    def action_release(self):
        """Let held values pass the guards, once: a manager's decision."""
        self.check_access("read")
        self.env["ebay.export.batch"].check_access("write")
        held = self.filtered(lambda offer: offer.state == "held")
        held.sudo().write({"released": True, "state": "in_sync", "hold_reason": False})
        self.env["ebay.sku.mark"]._mark(held.sku_id, "stock")

    def action_heal(self):
        """Send what Odoo has to where eBay differs."""
        self.check_access("read")
        self.env["ebay.sku.mark"]._mark(self.sku_id, "stock")

    def action_open_listing(self):
        """Open the live listing."""
        self.ensure_one()
        return self.listing_id.action_open_listing()

    def action_open_sku(self):
        """Open the SKU."""
        self.ensure_one()
        return self.sku_id.get_formview_action()

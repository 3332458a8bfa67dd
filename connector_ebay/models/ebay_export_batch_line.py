# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import split_every

from ..tools.stored_text import render_text

#: Number of lines that are created at once.
SLICE = 2500

LINE_STATES = [
    ("pending", "Waiting"),
    ("accepted", "Accepted"),
    ("refused", "Refused"),
    ("retry", "Sent again later"),
    ("lost", "Answer lost, not applied"),
    ("dropped", "Changed meanwhile"),
    ("held", "Held"),
    ("would_send", "Would send"),
]


class EbayExportBatchLine(models.Model):
    """One SKU in a batch: the values to send and the answer of eBay."""

    _name = "ebay.export.batch.line"
    _description = "eBay Export Batch Line"
    _order = "id desc"
    _rec_name = "sku_id"

    batch_id = fields.Many2one(
        "ebay.export.batch",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    backend_id = fields.Many2one(
        related="batch_id.backend_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="batch_id.company_id", store=True, precompute=True
    )
    sku_id = fields.Many2one(
        "ebay.product.product",
        string="SKU",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    listing_id = fields.Many2one(
        "ebay.product.template", readonly=True, ondelete="cascade", index=True
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    has_quantity = fields.Boolean(readonly=True)
    quantity = fields.Integer(readonly=True)
    quantity_before = fields.Integer(readonly=True)
    has_price = fields.Boolean(readonly=True)
    price = fields.Monetary(readonly=True)
    price_before = fields.Monetary(readonly=True)
    state = fields.Selection(
        LINE_STATES, required=True, default="pending", readonly=True, index=True
    )
    message_text = fields.Json(readonly=True, help="The answer, in any language.")
    message = fields.Char(
        string="Answer of eBay", compute="_compute_message", search="_search_message"
    )
    sent_at = fields.Datetime(readonly=True, index="btree_not_null")
    changed_at = fields.Datetime(
        string="Changed",
        readonly=True,
        help="When the values were changed in Odoo. Until eBay has accepted them, that "
        "is the delay.",
    )

    # Two workers can never send the same SKU at once.
    _one_open = models.UniqueIndex(
        "(sku_id) WHERE state = 'pending'", "This SKU is already being sent."
    )

    @api.depends("message_text")
    @api.depends_context("lang", "tz")
    def _compute_message(self):
        for line in self:
            line.message = render_text(line.env, line.message_text) or False

    def _search_message(self, operator, value):
        """Find lines by eBay's words."""
        if operator != "ilike":
            return NotImplemented
        words = f"%{value}%"
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s::text ILIKE %s", SQL.identifier(alias, "message_text"), words
            )
        )

    # The delays of the newest changes of an account.
    _accepted_idx = models.Index(
        "(backend_id, sent_at) WHERE state = 'accepted' AND changed_at IS NOT NULL"
    )

    @api.model
    def _create_lines(self, values):
        """Create any number of lines in slices that are not kept in memory."""
        for part in split_every(SLICE, values, list):
            lines = self.create(part)
            if len(part) == SLICE:
                lines.flush_recordset()
                lines.invalidate_recordset(flush=False)

    def _copy_values(self):
        """Return the values of the same line for another batch."""
        self.ensure_one()
        return {
            "sku_id": self.sku_id.id,
            "listing_id": self.listing_id.id,
            "currency_id": self.currency_id.id,
            "has_quantity": self.has_quantity,
            "quantity": self.quantity,
            "quantity_before": self.quantity_before,
            "has_price": self.has_price,
            "price": self.price,
            "price_before": self.price_before,
            "changed_at": self.changed_at,
        }

    def action_open_listing(self):
        """Open the listing on eBay."""
        self.check_access("read")
        self.ensure_one()
        return self.listing_id.action_open_listing()

    def action_try_again(self):
        """Send the current values of Odoo for these SKUs."""
        self.check_access("read")
        self.env["ebay.sku.sync"].search(
            [("sku_id", "in", self.sku_id.ids)]
        ).action_try_again()

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict
from textwrap import shorten

from odoo import api, fields, models

from odoo.addons.connector_ebay.tools.stored_text import render_text

from ..tools.ebay_words import code_text

#: Letters of an item's title in a list.
TITLE_LETTERS = 40


class EbaySaleOrderLine(models.Model):
    """An item of an order on eBay; ``external_id`` is its ``lineItemId``.

    If the price of all units is not divisible by their number, the sales order has two
    lines for it: two units for 3.33 and, as the remainder, one for 3.34.
    """

    _name = "ebay.sale.order.line"
    _inherit = "ebay.binding"
    _description = "eBay Order Item"
    _rec_name = "title"
    _order = "order_id desc, id"

    odoo_id = fields.Many2one(
        "sale.order.line",
        string="Order Line",
        ondelete="set null",
        index=True,
        check_company=True,
    )
    remainder_line_id = fields.Many2one(
        "sale.order.line",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="Line of the units that cost a cent more.",
    )
    order_id = fields.Many2one(
        "ebay.sale.order",
        string="eBay Order",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    ebay_listing_id = fields.Char(string="Listing ID", readonly=True)
    ebay_variation_id = fields.Char(string="Variation ID", readonly=True)
    ebay_sku = fields.Char(string="SKU", readonly=True, index="btree_not_null")
    title = fields.Char(readonly=True)
    variation = fields.Char(readonly=True)
    quantity = fields.Integer(readonly=True)
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary(
        readonly=True, help="For all units, after discounts, as eBay reports it."
    )
    discount = fields.Monetary(readonly=True)
    shipping = fields.Monetary(readonly=True)
    own_tax = fields.Monetary(
        readonly=True, help="Tax that the seller charges on top of the price."
    )
    collected_tax = fields.Monetary(readonly=True)
    ebay_product_id = fields.Many2one(
        "ebay.product.product",
        string="eBay SKU",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Product",
        ondelete="restrict",
        check_company=True,
        help="Choose it here if the item matches none: the order is then imported, and "
        "later orders of the same item get this product.",
    )
    chosen = fields.Boolean(readonly=True, help="A person chose the product.")
    match_text = fields.Json(readonly=True, help="Why there is no product.")
    match_note = fields.Char(string="Reason", compute="_compute_texts")
    fulfillment_state = fields.Char(readonly=True)
    fulfillment_text = fields.Char(string="Shipment", compute="_compute_texts")
    is_refunded = fields.Boolean(
        string="Refunded in Full",
        readonly=True,
        help="The buyer got all the money for this item back.",
    )
    delivered_before = fields.Integer(
        readonly=True,
        help="Units that were delivered with another order before eBay combined the "
        "two.",
    )
    import_state = fields.Selection(related="order_id.import_state")

    @api.depends_context("lang")
    @api.depends("fulfillment_state", "match_text")
    def _compute_texts(self):
        for line in self:
            line.match_note = render_text(self.env, line.match_text)
            line.fulfillment_text = code_text(self.env, line.fulfillment_state)

    def _short_text(self):
        """Return quantity and title of the item, for lists."""
        self.ensure_one()
        title = self.title or self.ebay_sku or self.product_id.name or "?"
        return f"{self.quantity} x {shorten(title, TITLE_LETTERS, placeholder='…')}"

    def write(self, vals):
        """Resume the order when a person chooses a product."""
        importing = self.env.context.get("ebay_importing")
        if not self.env.su:
            self._ebay_check_user("write")
            self._check_user_write(vals)
        if vals.get("product_id") and not importing:
            vals = {**vals, "chosen": True, "match_text": False}
        # The user's rights were checked; what follows from the choice needs none.
        result = super(EbaySaleOrderLine, self.sudo()).write(vals)
        if vals.get("product_id") and not importing:
            self._log_choice()
            held = self.order_id.filtered(lambda order: order.import_state == "held")
            held.sudo()._resume()
        return result

    def _log_choice(self):
        """Note in the chatter of the sales order which product the user chose."""
        for line in self.sudo():
            line.order_id._ebay_log_action(
                self.env._(
                    "Product of '%(item)s' chosen: %(product)s.",
                    item=line.title or line.ebay_sku or "",
                    product=line.product_id.display_name,
                )
            )

    @api.model
    def _user_fields(self):
        return super()._user_fields() | {"product_id"}

    @api.model
    def _unbooked_quantities(self, backend):
        """Return what is sold on eBay but not reserved in Odoo: held or unpaid.

        The stock export subtracts it from what it offers.

        :return: quantities by ``ebay.product.product`` id
        """
        rows = self._read_group(
            [
                ("backend_id", "=", backend.id),
                ("ebay_product_id", "!=", False),
                ("order_id.import_state", "in", ("held", "waiting")),
            ],
            ["ebay_product_id"],
            ["quantity:sum"],
        )
        quantities = defaultdict(int)
        for product, quantity in rows:
            quantities[product.id] += quantity
        return dict(quantities)

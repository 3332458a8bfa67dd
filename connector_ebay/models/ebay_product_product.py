# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.stored_text import render_text
from .ebay_product_template import MATCH_STATES


class EbayProductProduct(models.Model):
    """One SKU of a listing: a single item, or one variation.

    ``external_id`` is the listing id, followed for a variation by its specifics (see
    ``sku_rows`` of the listing adapter), because the SKU itself may be missing or in
    use more than once.
    """

    _name = "ebay.product.product"
    _inherit = ["ebay.binding", "ebay.sku.screen.mixin", "ebay.sku.match.mixin"]
    _description = "eBay SKU"
    _order = "listing_id desc, id"
    _rec_names_search = ["ebay_sku", "external_id", "listing_id.title"]

    external_id = fields.Char(required=False, copy=False)
    odoo_id = fields.Many2one(
        "product.product",
        string="Product",
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
    )
    active = fields.Boolean(
        default=True, readonly=True, help="Off: the listing no longer contains it."
    )
    listing_id = fields.Many2one(
        "ebay.product.template",
        string="Listing",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    ebay_listing_id = fields.Char(
        string="Listing ID",
        readonly=True,
        index=True,
        help="Empty while the listing is a draft.",
    )
    ebay_sku = fields.Char(string="SKU", readonly=True, index="btree_not_null")
    ebay_offer_id = fields.Char(
        string="Offer ID",
        readonly=True,
        index="btree_not_null",
        help="Id of the Inventory API's offer, known once it has been read or written.",
    )
    specifics = fields.Json(
        readonly=True, help="Variation specifics: [[name, value], ...]"
    )
    variation = fields.Char(compute="_compute_variation", store=True)
    ean = fields.Char(string="EAN", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    price = fields.Monetary(readonly=True)
    kept_price = fields.Monetary(
        readonly=True,
        copy=False,
        help="Kept on eBay, whatever a pricelist says. 0: the price comes from the "
        "pricelist.",
    )
    quantity = fields.Integer(string="Available", readonly=True)
    quantity_sold = fields.Integer(string="Sold", readonly=True)
    match_state = fields.Selection(
        MATCH_STATES, required=True, default="unmatched", readonly=True, index=True
    )
    match_note = fields.Char(
        string="Reason",
        compute="_compute_match_note",
        help="What a user has to decide.",
    )
    match_text = fields.Json(readonly=True, help="Stored text of the note.")
    candidate_ids = fields.Many2many(
        "product.product", string="Candidates", context={"active_test": False}
    )
    linked_by_user = fields.Boolean(
        readonly=True,
        copy=False,
        help="A user chose the product. It is not replaced if the SKU changes on eBay.",
    )
    previous_product_id = fields.Many2one(
        "product.product",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="The product until its SKU was changed on eBay, as long as a user has to "
        "choose one.",
    )
    is_left_out = fields.Boolean(
        readonly=True,
        copy=False,
        help="A variation of the product that the listing on eBay does not show yet.",
    )
    product_removal = fields.Selection(
        [("archive", "Archive"), ("delete", "Delete")],
        readonly=True,
        copy=False,
        help="What becomes of the product once this SKU is not on sale any more.",
    )
    # The dashboard counts them in the indexes alone.
    _active_of_account = models.Index("(backend_id) WHERE active")
    _to_match = models.Index(
        "(backend_id, listing_id) WHERE active AND match_state != 'matched'"
    )
    status = fields.Selection(related="listing_id.status")
    marketplace_id = fields.Many2one(related="listing_id.marketplace_id")
    channel = fields.Selection(related="listing_id.channel")
    title = fields.Char(related="listing_id.title")

    @api.depends("match_text")
    @api.depends_context("lang")
    def _compute_match_note(self):
        for sku in self:
            sku.match_note = render_text(self.env, sku.match_text)

    @api.depends("specifics")
    def _compute_variation(self):
        for sku in self:
            sku.variation = ", ".join(
                f"{name}: {value}" for name, value in sku.specifics or []
            )

    @api.depends("ebay_sku", "variation", "ebay_listing_id")
    def _compute_display_name(self):
        for sku in self:
            name = sku.ebay_sku or sku.ebay_listing_id or ""
            sku.display_name = f"{name} ({sku.variation})" if sku.variation else name

    @api.model_create_multi
    def create(self, vals_list):
        """Create the SKUs and process those that already have their product."""
        skus = super().create(vals_list)
        skus.filtered("odoo_id")._process_linked()
        return skus

    def write(self, vals):
        """Record a user's choice or link; process SKUs that got a product.

        A write of the product without ``match_state``, or of the proposed product
        without ``proposal``, is a user's: the import always writes both.
        """
        if not self.env.su:
            self._check_user_write(vals)
        linked_by_user = "odoo_id" in vals and "match_state" not in vals
        chosen_by_user = (
            not linked_by_user
            and "proposed_product_id" in vals
            and "proposal" not in vals
        )
        if linked_by_user:
            vals = {**vals, **self._link_values(vals["odoo_id"])}
            vals["linked_by_user"] = bool(vals["odoo_id"])
        elif chosen_by_user:
            chosen = vals["proposed_product_id"]
            vals = {**vals, "proposal": "chosen" if chosen else False}
        elif "odoo_id" in vals:
            vals = {"linked_by_user": False, **vals}
        # The user's rights were checked; what follows from the choice needs none.
        result = super(EbayProductProduct, self.sudo()).write(vals)
        # The linker links a page's SKUs one by one and processes them all at once.
        if vals.get("odoo_id") and not self.env.context.get(
            "ebay_process_linked_later"
        ):
            self._process_linked()
        if vals.get("active"):
            self.env["ebay.sku.mark"].sudo()._mark(self, "stock")
        if linked_by_user:
            self.sudo().listing_id._update_match()
        if chosen_by_user and not vals["proposed_product_id"]:
            self._propose()
        return result

    @api.model
    def _user_fields(self):
        return super()._user_fields() | {"odoo_id", "proposed_product_id"}

    @staticmethod
    def _link_values(product_id):
        """Return the values that complete a link to a product, or its removal."""
        return {
            "odoo_id": product_id,
            "match_state": "matched" if product_id else "unmatched",
            "match_text": False,
            "candidate_ids": [fields.Command.clear()],
            "proposal": False,
            "match_kind_id": False,
            "proposed_product_id": False,
        }

    @api.model
    def _linked_to(self, products):
        """Return the SKUs linked to these products with all rights, ended ones too."""
        skus = self.sudo().with_context(active_test=False)
        return skus.search([("odoo_id", "in", products.ids)])

    def _with_component(self, usage):
        """Yield ``(component, SKUs)`` for each account of these SKUs.

        The work is done with all rights, in the account's company: whoever may match
        listings needs no rights on products.
        """
        for backend, skus in self.sudo().grouped("backend_id").items():
            backend = backend.with_company(backend.company_id)
            with backend.work_on(self._name) as work:
                yield work.component(usage=usage), skus

    def _process_linked(self):
        """Do what was waiting for the products of these SKUs."""
        for processor, skus in self._with_component("linked.sku.processor"):
            processor.process(skus)

    def _check_drift(self, sold_before):
        """Compare what eBay has of these SKUs with what Odoo sent; note differences.

        A quantity that fell by what was sold is no difference: its order follows.

        :param sold_before: ``{SKU id: units sold according to the previous import}``
        """
        syncs = self.env["ebay.sku.sync"].sudo().search([("sku_id", "in", self.ids)])
        sold_while_kept = self.browse()
        for sync in syncs:
            sku = sync.sku_id
            sold = max(0, sku.quantity_sold - sold_before.get(sku.id, 0))
            sync._record_seen(sku.quantity, sku.price, sold)
            if sold and sync.quantity_kept:
                sold_while_kept |= sku
        self.env["ebay.sku.mark"].sudo()._mark(sold_while_kept, "stock")

    def action_unlink_product(self):
        """Remove the link to the product; product and listing stay."""
        self.check_access("write")
        self.write({"odoo_id": False})

    # === LINKS ===

    def action_open_ebay_listing(self):
        """Open the listing that this SKU belongs to."""
        self.check_access("read")
        self.ensure_one()
        return self.listing_id.get_formview_action()

    def action_open_live_listing(self):
        """Open the listing on eBay."""
        self.check_access("read")
        self.ensure_one()
        return self.listing_id.action_open_listing()

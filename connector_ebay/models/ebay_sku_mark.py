# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

REASONS = [("stock", "Stock"), ("price", "Price")]


class EbaySkuMark(models.Model):
    """Something changed in Odoo that may change what a SKU offers on eBay.

    Only ever inserted, and deleted by the run that has read it. So a user who books a
    delivery never waits for an export, nor does it for him; and a SKU that changes
    again while it is sent stays marked, because that is another row.
    """

    _name = "ebay.sku.mark"
    _description = "eBay Offer Change"
    _log_access = False
    _order = "id"

    sku_id = fields.Many2one(
        "ebay.product.product",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade", index=True
    )
    reason = fields.Selection(REASONS, required=True, readonly=True)
    changed_at = fields.Datetime(required=True, readonly=True)
    due_at = fields.Datetime(
        required=True, readonly=True, help="Not looked at before: a pause after errors."
    )

    @api.model
    def _any_due(self, backend):
        """Whether something of the account waits to be compared."""
        self.env.cr.execute(
            "SELECT 1 FROM ebay_sku_mark WHERE backend_id = %s "
            "AND due_at <= clock_timestamp() AT TIME ZONE 'UTC' LIMIT 1",
            (backend.id,),
        )
        return bool(self.env.cr.fetchone())

    @api.model
    def _mark(self, skus, reason, seconds=0):
        """Mark these SKUs.

        :param seconds: not to be looked at before
        """
        if skus:
            where = SQL("sku.id IN %s", tuple(skus.ids))
            self._mark_where(where, reason, seconds=seconds)

    @api.model
    def _mark_products(self, product_ids, reason):
        """Mark whatever sells one of these products."""
        if product_ids:
            where = SQL("sku.odoo_id IN %s", tuple(set(product_ids)))
            self._mark_where(where, reason)

    @api.model
    def _mark_where(self, where, reason, seconds=0):
        """Mark in one statement; wake the export of each account concerned.

        :param where: SQL condition on ``sku`` (ebay_product_product), ``listing``
            (ebay_product_template), ``backend`` (ebay_backend)
        """
        for model in ("ebay.product.product", "ebay.product.template", "ebay.backend"):
            self.env[model].flush_model()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ebay_sku_mark
                    (sku_id, backend_id, reason, changed_at, due_at)
                SELECT sku.id, sku.backend_id, %(reason)s,
                       clock_timestamp() AT TIME ZONE 'UTC',
                       clock_timestamp() AT TIME ZONE 'UTC'
                           + %(seconds)s * interval '1 second'
                FROM ebay_product_product sku
                JOIN ebay_product_template listing ON listing.id = sku.listing_id
                JOIN ebay_backend backend ON backend.id = sku.backend_id
                WHERE backend.stock_master = 'odoo' AND backend.active AND sku.active
                  AND sku.odoo_id IS NOT NULL AND listing.status = 'active'
                  AND %(where)s
                RETURNING backend_id
                """,
                reason=reason,
                seconds=seconds,
                where=where,
            )
        )
        backend_ids = {row[0] for row in self.env.cr.fetchall()}
        if backend_ids:
            backends = self.env["ebay.backend"].sudo().browse(sorted(backend_ids))
            backends._wake_offers(seconds)

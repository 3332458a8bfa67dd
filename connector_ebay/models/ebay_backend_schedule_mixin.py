# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.stored_text import StoredText


class EbayBackendScheduleMixin(models.AbstractModel):
    """The flows of an ``ebay.backend``, and the scheduled actions that start them.

    A scheduled action only enqueues, and only for accounts whose flow is due.
    """

    _name = "ebay.backend.schedule.mixin"
    _description = "eBay Backend Schedule Mixin"

    flow_ids = fields.One2many("ebay.flow", "backend_id", string="Flows")

    @api.model_create_multi
    def create(self, vals_list):
        """Create the accounts with a row for each flow."""
        backends = super().create(vals_list)
        self.env["ebay.flow"]._get_or_create(backends)
        return backends

    @api.model
    def _scheduled_actions(self):
        """Return the scheduled actions of the eBay add-ons, active or not."""
        rows = (
            self.env["ir.model.data"]
            .sudo()
            .search(
                [("model", "=", "ir.cron"), ("module", "=like", "connector\\_ebay%")]
            )
        )
        crons = self.env["ir.cron"].sudo().with_context(active_test=False)
        return crons.browse(rows.mapped("res_id")).exists()

    @api.model
    def _switched_off_crons(self):
        """Return the scheduled actions of eBay that somebody switched off."""
        return self._scheduled_actions().filtered(lambda cron: not cron.active)

    @api.model
    def _due(self, flow):
        """Return the accounts whose flow the schedule has to start now."""
        return self.env["ebay.flow"]._due_backends(flow)

    @api.model
    def _cron_import_listings(self):
        """Import the listings that changed."""
        self._due("listings").import_listings()

    @api.model
    def _cron_import_all_listings(self):
        """Import every listing, to catch what the runs in between have missed."""
        self._running().with_context(ebay_trigger="schedule").import_all_listings()

    @api.model
    def _cron_import_categories(self):
        """Update the categories from eBay's trees."""
        self._due("categories").import_categories()

    @api.model
    def _cron_subscribe_notifications(self):
        """Compare and repair the notification settings of accounts that have some."""
        self._due("notifications").subscribe_notifications()

    @api.model
    def _cron_export_offers(self):
        """Enqueue jobs that were lost, and mark the SKUs of dated price rules.

        Changes enqueue their comparison themselves. An account without any is up to
        date, which is a success of its flow.
        """
        cron = self.env.ref("connector_ebay.ir_cron_ebay_export_offers")
        self.env["product.pricelist.item"]._mark_dated(cron.lastcall)
        batches = self.env["ebay.export.batch"].with_context(ebay_trigger="schedule")
        batches.sudo()._enqueue_lost()
        marked = self.browse(
            backend.id
            for [backend] in self.env["ebay.sku.mark"]
            .sudo()
            ._read_group([("backend_id.state", "=", "connected")], ["backend_id"])
        )
        for backend in marked.sudo().with_context(ebay_trigger="schedule"):
            backend._enqueue_comparison()
        for backend in self._due("offers") - marked:
            self.env["ebay.flow"]._record_success(
                backend, "offers", StoredText._("Nothing has changed.")
            )

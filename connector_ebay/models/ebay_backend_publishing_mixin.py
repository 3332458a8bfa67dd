# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.client_actions import show_message
from ..tools.stored_text import StoredText


class EbayBackendPublishingMixin(models.AbstractModel):
    """What an ``ebay.backend`` needs to publish products as listings."""

    _name = "ebay.backend.publishing.mixin"
    _description = "eBay Backend Publishing Mixin"

    policies_opted_in = fields.Boolean(
        string="Uses Business Policies",
        default=True,
        readonly=True,
        copy=False,
        help="Off: the seller has not opted in to eBay's business policies, without "
        "which nothing can be published.",
    )

    is_registered = fields.Boolean(
        string="Registered as Seller",
        default=True,
        readonly=True,
        copy=False,
        help="Off: eBay asks the seller for more data before anything can be listed.",
    )
    selling_limit_quantity = fields.Integer(
        readonly=True,
        copy=False,
        help="Items that may be sold in a month. 0: no limit.",
    )
    selling_limit_amount = fields.Float(
        readonly=True,
        copy=False,
        help="Amount that may be sold in a month. 0: no limit.",
    )
    selling_limit_currency_id = fields.Many2one(
        "res.currency", readonly=True, copy=False
    )

    def import_policies(self):
        """Enqueue reading the business policies and inventory locations."""
        self.check_access("read")
        self._check_can_run()
        label = self.env._("Business policies")
        for backend in self.env["ebay.button.press"]._follow(self, label):
            backend._ebay_delay(
                "import",
                "policies",
                description=StoredText._("Read business policies and locations"),
                flow="policies",
            ).read_policies()
            self.env["ebay.flow"]._record_start(backend, "policies")
            self.env["ebay.feedback"]._report_start(backend, "policies")
        return True

    def export_listings(self):
        """Enqueue publishing the drafts and revising what changed.

        The jobs check each listing before: those with errors stop there. What eBay has
        refused before is tried again.
        """
        self.check_access("read")
        self._check_can_run()
        listings = self.env["ebay.product.template"].search(
            [
                ("backend_id", "in", self.ids),
                ("listing_template_id", "!=", False),
                ("status", "in", ("draft", "active")),
            ]
        )
        return listings.export_listings()

    @api.model
    def _refresh_policies(self):
        """Enqueue reading policies and locations; tell the user."""
        backends = self.search([("id", "in", self._running().ids)])
        if not backends:
            raise UserError(
                self.env._("No account is connected to eBay. Connect one first.")
            )
        backends.import_policies()
        return show_message(
            self.env._(
                "Policies and locations are being read from eBay. Reload the page in a "
                "moment."
            )
        )

    @api.private
    def read_policies(self):
        """Read the business policies and inventory locations"""
        self._ebay_check_job()
        with self.work_on("ebay.business.policy") as work:
            result = work.component(usage="policy.importer").run()
        self._refresh_category_details()
        # What has vanished on eBay becomes a problem of the drafts that use it.
        self.env["ebay.product.template"]._mark_unchecked(
            SQL("backend_id = %s", self.id)
        )
        self.env["ebay.flow"]._record_success(self, "policies", result)
        return result

    def _refresh_category_details(self):
        """Enqueue reading again what eBay demands in the categories in use."""
        found = {}
        for model, extra in (
            ("ebay.listing.template", []),
            ("ebay.category.mapping", []),
            (
                "ebay.product.template",
                [
                    ("listing_template_id", "!=", False),
                    ("status", "in", ("draft", "active")),
                ],
            ),
        ):
            for marketplace, category in self.env[model]._read_group(
                [("backend_id", "=", self.id), ("category_id", "!=", False), *extra],
                ["marketplace_id", "category_id"],
            ):
                found[marketplace] = found.get(marketplace, category) | category
        for marketplace, categories in found.items():
            categories._enqueue_details(self, marketplace)

    @api.model
    def _cron_import_policies(self):
        """Read the business policies and locations of all accounts."""
        self._due("policies").import_policies()

    @api.private
    def follow_stock(self):
        """End listings that are sold out; list those with stock again"""
        self._ebay_check_job()
        with self.work_on("ebay.product.template") as work:
            return work.component(usage="stock.follower").run()

    @api.model
    def _cron_follow_stock(self):
        """Enqueue ending and relisting where a template wants it."""
        templates = self.env["ebay.listing.template"]._read_group(
            [
                ("backend_id", "in", self._running().ids),
                "|",
                ("relist", "=", True),
                ("end_without_stock", "=", True),
            ],
            ["backend_id"],
        )
        for (backend,) in templates:
            backend.with_context(ebay_trigger="schedule")._ebay_delay(
                "export_listing",
                "follow_stock",
                description=StoredText._("End and relist with the stock"),
            ).follow_stock()

    def action_opt_in_to_policies(self):
        """Opt the seller in to eBay's business policies, after a warning."""
        self.check_access("write")
        self.ensure_one()
        self._check_can_run()
        with self.sudo().work_on("ebay.business.policy") as work:
            work.component(usage="backend.adapter").opt_in()
        self.message_post(
            body=self.env._(
                "%s opted in to eBay's business policies.", self.env.user.name
            )
        )
        return True

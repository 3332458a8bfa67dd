# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


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

    def import_policies(self):
        """Enqueue reading the business policies and inventory locations."""
        self.check_access("read")
        self._check_can_run()
        for backend in self:
            backend._ebay_delay(
                "import",
                "policies",
                description=self.env._("Read business policies and locations"),
            ).read_policies()
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

    @api.private
    def read_policies(self):
        """Read the business policies and inventory locations"""
        self._ebay_check_job()
        with self.work_on("ebay.business.policy") as work:
            return work.component(usage="policy.importer").run()

    @api.model
    def _cron_import_policies(self):
        """Read the business policies and locations of all accounts."""
        self._running().with_context(ebay_trigger="schedule").import_policies()

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

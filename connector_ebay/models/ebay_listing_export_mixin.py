# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import UserError

from ..tools.fingerprint import fingerprint
from ..tools.stored_text import StoredText

#: Drafts that one job publishes: as many as eBay takes in one call.
LISTINGS_PER_JOB = 25


class EbayListingExportMixin(models.AbstractModel):
    """Check, publish, revise, end and relist ``ebay.product.template`` records."""

    _name = "ebay.listing.export.mixin"
    _description = "eBay Listing Export Mixin"
    _inherit = ["ebay.job.mixin"]

    def check_listings(self):
        """Check these listings without a call to eBay; return whether none has errors.

        Their problems are rewritten.
        """
        self._ebay_check_user()
        listings = self.sudo().filtered("listing_template_id")
        for backend, members in listings.grouped("backend_id").items():
            with backend.work_on(self._name) as work:
                work.component(usage="listing.checker").check(members)
        return not any(listings.mapped("error_count"))

    def export_listings(self):
        """Enqueue publishing drafts, and revising what changed of published listings.

        Listings that Odoo does not publish, and ended ones, are left alone.
        """
        self._ebay_check_user()
        label = self.env._("Publish or revise listings")
        pressed = self.env["ebay.button.press"]._follow(self, label)
        listings = pressed.sudo().filtered("listing_template_id")
        drafts = listings.filtered(lambda listing: listing.status == "draft")
        # The answer to a publication may have been lost: that is read first.
        drafts.filtered(lambda one: one.publish_state != "publishing").write(
            {"publish_state": "waiting"}
        )
        drafts._enqueue_export("publish", StoredText._("Publish listings"))
        published = listings.filtered(lambda listing: listing.status == "active")
        published._enqueue_export("revise", StoredText._("Revise listings"))
        return True

    def end_listings(self):
        """Enqueue ending these listings; drafts are deleted, at eBay too.

        :raise UserError: a listing was not made with eBay's Inventory API
        """
        self._ebay_check_user()
        listings = self.sudo().filtered(lambda listing: listing.status != "ended")
        foreign = listings.filtered(lambda one: one.channel != "inventory")
        if foreign:
            raise UserError(
                self.env._(
                    "'%s' was made on eBay: end it there.", foreign[0].display_name
                )
            )
        label = self.env._("End listings")
        self.env["ebay.button.press"]._follow(listings, label)._end("person")
        return True

    def _end(self, reason):
        """Enqueue ending these listings.

        :param reason: decides whether they are listed again by themselves
        """
        self.write({"end_reason": reason})
        self._enqueue_export("end", StoredText._("End listings"))

    def relist_listings(self):
        """Enqueue listing ended listings again, under new ids.

        :raise UserError: a listing was not made in Odoo
        """
        self._ebay_check_user()
        ended = self.sudo().filtered(lambda listing: listing.status == "ended")
        if any(not listing.listing_template_id for listing in ended):
            raise UserError(
                self.env._("Only listings that were made in Odoo can be listed again.")
            )
        ended._prepare_relisting()
        return ended.export_listings()

    def _enqueue_export(self, method, description, check=True):
        """Enqueue jobs for a few listings each.

        :param check: whether the accounts have to be able to work now
        """
        for backend, members in self.grouped("backend_id").items():
            if check:
                backend._check_can_run()
            for start in range(0, len(members), LISTINGS_PER_JOB):
                part = members[start : start + LISTINGS_PER_JOB]
                ids = ",".join(map(str, sorted(part.ids)))
                delayed = part._ebay_delay(
                    "export_listing",
                    f"{method}:{fingerprint(ids)}",
                    backend=backend,
                    description=description,
                )
                getattr(delayed, method)(backend)

    @api.private
    def revise(self, backend):
        """Send what changed of published listings"""
        with self._ebay_work(backend) as work:
            return work.component(usage="listing.reviser").run(self)

    @api.private
    def end(self, backend):
        """End listings, delete drafts"""
        with self._ebay_work(backend) as work:
            return work.component(usage="listing.ender").run(self)

    @api.private
    def publish(self, backend):
        """Publish drafts of listings"""
        with self._ebay_work(backend) as work:
            result = work.component(usage="listing.publisher").run(self)
        self.env["ebay.feedback"]._refresh_screens()
        return result

    def _get_group_key(self):
        """Return the key of the inventory item group of this listing's variations."""
        self.ensure_one()
        if self.group_key:
            return self.group_key
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid") or ""
        return f"odoo{uuid[:8]}{self.id}"

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.client_actions import RELOAD, show_message


class EbayListingScreenMixin(models.AbstractModel):
    """What a person does with ``ebay.product.template`` that Odoo publishes."""

    _name = "ebay.listing.screen.mixin"
    _inherit = ["ebay.job.mixin"]
    _description = "eBay Listing Screen Mixin"

    batch_id = fields.Many2one(
        "ebay.listing.batch",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="The batch in which it was created or published last.",
    )

    def action_publish(self):
        """Publish these drafts, send what changed of those that are published.

        Several drafts get a screen with their progress.
        """
        self._ebay_check_user()
        listings = self.exists().sudo().filtered("listing_template_id")
        begun = listings.filtered(
            lambda one: (
                one.status == "draft" and one.publish_state in ("waiting", "publishing")
            )
        )
        drafts = listings.filtered(lambda one: one.status == "draft") - begun
        changed = listings.filtered(lambda one: one.status == "active")
        if not begun and not drafts and not changed:
            raise UserError(
                self.env._(
                    "None of these can be published: a listing that has ended comes "
                    "back with 'List Again', and one made on eBay is changed there."
                )
            )
        batches = self.env["ebay.listing.batch"].sudo()
        if len(drafts) > 1:
            for backend, members in drafts.grouped("backend_id").items():
                batch = batches.create(
                    {
                        "backend_id": backend.id,
                        "kind": "publish",
                        "listing_total": len(members),
                    }
                )
                members.batch_id = batch
                batches |= batch
        (drafts | changed).export_listings()
        if batches:
            return batches[:1].with_user(self.env.user)._open()
        if drafts or begun:
            return show_message(
                self.env._("Publishing has begun. This takes a minute."), then=RELOAD
            )
        return show_message(
            self.env._("What has changed is being sent to eBay."), then=RELOAD
        )

    def action_check(self):
        """Check these listings; say how many are ready."""
        self._ebay_check_user()
        listings = self.exists().filtered("listing_template_id")
        listings.check_listings()
        wrong = listings.filtered("error_count")
        if not listings:
            raise UserError(self.env._("Only listings made in Odoo are checked here."))
        if not wrong:
            return show_message(
                self.env._("Nothing is missing: %s can be published.", len(listings)),
                then=RELOAD,
            )
        return show_message(
            self.env._(
                "%(wrong)s of %(total)s have errors. Each says what to do.",
                wrong=len(wrong),
                total=len(listings),
            ),
            "warning",
            then=RELOAD,
        )

    def action_preview(self):
        """Show this listing as buyers will see it."""
        self._ebay_check_user()
        self.ensure_one()
        if not self.listing_template_id:
            raise UserError(
                self.env._("This listing was made on eBay: open it there to see it.")
            )
        return self.env["ebay.listing.preview"]._open(self)

    def get_formview_id(self, access_uid=None):
        """Open drafts with the form in which they are prepared."""
        if len(self) == 1 and self.status == "draft":
            return self.env.ref("connector_ebay.ebay_listing_draft_view_form").id
        return super().get_formview_id(access_uid=access_uid)

    def _check_made_in_odoo(self):
        """Check that Odoo publishes these listings.

        :raise UserError: one of them was made on eBay
        """
        if any(not listing.listing_template_id for listing in self):
            raise UserError(
                self.env._("A listing that was made on eBay is changed there.")
            )

    def _write_aspects(self, changed):
        """Set item specifics on all these listings, with one statement.

        :param changed: ``{name: [values]}``; an empty list takes one away
        """
        self.check_access("write")
        self._check_made_in_odoo()
        removed = [name for name, values in changed.items() if not values]
        added = {name: values for name, values in changed.items() if values}
        self.flush_model(["aspect_values"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE ebay_product_template
                SET aspect_values =
                        (COALESCE(NULLIF(aspect_values, 'null'), '{}') - %s::text[])
                        || %s::jsonb,
                    write_uid = %s, write_date = now() AT TIME ZONE 'UTC'
                WHERE id IN %s
                """,
                removed,
                json.dumps(added),
                self.env.uid,
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(["aspect_values"])

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.exceptions import UserError

from ..tools.client_actions import RELOAD


class EbayListingFixMixin(models.AbstractModel):
    """Open the place where a problem of ``ebay.product.template`` is mended."""

    _name = "ebay.listing.fix.mixin"
    _inherit = ["ebay.job.mixin"]
    _description = "eBay Listing Fix Mixin"

    def _fix(self, fix, skus=None, aspect=""):
        """Return the action that mends a problem of these listings.

        :param fix: kind of ``tools.publishing.fixes``
        :param skus: those that have the problem; None for the whole listings
        :param aspect: name of the item specific, if it is about one
        """
        listings = self.exists()
        if not listings:
            return RELOAD
        if fix == "category":
            return listings.action_choose_category()
        if fix == "aspects":
            return self.env["ebay.aspect.form"]._open(listings, aspect)
        if fix == "template":
            return listings._open_records(
                listings.listing_template_id, self.env._("Listing Templates")
            )
        if fix == "account":
            return listings._open_records(listings.backend_id, self.env._("Accounts"))
        if fix == "product":
            return listings._open_products(skus)
        if fix == "retry":
            return listings.action_publish()
        return listings._open_drafts()

    def _open_products(self, skus):
        """Open the products of these listings, or the variants of these SKUs."""
        if skus and (len(self) > 1 or len(self.sku_ids) > 1):
            return self._open_records(skus.odoo_id, self.env._("Variants"))
        products = self.odoo_id or self.sku_ids.odoo_id.product_tmpl_id
        return self._open_records(products, self.env._("Products"))

    def _open_records(self, records, name):
        """Return the action that opens one record's form, or the list of several."""
        if not records:
            raise UserError(self.env._("What is to be opened does not exist any more."))
        records.check_access("read")
        action = {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": records._name,
            "context": {"create": False},
        }
        if len(records) == 1:
            return {
                **action,
                "res_id": records.id,
                "views": [(False, "form")],
            }
        return {
            **action,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", records.ids)],
        }

    def _open_drafts(self, name=None):
        """Return the action that opens one draft's form, or the list of several."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_listing_draft_action"
        )
        action["context"] = {}
        action["name"] = name or action["name"]
        if len(self) == 1:
            form = self.env.ref("connector_ebay.ebay_listing_draft_view_form")
            return {**action, "res_id": self.id, "views": [(form.id, "form")]}
        return {**action, "domain": [("id", "in", self.ids)]}

    def action_open_draft(self):
        """Open the form in which this listing is prepared."""
        self._ebay_check_user()
        self.ensure_one()
        return self._open_drafts()

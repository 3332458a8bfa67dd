# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from .ebay_listing_template import CONDITION_NAMES


class EbayListingDraftMixin(models.AbstractModel):
    """What an ``ebay.product.template`` needs to be published by Odoo.

    A draft has no ``external_id``: eBay gives it when the listing is published. What a
    user writes on it goes before the template.
    """

    _name = "ebay.listing.draft.mixin"
    _description = "eBay Listing Draft Mixin"

    listing_template_id = fields.Many2one(
        "ebay.listing.template",
        string="Listing Template",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    subtitle = fields.Char(help="A second line under the title. eBay charges for it.")
    draft_description = fields.Html(
        string="Own Description",
        sanitize=True,
        sanitize_attributes=True,
        help="Text of this listing. Empty: as the template says.",
    )
    condition = fields.Selection(CONDITION_NAMES)
    condition_description = fields.Text()
    condition_descriptors = fields.Json(
        help="eBay's ids of the condition's details, as sent."
    )
    aspect_values = fields.Json(
        string="Item Specifics to Send",
        help="{name: [values]}, in the marketplace's language, without those by which "
        "the variations differ.",
    )
    mapped_aspects = fields.Json(
        readonly=True, help="The item specifics as last filled in from the product."
    )
    has_own_title = fields.Boolean(
        readonly=True, help="A user wrote the title: it does not follow the product."
    )
    problem_ids = fields.One2many("ebay.listing.problem", "listing_id")
    error_count = fields.Integer(readonly=True)
    warning_count = fields.Integer(readonly=True)
    checked_at = fields.Datetime(readonly=True)
    group_key = fields.Char(
        string="Group Key",
        readonly=True,
        copy=False,
        help="Key of the inventory item group of its variations.",
    )
    sent_checksums = fields.Json(
        readonly=True,
        copy=False,
        help="Checksums of what eBay has accepted, by document.",
    )
    frozen_fields = fields.Json(
        readonly=True,
        copy=False,
        help="What eBay does not let change after a sale.",
    )
    publish_state = fields.Selection(
        [
            ("draft", "Draft"),
            ("ready", "Ready"),
            ("waiting", "Waiting"),
            ("publishing", "Publishing"),
            ("published", "Published"),
            ("refused", "Refused"),
        ],
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="How far publishing has come. Empty: the listing was not made in Odoo.",
    )

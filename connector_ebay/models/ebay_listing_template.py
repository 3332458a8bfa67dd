# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.problem_texts import problem_text
from ..tools.publishing.category import CONDITIONS
from ..tools.publishing.check import check_template
from ..tools.publishing.content import ListingContent

CONDITION_NAMES = [
    ("NEW", "New"),
    ("NEW_OTHER", "New other"),
    ("NEW_WITH_DEFECTS", "New with defects"),
    ("CERTIFIED_REFURBISHED", "Certified refurbished"),
    ("EXCELLENT_REFURBISHED", "Excellent - refurbished"),
    ("VERY_GOOD_REFURBISHED", "Very good - refurbished"),
    ("GOOD_REFURBISHED", "Good - refurbished"),
    ("SELLER_REFURBISHED", "Seller refurbished"),
    ("LIKE_NEW", "Like new"),
    ("PRE_OWNED_EXCELLENT", "Pre-owned - excellent"),
    ("USED_EXCELLENT", "Used - excellent"),
    ("PRE_OWNED_FAIR", "Pre-owned - fair"),
    ("USED_VERY_GOOD", "Used - very good"),
    ("USED_GOOD", "Used - good"),
    ("USED_ACCEPTABLE", "Used - acceptable"),
    ("FOR_PARTS_OR_NOT_WORKING", "For parts or not working"),
]
assert {code for code, _name in CONDITION_NAMES} == set(CONDITIONS.values())

POLICY_DOMAIN = (
    "[('backend_id', '=', backend_id), ('marketplace_id', '=', marketplace_id), "
    "('policy_type', '=', '%s')]"
)


class EbayListingTemplate(models.Model):
    """How products are listed on a marketplace."""

    _name = "ebay.listing.template"
    _description = "eBay Listing Template"
    _inherit = ["ebay.job.mixin", "ebay.condition.choice.mixin"]
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    backend_id = fields.Many2one(
        "ebay.backend",
        string="eBay Account",
        required=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self.env["ebay.backend"].search([], limit=1),
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    marketplace_id = fields.Many2one(
        "ebay.marketplace",
        required=True,
        ondelete="restrict",
        compute="_compute_marketplace_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    currency_id = fields.Many2one(related="marketplace_id.currency_id")
    fulfillment_policy_id = fields.Many2one(
        "ebay.business.policy",
        string="Shipping Policy",
        ondelete="set null",
        domain=POLICY_DOMAIN % "fulfillment",
    )
    payment_policy_id = fields.Many2one(
        "ebay.business.policy", ondelete="set null", domain=POLICY_DOMAIN % "payment"
    )
    return_policy_id = fields.Many2one(
        "ebay.business.policy", ondelete="set null", domain=POLICY_DOMAIN % "return"
    )
    location_id = fields.Many2one(
        "ebay.inventory.location",
        string="Ships From",
        ondelete="set null",
        domain="[('backend_id', '=', backend_id)]",
    )
    category_id = fields.Many2one(
        "ebay.product.category",
        string="Category",
        ondelete="set null",
        domain="[('backend_id', '=', backend_id)]",
        help="For products whose product category has no eBay category of its own.",
    )
    condition = fields.Selection(CONDITION_NAMES, default="NEW")
    condition_description = fields.Text(
        help="For used items: what a buyer should know about their state."
    )
    pricelist_id = fields.Many2one(
        "product.pricelist",
        check_company=True,
        help="Prices of the listings. Empty: as for all listings of the marketplace.",
    )
    description_html = fields.Html(
        string="Description",
        sanitize=True,
        sanitize_attributes=True,
        translate=False,
        help="Text of every listing. {{ object.name }} and other fields of the product "
        "can be used. Empty: the product's own description.",
    )
    mobile_summary = fields.Text(
        help="What buyers see first on a phone, at most 800 characters."
    )
    vat_mode = fields.Selection(
        [
            ("product", "Product's tax"),
            ("fixed", "Fixed rate"),
            ("none", "None"),
        ],
        string="VAT",
        required=True,
        default="product",
    )
    vat_rate = fields.Float(string="VAT Rate (%)")
    best_offer = fields.Boolean(help="Buyers may propose a price.")
    best_offer_accept = fields.Float(
        string="Accept From (%)", help="Share of the price. 0: never by itself."
    )
    best_offer_decline = fields.Float(
        string="Decline Below (%)", help="Share of the price. 0: never by itself."
    )
    quantity_limit = fields.Integer(
        string="Per Buyer", help="Units that one buyer may buy. 0: no limit."
    )
    untracked_quantity = fields.Integer(
        string="Quantity Without Stock",
        help="Units offered of products whose stock Odoo does not track.",
    )
    lot_size = fields.Integer(help="Units sold together as one lot. 0: no lots.")
    store_categories = fields.Char(
        help="Up to two categories of the seller's eBay shop, as /A/B, separated by "
        "commas."
    )
    picture_limit = fields.Integer(
        string="Pictures", default=12, help="At most so many pictures of a product."
    )
    brand_field = fields.Char(
        string="Brand From",
        default="product_brand_id",
        help="Field of the product with its brand, if Odoo has such a field.",
    )
    package_length = fields.Float(string="Length (cm)")
    package_width = fields.Float(string="Width (cm)")
    package_height = fields.Float(string="Height (cm)")
    seller_hub_edits = fields.Selection(
        [("keep", "Keep them"), ("overwrite", "Overwrite them")],
        string="Changes Made in Seller Hub",
        required=True,
        default="keep",
        help="What happens to what was changed on eBay after it was published.",
    )
    follow_title = fields.Boolean(default=True)
    follow_description = fields.Boolean(default=True)
    follow_pictures = fields.Boolean(default=True)
    follow_aspects = fields.Boolean(string="Follow Item Specifics", default=True)
    follow_category = fields.Boolean(default=False)
    follow_policies = fields.Boolean(default=True)
    relist = fields.Boolean(
        string="Relist With Stock",
        help="List a product again that had ended because it was sold out.",
    )
    end_without_stock = fields.Boolean(
        help="End a listing when nothing is left. Off: it stays with quantity 0, if "
        "out-of-stock control is on at eBay.",
    )
    policies_opted_in = fields.Boolean(related="backend_id.policies_opted_in")
    problem_note = fields.Text(
        string="To Do",
        compute="_compute_problem_note",
        help="What keeps every listing of this template from eBay.",
    )
    aspect_mapping_ids = fields.One2many("ebay.aspect.mapping", "template_id")
    listing_ids = fields.One2many("ebay.product.template", "listing_template_id")
    listing_count = fields.Integer(compute="_compute_listing_count")

    @api.depends("backend_id")
    def _compute_marketplace_id(self):
        for template in self:
            template.marketplace_id = (
                template.marketplace_id or template.backend_id.marketplace_id
            )

    def _compute_listing_count(self):
        counts = dict(
            self.env["ebay.product.template"]._read_group(
                [("listing_template_id", "in", self.ids)],
                ["listing_template_id"],
                ["__count"],
            )
        )
        for template in self:
            template.listing_count = counts.get(template, 0)

    @api.depends(
        "fulfillment_policy_id.active",
        "payment_policy_id.active",
        "return_policy_id.active",
        "location_id.active",
        "category_id",
        "marketplace_id",
    )
    @api.depends_context("lang")
    def _compute_problem_note(self):
        for template in self:
            details = self.env["ebay.category.details"]._find(
                template.backend_id,
                template.marketplace_id,
                template.category_id.mapped("external_id"),
            )
            content = ListingContent(
                record_id=0,
                marketplace=template.marketplace_id.code or "",
                locale="",
                currency="",
                category=next((one._to_content() for one in details.values()), None),
                policies=template._policies_to_content(),
                location=template.location_id._to_content(),
            )
            template.problem_note = "\n".join(
                problem_text(self.env, one.code, one.details)
                for one in check_template(content)
            )

    def _policies_to_content(self):
        """Return the policies as the check of a listing needs them, by their type."""
        return {
            "fulfillment": self.fulfillment_policy_id._to_content(),
            "payment": self.payment_policy_id._to_content(),
            "return": self.return_policy_id._to_content(),
        }

    def write(self, vals):
        """Check the drafts of these templates again."""
        result = super().write(vals)
        if self.ids:
            self.env["ebay.product.template"]._mark_unchecked(
                SQL("listing_template_id IN %s", tuple(self.ids))
            )
        return result

    def create_listings(self, product_template_ids, again=False):
        """Create drafts of these products and check them; return the drafts' ids.

        What is not cached yet of their categories is read from eBay. A product that is
        listed on the marketplace already gets no second listing.

        :param again: list also what is listed already
        """
        self._ebay_check_user()
        self.ensure_one()
        products = self.env["product.template"].browse(product_template_ids)
        products.check_access("read")
        template = self.sudo().with_company(self.company_id)
        with template.backend_id.work_on("ebay.product.template") as work:
            listings = work.component(usage="listing.creator").create_drafts(
                template, products.sudo(), again
            )
            work.component(usage="listing.checker").check(listings)
        return listings.ids

    def action_read_policies(self):
        """Read the business policies and locations from eBay now."""
        self.check_access("read")
        return self.backend_id.import_policies()

    def action_opt_in(self):
        """Opt the seller in to business policies."""
        self.check_access("write")
        return self.backend_id.action_opt_in_to_policies()

    def action_choose_category(self):
        """Open the dialog in which the category of this template is chosen."""
        self.check_access("write")
        self.ensure_one()
        return self.env["ebay.category.choice"]._open(self)

    def action_open_listings(self):
        """List the listings that use this template."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_listing_draft_action"
        )
        return {
            **action,
            "domain": [("listing_template_id", "in", self.ids)],
            "context": {},
        }

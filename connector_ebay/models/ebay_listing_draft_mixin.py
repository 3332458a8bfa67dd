# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.stored_text import StoredText, dump_text
from .ebay_listing_template import CONDITION_NAMES


class EbayListingDraftMixin(models.AbstractModel):
    """What an ``ebay.product.template`` needs to be published by Odoo.

    A draft has no ``external_id``: eBay gives it when the listing is published. What a
    user writes on it goes before the template.
    """

    _name = "ebay.listing.draft.mixin"
    _description = "eBay Listing Draft Mixin"
    _inherit = ["ebay.condition.choice.mixin"]

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
    group_key = fields.Char(
        readonly=True,
        copy=False,
        help="Key of the inventory item group of its variations.",
    )
    sent_documents = fields.Json(
        readonly=True,
        copy=False,
        help="What eBay has accepted last, by document.",
    )
    picture_urls = fields.Json(
        readonly=True,
        copy=False,
        help="Addresses of its pictures at eBay by checksum. They stay as long as the "
        "listing shows them.",
    )
    frozen_fields = fields.Json(
        readonly=True,
        copy=False,
        help="What eBay does not let change after a sale.",
    )
    end_reason = fields.Selection(
        [("person", "Ended by a user"), ("stock", "Sold out")],
        readonly=True,
        copy=False,
        help="Why Odoo ends it. Empty: it has not ended, or eBay ended it.",
    )
    previous_ids = fields.Json(
        readonly=True, copy=False, help="Listing ids that it had before."
    )

    def _skus_to_list(self):
        """Return the SKUs that these listings have, or are to have."""
        skus = self.with_context(active_test=False).sku_ids
        listed = skus.filtered(lambda sku: sku.active or sku.is_left_out)
        # The products of all listings are read together.
        return listed.with_prefetch(skus._prefetch_ids)

    def _set_published(self, external_id, content, left_out=()):
        """Store that eBay has published this listing, and its ids.

        :param content: what was published; None if only its id could be read
        :param left_out: ids of the offers that eBay does not show in it
        """
        self.ensure_one()
        self._delete_twin(external_id)
        now = fields.Datetime.now()
        self.write(
            {
                "external_id": external_id,
                "status": "active",
                "publish_state": "published",
                "title": content.title if content else self.title,
                "url": f"https://{self.marketplace_id.domain}/itm/{external_id}",
                "start_time": now,
                "sync_date": now,
            }
        )
        self._set_on_sale(content, left_out)

    def _set_on_sale(self, content, left_out=()):
        """Store which SKUs eBay shows in this listing, as it was published.

        Those that it has left out are not exported, and are published again with the
        next change.
        """
        skus = self._skus_to_list()
        missing = skus.filtered(lambda sku: sku.ebay_offer_id in left_out)
        missing.write({"active": False, "is_left_out": True})
        self._report_left_out(missing)
        external_id = self.external_id
        by_id = {sku.record_id: sku for sku in content.skus} if content else {}
        for sku in skus - missing:
            values = {
                "ebay_listing_id": external_id,
                "external_id": external_id,
                "active": True,
                "is_left_out": False,
            }
            own = by_id.get(sku.id)
            if own:
                values["ebay_sku"] = own.sku
                if sku.is_left_out or not sku.external_id:
                    values.update(
                        price=float(own.price or 0), quantity=max(0, own.quantity or 0)
                    )
                if own.axes:
                    pairs = sorted(own.axes.items())
                    words = [f"{name}={value}" for name, value in pairs]
                    values["external_id"] = "|".join([external_id, *words])
                    values["specifics"] = [list(pair) for pair in pairs]
            elif len(skus) > 1:
                values["external_id"] = f"{external_id}|SKU={sku.ebay_sku}"
            sku.write(values)
        self.env["ebay.sku.mark"].sudo()._mark(skus - missing, "stock")

    def _report_left_out(self, skus):
        """Rewrite the problems of variations that eBay does not show."""
        self.problem_ids.filtered(lambda one: one.code == "ebay_left_out").unlink()
        self.env["ebay.listing.problem"].create(
            [
                {
                    "listing_id": self.id,
                    "sku_id": sku.id,
                    "severity": "warning",
                    "code": "ebay_left_out",
                    "field": "variations",
                }
                for sku in skus
            ]
        )
        self.warning_count = len(
            self.problem_ids.filtered(lambda one: one.severity == "warning")
        )

    def _delete_drafts(self):
        """Delete these drafts, whose products are gone; at eBay too where it has some.

        That waits until the account works.
        """
        drafts = self.exists()
        unsent = drafts.filtered(lambda one: not one.sent_documents)
        (drafts - unsent)._enqueue_export(
            "end", StoredText._("Delete drafts"), check=False
        )
        unsent.unlink()

    def _delete_twin(self, external_id):
        """Delete the listing of this id that an import has created meanwhile.

        eBay shows a new listing at once; its answer may arrive later.
        """
        twin = self.with_context(active_test=False).search(
            [
                ("backend_id", "=", self.backend_id.id),
                ("external_id", "=", external_id),
                ("id", "!=", self.id),
            ]
        )
        if twin:
            twin.unlink()
            self.env.flush_all()

    # === BUTTONS ===

    def action_open_aspects(self):
        """Open the item specifics with what eBay demands of each."""
        return self.env["ebay.aspect.form"]._open(self)

    def action_choose_category(self):
        """Open the dialog in which a category is chosen for these listings."""
        return self.env["ebay.category.choice"]._open(self)

    def _follow_template(self, template_id):
        """Prepare these drafts for another template.

        The category of the former template is replaced by that of the new one; one
        that a user or the product's category has chosen stays.

        :raise UserError: the template does not fit, or a listing is not a draft
        """
        template = self.env["ebay.listing.template"].browse(template_id or 0).exists()
        if any(
            listing.status != "draft"
            or listing.publish_state in ("waiting", "publishing")
            for listing in self
        ):
            raise UserError(
                self.env._(
                    "Only drafts can use another template. End the listing and list "
                    "the product again with the other template."
                )
            )
        if any(
            (listing.backend_id, listing.marketplace_id)
            != (template.backend_id, template.marketplace_id)
            for listing in self
        ):
            raise UserError(
                self.env._(
                    "Choose a template of the same account and marketplace. For "
                    "another marketplace, choose 'List on eBay' for the product."
                )
            )
        for former, drafts in self.grouped("listing_template_id").items():
            following = drafts.filtered(
                lambda one, former=former: one.category_id == former.category_id
            )
            if template.category_id and following:
                following.category_id = template.category_id
                following._load_category()

    def _load_category(self):
        """Read what is not cached yet of the categories of these listings."""
        for backend, members in self.sudo().grouped("backend_id").items():
            with backend.work_on("ebay.category.details") as work:
                importer = work.component(usage="category.details.importer")
                for market, part in members.grouped("marketplace_id").items():
                    importer.load(part.category_id, market)

    def _prepare_relisting(self):
        """Make ended listings drafts again; their offers are published anew.

        eBay gives a new id. The old one is kept for the history.
        """
        for listing in self:
            ids = [*(listing.previous_ids or []), listing.external_id]
            listing.write(
                {
                    "status": "draft",
                    "publish_state": "draft",
                    "external_id": False,
                    "previous_ids": ids,
                    "frozen_fields": False,
                    "end_reason": False,
                }
            )
            listing.sku_ids.write({"external_id": False})

    def _delete_refusals(self):
        """Delete what eBay said about these listings: they are sent again."""
        self.problem_ids.filtered(
            lambda one: one.code.startswith("ebay_") and one.code != "ebay_left_out"
        ).unlink()
        self.filtered("refused_content").refused_content = False

    def _set_refused(self, refusals, content):
        """Store why eBay did not accept this listing, in eBay's words.

        :param content: checksum of what was refused
        """
        self.ensure_one()
        skus = {sku.ebay_sku: sku.id for sku in self.sku_ids}
        self.env["ebay.listing.problem"].create(
            [
                {
                    "listing_id": self.id,
                    "sku_id": skus.get(refusal.sku, False),
                    "severity": "error",
                    "code": f"ebay_{refusal.error_id}",
                    "field": refusal.field or False,
                    "details": {"text": dump_text(refusal.message)},
                }
                for refusal in refusals
            ]
        )
        self.write(
            {
                "publish_state": "refused",
                "error_count": len(refusals),
                "refused_content": content,
            }
        )

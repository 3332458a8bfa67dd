# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..exceptions import EbayWait

PROPOSALS = [
    ("choose", "To choose"),
    ("blank", "No SKU"),
    ("link", "To link"),
    ("chosen", "Chosen"),
    ("create", "To create"),
]

#: More SKUs than this are not done while somebody waits, but by jobs.
AT_ONCE = 200


class EbayProductProduct(models.Model):
    """*Match listings*: what would become of SKUs without product, and doing it."""

    _inherit = "ebay.product.product"

    proposal = fields.Selection(
        PROPOSALS,
        readonly=True,
        copy=False,
        help="What would be done for this SKU. Nothing is done before somebody "
        "applies it.",
    )
    proposed_product_id = fields.Many2one(
        "product.product",
        string="Product to Link",
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        domain="[('company_id', 'in', [False, company_id])]",
    )

    def write(self, values):
        """Take what a person types into the two product fields as a decision."""
        if "proposed_product_id" in values and "proposal" not in values:
            chosen = values["proposed_product_id"]
            values = {**values, "proposal": "chosen" if chosen else False}
            result = super().write(values)
            if not chosen:
                self._propose()
            return result
        if "odoo_id" in values and "match_state" not in values:
            values = {**values, **self._decided(values["odoo_id"])}
            result = super().write(values)
            self._settle_listings()
            return result
        return super().write(values)

    @staticmethod
    def _decided(product_id):
        """Values that go with a product somebody has linked, or unlinked."""
        return {
            "match_state": "matched" if product_id else "unmatched",
            "match_note": False,
            "candidate_ids": [fields.Command.clear()],
            "proposal": False,
            "proposed_product_id": False,
        }

    @api.model
    def _of_products(self, products):
        """The SKUs linked to these products, whoever asks, ended ones too."""
        skus = self.sudo().with_context(active_test=False)
        return skus.search([("odoo_id", "in", products.ids)])

    def _settle_listings(self):
        """Let the listings say what their SKUs amount to now."""
        for backend, skus in self.sudo().grouped("backend_id").items():
            with backend.work_on("ebay.product.template") as work:
                work.component(usage="product.linker")._settle(skus.listing_id)

    # === PROPOSE ===

    @api.model
    def _to_match_domain(self, backends):
        return [
            ("backend_id", "in", backends.ids),
            ("status", "=", "active"),
            ("match_state", "!=", "matched"),
        ]

    @api.model
    def _to_match(self, backends):
        return self.search(self._to_match_domain(backends))

    def _propose(self):
        """Note for each of these SKUs what would be done; links nothing."""
        for backend, skus in self.sudo().grouped("backend_id").items():
            with backend._match_work() as work:
                work.component(usage="match.proposer").propose(skus)

    def _shown(self):
        """The selected SKUs; without a selection, all that the list shows."""
        context = self.env.context
        if self or context.get("active_model") != self._name:
            return self
        return self.search(Domain(context.get("active_domain") or Domain.FALSE))

    def action_match_refresh(self):
        """Look again, for instance after a product's reference was corrected."""
        self._shown()._propose()

    # === APPLY ===

    def action_match_apply(self):
        """Do what is proposed; SKUs that need a choice stay as they are."""
        return self._start_match(self._shown())

    def action_match_create(self):
        """Create products for these SKUs, also where eBay has no SKU for them."""
        return self._start_match(self, blank=True)

    def _start_match(self, skus, blank=False):
        """Apply a few at once, and many in jobs."""
        skus.check_access("write")
        if len(skus) > AT_ONCE:
            jobs = skus._enqueue_match(blank)
            return self._notice(
                self.env._(
                    "%(skus)s SKUs are matched by %(jobs)s jobs. Reload to see.",
                    skus=len(skus),
                    jobs=jobs,
                )
            )
        try:
            counts = skus.sudo()._apply_match(blank)
        except EbayWait as wait:
            raise UserError(self.env._("%s Try again in a moment.", wait)) from wait
        done = counts["linked"] or counts["created"]
        return self._notice(
            self._match_sentence(counts), "success" if done else "warning"
        )

    def _enqueue_match(self, blank):
        """Jobs of whole listings, about :data:`AT_ONCE` SKUs each: how many."""
        jobs = 0
        for skus in self.sudo().grouped("backend_id").values():
            batch = self.browse()
            for group in skus.grouped("listing_id").values():
                batch |= group
                if len(batch) >= AT_ONCE:
                    jobs += batch._enqueue_batch(blank)
                    batch = self.browse()
            if batch:
                jobs += batch._enqueue_batch(blank)
        return jobs

    def _enqueue_batch(self, blank):
        self._ebay_delay(
            "import",
            f"match:{min(self.ids)}:{max(self.ids)}:{len(self)}",
            description=self.env._("Match %s SKUs", len(self)),
        ).apply_match(blank)
        return 1

    def apply_match(self, blank=False):
        """Match SKUs with products"""
        return self._match_sentence(self._apply_match(blank))

    def _apply_match(self, blank):
        """Link and create: a Counter of ``linked``, ``created`` and ``left``."""
        counts = Counter()
        todo = self.exists().filtered(lambda sku: sku.match_state != "matched")
        for backend, skus in todo.grouped("backend_id").items():
            with backend._match_work() as work:
                counts += work.component(usage="match.proposer").apply(skus, blank)
        return counts

    def _match_sentence(self, counts):
        sentence = self.env._(
            "%(linked)s linked, %(created)s products created.",
            linked=counts["linked"],
            created=counts["created"],
        )
        if counts["left"]:
            sentence += " " + self.env._("%s need a decision first.", counts["left"])
        return sentence

    def _notice(self, message, kind="success"):
        """Tell it and reload the list."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_unlink_product(self):
        """Undo a link; the product and the listing stay."""
        self.write({"odoo_id": False})

    # === LINKS ===

    def action_open_ebay_listing(self):
        """Open the listing that this SKU belongs to."""
        self.ensure_one()
        return self.listing_id.get_formview_action()

    def action_open_live_listing(self):
        """Open the listing on eBay."""
        self.ensure_one()
        return self.listing_id.action_open_listing()

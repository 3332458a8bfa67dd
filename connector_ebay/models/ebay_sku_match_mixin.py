# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..exceptions import EbayWait
from ..tools.client_actions import CLOSE, show_message
from ..tools.stored_text import StoredText

PROPOSALS = [
    ("choose", "To choose"),
    ("blank", "No SKU"),
    ("link", "To link"),
    ("check", "To check"),
    ("chosen", "Chosen"),
    ("create", "To create"),
]

#: More SKUs than this are matched by jobs, not while the user waits.
MATCH_AT_ONCE = 200

#: SKUs that one job links to products that exist.
LINKED_PER_JOB = 2000

#: More SKUs than this are compared with the products by jobs.
COMPARE_AT_ONCE = 1000

#: SKUs that one job compares with the products.
COMPARED_PER_JOB = 20000


class EbaySkuMatchMixin(models.AbstractModel):
    """*Match Listings*: what would be done for each SKU without product.

    Nothing is linked or created until a user applies it.
    """

    _name = "ebay.sku.match.mixin"
    _description = "eBay SKU Match Mixin"

    proposal = fields.Selection(
        PROPOSALS,
        readonly=True,
        copy=False,
        help="What would be done for this SKU. Nothing is done until a user applies "
        "it.",
    )
    match_kind_id = fields.Many2one(
        "ebay.match.kind",
        string="Found By",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="How the product was found, or why a user has to decide.",
    )
    match_kind = fields.Char(related="match_kind_id.code")
    proposed_product_id = fields.Many2one(
        "product.product",
        string="Product to Link",
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
    )

    @api.model
    def _to_match_domain(self, backends):
        """Return the domain of the SKUs on sale that have no product."""
        return [
            ("backend_id", "in", backends.ids),
            ("status", "=", "active"),
            ("match_state", "!=", "matched"),
        ]

    def _propose(self):
        """Store for each of these SKUs what would be done; link nothing."""
        for proposer, skus in self._with_component("match.proposer"):
            proposer.propose(skus)

    def _start_propose(self):
        """Propose, at once if these SKUs are few; return the number of jobs else."""
        if len(self) <= COMPARE_AT_ONCE:
            self._propose()
            return 0
        jobs = 0
        label = self.env._("Match listings")
        pressed = self.env["ebay.button.press"]._follow(self, label)
        for skus in pressed.sudo().grouped("backend_id").values():
            for start in range(0, len(skus), COMPARED_PER_JOB):
                part = skus[start : start + COMPARED_PER_JOB]
                part._ebay_delay(
                    "import",
                    f"compare:{min(part.ids)}:{max(part.ids)}:{len(part)}",
                    description=StoredText._(
                        "Compare %s SKUs with products", len(part)
                    ),
                ).compare()
                jobs += 1
        return jobs

    @api.private
    def compare(self):
        """Compare SKUs with products"""
        self._ebay_check_job()
        to_match = self.exists().filtered(lambda sku: sku.match_state != "matched")
        to_match._propose()
        return StoredText._("%s SKUs compared with the products.", len(to_match))

    def _selected_or_all(self):
        """Return the selected SKUs; without a selection, all that the list shows."""
        context = self.env.context
        if self or context.get("active_model") != self._name:
            return self
        return self.search(Domain(context.get("active_domain") or Domain.FALSE))

    @api.model
    def _match_screen(self, domain):
        """Propose products for the SKUs of a domain; return *Match Listings* for them.

        Of very many SKUs, only those without proposal are compared, by jobs.
        """
        skus = self.search(domain)
        if len(skus) > COMPARE_AT_ONCE:
            skus = skus.filtered(lambda sku: not sku.proposal)
        jobs = skus._start_propose()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_match_action"
        )
        context = {"search_default_group_by_kind": 1, "ebay_match_domain": domain}
        action = {**action, "domain": domain, "context": context}
        if not jobs:
            return action
        sentence = self._compare_sentence(len(skus))
        return {**show_message(sentence, "info", then=action), "domain": domain}

    def action_match_refresh(self):
        """Propose again, for example after a product's reference was corrected."""
        self.check_access("write")
        skus = self._selected_or_all()
        jobs = skus._start_propose()
        if not jobs:
            return None
        return show_message(self._compare_sentence(len(skus)), then=CLOSE)

    @api.model
    def _compare_sentence(self, count):
        """Say that many SKUs are being compared."""
        return self.env._(
            "%s SKUs are being compared with your products. Nothing is linked. You are "
            "told here when the proposals are ready.",
            count,
        )

    def action_match_apply(self):
        """Link and create as proposed; SKUs that need a choice stay as they are.

        Proposals that a user should check are accepted for selected SKUs only.
        """
        self.check_access("write")
        return self._selected_or_all()._start_match(accept=bool(self))

    def action_match_create(self):
        """Create products for these SKUs, also where eBay has no SKU for them."""
        return self._start_match(blank=True)

    def _start_match(self, blank=False, accept=False):
        """Apply the proposals, at once if they are few; return a notification.

        :param blank: also create products of SKUs that are empty on eBay
        :param accept: also link what a user should check
        """
        self.check_access("write")
        if len(self) > MATCH_AT_ONCE:
            create = any(sku.proposal not in ("link", "check") for sku in self)
            size = MATCH_AT_ONCE if create else LINKED_PER_JOB
            label = self.env._("Match listings")
            pressed = self.env["ebay.button.press"]._follow(self, label)
            jobs = sum(
                applier.enqueue(skus, blank, accept, size)
                for applier, skus in pressed._with_component("match.applier")
            )
            message = self.env._(
                "%(skus)s SKUs are being matched by %(jobs)s jobs. The result is shown "
                "here.",
                skus=len(self),
                jobs=jobs,
            )
            return show_message(message, then=CLOSE)
        try:
            counts = self._apply_match(blank, accept)
        except EbayWait as wait:
            raise UserError(self.env._("%s Try again in a moment.", wait)) from wait
        done = counts["linked"] or counts["created"]
        kind = "success" if done else "warning"
        sentence = self._match_sentence(counts).render(self.env)
        return show_message(sentence, kind, then=CLOSE)

    @api.private
    def apply_match(self, blank=False, accept=False):
        """Match SKUs with products"""
        self._ebay_check_job()
        return self._match_sentence(self._apply_match(blank, accept))

    def _apply_match(self, blank, accept):
        """Link and create; return a Counter of ``linked``, ``created`` and ``left``."""
        to_match = self.exists().filtered(lambda sku: sku.match_state != "matched")
        counts = Counter()
        for applier, skus in to_match._with_component("match.applier"):
            counts += applier.apply(skus, blank, accept)
        return counts

    def _match_sentence(self, counts):
        """Return the result of matching as a ``StoredText``."""
        sentence = StoredText._(
            "%(linked)s linked, %(created)s products created.",
            linked=counts["linked"],
            created=counts["created"],
        )
        if counts["left"]:
            left = StoredText._("%s need a decision first.", counts["left"])
            sentence = StoredText.joined(" ", [sentence, left])
        return sentence

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from collections import Counter, defaultdict
from time import monotonic
from typing import Any

from odoo import fields

from odoo.addons.component.core import Component

from ...tools.publishing.check import check_listing
from ...tools.publishing.documents import content_checksum
from ...tools.publishing.problem import ERROR, WARNING, Problem

_logger = logging.getLogger(__name__)


class EbayListingChecker(Component):
    """Check listings against what is cached of eBay's demands; call nothing."""

    _name = "ebay.listing.checker"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.checker"

    def check(self, listings: Any) -> dict[int, Any]:
        """Rewrite the problems of these listings; return their content by id.

        eBay's own refusals count until what it refused has changed, or is sent again.
        """
        begun = monotonic()
        today = fields.Date.context_today(listings)
        self._follow_variants(listings.filtered(lambda one: one.status == "draft"))
        self._add_variations(
            listings.filtered(lambda one: one.status == "active" and one.group_key)
        )
        contents, rows, refused = {}, [], set()
        for listing, content in self.component(usage="listing.content.builder").build(
            listings
        ):
            problems = check_listing(content, today)
            if not self.backend.policies_opted_in:
                problems.insert(0, Problem("missing_opt_in", "policies"))
            contents[listing.id] = content
            rows += [self._values(listing, problem) for problem in problems]
            refusal = listing.refused_content
            if refusal and refusal == content_checksum(content):
                refused.add(listing.id)
            if listing.status == "draft":
                self._show_price_quantity(listing, content)
        self._store(listings, rows, refused)
        _logger.info(
            "eBay backend %s: flow publishing, %s listings checked, %s problems, "
            "%.0f ms",
            self.backend.id,
            len(listings),
            len(rows),
            (monotonic() - begun) * 1000,
        )
        return contents

    def _follow_variants(self, drafts: Any) -> None:
        """Give drafts the SKUs of their products' variants, as long as eBay has none.

        An archived variant stays if it is the only one: the check says so.
        """
        creator = self.component(usage="listing.creator")
        new, gone = [], self.env["ebay.product.product"]
        for listing in drafts:
            if listing.sent_documents or not listing.odoo_id:
                continue
            variants = listing.odoo_id.product_variant_ids
            known = listing.sku_ids.odoo_id
            new += [creator.sku_values(listing, one) for one in variants - known]
            if variants:
                gone |= listing.sku_ids.filtered(
                    lambda sku, variants=variants: sku.odoo_id not in variants
                )
            # Not of a new recordset: the products of all are read together.
            for sku in listing.sku_ids:
                if sku in gone:
                    continue
                code = (sku.odoo_id.default_code or "").strip() or False
                if sku.ebay_sku != code:
                    sku.ebay_sku = code
        gone.unlink()
        self.env["ebay.product.product"].create(new)

    def _add_variations(self, published: Any) -> None:
        """Give published listings the SKUs of variants that were added since."""
        creator = self.component(usage="listing.creator")
        self.env["ebay.product.product"].create(
            [
                {
                    **creator.sku_values(listing, variant),
                    "active": False,
                    "is_left_out": True,
                }
                for listing in published
                for variant in listing.odoo_id.product_variant_ids
                - listing.with_context(active_test=False).sku_ids.odoo_id
            ]
        )

    @staticmethod
    def _show_price_quantity(listing: Any, content: Any) -> None:
        """Show on a draft the price and quantity with which it would be published."""
        wanted = {sku.record_id: sku for sku in content.skus}
        for sku in listing.sku_ids:
            if sku.id not in wanted:
                continue
            price = float(wanted[sku.id].price or 0)
            quantity = max(0, wanted[sku.id].quantity or 0)
            if sku.price != price:
                sku.price = price
            if sku.quantity != quantity:
                sku.quantity = quantity

    @staticmethod
    def _values(listing: Any, problem: Problem) -> dict[str, Any]:
        return {
            "listing_id": listing.id,
            "sku_id": problem.sku_id or False,
            "severity": problem.severity,
            "code": problem.code,
            "field": problem.field,
            "details": problem.details or False,
        }

    def _store(
        self, listings: Any, rows: list[dict[str, Any]], refused: set[int]
    ) -> None:
        """Replace the problems of the listings; write what changes only.

        :param refused: ids of the listings whose refusals by eBay still count
        """
        problems = self.env["ebay.listing.problem"]
        known = problems.search([("listing_id", "in", listings.ids)])
        kept = known.filtered(
            lambda one: one.code.startswith("ebay_")
            and (one.severity != ERROR or one.listing_id.id in refused)
        )
        (known - kept).unlink()
        problems.create(rows)
        counts: dict[tuple[int, str], int] = Counter(
            (row["listing_id"], row["severity"]) for row in rows
        )
        counts.update((one.listing_id.id, one.severity) for one in kept)
        groups: dict[tuple[int, int, bool], list[int]] = defaultdict(list)
        for listing in listings:
            errors, warnings = counts[listing.id, ERROR], counts[listing.id, WARNING]
            groups[errors, warnings, listing.id in refused].append(listing.id)
        for (errors, warnings, is_refused), ids in groups.items():
            self.model.browse(ids)._set_checked(errors, warnings, is_refused)

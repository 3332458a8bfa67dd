# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from time import monotonic
from typing import Any

from odoo import fields

from odoo.addons.component.core import Component

from ...tools.publishing.check import check_listing
from ...tools.publishing.problem import ERROR, Problem

_logger = logging.getLogger(__name__)


class EbayListingChecker(Component):
    """Check listings against what is cached of eBay's demands; call nothing."""

    _name = "ebay.listing.checker"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.checker"

    def check(self, listings: Any) -> dict[int, Any]:
        """Rewrite the problems of these listings; return their content by id.

        eBay's own refusals stay until the listing is sent again.
        """
        begun = monotonic()
        today = fields.Date.context_today(listings)
        contents, rows = {}, []
        for listing, content in self.component(usage="listing.content.builder").build(
            listings
        ):
            problems = check_listing(content, today)
            if not self.backend.policies_opted_in:
                problems.insert(0, Problem("missing_opt_in", "policies"))
            contents[listing.id] = content
            rows += [self._values(listing, problem) for problem in problems]
        self._store(listings, rows)
        _logger.info(
            "eBay backend %s: flow publishing, %s listings checked, %s problems, "
            "%.0f ms",
            self.backend.id,
            len(listings),
            len(rows),
            (monotonic() - begun) * 1000,
        )
        return contents

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

    def _store(self, listings: Any, rows: list[dict[str, Any]]) -> None:
        """Replace the problems of the listings; write what changes only."""
        problems = self.env["ebay.listing.problem"]
        known = problems.search([("listing_id", "in", listings.ids)])
        kept = known.filtered(lambda one: one.code.startswith("ebay_"))
        (known - kept).unlink()
        problems.create(rows)
        errors: dict[int, int] = {}
        warnings: dict[int, int] = {}
        for row in rows:
            counts = errors if row["severity"] == ERROR else warnings
            counts[row["listing_id"]] = counts.get(row["listing_id"], 0) + 1
        groups: dict[tuple[int, int], list[int]] = {}
        for listing in listings:
            key = errors.get(listing.id, 0), warnings.get(listing.id, 0)
            groups.setdefault(key, []).append(listing.id)
        now = fields.Datetime.now()
        for (error_count, warning_count), ids in groups.items():
            self.model.browse(ids).write(
                {
                    "error_count": error_count,
                    "warning_count": warning_count,
                    "checked_at": now,
                }
            )

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..tools.publishing.category import read_category

#: What eBay demands changes a few times a year, on days that it announces.
VALID_FOR = timedelta(days=7)


class EbayCategoryDetails(models.Model):
    """Cache what eBay demands of listings in a category of a marketplace.

    Accounts of one environment share it. The answers are stored as eBay sent them and
    read by ``tools.publishing.category``.
    """

    _name = "ebay.category.details"
    _description = "eBay Category Details"
    _rec_name = "category_code"

    environment = fields.Char(required=True, readonly=True)
    marketplace_id = fields.Many2one(
        "ebay.marketplace", required=True, readonly=True, ondelete="cascade"
    )
    category_code = fields.Char(string="Category ID", required=True, readonly=True)
    tree_version = fields.Char(readonly=True)
    answers = fields.Json(readonly=True)
    read_at = fields.Datetime(readonly=True)
    condition_ids = fields.One2many("ebay.category.condition", "details_id")

    _category_uniq = models.Constraint(
        "unique(environment, marketplace_id, category_code)",
        "The details of this category are known already.",
    )

    @api.model
    def _find(self, backend, marketplace, codes):
        """Return ``{category id: details}`` of these categories as far as cached."""
        found = self.sudo().search(
            [
                ("environment", "=", backend.environment),
                ("marketplace_id", "=", marketplace.id),
                ("category_code", "in", list(codes)),
            ]
        )
        return {details.category_code: details for details in found}

    def _is_current(self, tree_version):
        """Return whether these answers are of the current tree and not too old."""
        self.ensure_one()
        if not self.condition_ids and self._to_content().conditions:
            # Read before conditions could be chosen.
            return False
        is_young = self.read_at and self.read_at > fields.Datetime.now() - VALID_FOR
        return bool(is_young) and self.tree_version == tree_version

    @api.model
    def _store(self, backend, marketplace, tree_version, answers):
        """Store answers, ``{category id: answers}``; replace those known before.

        :return: the ids of the categories whose answers are new or differ
        """
        known = self._find(backend, marketplace, answers)
        common = {"tree_version": tree_version, "read_at": fields.Datetime.now()}
        changed = self.sudo().browse()
        for code, details in known.items():
            if details.answers != answers[code] or not details.condition_ids:
                changed |= details
                details.write({**common, "answers": answers[code]})
            else:
                details.write(common)
        changed |= self.sudo().create(
            [
                {
                    **common,
                    "environment": backend.environment,
                    "marketplace_id": marketplace.id,
                    "category_code": code,
                    "answers": one,
                }
                for code, one in answers.items()
                if code not in known
            ]
        )
        changed._store_conditions()
        return set(changed.mapped("category_code"))

    def _store_conditions(self):
        """Store the conditions that these categories offer, to choose from."""
        self.condition_ids.unlink()
        self.env["ebay.category.condition"].sudo().create(
            [
                {
                    "details_id": details.id,
                    "condition_id": condition.condition_id,
                    "code": condition.code,
                    "name": condition.name,
                    "is_restricted": condition.restricted,
                }
                for details in self
                for condition in details._to_content().conditions
                if condition.code
            ]
        )

    def _to_content(self):
        """Return the ``Category`` for the check; None if nothing is cached."""
        return read_category(self.category_code, self.answers or {}) if self else None

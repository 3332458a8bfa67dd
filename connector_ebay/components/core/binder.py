# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterable
from typing import Any

from odoo.addons.component.core import Component


class EbayBinder(Component):
    """Finds bindings by eBay's id, one or a page at a time."""

    _name = "ebay.binder"
    _inherit = ["base.binder", "ebay.base"]
    _apply_on = [
        "ebay.product.category",
        "ebay.product.template",
        "ebay.product.product",
    ]

    def to_internal_many(self, external_ids: Iterable[str]) -> dict[str, Any]:
        """Return bindings by external id, archived ones included, in one query."""
        bindings = self.model.with_context(active_test=False).search(
            [
                (self._backend_field, "=", self.backend_record.id),
                (self._external_field, "in", list(external_ids)),
            ]
        )
        return {binding[self._external_field]: binding for binding in bindings}

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo import Command

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText


class EbaySafetyLabelImporter(Component):
    """Read the pictograms and statements that the marketplaces in use offer."""

    _name = "ebay.safety.label.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.safety.label"
    _usage = "safety.label.importer"

    def run(self) -> str:
        """Read them for all marketplaces in which the account lists products."""
        templates = self.env["ebay.listing.template"].search(
            [("backend_id", "=", self.backend.id)]
        )
        number = sum(self.load(one) for one in templates.marketplace_id)
        return StoredText._("%s safety labels read.", number)

    def load(self, marketplace: Any) -> int:
        """Read and store the labels of a marketplace; return their number."""
        offered = self.model.browse()
        for kind, rows in self.backend_adapter.read_labels(marketplace).items():
            offered |= self._store(kind, rows, marketplace)
        gone = self.model.search([("marketplace_ids", "in", marketplace.ids)]) - offered
        gone.write({"marketplace_ids": [Command.unlink(marketplace.id)]})
        return len(offered)

    def _store(self, kind: str, rows: list[dict[str, Any]], marketplace: Any) -> Any:
        """Create labels that are new; write the words of the marketplace's language."""
        known = {
            label.code: label for label in self.model.search([("kind", "=", kind)])
        }
        new = self.model.create(
            [{"kind": kind, **row} for row in rows if row["code"] not in known]
        )
        known.update({label.code: label for label in new})
        lang = (marketplace.locale or "").replace("-", "_")
        is_active = bool(self.env["res.lang"]._get_data(code=lang).id)
        labels = self.model.browse()
        for row in rows:
            label = known[row["code"]]
            labels |= label
            if is_active:
                spoken = label.with_context(lang=lang)
                if spoken.name != row["name"]:
                    spoken.name = row["name"]
        missing = labels.filtered(lambda one: marketplace not in one.marketplace_ids)
        missing.write({"marketplace_ids": [Command.link(marketplace.id)]})
        return labels

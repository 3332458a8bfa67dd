# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...connection.clients import home_marketplace
from ...tools.stored_text import StoredText


class EbayProductCategoryBatchImporter(Component):
    """Read the category trees of the marketplaces in use and apply them.

    One job without an ``ebay.run``, because it needs only one small call per
    marketplace, and one for the tree itself if its version is new.
    """

    _name = "ebay.product.category.batch.importer"
    _inherit = "ebay.batch.importer"
    _apply_on = "ebay.product.category"
    _flow = "categories"
    _id_key = "category_id"

    def start(self, **values: Any) -> bool:
        """Enqueue the job; return True."""
        self.model._ebay_delay(
            "import",
            "categories",
            backend=self.backend,
            description=StoredText._("Import eBay categories"),
            flow=self._flow,
        ).import_tree(self.backend)
        self.env["ebay.flow"]._record_start(self.backend, self._flow)
        return True

    def run(self) -> str:
        """Update the cached trees and the bound categories; return a sentence."""
        account = self.component(usage="backend.adapter", model_name="ebay.backend")
        account.open()
        updated = [
            marketplace.code
            for marketplace in self._marketplaces()
            if self._update_tree(marketplace)
        ]
        importer = self.component(usage="record.importer")
        counts = importer.import_many(importer.tree_records())
        result = StoredText._(
            "Trees read: %(trees)s. Categories: %(created)s new, %(updated)s changed.",
            trees=", ".join(updated) or "-",
            created=counts.created,
            updated=counts.updated,
        )
        self.env["ebay.flow"]._record_success(self.backend, self._flow, result)
        return result

    def _marketplaces(self) -> BaseModel:
        """Return the marketplaces of the home and of listings, the home first."""
        used = self.env["ebay.product.template"]._read_group(
            [("backend_id", "=", self.backend.id), ("marketplace_id", "!=", False)],
            ["marketplace_id"],
        )
        others = self.env["ebay.marketplace"].concat(*(row[0] for row in used))
        return home_marketplace(self.backend) | others

    def _update_tree(self, marketplace: BaseModel) -> bool:
        """Store a marketplace's current tree; return whether its version was new."""
        tree = self.env["ebay.category.tree"]._find(self.backend, marketplace)
        tree_id, version = self.backend_adapter.tree_version(marketplace)
        if tree and (tree.tree_id, tree.version) == (tree_id, version):
            return False
        nodes = self.backend_adapter.read_tree(tree_id, marketplace)
        tree._store(self.backend, marketplace, tree_id, version, nodes)
        return True

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayProductCategoryBatchImporter(Component):
    """Gets the trees of the marketplaces in use and applies them.

    One small call per marketplace; the tree itself only when its version is new.
    """

    _name = "ebay.product.category.batch.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.product.category"
    _usage = "batch.importer"

    def run(self):
        """Refresh the trees, then names and places of the bound categories."""
        account = self.component(usage="backend.adapter", model_name="ebay.backend")
        account.open()
        fresh = [
            marketplace.code
            for marketplace in self._marketplaces()
            if self._refresh(marketplace)
        ]
        importer = self.component(usage="record.importer")
        created, updated = importer.reconcile()
        return self.env._(
            "Trees read: %(fresh)s. Categories: %(created)s new, %(updated)s changed.",
            fresh=", ".join(fresh) or "-",
            created=created,
            updated=updated,
        )

    def _marketplaces(self):
        """The home marketplace first: where trees differ, its names win."""
        used = self.env["ebay.product.template"]._read_group(
            [("backend_id", "=", self.backend.id), ("marketplace_id", "!=", False)],
            ["marketplace_id"],
        )
        others = self.env["ebay.marketplace"].concat(*(row[0] for row in used))
        return self.backend._home_marketplace() | others

    def _refresh(self, marketplace):
        """Keep the current tree; True when it was not there yet."""
        trees = self.env["ebay.category.tree"]
        tree = trees._get(self.backend, marketplace)
        tree_id, version = self.backend_adapter.tree_version(marketplace)
        if tree and (tree.tree_id, tree.version) == (tree_id, version):
            return False
        nodes = self.backend_adapter.read_tree(tree_id, marketplace)
        tree._keep(self.backend, marketplace, tree_id, version, nodes)
        return True

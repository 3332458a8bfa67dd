# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import gzip
import json

from odoo import api, fields, models


class EbayCategoryTree(models.Model):
    """Cache a marketplace's category tree from eBay's Taxonomy API.

    The tree is large (some 15,000 nodes), changes rarely, and is needed whenever a
    listing is in a category that has no binding yet.
    """

    _name = "ebay.category.tree"
    _description = "eBay Category Tree"
    _rec_name = "tree_id"

    environment = fields.Char(required=True, readonly=True)
    marketplace_id = fields.Many2one(
        "ebay.marketplace", required=True, readonly=True, ondelete="cascade"
    )
    tree_id = fields.Char(required=True, readonly=True)
    version = fields.Char(readonly=True)
    identifier_unavailable_text = fields.Char(
        readonly=True,
        help="What is sent for a product without barcode: does not apply, in the words "
        "of the marketplace.",
    )
    payload = fields.Binary(attachment=True, readonly=True)

    _marketplace_uniq = models.Constraint(
        "unique(environment, marketplace_id)",
        "A marketplace has only one category tree.",
    )

    @api.model
    def _find(self, backend, marketplace):
        """Return the cached tree of a marketplace, if there is one."""
        return self.search(
            [
                ("environment", "=", backend.environment),
                ("marketplace_id", "=", marketplace.id),
            ]
        )

    def _store(self, backend, marketplace, tree_id, version, nodes):
        """Store the nodes, ``{category id: [name, parent id or ""]}``."""
        packed = gzip.compress(json.dumps(nodes).encode(), mtime=0)
        values = {
            "tree_id": tree_id,
            "version": version,
            "payload": base64.b64encode(packed),
        }
        if self:
            self.write(values)
            return
        self.create(
            {
                "environment": backend.environment,
                "marketplace_id": marketplace.id,
                **values,
            }
        )

    def _nodes(self):
        """Return the nodes, ``{category id: [name, parent id or ""]}``."""
        if not self.payload:
            return {}
        return json.loads(gzip.decompress(base64.b64decode(self.payload)))

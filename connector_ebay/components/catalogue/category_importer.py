# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayProductCategoryImporter(Component):
    """Creates, renames and moves categories as eBay's trees have them.

    Product categories follow eBay as long as they are as we left them: a name or a
    parent that somebody changed in Odoo stays.
    """

    _name = "ebay.product.category.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.product.category"
    _usage = "record.importer"

    def ensure(self, paths):
        """Bindings of categories by id, created with their parents where missing.

        :param paths: ``{category id: eBay's colon path}``; the path's last name is
            used for a category that no tree has
        """
        bindings = self.binder.to_internal_many(paths)
        missing = set(paths) - set(bindings)
        if missing:
            nodes = self._nodes()
            for category_id in missing:
                name = paths[category_id].split(":")[-1].strip() or category_id
                nodes.setdefault(category_id, [name, None])
            bindings = self._create_branches(missing, nodes)
        return bindings

    def reconcile(self):
        """Apply the trees to all bound categories: ``(created, updated)``."""
        nodes = self._nodes()
        known = self._all_bindings()
        parents = {
            nodes[category_id][1] for category_id in known if category_id in nodes
        }
        missing = {parent for parent in parents if parent and parent not in known}
        before = len(known)
        if missing:
            self._create_branches(missing, nodes)
            known = self._all_bindings()
        updated = sum(
            self._update(binding, nodes.get(category_id), known)
            for category_id, binding in known.items()
        )
        return len(known) - before, updated

    def _all_bindings(self):
        bindings = self.model.search([("backend_id", "=", self.backend.id)])
        return {binding.external_id: binding for binding in bindings}

    def _nodes(self):
        """All kept trees as one, the home marketplace's names first."""
        trees = self.env["ebay.category.tree"].search(
            [("environment", "=", self.backend.environment)]
        )
        home = self.backend.marketplace_id
        nodes = {}
        for tree in trees.sorted(lambda tree: tree.marketplace_id != home):
            nodes = {**tree._nodes(), **nodes}
        return nodes

    def _create_branches(self, category_ids, nodes):
        """Create these categories and their missing parents, a level at a time."""
        wanted = set()
        for category_id in category_ids:
            while category_id and category_id not in wanted and category_id in nodes:
                wanted.add(category_id)
                category_id = nodes[category_id][1]
        bindings = self.binder.to_internal_many(wanted | set(category_ids))
        todo = wanted - set(bindings)
        while todo:
            level = [
                category_id
                for category_id in sorted(todo)
                if nodes[category_id][1] not in todo
            ]
            # A tree that bites its tail would have no top: take what is left as is.
            level = level or sorted(todo)
            bindings.update(self._create_level(level, nodes, bindings))
            todo -= set(level)
        return bindings

    def _create_level(self, category_ids, nodes, bindings):
        values_list = []
        for category_id in category_ids:
            name, parent_id = nodes[category_id]
            parent = bindings.get(parent_id, self.model)
            values_list.append((category_id, name, parent, parent_id is not None))
        categories = self._product_categories(values_list)
        created = self.model.create(
            [
                {
                    "backend_id": self.backend.id,
                    "external_id": category_id,
                    "odoo_id": categories[category_id].id,
                    "name": name,
                    "parent_id": parent.id,
                    "in_tree": in_tree,
                    "sync_date": self.backend._ebay_now(),
                }
                for category_id, name, parent, in_tree in values_list
            ]
        )
        return {binding.external_id: binding for binding in created}

    def _product_categories(self, values_list):
        """Product categories by eBay id: another account's, else new ones."""
        self.claim_catalogue()
        ids = [category_id for category_id, *_rest in values_list]
        twins = self.model.search(
            [
                ("external_id", "in", ids),
                ("backend_id.environment", "=", self.backend.environment),
                (
                    "backend_id.category_parent_id",
                    "=",
                    self.backend.category_parent_id.id,
                ),
            ]
        )
        categories = {twin.external_id: twin.odoo_id for twin in twins}
        new = [values for values in values_list if values[0] not in categories]
        created = self.env["product.category"].create(
            [
                {
                    "name": name,
                    "parent_id": (parent.odoo_id or self.backend.category_parent_id).id,
                }
                for _id, name, parent, _in_tree in new
            ]
        )
        for (category_id, *_rest), category in zip(new, created, strict=True):
            categories[category_id] = category
        return categories

    def _update(self, binding, node, known):
        """Rename or move one category if eBay did; 1 if anything was written."""
        if not node:
            if not binding.in_tree:
                return 0
            binding.in_tree = False
            return 1
        name, parent_id = node
        parent = known.get(parent_id, self.model)
        values = {}
        if not binding.in_tree:
            values["in_tree"] = True
        category = binding.odoo_id
        if binding.name != name:
            values["name"] = name
            if category.name == binding.name:
                category.name = name
        if binding.parent_id != parent:
            values["parent_id"] = parent.id
            ours = binding.parent_id.odoo_id or self.backend.category_parent_id
            if category.parent_id == ours:
                category.parent_id = parent.odoo_id or self.backend.category_parent_id
        if values:
            binding.write({**values, "sync_date": self.backend._ebay_now()})
        return int(bool(values))

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.import_counts import ImportCounts
from ...tools.product_locks import detect_concurrent_creation

Record = dict[str, Any]


class EbayProductCategoryImporter(Component):
    """Create, rename and move categories as they are in eBay's trees.

    Product categories follow eBay until a user changes them: a name or a parent that
    was changed in Odoo stays.

    A record is a dict of ``category_id``, ``name``, ``parent_id`` (empty at the top)
    and ``in_tree``.
    """

    _name = "ebay.product.category.importer"
    _inherit = "ebay.importer"
    _apply_on = "ebay.product.category"

    def get_or_create(self, paths: dict[str, str]) -> dict[str, BaseModel]:
        """Return the bindings of categories by id; create those that are missing.

        Parents are created as well.

        :param paths: ``{category id: eBay's colon-separated path}``; the last name of
            the path names a category that is in no tree
        """
        bindings = self.binder.to_internal_many(paths)
        missing = set(paths) - set(bindings)
        if missing:
            records = self._by_id(self.tree_records())
            for category_id in missing:
                name = paths[category_id].split(":")[-1].strip() or category_id
                records.setdefault(category_id, self._record(category_id, name))
            bindings = self._create_with_parents(missing, records)
        return bindings

    def tree_records(self) -> list[Record]:
        """Return the categories of all cached trees.

        Where trees differ, the home marketplace's takes precedence.
        """
        trees = self.env["ebay.category.tree"].search(
            [("environment", "=", self.backend.environment)]
        )
        home = self.backend.marketplace_id
        nodes: dict[str, list[str]] = {}
        for tree in trees.sorted(lambda tree: tree.marketplace_id != home):
            nodes = {**tree._nodes(), **nodes}
        return [
            self._record(category_id, name, parent_id, in_tree=True)
            for category_id, (name, parent_id) in nodes.items()
        ]

    def import_many(
        self, records: list[Record], force: bool = False, **options: Any
    ) -> ImportCounts:
        """Update the bound categories, create their missing parents.

        :param records: all categories of the trees; a bound category that is not
            among them has been removed by eBay
        """
        by_id = self._by_id(records)
        bindings = self._all_bindings()
        before = len(bindings)
        parents = {by_id[one]["parent_id"] for one in bindings if one in by_id}
        missing = parents - set(bindings) - {""}
        if missing:
            self._create_with_parents(missing, by_id)
            bindings = self._all_bindings()
        updated = sum(
            self._update(binding, by_id.get(category_id), bindings)
            for category_id, binding in bindings.items()
        )
        return ImportCounts(created=len(bindings) - before, updated=updated)

    @staticmethod
    def _record(
        category_id: str, name: str, parent_id: str = "", in_tree: bool = False
    ) -> Record:
        return {
            "category_id": category_id,
            "name": name,
            "parent_id": parent_id,
            "in_tree": in_tree,
        }

    @staticmethod
    def _by_id(records: list[Record]) -> dict[str, Record]:
        return {record["category_id"]: record for record in records}

    def _all_bindings(self) -> dict[str, BaseModel]:
        bindings = self.model.search([("backend_id", "=", self.backend.id)])
        return {binding.external_id: binding for binding in bindings}

    # === CREATE ===

    def _create_with_parents(
        self, category_ids: set[str], records: dict[str, Record]
    ) -> dict[str, BaseModel]:
        """Create these categories and their missing parents, level by level.

        :return: the bindings by id, those that existed included
        """
        needed: set[str] = set()
        for category_id in category_ids:
            while category_id in records and category_id not in needed:
                needed.add(category_id)
                category_id = records[category_id]["parent_id"]
        bindings = self.binder.to_internal_many(needed | category_ids)
        todo = needed - set(bindings)
        while todo:
            level = [one for one in todo if records[one]["parent_id"] not in todo]
            # In a tree with a cycle no category is at the top: create the rest at once.
            level = sorted(level or todo)
            created = self._create([records[one] for one in level], bindings)
            bindings.update(created)
            todo -= set(level)
        return bindings

    def _create(
        self, records: list[Record], bindings: dict[str, BaseModel]
    ) -> dict[str, BaseModel]:
        """Create the bindings and product categories of one level."""
        values_list = [
            self.mapper.map_record(record).values(for_create=True, bindings=bindings)
            for record in records
        ]
        categories = self._get_or_create_product_categories(values_list)
        now = self.backend._ebay_now()
        for values in values_list:
            values["odoo_id"] = categories[values["external_id"]].id
            values["sync_date"] = now
        created = self.model.create(values_list)
        return {binding.external_id: binding for binding in created}

    def _get_or_create_product_categories(
        self, values_list: list[dict[str, Any]]
    ) -> dict[str, BaseModel]:
        """Return product categories by eBay id; create those without any.

        Accounts whose categories have the same parent in Odoo share them.
        """
        detect_concurrent_creation(self.env)
        parent = self.backend.category_parent_id
        shared = self.model.search(
            [
                (
                    "external_id",
                    "in",
                    [values["external_id"] for values in values_list],
                ),
                ("backend_id.environment", "=", self.backend.environment),
                ("backend_id.category_parent_id", "=", parent.id),
            ]
        )
        categories = {binding.external_id: binding.odoo_id for binding in shared}
        new = [
            values for values in values_list if values["external_id"] not in categories
        ]
        created = self.env["product.category"].create(
            [
                {
                    "name": values["name"],
                    "parent_id": self._odoo_parent(
                        self.model.browse(values["parent_id"])
                    ).id,
                }
                for values in new
            ]
        )
        for values, category in zip(new, created, strict=True):
            categories[values["external_id"]] = category
        return categories

    def _odoo_parent(self, parent: BaseModel) -> BaseModel:
        """Return the parent of a product category, from the parent's binding."""
        return parent.odoo_id or self.backend.category_parent_id

    # === UPDATE ===

    def _update(
        self,
        binding: BaseModel,
        record: Record | None,
        bindings: dict[str, BaseModel],
    ) -> bool:
        """Rename or move one category if eBay did; return whether it was changed."""
        if not record:
            removed = binding.in_tree
            if removed:
                binding.in_tree = False
            return removed
        values = self.mapper.map_record(record).values(bindings=bindings)
        changed = self.mapper.differing(binding, values)
        if not changed:
            return False
        category = binding.odoo_id
        if "name" in changed and category.name == binding.name:
            category.name = changed["name"]
        if "parent_id" in changed:
            followed = category.parent_id == self._odoo_parent(binding.parent_id)
            if followed:
                new_parent = self.model.browse(changed["parent_id"])
                category.parent_id = self._odoo_parent(new_parent)
        binding.write({**changed, "sync_date": self.backend._ebay_now()})
        return True

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The category trees of all simulated sites; a test may rename and move categories."""

from dataclasses import dataclass, field
from pathlib import Path

from .marketplaces import BY_TREE_ID

DATA = Path(__file__).with_name("categories.txt")
MORE_DATA = Path(__file__).with_name("categories_more.txt")
LANGUAGES = ("de", "pl", "en")
ROOT_ID = "0"


@dataclass
class Category:
    """One category on all sites; ``names`` and ``nouns`` by language.

    The generated catalogue lists only in categories that are ``stocked``.
    """

    category_id: str
    names: dict
    nouns: dict = field(default_factory=dict)
    varies_by: str = ""
    parent: "Category | None" = None
    children: list = field(default_factory=list)
    stocked: bool = True

    @property
    def is_leaf(self):
        """Return whether listings can be made in it: only leaves hold listings."""
        return not self.children

    def lineage(self):
        """Return the categories from the topmost one (below the root) down to this
        one."""
        above = self.parent.lineage() if self.parent and self.parent.parent else []
        return above + [self]

    def path(self, language):
        """Return the colon path Trading calls give as ``CategoryName``; not escaped."""
        return ":".join(category.names[language] for category in self.lineage())


class CategoryTrees:
    """The trees of all sites: the same categories, named in each site's language."""

    def __init__(self):
        self.root = Category(ROOT_ID, dict.fromkeys(LANGUAGES, "Root"))
        self.by_id = {ROOT_ID: self.root}
        #: Called after every change, so that nothing shows an old name.
        self.on_change = None
        self.versions = {
            market.tree_id: market.tree_version for market in BY_TREE_ID.values()
        }
        #: Successors of categories that are no more, by site: {old: new or ""}.
        self.expired = {}
        self._gone = {}
        self._read(DATA.read_text(encoding="utf-8"))
        for category in self._read(MORE_DATA.read_text(encoding="utf-8")):
            category.stocked = False

    def leaves(self):
        """Return the leaves the catalogue lists in, in the order of the tree."""
        return [one for one in self.by_id.values() if one.is_leaf and one.stocked]

    def find(self, category_id):
        """Return a category, expired ones too: listings stay where they are."""
        return self.by_id.get(category_id) or self._gone[category_id]

    def expire(self, category_id, successor=""):
        """Take a category out of the trees; ``successor`` is the one to list in."""
        category = self.by_id.pop(category_id)
        category.parent.children.remove(category)
        self.expired[category_id] = successor
        self._gone[category_id] = category
        self._bump()

    def rename(self, category_id, name, language=None):
        """Give a category another name, in one language or in all."""
        category = self.by_id[category_id]
        for code in [language] if language else LANGUAGES:
            category.names[code] = name
        self._bump()

    def move(self, category_id, parent_id):
        """Move a category, with all below it, under another parent."""
        category, parent = self.by_id[category_id], self.by_id[parent_id]
        category.parent.children.remove(category)
        category.parent = parent
        parent.children.append(category)
        self._bump()

    def add(self, category_id, name, parent_id):
        """Add a category, with the same name on all sites."""
        names = dict.fromkeys(LANGUAGES, name)
        category = Category(category_id, names, dict(names), parent=None)
        self._attach(category, self.by_id[parent_id])
        self._bump()

    def _bump(self):
        for tree_id, version in self.versions.items():
            self.versions[tree_id] = str(int(version) + 1)
        if self.on_change:
            self.on_change()

    def _read(self, text):
        above, read = [self.root], []
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        for line in lines:
            level = (len(line) - len(line.lstrip())) // 2
            category_id, *columns = line.strip().split("|")
            category = Category(
                category_id, dict(zip(LANGUAGES, columns[:3], strict=True))
            )
            if len(columns) > 3:
                nouns = columns[3].split("/")
                category.nouns = dict(zip(LANGUAGES, nouns, strict=True))
                category.varies_by = columns[4].strip("-")
            del above[level + 1 :]
            self._attach(category, above[level])
            above.append(category)
            read.append(category)
        return read

    def _attach(self, category, parent):
        category.parent = parent
        parent.children.append(category)
        self.by_id[category.category_id] = category

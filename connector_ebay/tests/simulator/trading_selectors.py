# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``OutputSelector``: which elements of an answer the caller wants.

https://developer.ebay.com/support/kb-article?KBid=1247
"""

from functools import lru_cache

from lxml import etree

#: Stands in a body for items that were rendered, and cut down, one by one.
ITEMS = "\ue000"
_PARSER = etree.XMLParser(resolve_entities=False, huge_tree=True)


class Selection:
    """Paths of tag names; an element is selected when its trail ends with one.

    What a selected element contains is selected as well. eBay's standard elements
    (Timestamp, Ack, ...) are sent whatever is selected.
    """

    def __init__(self, selectors):
        self._paths = tuple(
            tuple(path.strip().split("."))
            for selector in selectors
            for path in selector.split(",")
            if path.strip()
        )
        self._known = {}
        self._marks = {}

    def covers(self, trail):
        """Return whether the element with these names, from the outside in, is
        selected."""
        known = self._known.get(trail)
        if known is None:
            known = any(trail[-len(path) :] == path for path in self._paths)
            self._known[trail] = known
        return known

    def names(self, name):
        """Return whether some path goes through an element called so."""
        return any(name in path for path in self._paths)

    def cut(self, xml, above=()):
        """Return the XML without what is not selected; ``above`` are the names around
        it."""
        root = etree.fromstring(f"<cut>{xml}</cut>", _PARSER)
        self._prune(root, above)
        return "".join(etree.tostring(child, encoding="unicode") for child in root)

    def cut_element(self, xml, above):
        """Return the same for one element, or for nothing, and quicker."""
        trail = (*above, xml[1 : xml.find(">")].partition(" ")[0])
        if not xml or self.covers(trail):
            return xml
        if not any(mark in xml for mark in self._marks_below(trail)):
            return ""
        return self.cut(xml, above)

    def _marks_below(self, trail):
        """Return Texts of which one must be in an element for it to hold something
        selected.

        A path that begins where the trail does can end only in a continuation of it.
        """
        marks = self._marks.get(trail)
        if marks is None:
            below = [
                path
                for path in self._paths
                if path[0] != trail[0] or path[: len(trail)] == trail
            ]
            marks = self._marks[trail] = {f"<{path[-1]}" for path in below}
        return marks

    def _prune(self, node, above):
        for child in list(node):
            trail = (*above, child.tag)
            if self.covers(trail):
                continue
            self._prune(child, trail)
            if not len(child) and child.text != ITEMS:
                node.remove(child)


@lru_cache(maxsize=64)
def selection(*selectors):
    """Return the `Selection` of these texts, always the same one; None without any."""
    return Selection(selectors) if selectors else None

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterator
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import AbstractComponent

#: Of more records than these, a job holds a slice in memory at a time.
SLICE = 2500


class EbayBase(AbstractComponent):
    """What all components of the eBay connector have in common."""

    _name = "ebay.base"
    _inherit = "base.connector"
    _collection = "ebay.backend"

    @property
    def backend(self) -> BaseModel:
        """Return the ``ebay.backend`` that this component works for."""
        return self.collection

    def in_slices(self, items: Any) -> Iterator[Any]:
        """Yield parts of a recordset or list; between them, forget what was read.

        A job over 50,000 SKUs must not hold in its memory what it has read of all.
        """
        for start in range(0, len(items), SLICE):
            yield items[start : start + SLICE]
            if len(items) > SLICE:
                self.env.flush_all()
                self.env.invalidate_all(flush=False)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import AbstractComponent

#: Of more records than these, a job holds a slice in memory at a time.
SLICE = 2500


class EbayBase(AbstractComponent):
    """What all components of the eBay connector have in common."""

    _name = "ebay.base"
    _inherit = "base.connector"
    _collection = "ebay.backend"

    @property
    def backend(self):
        """The ``ebay.backend`` whose work is done."""
        return self.collection

    def in_slices(self, items):
        """Yield parts of a recordset or list; between them, forget what was read.

        A job over 50,000 SKUs must not hold in its memory what it has read of all.
        """
        for start in range(0, len(items), SLICE):
            yield items[start : start + SLICE]
            if len(items) > SLICE:
                self.env.flush_all()
                self.env.invalidate_all(flush=False)

    def claim_catalogue(self):
        """Be the only transaction that adds products or categories.

        Two accounts may sell the same SKU in the same category: both looking, neither
        finding, both creating. PostgreSQL refuses to update a row that was updated
        after this transaction began: then it runs again, and finds what there is.
        """
        self.env.cr.execute(
            "UPDATE ir_config_parameter SET write_date = clock_timestamp() "
            "WHERE key = 'connector_ebay.products_guard'"
        )

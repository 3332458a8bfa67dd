# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import AbstractComponent


class EbayBase(AbstractComponent):
    """What all components of the eBay connector have in common."""

    _name = "ebay.base"
    _inherit = "base.connector"
    _collection = "ebay.backend"

    @property
    def backend(self):
        """The ``ebay.backend`` whose work is done."""
        return self.collection

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping


class EbayProductImportMapper(Component):
    """A product that is made from a listing keeps its stock in Odoo."""

    _inherit = "ebay.product.import.mapper"

    @mapping
    def storable(self, record):
        return {"is_storable": True}

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayRecentOrdersImporter(Component):
    """Import the newest orders before quantities are computed.

    This add-on knows no orders; an add-on that imports them inherits this component.
    """

    _name = "ebay.recent.orders.importer"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "recent.orders"

    def import_recent(self) -> bool:
        """Import the orders placed since the last import, within this transaction.

        :return: whether all sales are known; if not, quantities may only be lowered
        """
        return True

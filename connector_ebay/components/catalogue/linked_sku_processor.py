# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayLinkedSkuProcessor(Component):
    """Do what was waiting for SKUs to be linked to a product.

    An add-on inherits it to do more, for example to import orders that were held.
    """

    _name = "ebay.linked.sku.processor"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "linked.sku.processor"

    def process(self, skus: BaseModel) -> None:
        """Mark these SKUs, so that price and quantity are compared with eBay's."""
        self.env["ebay.sku.mark"].sudo()._mark(skus, "stock")
        changed = skus.filtered("previous_product_id")
        if changed:
            changed.previous_product_id = False
            self.component(usage="sku.change.handler").close_activity()

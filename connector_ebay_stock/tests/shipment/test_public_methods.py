# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.connector_ebay.tests.public_methods_case import PublicMethodsMixin

from ..shipment_case import ShipmentCase


class TestPublicMethods(PublicMethodsMixin, ShipmentCase):
    """No public method of the three add-ons works without rights on eBay."""

    outsiders = {
        **PublicMethodsMixin.outsiders,
        "rpc_accounting": "account.group_account_invoice",
    }
    harmless = {"ebay.sale.order.import_number": "asks the user's own accounts"}

    def test_no_public_method_works_without_rights(self):
        self.buy((self.mug, 1))
        self.check_public_methods()

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import TransactionCase, tagged

from odoo.addons.connector_ebay.tests.list_columns_case import ListColumnsMixin


@tagged("post_install", "-at_install")
class TestListColumns(ListColumnsMixin, TransactionCase):
    """Labels and badges of lists fit into their columns."""

    def test_labels_and_badges_are_not_cut_off(self):
        self._check_columns("connector_ebay_sale")

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Groups of the roles that the code asks for."""

MANAGER_GROUP = "connector_ebay.group_ebay_manager"
REFUND_GROUP = "connector_ebay_sale.group_ebay_refund"

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a listing is made of, eBay's demands, and what is sent: without Odoo."""

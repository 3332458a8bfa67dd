# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Check requests and answers against eBay's published schemas.

The schemas come from the package ``ebay-apiroute``, generated from what eBay
publishes; nothing here is derived from our own client or from the simulator.
"""

from .checker import LEVELS, Checker, Violation

__all__ = ["LEVELS", "Checker", "Violation"]

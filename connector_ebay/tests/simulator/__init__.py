# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A stateful eBay seller account over HTTP, for tests, benchmarks and the demo.

Built from eBay's documentation and published schemas; it knows neither Odoo nor our
client, so that the two cannot share a misreading.
"""

from .catalogue import Catalogue
from .server import Simulator

__all__ = ["Catalogue", "Simulator"]

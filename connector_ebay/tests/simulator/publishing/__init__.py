# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What sellers publish: items, groups, offers, pictures, and what eBay demands of them.

Endpoints are modules with ``routes``; `Publishing` is the state that they share and
what tests control.
"""

from .state import Publishing

__all__ = ["Publishing"]

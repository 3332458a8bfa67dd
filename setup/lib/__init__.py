# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The modules behind ``setup/demo`` and ``setup/test``.

They only use the standard library, because they run before anything is installed.
"""

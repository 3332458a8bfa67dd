# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's environments."""

#: Names, as in the keys of the settings, and labels.
ENVIRONMENTS = {
    "production": "Production",
    "sandbox": "Sandbox",
    "simulator": "Simulator",
}

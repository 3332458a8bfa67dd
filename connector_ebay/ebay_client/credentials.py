# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The keyset of an eBay application."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Credentials:
    """The keyset eBay gave to the application in one environment.

    ``client_id`` is eBay's App ID, ``client_secret`` its Cert ID, ``ru_name`` the
    name (not the address) of the OAuth redirect, ``dev_id`` is used by Trading
    notifications only. The secret never shows in the representation.
    """

    client_id: str
    client_secret: str = field(repr=False)
    ru_name: str
    dev_id: str = field(default="", repr=False)

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Recognize addresses at which the buyer picks a parcel up."""

from __future__ import annotations

import re

from .state_names import folded_name

#: Words on the labels of pick-up points and parcel lockers, folded, by country. eBay's
#: own Click & Collect has ``ebay:`` and a code in the address.
_WORDS = (
    # DE, AT
    *("packstation", "paketshop", "paketbox", "postfiliale", "abholstation"),
    *("abholpunkt", "abholstelle", "filialabholung", "paketautomat", "poststation"),
    # PL
    *("paczkomat", "punkt odbioru", "odbior w punkcie", "appkomat"),
    # GB, US, AU, IE
    *("click and collect", "click collect", "parcelshop", "parcel shop", "locker"),
    *("pick up", "pickup", "collect plus", "collection point", "parcel point"),
    # FR, BE
    *("point relais", "relais colis", "mondial relay", "point retrait", "consigne"),
    # IT, ES
    *("punto di ritiro", "fermopoint", "fermo deposito", "punto de recogida"),
    *("punto pack", "citypaq"),
)
_PICKUP = re.compile(
    rf"\b(?:{'|'.join(_WORDS)})s?\d*\b|\bebay (?=[a-z]*\d)[a-z0-9]{{5,}}\b"
)


def is_pickup_point(*lines: str | bool | None) -> bool:
    """Return whether the lines of an address name a pick-up point."""
    return any(
        _PICKUP.search(folded_name(line)) for line in lines if isinstance(line, str)
    )

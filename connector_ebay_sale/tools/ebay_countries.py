# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Country codes of eBay that are not ISO 3166, or not any more.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/types/CountryCodeType.html
"""

#: ISO codes by eBay's. ``AA`` is the address of a military post office of the US.
#: Of the islands that were the Netherlands Antilles, Curacao has most inhabitants.
ISO_CODES = {
    "AA": "US",
    "AN": "CW",
    "BU": "MM",
    "CS": "RS",
    "FX": "FR",
    "QM": "GG",
    "QN": "SJ",
    "QO": "JE",
    "QP": "PF",
    "TP": "TL",
    "UK": "GB",
    "YU": "RS",
    "ZR": "CD",
}


def iso_code(code: str) -> str:
    """Return the ISO code of a country for which eBay may have one of its own."""
    code = code.strip().upper()
    return ISO_CODES.get(code, code)

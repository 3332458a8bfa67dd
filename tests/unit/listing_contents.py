# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contents of listings, ready to be published, for tests to break."""

from decimal import Decimal

from plain_modules import load_package

category, contents = load_package("connector_ebay", "publishing", "category", "content")


def aspect(name, *values, **rules):
    """An item specific as the Taxonomy API describes it."""
    return {
        "localizedAspectName": name,
        "aspectConstraint": {
            "aspectDataType": "STRING",
            "itemToAspectCardinality": "SINGLE",
            "aspectMode": "FREE_TEXT",
            "aspectMaxLength": 65,
            **rules,
        },
        "aspectValues": [
            value if isinstance(value, dict) else {"localizedValue": value}
            for value in values
        ],
    }


REQUIRED = {"aspectRequired": True}
CHOICE = {"aspectMode": "SELECTION_ONLY"}
AXIS = {"aspectEnabledForVariations": True}

DRILLS = {
    "name": "Bohrer",
    "policy": {"eanSupport": "REQUIRED", "upcSupport": "DISABLED"},
    "conditions": {
        "itemConditionRequired": True,
        "itemConditions": [
            {"conditionId": "1000", "conditionDescription": "Neu"},
            {"conditionId": "3000", "conditionDescription": "Gebraucht"},
            {
                "conditionId": "2000",
                "conditionDescription": "Zertifiziert - Refurbished",
                "usage": "RESTRICTED",
            },
        ],
    },
    "regulatory": {
        "supportedAttributes": [{"name": "MANUFACTURER_CONTACT", "usage": "REQUIRED"}]
    },
    "aspects": [
        aspect("Marke", "Fennholm", **REQUIRED),
        aspect("Produktart", "Bohrer", "Bohrer-Set", **REQUIRED, **CHOICE),
        aspect("Material", "HSS", "Titan", itemToAspectCardinality="MULTI"),
        aspect("Jahr", aspectDataType="DATE", aspectFormat="YYYY"),
        aspect("Zahl", aspectDataType="NUMBER", aspectFormat="int32"),
        aspect("Farbe", **AXIS),
        aspect(
            "Größe",
            {
                "localizedValue": "3XL",
                "valueConstraints": [
                    {
                        "applicableForLocalizedAspectName": "Größenart",
                        "applicableForLocalizedAspectValues": ["Übergröße"],
                    }
                ],
            },
            "S",
            **AXIS,
        ),
        aspect("Größenart", "Normalgröße", "Übergröße"),
        aspect("Garantie", expectedRequiredByDate="2026-12-31"),
    ],
}


def picture(checksum="p1", **changes):
    values = {"width": 800, "height": 600, "media_type": "image/jpeg", **changes}
    return contents.Picture(checksum, **values)


def sku(number=1, **changes):
    values = {
        "record_id": number,
        "product_id": number,
        "sku": f"FH-{number}",
        "price": Decimal("24.90"),
        "quantity": 5,
        "gtin": "4006381333931",
        **changes,
    }
    return contents.SkuContent(**values)


def listing(stored=None, **changes):
    """A listing of one product, without any problem."""
    policies = {
        kind: contents.Policy(number, kind, "EBAY_DE")
        for number, kind in (("1", "fulfillment"), ("2", "payment"), ("3", "return"))
    }
    values = {
        "record_id": 7,
        "marketplace": "EBAY_DE",
        "locale": "de-DE",
        "currency": "EUR",
        "is_eu": True,
        "eu_countries": frozenset({"DE", "PL"}),
        "title": "Bohrer-Set 13-teilig",
        "description": "<p>13 Bohrer</p>",
        "category": category.read_category("22625", {**DRILLS, **(stored or {})}),
        "condition": "NEW",
        "aspects": {"Marke": ["Fennholm"], "Produktart": ["Bohrer-Set"]},
        "pictures": [picture()],
        "skus": [sku()],
        "policies": policies,
        "location": contents.Location("WH", "Lager"),
        "vat": Decimal("19"),
        "regulatory": {
            "manufacturer": {
                "companyName": "Fennholm",
                "email": "a@fennholm.example",
                "country": "DE",
            }
        },
        "out_of_stock_control": True,
        **changes,
    }
    return contents.ListingContent(**values)


def shirts(**changes):
    """A listing with two variations."""
    values = {
        "has_variations": True,
        "skus": [
            sku(1, axes={"Farbe": "Rot", "Größe": "S"}),
            sku(2, axes={"Farbe": "Blau", "Größe": "S"}),
        ],
        "picture_axis": "Farbe",
        "group_key": "odoo1",
        **changes,
    }
    return listing(**values)

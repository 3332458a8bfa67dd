# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents that the Inventory API publishes, and calls to do so."""

import copy
from urllib.parse import quote

INVENTORY = "/sell/inventory/v1"
GERMAN = {"Content-Language": "de-DE"}
PICTURE = "https://i.ebayimg.com/images/g/AAAAaOSwFake0001/s-l1600.jpg"
DRILLS, SHIRTS = "22625", "15687"

ITEM = {
    "availability": {"shipToLocationAvailability": {"quantity": 14}},
    "condition": "NEW",
    "product": {
        "title": "Bohrer-Set 13-teilig HSS Titan 2-8 mm",
        "description": "<p>13 Bohrer im Metallkasten.</p>",
        "aspects": {
            "Marke": ["Fennholm"],
            "Herstellernummer": ["FH-HSS-13"],
            "Produktart": ["Bohrer-Set"],
            "Material": ["HSS", "Titan"],
            "Anzahl der Teile": ["13"],
        },
        "brand": "Fennholm",
        "mpn": "FH-HSS-13",
        "ean": ["4099999000012"],
        "imageUrls": [PICTURE],
    },
    "packageWeightAndSize": {
        "weight": {"value": 0.62, "unit": "KILOGRAM"},
        "dimensions": {"length": 18, "width": 10, "height": 5, "unit": "CENTIMETER"},
    },
}
MANUFACTURER = {
    "companyName": "Fennholm Werkzeuge GmbH",
    "addressLine1": "Musterweg 5",
    "city": "Kassel",
    "postalCode": "34117",
    "country": "DE",
    "email": "kontakt@fennholm.example",
}


def item(**product):
    """Return an item, with other fields of its product; None takes one out."""
    document = copy.deepcopy(ITEM)
    document["product"].update(product)
    for name, value in product.items():
        if value is None:
            del document["product"][name]
    return document


def offer(simulator, sku="FH-HSS-13", market="EBAY_DE", **changes):
    """Return an offer with the policies of its marketplace, and other fields."""
    first = simulator.publishing.policies.first
    document = {
        "sku": sku,
        "marketplaceId": market,
        "format": "FIXED_PRICE",
        "listingDuration": "GTC",
        "availableQuantity": 14,
        "categoryId": DRILLS,
        "merchantLocationKey": "DE_04109",
        "listingDescription": "<div><h2>Bohrer-Set</h2></div>",
        "listingPolicies": {
            f"{kind}PolicyId": first(kind, market)
            for kind in ("fulfillment", "payment", "return")
        },
        "pricingSummary": {"price": {"value": "24.90", "currency": "EUR"}},
        "tax": {"vatPercentage": 19.0},
        "includeCatalogProductDetails": False,
        "regulatory": {"manufacturer": MANUFACTURER},
    }
    return {**document, **changes}


def shirt(number, colour, size, **changes):
    """Return a member of a group of shirts."""
    document = item(
        title=None,
        description=None,
        mpn=f"TS-{number}",
        ean=["4099999000111"],
        aspects={
            "Marke": ["Fennholm"],
            "Abteilung": ["Herren"],
            "Größenart": ["Normalgröße"],
            "Produktart": ["T-Shirt"],
            "Farbe": [colour],
            "Größe": [size],
        },
    )
    return {**document, **changes}


def shirts(skus, colours=("Schwarz", "Weiß"), sizes=("S", "M")):
    """Return a group of shirts."""
    return {
        "title": "Herren T-Shirt Baumwolle Basic",
        "description": "<p>100 % Baumwolle.</p>",
        "aspects": {"Marke": ["Fennholm"]},
        "imageUrls": [PICTURE],
        "variantSKUs": list(skus),
        "variesBy": {
            "aspectsImageVariesBy": ["Farbe"],
            "specifications": [
                {"name": "Farbe", "values": list(colours)},
                {"name": "Größe", "values": list(sizes)},
            ],
        },
    }


class Publisher:
    """What a seller's program sends."""

    def __init__(self, caller):
        self.caller = caller
        self.simulator = caller.simulator

    def call(self, method, path, body=None):
        """Return the answer of a call in German."""
        options = {} if body is None else {"json": body}
        return self.caller.rest(method, INVENTORY + path, headers=GERMAN, **options)

    def put(self, sku="FH-HSS-13", document=None):
        """Write an item."""
        path = f"/inventory_item/{quote(sku, safe='')}"
        return self.call("PUT", path, document or ITEM)

    def create(self, **changes):
        """Create an offer and return its id."""
        return self.call("POST", "/offer", offer(self.simulator, **changes)).json()[
            "offerId"
        ]

    def publish(self, offer_id):
        """Publish an offer."""
        return self.call("POST", f"/offer/{offer_id}/publish", {})

    def list(self, sku="FH-HSS-13", document=None, **changes):
        """Write an item and its offer, publish it; return (offer id, listing id)."""
        assert self.put(sku, document).status_code in (201, 204)
        offer_id = self.create(sku=sku, **changes)
        answer = self.publish(offer_id)
        assert answer.status_code == 200, answer.text
        return offer_id, answer.json()["listingId"]

    def group(self, key="TS", **changes):
        """Write four shirts, their offers and their group; return the SKUs."""
        skus = []
        for number, (colour, size) in enumerate(
            (colour, size) for colour in ("Schwarz", "Weiß") for size in ("S", "M")
        ):
            skus.append(f"{key}-{number}")
            assert self.put(skus[-1], shirt(number, colour, size)).status_code == 201
            self.create(sku=skus[-1], categoryId=SHIRTS)
        document = {**shirts(skus), **changes}
        answer = self.call("PUT", f"/inventory_item_group/{key}", document)
        assert answer.status_code in (201, 204), answer.text
        return skus

    def publish_group(self, key="TS", market="EBAY_DE"):
        """Publish a group."""
        body = {"inventoryItemGroupKey": key, "marketplaceId": market}
        return self.call("POST", "/offer/publish_by_inventory_item_group", body)


def error_of(answer):
    """Return (status, error id, message, parameters) of an answer."""
    (detail,) = answer.json()["errors"]
    parameters = {one["name"]: one["value"] for one in detail.get("parameters", ())}
    return answer.status_code, detail["errorId"], detail["message"], parameters

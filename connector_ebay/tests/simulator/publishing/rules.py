# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a category allows and demands besides its aspects."""

from .aspects import BOOKS, CARDS, DRILLS

#: The Inventory API's name of each condition id.
CONDITIONS = {
    "1000": "NEW",
    "1500": "NEW_OTHER",
    "1750": "NEW_WITH_DEFECTS",
    "2000": "CERTIFIED_REFURBISHED",
    "2010": "EXCELLENT_REFURBISHED",
    "2020": "VERY_GOOD_REFURBISHED",
    "2030": "GOOD_REFURBISHED",
    "2500": "SELLER_REFURBISHED",
    "2750": "LIKE_NEW",
    "2990": "PRE_OWNED_EXCELLENT",
    "3000": "USED_EXCELLENT",
    "3010": "PRE_OWNED_FAIR",
    "4000": "USED_VERY_GOOD",
    "5000": "USED_GOOD",
    "6000": "USED_ACCEPTABLE",
    "7000": "FOR_PARTS_OR_NOT_WORKING",
}
CONDITION_IDS = {name: number for number, name in CONDITIONS.items()}
NEW_CONDITIONS = ("NEW", "NEW_OTHER", "NEW_WITH_DEFECTS")
RESTRICTED = ("2000", "2010", "2020", "2030")
#: Words of the same id differ by category, as at eBay: (German, Polish, English).
PLAIN_WORDS = {
    "1000": ("Neu", "Nowy", "New"),
    "1500": (
        "Neu: Sonstige (siehe Artikelbeschreibung)",
        "Nowy: inny (zob. szczegóły)",
        "New other (see details)",
    ),
    "2000": (
        "Zertifiziert - Refurbished",
        "Odnowiony z certyfikatem",
        "Certified - Refurbished",
    ),
    "3000": ("Gebraucht", "Używany", "Used"),
    "7000": (
        "Als Ersatzteil / defekt",
        "Na części / niesprawny",
        "For parts or not working",
    ),
}
CLOTHES_WORDS = {
    "1000": ("Neu mit Etikett", "Nowy z metką", "New with tags"),
    "1500": ("Neu ohne Etikett", "Nowy bez metki", "New without tags"),
    "1750": ("Neu mit Fehlern", "Nowy z wadami", "New with defects"),
    "2990": (
        "Gebraucht - Ausgezeichnet",
        "Używany - doskonały",
        "Pre-owned - Excellent",
    ),
    "3000": ("Gebraucht - Gut", "Używany - dobry", "Pre-owned - Good"),
}
BOOK_WORDS = {
    "1000": ("Brandneu", "Całkiem nowy", "Brand New"),
    "2750": ("Neuwertig", "Jak nowy", "Like New"),
    "4000": ("Sehr gut", "Bardzo dobry", "Very Good"),
    "5000": ("Gut", "Dobry", "Good"),
    "6000": ("Akzeptabel", "Akceptowalny", "Acceptable"),
}
CARD_WORDS = {
    "2750": ("Bewertet", "Oceniona", "Graded"),
    "4000": ("Nicht bewertet", "Nieoceniona", "Ungraded"),
}
LANGUAGES = ("de", "pl", "en")
GTIN_REQUIRED = (DRILLS, "112529", "67859", "175672", "31387")
MANUFACTURER_REQUIRED = (DRILLS, "180349", "19006", "175672", "21205")
NO_LOTS = ("31387", "175672")
ECO_FEES = ("175672", "112581", "45461")


def condition_words(category):
    """Return {condition id: words in German, Polish, English} of a category."""
    if category.category_id == BOOKS:
        return BOOK_WORDS
    if category.category_id == CARDS:
        return CARD_WORDS
    return (
        CLOTHES_WORDS if category.varies_by in ("size_color", "shoe") else PLAIN_WORDS
    )


def item_conditions(category, language):
    """Return the conditions of a category as the Metadata API shows them."""
    column = LANGUAGES.index(language)
    found = []
    for number, wordings in condition_words(category).items():
        condition = {"conditionId": number, "conditionDescription": wordings[column]}
        if number in RESTRICTED:
            condition["usage"] = "RESTRICTED"
        if category.category_id == CARDS:
            condition["conditionDescriptors"] = DESCRIPTORS[number]
        found.append(condition)
    return found


def gtin_support(category, market):
    """Return {ean, upc, isbn: DISABLED, ENABLED or REQUIRED} of a category."""
    american = market.code == "EBAY_US"
    wanted = "REQUIRED" if category.category_id in GTIN_REQUIRED else "ENABLED"
    book = category.category_id == BOOKS
    return {
        "ean": "DISABLED" if american or book else wanted,
        "upc": wanted if american and not book else "DISABLED",
        "isbn": "REQUIRED" if book else "DISABLED",
    }


def regulatory_attributes(category, market):
    """Return what product safety demands in a category of a marketplace."""
    if market.code == "EBAY_US":
        return []
    required = category.category_id in MANUFACTURER_REQUIRED
    return [
        {
            "name": "MANUFACTURER_CONTACT",
            "usage": "REQUIRED" if required else "RECOMMENDED",
        },
        {"name": "RESPONSIBLE_PERSON", "usage": "RECOMMENDED"},
        # eBay adds attributes at any time: nobody may stumble over a new one.
        {"name": "SOMETHING_NEW", "usage": "RECOMMENDED"},
    ]


def _descriptor(number, name, values=(), *, required=True, applies=None, text=False):
    constraint = {
        "cardinality": "SINGLE",
        "mode": "FREE_TEXT" if text else "SELECTION_ONLY",
        "usage": "REQUIRED" if required else "OPTIONAL",
    }
    if text:
        constraint["maxLength"] = 30
    if applies:
        constraint["applicableToConditionDescriptorIds"] = [applies]
    descriptor = {
        "conditionDescriptorId": number,
        "conditionDescriptorName": name,
        "conditionDescriptorConstraint": constraint,
    }
    if values:
        descriptor["conditionDescriptorValues"] = [
            {"conditionDescriptorValueId": key, "conditionDescriptorValueName": value}
            for key, value in values
        ]
    return descriptor


#: Of trading cards: graded ones, and others.
DESCRIPTORS = {
    "2750": [
        _descriptor(
            "27501",
            "Professioneller Bewerter",
            [("275010", "Grader A"), ("275013", "Grader B")],
        ),
        _descriptor(
            "27502", "Bewertung", [("275020", "10"), ("275022", "9")], applies="27501"
        ),
        _descriptor("27503", "Zertifizierungsnummer", required=False, text=True),
    ],
    "4000": [
        _descriptor(
            "40001", "Kartenzustand", [("400010", "Fast neuwertig"), ("400011", "Gut")]
        )
    ],
}

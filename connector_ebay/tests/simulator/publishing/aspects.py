# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The aspects of each category, in the language of each site."""

from .. import catalogue_words as words

#: (name by language, data type, format, cardinality, mode): what all categories have.
NAMES = {
    "brand": {"de": "Marke", "pl": "Marka", "en": "Brand"},
    "mpn": {"de": "Herstellernummer", "pl": "Numer części producenta", "en": "MPN"},
    "type": {"de": "Produktart", "pl": "Rodzaj", "en": "Type"},
    "material": {"de": "Material", "pl": "Materiał", "en": "Material"},
    "pieces": {"de": "Anzahl der Teile", "pl": "Liczba elementów", "en": "Set Size"},
    "guarantee": {
        "de": "Haltbarkeitsgarantie",
        "pl": "Gwarancja trwałości",
        "en": "Durability Guarantee",
    },
    "year": {"de": "Herstellungsjahr", "pl": "Rok produkcji", "en": "Year"},
    "department": {"de": "Abteilung", "pl": "Dział", "en": "Department"},
    "size_type": {"de": "Größenart", "pl": "Typ rozmiaru", "en": "Size Type"},
    "author": {"de": "Autor", "pl": "Autor", "en": "Author"},
    "sport": {"de": "Sport", "pl": "Sport", "en": "Sport"},
    "graded": {"de": "Bewertet", "pl": "Oceniona", "en": "Graded"},
    "card_number": {"de": "Kartennummer", "pl": "Numer karty", "en": "Card Number"},
}
SETS = {"de": "{}-Set", "pl": "Zestaw: {}", "en": "{} Set"}
UNBRANDED = {"de": "Markenlos", "pl": "Bez marki", "en": "Unbranded"}
DEPARTMENTS = {
    "de": ("Damen", "Herren", "Unisex"),
    "pl": ("Kobiety", "Mężczyźni", "Unisex"),
    "en": ("Women", "Men", "Unisex Adults"),
}
SIZE_TYPES = {
    "de": ("Normalgröße", "Übergröße"),
    "pl": ("Regularny", "Plus Size"),
    "en": ("Regular", "Plus"),
}
LARGE_SIZES = ("3XL", "4XL")
SPORTS = {
    "de": ("Basketball", "Fußball"),
    "pl": ("Koszykówka", "Piłka nożna"),
    "en": ("Basketball", "Football (Soccer)"),
}
YES_NO = {"de": ("Ja", "Nein"), "pl": ("Tak", "Nie"), "en": ("Yes", "No")}
BOOKS, CARDS, DRILLS = "261186", "261328", "22625"
#: From then on eBay demands the year.
REQUIRED_FROM = "2027-03-31T00:00:00.000Z"


def aspects_of(category, language):
    """Return the aspects of a leaf category as the Taxonomy API shows them."""
    found = list(_own(category, language))
    if category.category_id not in (BOOKS, CARDS):
        brand = (*words.BRANDS, "Fennholm", UNBRANDED[language])
        found.insert(0, aspect("brand", language, brand, required=True, whole=True))
        found.insert(1, aspect("mpn", language, whole=True))
    material = words.MATERIALS[language]
    found.append(
        aspect("material", language, material, many=True, varies=True, whole=True)
    )
    found.append(aspect("guarantee", language, kind="NUMBER", form="int32"))
    year = aspect("year", language, kind="DATE", form="YYYY")
    year["aspectConstraint"]["expectedRequiredByDate"] = REQUIRED_FROM
    found.append(year)
    return found


def _own(category, language):
    """Yield what is special about a category: its types, sizes, colours."""
    if category.category_id == BOOKS:
        yield aspect("author", language, required=True)
        return
    if category.category_id == CARDS:
        yield aspect("sport", language, SPORTS[language], required=True, choice=True)
        yield aspect("graded", language, YES_NO[language], required=True, choice=True)
        yield aspect("card_number", language)
        return
    noun = category.nouns.get(language, "")
    types = (noun, SETS[language].format(noun))
    yield aspect("type", language, types, required=True, choice=True, whole=True)
    if category.category_id == DRILLS:
        yield aspect("pieces", language, kind="NUMBER", form="int32")
    axes = words.AXES.get(category.varies_by, (category.varies_by,))
    for axis in filter(None, axes):
        yield from _axis(axis, language)


def _axis(axis, language):
    if axis == "color":
        colours = words.COLOURS[language]
        yield aspect(words.AXIS_NAMES[axis], language, colours, varies=True)
        return
    if axis != "size":
        values = words.AXIS_VALUES[axis]
        yield aspect(words.AXIS_NAMES[axis], language, values, varies=True)
        return
    departments, kinds = DEPARTMENTS[language], SIZE_TYPES[language]
    yield aspect("department", language, departments, required=True, choice=True)
    yield aspect("size_type", language, kinds, required=True, choice=True)
    size = aspect(
        words.AXIS_NAMES[axis],
        language,
        (*words.SIZES, *LARGE_SIZES),
        required=True,
        choice=True,
        varies=True,
    )
    for value in size["aspectValues"]:
        large = value["localizedValue"] in LARGE_SIZES
        value["valueConstraints"] = [
            {
                "applicableForLocalizedAspectName": NAMES["size_type"][language],
                "applicableForLocalizedAspectValues": [kinds[large]],
            }
        ]
    yield size


def aspect(
    name,
    language,
    values=(),
    *,
    required=False,
    choice=False,
    many=False,
    varies=False,
    whole=False,
    kind="STRING",
    form="",
):
    """Return one aspect.

    ``name`` is a key of NAMES, the names by language, or the name itself; ``choice``:
    only these values; ``many``: several at once; ``varies``: variations may differ in
    it; ``whole``: it is the product's, not the single item's.
    """
    names = NAMES.get(name, name) if isinstance(name, str) else name
    constraint = {
        "aspectDataType": kind,
        "itemToAspectCardinality": "MULTI" if many else "SINGLE",
        "aspectMode": "SELECTION_ONLY" if choice else "FREE_TEXT",
        "aspectRequired": required,
        # A hint that does not go with what is required, as at eBay.
        "aspectUsage": "RECOMMENDED" if values else "OPTIONAL",
        "aspectEnabledForVariations": varies,
        "aspectApplicableTo": ["PRODUCT" if whole else "ITEM"],
    }
    if form:
        constraint["aspectFormat"] = form
    if kind == "STRING":
        constraint["aspectMaxLength"] = 65
    return {
        "localizedAspectName": names if isinstance(names, str) else names[language],
        "aspectConstraint": constraint,
        "aspectValues": [{"localizedValue": value} for value in values],
    }

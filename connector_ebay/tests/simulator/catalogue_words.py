# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Words of the generated catalogue, by language."""

ADJECTIVES = {
    "de": (
        "Handgemacht",
        "Große",
        "Klassische",
        "Günstige",
        "Robuste",
        "Süße",
        "Wärmende",
        "Leichte",
        "Original",
        "Nachhaltige",
    ),
    "pl": (
        "Ręcznie robiony",
        "Duży",
        "Klasyczny",
        "Elegancki",
        "Lekki",
        "Żółty",
        "Święty",
        "Oryginalny",
        "Wytrzymały",
        "Nowość",
    ),
    "en": (
        "Handmade",
        "Large",
        "Classic",
        "Men's",
        "Lightweight",
        "Cosy",
        "Vintage",
        "Original",
        "Premium",
        "Everyday",
    ),
}
BRANDS = (
    "Nordlicht",
    "Żubr & Syn",
    "Müller+Söhne",
    "Acme",
    "Łódź Design",
    "Hill & Dale",
    "Kraków 1364",
    "Œuvre",
    "H&K",
    "Weißbach",
)
EXTRAS = ("", "", "NEU ✓", "2er-Set", "100% Baumwolle", "★★★", "<3", "日本製", "“Top”")

COLOURS = {
    "de": ("Blau", "Rot", "Grün", "Weiß", "Schwarz", "Türkis"),
    "pl": ("Niebieski", "Czerwony", "Zielony", "Biały", "Czarny", "Żółty"),
    "en": ("Blue", "Red", "Green", "White", "Black", "Navy / Grey"),
}
SIZES = ("S", "M", "L", "XL", "XXL")
AXIS_NAMES = {
    "color": {"de": "Farbe", "pl": "Kolor", "en": "Colour"},
    "size": {"de": "Größe", "pl": "Rozmiar", "en": "Size"},
    "shoe": {"de": "EU-Schuhgröße", "pl": "Rozmiar EU", "en": "EU Shoe Size"},
    "length": {"de": "Länge", "pl": "Długość", "en": "Length"},
    "diameter": {"de": "Durchmesser", "pl": "Średnica", "en": "Diameter"},
    "bed": {"de": "Maße", "pl": "Wymiary", "en": "Dimensions"},
    "layout": {"de": "Tastaturlayout", "pl": "Układ", "en": "Layout"},
    "model": {"de": "Für Modell", "pl": "Do modelu", "en": "To Fit"},
    "language": {"de": "Sprache", "pl": "Język", "en": "Language"},
    "wheel": {"de": "Laufradgröße", "pl": "Rozmiar koła", "en": "Wheel Size"},
    "volume": {"de": "Inhalt", "pl": "Pojemność", "en": "Volume"},
}
AXIS_VALUES = {
    "size": SIZES,
    "shoe": ("38", "39", "40", "41", "42", "43,5"),
    "length": ("0,5 m", "1 m", "2 m", "5 m", "10 m"),
    "diameter": ("20 cm", "24 cm", "28 cm"),
    "bed": ("135 x 200 cm", "155 x 220 cm", "200 x 200 cm"),
    "layout": ("QWERTZ", "QWERTY", "AZERTY"),
    "model": ("Phone 15", "Phone 15 Pro", "Galaxy S24", 'Tab 10"'),
    "language": ("Deutsch", "Polski", "English"),
    "wheel": ('26"', '27,5"', '28"', '29"'),
    "volume": ("50 ml", "100 ml", "250 ml"),
}
AXES = {"size_color": ("color", "size"), "shoe": ("shoe", "color")}
SPECIFIC_NAMES = {
    "de": ("Marke", "Material", "Herstellungsland", "Besonderheiten"),
    "pl": ("Marka", "Materiał", "Kraj pochodzenia", "Cechy"),
    "en": ("Brand", "Material", "Country of Origin", "Features"),
}
MATERIALS = {
    "de": ("Baumwolle", "Keramik", "Holz", "Stahl"),
    "pl": ("Bawełna", "Ceramika", "Drewno", "Stal"),
    "en": ("Cotton", "Ceramic", "Wood", "Steel"),
}
GREETINGS = {
    "de": "Willkommen in unserem Shop! Versand aus Leipzig innerhalb von 24 Stunden.",
    "pl": "Witamy w naszym sklepie! Wysyłka w ciągu 24 godzin. Zażółć gęślą jaźń.",
    "en": "Welcome to our shop! Ships within 24 hours.",
}

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invented buyers, by country; their addresses are as awkward as real ones."""

from .order import Address, Person

PEOPLE = {
    "DE": (
        Person(
            "kaeufer_mueller",
            "Jörg Müßig",
            Address("Musterstraße 12a", "Berlin", "10115", "DE"),
            "01700000000",
        ),
        Person(
            "gruene-wiese",
            "Käthe Größwang",
            Address("Am Wäldchen 3", "Gößweinstein", "91327", "DE"),
        ),
        Person(
            "muster_gmbh",
            "Anna Beispiel",
            Address("Industriestr. 7", "Köln", "50667", "DE", line2="Hinterhof"),
            "0221000000",
            company="Muster & Söhne GmbH",
        ),
    ),
    "AT": (
        Person(
            "wiener.melange",
            "Franz Beispiel",
            Address("Ringstraße 1/2/3", "Wien", "1010", "AT"),
            "+43 1 0000000",
        ),
    ),
    "PL": (
        Person(
            "zazolc_gesla",
            "Zażółć Gęślą-Jaźń",
            Address(
                "ul. Świętokrzyska 5 m. 8",
                "Łódź",
                "90-001",
                "PL",
                state="łódzkie",
                county="łódzki",
            ),
            "+48 500 000 000",
        ),
        Person(
            "sklep_krakow",
            "Stanisław Przykład",
            Address("Rynek Główny 1", "Kraków", "31-042", "PL"),
        ),
    ),
    "FR": (
        Person(
            "cote_d_azur",
            "Zoé L'Hôpital",
            Address("5 bis, rue de l'Église", "Nîmes", "30000", "FR"),
            "0600000000",
        ),
    ),
    "IT": (
        Person(
            "acquirente_it",
            "Mario Esempio",
            Address("Via Esempio 5", "Milano", "20121", "IT", state="MI"),
            "3330000000",
            tax_id=("CODICE_FISCALE", "RSSMRA80A01F205X", "IT"),
        ),
    ),
    "ES": (
        Person(
            "ejemplo_sl",
            "Íñigo Muñoz",
            Address("Calle Mayor 1, 2º B", "Alcalá", "28801", "ES", state="Madrid"),
            company="Ejemplo S.L.",
            tax_id=("NIF", "B00000000", "ES"),
        ),
    ),
    "GB": (
        Person(
            "mews_buyer",
            "Jo Example",
            Address("5 Example Mews", "London", "SW1A 1AA", "GB"),
            "07700900000",
        ),
        Person(
            "highland-shop",
            "Siobhán O'Example",
            Address(
                "c/o The Example Arms", "Inverness", "IV1 1AA", "GB", line2="Flat 2"
            ),
        ),
    ),
    "US": (
        Person(
            "alex_tx",
            "Alex Example",
            Address(
                "300 Example Dr",
                "Stafford",
                "77477-0001",
                "US",
                line2="Ste 160",
                state="TX",
            ),
            "7135550101",
        ),
        # For buyers in the US eBay may send the immutable id as the user name.
        Person(
            "Xa9fKQ2mRnW",
            "Sam O'Example",
            Address("9 Example St", "New York", "10001", "US", state="NY"),
            "2125550100",
        ),
    ),
    "CA": (
        Person(
            "maple_on",
            "Robin Example",
            Address("12 Example Cres", "Toronto", "M4B 1B3", "CA", state="ON"),
            "4165550100",
        ),
    ),
    "SE": (
        Person(
            "svensk_kopare",
            "Åsa Exempel",
            Address("Exempelgatan 4", "Göteborg", "411 01", "SE"),
            "0700000000",
        ),
    ),
    "NO": (
        Person(
            "norsk_kjoper",
            "Øyvind Eksempel",
            Address("Eksempelveien 2", "Tromsø", "9008", "NO"),
        ),
    ),
    "AU": (
        Person(
            "aussie_buyer",
            "Kim Example",
            Address("1 Example Pde", "Sydney", "2000", "AU", state="NSW"),
            "0400000000",
        ),
    ),
    "NZ": (
        Person(
            "kiwi_buyer",
            "Aroha Example",
            Address("8 Example Rd", "Auckland", "1010", "NZ"),
        ),
    ),
    "JP": (
        Person(
            "nihon_buyer",
            "例 太郎",
            Address("1-2-3 例町", "千代田区", "100-0001", "JP", state="東京都"),
        ),
    ),
}
PACKSTATION = Address("Packstation 123", "Berlin", "10115", "DE", line2="1234567890")
HUB = Person(
    "",
    "",
    Address(
        "1850 Example Hub Blvd",
        "Glendale Heights",
        "60139-0001",
        "US",
        line2="reference # 1234567890123456",
        state="IL",
    ),
    "8475550100",
)
AUTHENTICATOR = Person(
    "",
    "eBay Authenticator",
    Address(
        "1 Authenticator Way",
        "Las Vegas",
        "89118",
        "US",
        line2="AG 0000-0000",
        state="NV",
    ),
    "7025550100",
)

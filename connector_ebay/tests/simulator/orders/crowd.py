# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Many buyers out of a few: most buy once, some come back."""

import random
from dataclasses import replace

from .people import PEOPLE

#: Of ten orders, so many are from somebody who has not bought before.
NEW_OF_TEN = 7
ENGLISH = (
    ("Ava", "Ben", "Chloé", "Dee", "Evan", "Fay"),
    ("O'Sample", "Example-Smith", "Placeholder", "Testwell", "Fakely", "McDemo"),
)
#: First and last names; in countries that are not here English ones.
NAMES = {
    "DE": (
        ("Jürgen", "Sören", "Zoë", "Anneliese", "Götz", "Uwe", "Ayşe"),
        ("Müßiggang", "Beispielmann", "von der Höh", "Großkopf", "Weiß", "Käfer-Löw"),
    ),
    "PL": (
        ("Łucja", "Świętosława", "Żaneta", "Grzegorz", "Michał", "Zdzisław"),
        ("Przykładowska", "Źdźbło", "Brzęczyszczykiewicz", "Gęś", "Ćma", "Wąs"),
    ),
    "FR": (
        ("Éloïse", "Gaël", "Françoise", "Jean-Noël", "Maëlys"),
        ("L'Exemple", "d'Étampes", "Façade", "Châtel", "Bœuf"),
    ),
    "IT": (
        ("Niccolò", "Giosuè", "Maria Luisa", "Desirée"),
        ("D'Esempio", "Di Prova", "Campione", "Dell'Orò"),
    ),
    "ES": (
        ("José María", "Begoña", "Iñaki", "Lucía"),
        ("Ejemplo Núñez", "de la Prueba", "Muestra Peña", "Güell i Ñu"),
    ),
    "SE": (("Björn", "Åke", "Märta", "Örjan"), ("Exempelsson", "Prov-Ål", "Ström")),
    "NO": (("Bjørg", "Åse", "Sølvi", "Pål"), ("Eksempelsen", "Prøve", "Bråten")),
    "JP": (("花子", "次郎", "三奈", "健"), ("例", "見本", "試", "標")),
}
NAMES["AT"] = NAMES["DE"]


class Crowd:
    """The buyers of an account; the people of ``people`` are its regular ones."""

    def __init__(self, source):
        self.random = random.Random(source.random())
        self.known = {country: list(people) for country, people in PEOPLE.items()}
        self.number = 0

    def person(self, country):
        """Return a buyer of a country: one who has bought before, or a new one."""
        if self.random.randrange(10) >= NEW_OF_TEN:
            return self.random.choice(self.known[country])
        return self.like(self.random.choice(PEOPLE[country]))

    def like(self, person):
        """Return somebody new whose address is awkward in the same way as this
        person's."""
        country = person.address.country
        first, last = NAMES.get(country, ENGLISH)
        self.number += 1
        number = self.number
        name = (self.random.choice(first), self.random.choice(last))
        new = replace(
            person,
            username=f"{person.username[:20]}-{number}",
            full_name=" ".join(reversed(name) if country == "JP" else name),
            address=replace(
                person.address, line1=f"{person.address.line1}, {1 + number % 400}"
            ),
            phone=person.phone and f"{person.phone[:-4]}{number % 10000:04d}",
            company=person.company and f"{person.company} {number}",
            tax_id=self._tax_id(person.tax_id),
        )
        self.known[country].append(new)
        return new

    def _tax_id(self, tax_id):
        """Return another tax number of the same kind and length, if the person has
        one."""
        if not tax_id:
            return tax_id
        kind, number, country = tax_id
        digits = f"{self.number % 1000:03d}"
        return kind, f"{number[:-4]}{digits}{number[-1]}", country

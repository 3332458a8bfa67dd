# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass

from odoo.tests import BaseCase

from ...tools.shipments import (
    combined_state,
    distribute,
    make_keys_unique,
    split_by_line,
)
from ...tools.tracking import NO_TRACKING_NUMBER, is_same_number, split_numbers


@dataclass(frozen=True)
class Line:
    """An order line."""

    external_id: str


MUG, SHIRT = Line("1"), Line("2")


class TestShipmentTools(BaseCase):
    """The arithmetic of shipments needs no database."""

    def distributed(self, units, text, packages=None):
        """Return ``[(key, units, is_additional)]`` of a text with numbers."""
        planned = distribute(units, split_numbers(text), packages)
        return [(one.key, one.units, one.is_additional) for one in planned]

    def test_the_first_number_gets_the_rest(self):
        self.assertEqual(
            self.distributed({MUG: 2, SHIRT: 1}, "a1,b2"),
            [("A1", {MUG: 2}, False), ("B2", {SHIRT: 1}, False)],
        )

    def test_more_numbers_than_units_repeat_the_last_unit(self):
        self.assertEqual(
            self.distributed({MUG: 1}, "A1,B2,C3"),
            [("A1", {MUG: 1}, False), ("B2", {MUG: 1}, True), ("C3", {MUG: 1}, True)],
        )

    def test_packages_count_if_there_are_as_many_as_numbers(self):
        packages = [{SHIRT: 1}, {MUG: 2}]
        self.assertEqual(
            self.distributed({MUG: 2, SHIRT: 1}, "A1,B2", packages),
            [("A1", {SHIRT: 1}, False), ("B2", {MUG: 2}, False)],
        )
        self.assertEqual(
            self.distributed({MUG: 1, SHIRT: 1}, "A1,B2", [{MUG: 1, SHIRT: 1}]),
            [("A1", {MUG: 1}, False), ("B2", {SHIRT: 1}, False)],
        )

    def test_keys_are_unique(self):
        planned = split_by_line(distribute({MUG: 1, SHIRT: 1}, [NO_TRACKING_NUMBER]))
        self.assertEqual([one.key for one in planned], ["/1", "/2"])
        make_keys_unique(planned, used=["/1", "/1#2"])
        self.assertEqual([one.key for one in planned], ["/1#3", "/2"])

    def test_the_most_important_state_represents_several(self):
        self.assertEqual(combined_state(["done", "waiting", "failed"]), "failed")
        self.assertEqual(combined_state(["done"]), "done")
        self.assertFalse(combined_state([]))

    def test_numbers_are_compared_without_case(self):
        self.assertTrue(is_same_number("dhl1", "DHL1"))
        self.assertFalse(is_same_number("", ""))
        self.assertFalse(is_same_number("DHL1", None))

    def test_numbers_are_split_and_cleaned(self):
        def cleaned(text):
            return [number.cleaned for number in split_numbers(text)]

        self.assertEqual(cleaned("0034 0434 1610 9445 1234"), ["00340434161094451234"])
        self.assertEqual(cleaned("RR 123 456 785 DE"), ["RR123456785DE"])
        self.assertEqual(cleaned("1Z-999, 1z999;AB.1"), ["1Z999", "AB1"])
        self.assertEqual(
            cleaned("1Z999AA10123456784 1Z999AA10123456795"),
            ["1Z999AA10123456784", "1Z999AA10123456795"],
        )
        self.assertEqual(cleaned("A1|B2\nC3"), ["A1", "B2", "C3"])
        self.assertEqual(
            cleaned("00340434161094000001/00340434161094000002"),
            ["00340434161094000001", "00340434161094000002"],
        )
        self.assertEqual(cleaned(" , "), [])
        self.assertEqual(cleaned(False), [])

    def test_what_is_certainly_a_number_is_taken(self):
        for text, expected in {
            "https://gls-group.eu/track/123456789": "123456789",
            "https://www.dhl.de/verfolgen?piececode=00340434161094&lang=de": (
                "00340434161094"
            ),
            "DPD: 01234567890123": "01234567890123",
            "DHL Paket 0034 0434 1610": "003404341610",
            "Sendungsnummer: 1Z999AA10123456784": "1Z999AA10123456784",
            "Hermes - H1001990123456": "H1001990123456",
            "rr 123 456 785 de": "rr123456785de",
            "UPS 12345": "12345",
            "trans-o-flex 12345678": "12345678",
            "DHL 001": "DHL001",
            "\u200b１２３４５６７\u00a0": "1234567",
        }.items():
            with self.subTest(text=text):
                (number,) = split_numbers(text)
                self.assertIsNone(number.problem)
                self.assertEqual(number.cleaned, expected)

    def test_what_is_not_certainly_a_number_is_none(self):
        for text in (
            "n/a",
            "Abholung durch Kunde",
            "am 12.05.2026 geliefert",
            "12.05.26",
            "2026-05-12",
            "2 Pakete",
            "2",
            "1234567/8",
            "1Z 999-AA1/0123456784!!#",
            "123456789012 und 123456789013",
            "DHL 123456789012 12345678",
            "12345678 (DHL)",
            "buyer@example.com 12345678",
            "https://example.com/a?query=01234567890123&account=99887766",
            "www.dpd.com 01234567",
            "http://x.example/track",
            "https://t.example/?id=RR+123456789+DE",
            "https://t.example/?id=1234567&t=1764180000",
            "https://www.ebay.de/itm/110550000017",
            "12345678 12345679",
            "0151 12345678",
            "26 11 2026",
            "KW 48 2026",
            "00340434161094000001, n/a",
        ):
            with self.subTest(text=text):
                (number,) = split_numbers(text)
                self.assertTrue(number.problem)
                self.assertEqual(number.cleaned, "")

    def test_several_names_and_numbers(self):
        cleaned = [one.cleaned for one in split_numbers("DHL 12345678901, 12345678902")]
        self.assertEqual(cleaned, ["12345678901", "12345678902"])

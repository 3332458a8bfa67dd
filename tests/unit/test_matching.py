# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Texts of listings and products are compared as a person would."""

import pytest
from plain_modules import load_package

words, title_index = load_package("connector_ebay", "matching", "words", "title_index")
Entry, Variant = title_index.Entry, title_index.Variant

NAMES = [
    "Kuppelzelt 3 Personen grün",
    "Kuppelzelt 4 Personen grün",
    "Kaffeebecher weiß 300 ml",
    "Kaffeebecher weiß 500 ml",
    "Łyżka stołowa Kraków",
    "Mug",
]


def index(*entries):
    names = [Entry((name,), [Variant(n)]) for n, name in enumerate(NAMES)]
    return title_index.TitleIndex([*names, *entries])


@pytest.mark.parametrize("sku", ["ab-1", "AB-1", " Ab-1 ", "A B-1"])
def test_skus_that_look_equal(sku):
    assert words.plain_sku(sku) == "ab-1"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kuppelzelt für 3 Personen grün", "Kaffeebecher weiß 300 ml"),
        ("Herren Winterjacke schwarz XL", "USB-C Ladekabel 2m"),
    ],
)
def test_very_different_titles(title, name):
    assert words.are_different(title, [name])


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Kaffeebecher, 300ml, weiss, NEU & OVP!", ["Kaffeebecher weiß 300 ml"]),
        ("Tasse", ["Kaffeetasse"]),
        ("Lyzka stolowa", ["Łyżka stołowa Kraków"]),
        ("Kuppelzelt", ["Dome tent", "Kuppelzelt"]),
        ("", ["Mug"]),
        ("Mug", []),
        ("Mug", ["!!!"]),
    ],
)
def test_titles_that_may_be_the_same(title, names):
    assert not words.are_different(title, names)


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("NEU: Kuppelzelt grün, für 3 Personen", 0),
        ("Kuppelzelt 4 Personen (grün)", 1),
        ("Kaffeebecher weiss 300ml", 2),
        ("lyzka stolowa krakow", 4),
    ],
)
def test_a_product_is_found_by_the_title(title, product):
    assert index().find(title).product_ids == (product,)


@pytest.mark.parametrize(
    "title",
    [
        "Kaffeebecher weiß 700 ml",
        "Star Wars Darth Vader Mug Ceramic Boxed New",
        "Something else entirely",
        "",
        "!!!",
    ],
)
def test_nothing_is_found(title):
    assert index().find(title).product_ids == ()


def test_two_products_with_one_name_are_both_found():
    again = Entry(("Grün Kuppelzelt 3 Personen",), [Variant(99)])
    assert index(again).find(NAMES[0]).product_ids == (0, 99)


def shirt():
    values = {"blau": ("blau", "blue"), "rot": ("rot", "red"), "m": ("m",), "l": ("l",)}
    return Entry(
        ("T-Shirt Classic", "Shirt Klassik"),
        [
            Variant(n, tuple(frozenset(values[one]) for one in pair))
            for n, pair in enumerate([("blau", "m"), ("blau", "l"), ("rot", "m")], 50)
        ],
    )


@pytest.mark.parametrize(
    ("values", "product"), [(["Blau", "L"], 51), (["Red", "M"], 52)]
)
def test_a_variation_is_found_by_its_values_in_any_language(values, product):
    found = index(shirt()).find("T-Shirt Classic", values)
    assert found == title_index.Found((product,), by_values=True)


def test_a_variation_that_does_not_exist_is_not_found():
    assert index(shirt()).find("T-Shirt Classic", ["Red", "L"]).product_ids == ()


def test_the_title_names_the_variant():
    assert index(shirt()).find("T-Shirt Classic rot M").product_ids == (52,)


def test_the_title_leaves_the_variant_open():
    assert index(shirt()).find("T-Shirt Classic").product_ids == (50, 51, 52)

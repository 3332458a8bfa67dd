# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each thing that eBay refuses is found before a call, all at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from listing_contents import contents, listing, picture, shirts, sku
from plain_modules import load_package

check, description = load_package(
    "connector_ebay", "publishing", "check", "description"
)
TODAY = date(2026, 11, 26)
ANY = {"missing_aspect_soon"}


def problems(content):
    found = check.check_listing(content, TODAY)
    return {(one.code, one.field) for one in found if one.code not in ANY}


def codes(content):
    return {code for code, _field in problems(content)}


def test_a_complete_listing_has_no_problem():
    assert problems(listing()) == set()
    assert problems(shirts()) == set()


def test_all_problems_are_found_at_once():
    broken = listing(title="", aspects={}, pictures=[], skus=[sku(price=None)])
    assert problems(broken) >= {
        ("missing_title", "title"),
        ("missing_aspect", "Marke"),
        ("missing_aspect", "Produktart"),
        ("missing_picture", "pictures"),
        ("missing_price", "price"),
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "x" * 81}, ("invalid_title_length", "title")),
        ({"title": "BOHRER SET GROSS"}, ("invalid_title_capitals", "title")),
        ({"subtitle": "x" * 56}, ("invalid_subtitle_length", "subtitle")),
        ({"description": ""}, ("missing_description", "description")),
        ({"description": "x" * 500_001}, ("invalid_description_length", "description")),
        ({"unsafe": ["script"]}, ("invalid_description_content", "description")),
        ({"unsafe": ["http"]}, ("invalid_description_http", "description")),
        ({"mobile_summary": "x" * 801}, ("invalid_mobile_summary", "mobile_summary")),
        ({"category": None}, ("missing_category", "category_id")),
        ({"condition": ""}, ("missing_condition", "condition")),
        ({"condition": "USED_GOOD"}, ("invalid_condition", "condition")),
        (
            {"condition": "CERTIFIED_REFURBISHED"},
            ("invalid_condition_restricted", "condition"),
        ),
        (
            {"condition": "USED_EXCELLENT", "condition_description": "x" * 1001},
            ("invalid_condition_description", "condition_description"),
        ),
        (
            {"condition_description": "x"},
            ("invalid_condition_note", "condition_description"),
        ),
        ({"location": None}, ("missing_location", "location_id")),
        (
            {"location": contents.Location("A", complete=False)},
            ("invalid_location", "location_id"),
        ),
        (
            {"location": contents.Location("A", active=False)},
            ("invalid_location_disabled", "location_id"),
        ),
        (
            {"pictures": [picture(problem="unreadable")]},
            ("invalid_picture_file", "pictures.1"),
        ),
        (
            {"pictures": [picture(width=499, height=300)]},
            ("invalid_picture_size", "pictures.1"),
        ),
        (
            {"pictures": [picture(media_type="image/svg+xml")]},
            ("invalid_picture_type", "pictures.1"),
        ),
        (
            {"pictures": [picture(str(n)) for n in range(25)]},
            ("invalid_picture_count", "pictures"),
        ),
        ({"duplicates": ["Other"]}, ("duplicate_listing", "product")),
        ({"other_text_skus": ["A"]}, ("duplicate_sku_language", "sku")),
        ({"regulatory": {}}, ("missing_manufacturer", "manufacturer")),
        (
            {"regulatory": {"manufacturer": {"companyName": "X", "country": "DE"}}},
            ("invalid_manufacturer", "manufacturer"),
        ),
        (
            {
                "regulatory": {
                    "manufacturer": {
                        "companyName": "X",
                        "email": "x@x.example",
                        "country": "CN",
                    }
                }
            },
            ("missing_responsible_person", "responsible_person"),
        ),
        (
            {
                "regulatory": {
                    "manufacturer": {"companyName": "X", "email": "x@x.example"}
                }
            },
            ("missing_manufacturer_country", "manufacturer"),
        ),
        (
            {"best_offer": True, "best_offer_accept": Decimal("24.90")},
            ("invalid_best_offer", "best_offer"),
        ),
        (
            {
                "best_offer": True,
                "best_offer_accept": Decimal("20"),
                "best_offer_decline": Decimal("21"),
            },
            ("invalid_best_offer", "best_offer"),
        ),
    ],
)
def test_the_listing(changes, expected):
    assert expected in problems(listing(**changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sku": ""}, ("missing_sku", "sku")),
        ({"sku": "x" * 51}, ("invalid_sku_length", "sku")),
        ({"other_listing": "Other"}, ("duplicate_sku_listing", "sku")),
        ({"price": None}, ("missing_price", "price")),
        ({"price": Decimal("0")}, ("invalid_price", "price")),
        ({"price": Decimal("1.001")}, ("invalid_price_decimals", "price")),
        ({"quantity": None}, ("missing_quantity", "quantity")),
        ({"gtin": "4006381333932"}, ("invalid_gtin", "gtin")),
        ({"gtin": ""}, ("missing_gtin", "gtin")),
        ({"mpn": "X"}, ("missing_brand", "brand")),
        ({"brand": "x" * 66}, ("invalid_brand", "brand")),
        ({"active": False}, ("invalid_product_archived", "product")),
    ],
)
def test_the_sku(changes, expected):
    assert expected in problems(listing(skus=[sku(**changes)]))


def test_nothing_in_stock_without_out_of_stock_control():
    nothing = listing(skus=[sku(quantity=0)], out_of_stock_control=False)
    assert "invalid_quantity" in codes(nothing)
    assert codes(listing(skus=[sku(quantity=0)])) == set()


def test_a_missing_barcode_may_be_replaced_by_the_words_of_the_site():
    content = listing(skus=[sku(gtin="")], identifier_unavailable="Nicht zutreffend")
    assert problems(content) == set()


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("Produktart", ["Hammer"], "invalid_aspect_value"),
        ("Marke", ["x" * 66], "invalid_aspect_length"),
        ("Marke", ["A", "B"], "invalid_aspect_count"),
        ("Jahr", ["26"], "invalid_aspect_format"),
        ("Zahl", ["1.5"], "invalid_aspect_format"),
        ("Größe", ["3XL"], "invalid_aspect_combination"),
        ("x" * 41, ["A"], "invalid_aspect_name"),
    ],
)
def test_item_specifics(name, values, expected):
    content = listing()
    content.aspects[name] = values
    assert (expected, name) in problems(content)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Material", ["HSS", "Titan"]),
        ("Jahr", ["2026"]),
        ("Zahl", ["13"]),
        ("Eigenes", ["Wert"]),
    ],
)
def test_allowed_item_specifics(name, values):
    content = listing()
    content.aspects[name] = values
    assert problems(content) == set()


def test_a_value_that_another_one_allows():
    content = listing()
    content.aspects.update({"Größe": ["3XL"], "Größenart": ["Übergröße"]})
    assert problems(content) == set()


def test_what_ebay_will_require_soon():
    soon = check.check_listing(listing(), TODAY)
    assert [(one.code, one.severity) for one in soon] == [
        ("missing_aspect_soon", "warning")
    ]
    assert check.check_listing(listing(), date(2026, 6, 1)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"active": False}, "invalid_policy_deleted"),
        ({"marketplace": "EBAY_GB"}, "invalid_policy_marketplace"),
        ({"ships": False}, "invalid_policy_no_service"),
    ],
)
def test_policies(change, code):
    content = listing()
    policies = content.policies
    policies["fulfillment"] = replace(policies["fulfillment"], **change)
    assert problems(content) == {(code, "fulfillment_policy_id")}
    policies["return"] = None
    assert ("missing_return_policy", "return_policy_id") in problems(content)


def test_costs_by_weight_need_a_parcel():
    content = listing()
    policies = content.policies
    policies["fulfillment"] = replace(policies["fulfillment"], calculated=True)
    assert codes(content) == {"missing_weight", "missing_dimensions"}
    content.skus = [sku(weight=Decimal("1"), dimensions=(1, 2, 3))]
    assert problems(content) == set()


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ({"replaced_by": "5"}, "invalid_category_expired"),
        ({"policy": {"expired": True}}, "invalid_category_expired"),
        ({"policy": {"virtual": True}}, "invalid_category_virtual"),
        ({"leaf": False}, "invalid_category_parent"),
    ],
)
def test_categories(stored, code):
    assert codes(listing(stored)) == {code}


def test_variations():
    two_alike = shirts(
        skus=[sku(n, axes={"Farbe": "Rot", "Größe": "S"}) for n in (1, 2)]
    )
    assert "duplicate_variation" in codes(two_alike)
    without = shirts(skus=[sku(1, axes={"Farbe": "Rot", "Größe": "S"}), sku(2)])
    assert "missing_axis" in codes(without)
    brand = shirts(
        skus=[sku(n, axes={"Marke": str(n)}) for n in (1, 2)],
        aspects={"Produktart": ["Bohrer"]},
    )
    assert ("invalid_axis", "Marke") in problems(brand)
    common = shirts()
    common.aspects["Farbe"] = ["Rot"]
    assert ("invalid_aspect_is_axis", "Farbe") in problems(common)
    many = shirts(
        skus=[sku(n, axes={"Farbe": str(n), "Größe": "S"}) for n in range(251)]
    )
    assert "invalid_variations_count" in codes(many)
    none = shirts(stored={"structure": {"variationsSupported": False}})
    assert "invalid_variations_category" in codes(none)
    same_sku = shirts()
    same_sku.skus[1].sku = same_sku.skus[0].sku.lower()
    assert "duplicate_sku" in codes(same_sku)


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<p>Text</p>", []),
        ("<script>x</script>", ["script"]),
        ("<a href='javascript:x'>", ["script"]),
        ("<p onclick = 'x'>", ["script"]),
        ("<iframe src='https://x'>", ["iframe"]),
        ("<form><input>", ["form"]),
        ("<img src='http://x.example/a.jpg'>", ["http"]),
        ("<p>http://x.example is text</p>", []),
        ("<a href='https://x.example'>", []),
    ],
)
def test_what_is_forbidden_in_descriptions(html, kinds):
    assert description.forbidden_content(html) == kinds


def test_placeholders():
    values = {"name": "Mug", "categ_id.name": "Cups"}
    text = "{{ object.name }} in {{object.categ_id.name}} {{ user.name }}"
    filled = description.fill_placeholders(text, values.get)
    assert filled == "Mug in Cups {{ user.name }}"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (listing(skus=[sku(sku="ŁÓDŹ 1")]), "invalid_sku_form"),
        (listing(skus=[sku(price=Decimal("0.99"))]), "invalid_price_low"),
        (listing(skus=[sku(product_id=0)]), "missing_product"),
        (listing(registered=False), "missing_registration"),
        (listing(over_limit=True), "invalid_selling_limit"),
    ],
)
def test_what_ebay_may_refuse(content, expected):
    assert codes(content) == {expected}


def test_a_group_always_names_the_axis_of_its_pictures():
    """eBay publishes no group without; there is a picture for each of its values."""
    [documents] = load_package("connector_ebay", "publishing", "documents")
    content = shirts()
    varies = documents.group_document(content)["variesBy"]
    assert varies["aspectsImageVariesBy"] == [content.picture_axis]
    own = [
        replace(one, pictures=[picture(f"p{one.axes['Farbe']}", url=one.axes["Farbe"])])
        for one in content.skus
    ]
    document = documents.group_document(
        replace(content, skus=own, picture_axis="Farbe")
    )
    [farbe] = [
        one["values"]
        for one in document["variesBy"]["specifications"]
        if one["name"] == "Farbe"
    ]
    assert document["imageUrls"][: len(farbe)] == farbe


def test_an_axis_with_too_many_values_has_no_pictures():
    [documents] = load_package("connector_ebay", "publishing", "documents")
    skus = [
        sku(sku=f"S-{number}", axes={"Farbe": str(number), "Größe": str(number % 2)})
        for number in range(30)
    ]
    content = replace(shirts(), skus=skus, picture_axis="Farbe")
    varies = documents.group_document(content)["variesBy"]
    assert varies["aspectsImageVariesBy"] == ["Größe"]


def test_weight_and_size_only_where_ebay_takes_them():
    [documents] = load_package("connector_ebay", "publishing", "documents")
    heavy = sku(weight=Decimal("1.5"))
    assert "packageWeightAndSize" in documents.item_document(listing(), heavy)
    polish = listing(marketplace="EBAY_PL")
    assert "packageWeightAndSize" not in documents.item_document(polish, heavy)


def test_a_refusal_counts_until_what_was_refused_changes():
    [documents] = load_package("connector_ebay", "publishing", "documents")
    checksum = documents.content_checksum
    content = listing()
    assert checksum(content) == checksum(listing(skus=[sku(quantity=99)]))
    uploaded = [replace(one, url="https://x.example/1.jpg") for one in content.pictures]
    assert checksum(content) == checksum(listing(pictures=uploaded))
    assert checksum(content) != checksum(listing(title="Other"))
    assert checksum(content) != checksum(listing(skus=[sku(price=Decimal(5))]))
    assert checksum(content) != checksum(listing(pictures=[picture("other")]))

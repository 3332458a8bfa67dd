# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Find everything that keeps a listing from eBay, or will, at once and without a call.

eBay itself names one problem in each attempt, and checks policies and category only
when it publishes. Each function checks one thing and yields problems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from .check_aspects import check_aspects
from .check_pictures import check_pictures
from .check_skus import check_skus
from .content import ListingContent
from .problem import WARNING, Problem
from .product_safety import check_product_safety

TITLE_LENGTH = 80
SUBTITLE_LENGTH = 55
DESCRIPTION_LENGTH = 500_000
MOBILE_SUMMARY_LENGTH = 800
CONDITION_NOTE_LENGTH = 1000

#: Conditions of new items, which take no note about their state.
NEW_CONDITIONS = {"NEW", "NEW_OTHER", "NEW_WITH_DEFECTS"}

#: An item specific that eBay requires within this time is pointed out.
REQUIRED_SOON = timedelta(days=90)


def check_listing(content: ListingContent, today: date) -> list[Problem]:
    """Return the problems of a listing, errors first, each once."""
    checks: tuple[Callable[[ListingContent], Iterator[Problem]], ...] = (
        _check_texts,
        _check_category,
        _check_condition,
        _check_policies,
        check_pictures,
        check_skus,
        _check_best_offer,
        _check_duties,
        check_product_safety,
        _check_duplicates,
        _check_account,
    )
    found = [problem for check in checks for problem in check(content)]
    found += check_aspects(content, today, REQUIRED_SOON)
    unique = {(one.code, one.field, one.sku_id): one for one in reversed(found)}
    return sorted(
        unique.values(),
        key=lambda one: (one.severity, one.code, one.field, one.sku_id),
    )


def check_template(content: ListingContent) -> list[Problem]:
    """Return what keeps every listing of a template from eBay."""
    checks = [_check_policies] + ([_check_category] if content.category else [])
    return [problem for check in checks for problem in check(content)]


def _check_account(content: ListingContent) -> Iterator[Problem]:
    if not content.registered:
        yield Problem("missing_registration", "account")
    if content.over_limit:
        yield Problem("invalid_selling_limit", "account", WARNING)


def _check_texts(content: ListingContent) -> Iterator[Problem]:
    title = content.title
    if not title:
        yield Problem("missing_title", "title")
    elif len(title) > TITLE_LENGTH:
        yield Problem(
            "invalid_title_length",
            "title",
            details={"length": len(title), "limit": TITLE_LENGTH},
        )
    elif title.isupper() and len(title) > 8:
        yield Problem("invalid_title_capitals", "title", WARNING)
    if len(content.subtitle) > SUBTITLE_LENGTH:
        yield Problem(
            "invalid_subtitle_length",
            "subtitle",
            details={"length": len(content.subtitle), "limit": SUBTITLE_LENGTH},
        )
    if not content.description.strip():
        yield Problem("missing_description", "description")
    elif len(content.description) > DESCRIPTION_LENGTH:
        yield Problem(
            "invalid_description_length",
            "description",
            details={"limit": DESCRIPTION_LENGTH},
        )
    for kind in content.unsafe:
        # Active content is taken out; what is loaded without https stays.
        insecure = kind == "http"
        yield Problem(
            "invalid_description_http" if insecure else "invalid_description_content",
            "description",
            "error" if insecure else WARNING,
            details={"kind": kind},
        )
    if len(content.mobile_summary) > MOBILE_SUMMARY_LENGTH:
        yield Problem(
            "invalid_mobile_summary",
            "mobile_summary",
            WARNING,
            details={"limit": MOBILE_SUMMARY_LENGTH},
        )


def _check_category(content: ListingContent) -> Iterator[Problem]:
    category = content.category
    if category is None:
        yield Problem("missing_category", "category_id")
        return
    name = category.name or category.category_id
    if category.expired:
        yield Problem(
            "invalid_category_expired",
            "category_id",
            details={"category": name, "replaced_by": category.replaced_by},
        )
    elif category.virtual:
        yield Problem(
            "invalid_category_virtual", "category_id", details={"category": name}
        )
    elif not category.leaf:
        yield Problem(
            "invalid_category_parent", "category_id", details={"category": name}
        )
    if content.lot_size > 1 and category.lots_disabled:
        yield Problem("invalid_lot_size", "lot_size", details={"category": name})


def _check_condition(content: ListingContent) -> Iterator[Problem]:
    category = content.category
    if not content.condition:
        if not category or category.condition_required or not category.conditions:
            yield Problem("missing_condition", "condition")
        return
    if category and category.conditions:
        offered = {one.code: one for one in category.conditions}
        condition = offered.get(content.condition)
        if not condition:
            names = ", ".join(one.name for one in category.conditions)
            yield Problem("invalid_condition", "condition", details={"offered": names})
        else:
            if condition.restricted:
                yield Problem(
                    "invalid_condition_restricted",
                    "condition",
                    WARNING,
                    details={"condition": condition.name},
                )
            yield from _check_descriptors(content, condition.descriptors)
    note = content.condition_description
    if len(note) > CONDITION_NOTE_LENGTH:
        yield Problem(
            "invalid_condition_description",
            "condition_description",
            details={"limit": CONDITION_NOTE_LENGTH},
        )
    elif note and content.condition in NEW_CONDITIONS:
        yield Problem("invalid_condition_note", "condition_description", WARNING)


def _check_descriptors(content: ListingContent, known: tuple) -> Iterator[Problem]:
    """Check the details of a condition, for example who graded a card."""
    given = {str(one.get("name")): one for one in content.condition_descriptors}
    for descriptor in known:
        rules = descriptor.get("conditionDescriptorConstraint") or {}
        number = str(descriptor.get("conditionDescriptorId"))
        name = descriptor.get("conditionDescriptorName") or number
        row = given.pop(number, None)
        values = {
            str(one.get("conditionDescriptorValueId")): one
            for one in descriptor.get("conditionDescriptorValues") or ()
        }
        if not row or not (row.get("values") or row.get("additionalInfo")):
            if rules.get("usage") == "REQUIRED":
                yield Problem(
                    "missing_condition_detail",
                    f"condition_descriptors.{number}",
                    details={"name": name},
                )
            continue
        is_unknown = rules.get("mode") == "SELECTION_ONLY" and any(
            str(value) not in values for value in row.get("values") or ()
        )
        too_many = rules.get("cardinality") == "SINGLE" and (
            len(row.get("values") or ()) > 1
        )
        too_long = len(row.get("additionalInfo") or "") > (rules.get("maxLength") or 30)
        if is_unknown or too_many or too_long:
            yield Problem(
                "invalid_condition_detail",
                f"condition_descriptors.{number}",
                details={"name": name},
            )
    for number in given:
        yield Problem(
            "invalid_condition_detail",
            f"condition_descriptors.{number}",
            details={"name": number},
        )


def _check_policies(content: ListingContent) -> Iterator[Problem]:
    for kind in ("fulfillment", "payment", "return"):
        policy = content.policies.get(kind)
        field = f"{kind}_policy_id"
        if policy is None:
            yield Problem(f"missing_{kind}_policy", field)
            continue
        details = {"policy": policy.name}
        if not policy.active:
            yield Problem("invalid_policy_deleted", field, details=details)
        elif policy.marketplace != content.marketplace:
            yield Problem("invalid_policy_marketplace", field, details=details)
        elif not policy.ships:
            yield Problem("invalid_policy_no_service", field, details=details)
        elif policy.calculated:
            yield from _check_package(content)
    location = content.location
    if location is None:
        yield Problem("missing_location", "location_id")
    elif not location.active:
        yield Problem(
            "invalid_location_disabled",
            "location_id",
            details={"location": location.name},
        )
    elif not location.complete:
        yield Problem(
            "invalid_location", "location_id", details={"location": location.name}
        )


def _check_package(content: ListingContent) -> Iterator[Problem]:
    """Check weight and size, from which eBay computes the shipping costs."""
    for sku in content.skus:
        if not sku.weight:
            yield Problem("missing_weight", "weight", sku_id=sku.record_id)
        if not sku.dimensions:
            yield Problem("missing_dimensions", "dimensions", sku_id=sku.record_id)


def _check_best_offer(content: ListingContent) -> Iterator[Problem]:
    if not content.best_offer:
        return
    if content.category and not content.category.best_offer:
        yield Problem("invalid_best_offer_category", "best_offer")
    accept, decline = content.best_offer_accept, content.best_offer_decline
    lowest = min((one.price for one in content.skus if one.price), default=None)
    too_high = [one for one in (accept, decline) if one and lowest and one >= lowest]
    if too_high or (accept and decline and decline >= accept):
        yield Problem("invalid_best_offer", "best_offer")


def _check_duties(content: ListingContent) -> Iterator[Problem]:
    duties = content.category.duties if content.category else {}
    regulatory = content.regulatory
    manufacturer = regulatory.get("manufacturer") or {}
    persons = regulatory.get("responsiblePersons") or []
    usage = duties.get("MANUFACTURER_CONTACT", "")
    if not manufacturer:
        if usage == "REQUIRED":
            yield Problem("missing_manufacturer", "manufacturer")
        elif content.is_eu:
            yield Problem("missing_manufacturer", "manufacturer", WARNING)
    for field, person in (
        ("manufacturer", manufacturer),
        *(("responsible_person", one) for one in persons),
    ):
        if person and not _is_complete_contact(person):
            yield Problem(
                f"invalid_{field}",
                field,
                details={"name": person.get("companyName") or ""},
            )
    places = {one.get("country") for one in (manufacturer, *persons) if one}
    if duties.get("RESPONSIBLE_PERSON") == "REQUIRED" and not persons:
        yield Problem("missing_responsible_person", "responsible_person")
    elif content.is_eu and manufacturer and not places & content.eu_countries:
        if manufacturer.get("country"):
            yield Problem("missing_responsible_person", "responsible_person")
        else:
            # Where it is, nobody knows: eBay refuses that as well.
            name = manufacturer.get("companyName") or ""
            yield Problem(
                "missing_manufacturer_country", "manufacturer", details={"name": name}
            )


def _is_complete_contact(person: dict) -> bool:
    """Return whether eBay accepts a manufacturer or responsible person.

    A name and a way to reach them are needed; an address is needed whole or not.
    """
    if not person.get("companyName"):
        return False
    if not any(person.get(name) for name in ("email", "phone", "contactUrl")):
        address = [
            person.get(name)
            for name in ("addressLine1", "city", "postalCode", "country")
        ]
        return all(address)
    given = [person.get(name) for name in ("addressLine1", "city", "country")]
    return all(given) or not any(given[:2])


def _check_duplicates(content: ListingContent) -> Iterator[Problem]:
    if content.duplicates:
        yield Problem(
            "duplicate_listing",
            "product",
            WARNING,
            details={"listings": ", ".join(content.duplicates[:3])},
        )
    if content.other_text_skus:
        names = Counter(content.other_text_skus)
        yield Problem(
            "duplicate_sku_language",
            "sku",
            details={"skus": ", ".join(list(names)[:5])},
        )

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What eBay demands of listings in a category of a marketplace.

Read from the answers of the Taxonomy and Metadata APIs, which are stored as they are:
names and values are in the marketplace's language, and are compared in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Json = dict[str, Any]

#: eBay's condition ids and the names that the Inventory API has for them. The wording
#: differs between categories, so a person is shown the category's own.
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

#: Longest value of an aspect whose category names no length.
ASPECT_LENGTH = 65


@dataclass(frozen=True)
class Aspect:
    """An item specific of a category.

    :ivar values: allowed or proposed values, each with what other aspects must have:
        ``{value: {aspect: {values}}}``
    :ivar required_by: from this day on eBay requires it
    """

    name: str
    required: bool = False
    recommended: bool = False
    closed: bool = False
    multiple: bool = False
    for_variations: bool = False
    data_type: str = "STRING"
    data_format: str = ""
    max_length: int = ASPECT_LENGTH
    required_by: date | None = None
    values: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Condition:
    """A condition that a category offers.

    :ivar code: in the Inventory API; empty if that has no name for the id
    :ivar name: the category's wording
    :ivar restricted: only for sellers whom eBay has approved
    :ivar descriptors: further details as eBay describes them
    """

    condition_id: str
    code: str
    name: str
    restricted: bool = False
    descriptors: tuple[Json, ...] = ()


@dataclass(frozen=True)
class Category:
    """What eBay demands of listings in a category.

    :ivar replaced_by: id of the category that took an expired one's place
    :ivar identifiers: ``ean``, ``upc``, ``isbn``: ``REQUIRED``, ``ENABLED`` or
        ``DISABLED``
    :ivar duties: regulatory attributes and their usage, ``REQUIRED`` or
        ``RECOMMENDED``
    """

    category_id: str
    name: str = ""
    leaf: bool = True
    expired: bool = False
    virtual: bool = False
    replaced_by: str = ""
    aspects: Mapping[str, Aspect] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    condition_required: bool = False
    identifiers: Mapping[str, str] = field(default_factory=dict)
    variations: bool = True
    lots_disabled: bool = False
    best_offer: bool = True
    duties: Mapping[str, str] = field(default_factory=dict)


def read_category(category_id: str, stored: Json) -> Category:
    """Return what is known of a category from the answers that are stored.

    :param stored: ``aspects`` (a list), ``policy``, ``conditions``, ``structure``,
        ``best_offer`` and ``regulatory``: eBay's object for this category, or none;
        ``name``, ``leaf``, ``replaced_by``, and ``gone`` if the tree lacks it
    """
    policy = stored.get("policy") or {}
    conditions = stored.get("conditions") or {}
    structure = stored.get("structure") or {}
    best_offer = stored.get("best_offer") or {}
    regulatory = stored.get("regulatory") or {}
    aspects = [_read_aspect(one) for one in stored.get("aspects") or ()]
    replaced_by = stored.get("replaced_by") or ""
    return Category(
        category_id=category_id,
        name=stored.get("name") or "",
        leaf=stored.get("leaf", True),
        expired=bool(policy.get("expired") or replaced_by or stored.get("gone")),
        virtual=bool(policy.get("virtual")),
        replaced_by=replaced_by,
        aspects={aspect.name: aspect for aspect in aspects},
        conditions=tuple(
            _read_condition(one) for one in conditions.get("itemConditions") or ()
        ),
        condition_required=bool(conditions.get("itemConditionRequired")),
        identifiers={
            name: policy.get(f"{name}Support") or "ENABLED"
            for name in ("ean", "upc", "isbn")
        },
        lots_disabled=bool(policy.get("lsd")),
        variations=structure.get("variationsSupported", True),
        best_offer=best_offer.get("bestOfferEnabled", True),
        duties={
            one["name"]: one.get("usage") or "RECOMMENDED"
            for one in regulatory.get("supportedAttributes") or ()
            if one.get("name")
        },
    )


def _read_aspect(row: Json) -> Aspect:
    rules = row.get("aspectConstraint") or {}
    required_by = rules.get("expectedRequiredByDate") or ""
    return Aspect(
        name=row["localizedAspectName"],
        required=bool(rules.get("aspectRequired")),
        recommended=rules.get("aspectUsage") == "RECOMMENDED",
        closed=rules.get("aspectMode") == "SELECTION_ONLY",
        multiple=rules.get("itemToAspectCardinality") == "MULTI",
        for_variations=bool(rules.get("aspectEnabledForVariations")),
        data_type=rules.get("aspectDataType") or "STRING",
        data_format=rules.get("aspectFormat") or "",
        max_length=rules.get("aspectMaxLength") or ASPECT_LENGTH,
        required_by=date.fromisoformat(required_by[:10]) if required_by else None,
        values={
            one["localizedValue"]: {
                limit["applicableForLocalizedAspectName"]: frozenset(
                    limit.get("applicableForLocalizedAspectValues") or ()
                )
                for limit in one.get("valueConstraints") or ()
            }
            for one in row.get("aspectValues") or ()
        },
    )


def _read_condition(row: Json) -> Condition:
    condition_id = str(row.get("conditionId") or "")
    return Condition(
        condition_id=condition_id,
        code=CONDITIONS.get(condition_id, ""),
        name=row.get("conditionDescription") or condition_id,
        restricted=row.get("usage") == "RESTRICTED",
        descriptors=tuple(row.get("conditionDescriptors") or ()),
    )

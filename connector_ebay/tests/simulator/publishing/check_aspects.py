# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Are the aspects of an item those of its category?"""

from datetime import datetime

from .aspects import NAMES, aspects_of
from .refusals import invalid_aspect, missing_aspect, refusal

LONGEST = 65
DATE_FORMATS = {"YYYY": "%Y", "YYYYMM": "%Y%m", "YYYYMMDD": "%Y%m%d"}


def known_aspects(simulator, category, language):
    """Return the aspects that the Taxonomy API has of a category."""
    more = simulator.publishing.more_aspects.get(category.category_id, ())
    return [*aspects_of(category, language), *more]


def check_aspects(simulator, category, language, values):
    """Raise eBay's error for the first aspect that is missing or wrong.

    ``values`` are lists by name.
    """
    publishing = simulator.publishing
    known = known_aspects(simulator, category, language)
    required = [
        one["localizedAspectName"]
        for one in known
        if one["aspectConstraint"]["aspectRequired"]
    ]
    required += publishing.demanded.get(category.category_id, ())
    missing = [name for name in required if not any(values.get(name) or ())]
    brand = NAMES["brand"][language]
    if brand in missing:
        raise refusal(25029, f"{brand} is required for this category.", field=brand)
    if missing:
        shown = missing if publishing.all_aspects_at_once else missing[:1]
        raise missing_aspect(shown, language)
    by_name = {one["localizedAspectName"]: one for one in known}
    for name, given in values.items():
        _check_values(name, given, by_name.get(name), values)


def _check_values(name, given, aspect, values):
    constraint = aspect["aspectConstraint"] if aspect else {}
    if constraint.get("itemToAspectCardinality") == "SINGLE" and len(given) > 1:
        raise invalid_aspect(name, "Only one value is allowed.")
    longest = constraint.get("aspectMaxLength", LONGEST)
    allowed = (
        {one["localizedValue"]: one for one in aspect["aspectValues"]} if aspect else {}
    )
    for value in given:
        if len(value) > longest:
            raise invalid_aspect(name, f"At most {longest} characters are allowed.")
        if not _has_format(value, constraint):
            raise invalid_aspect(name, f"{value} has not the format of this aspect.")
        if constraint.get("aspectMode") != "SELECTION_ONLY":
            continue
        if value not in allowed:
            raise invalid_aspect(name, f"{value} is not one of the values allowed.")
        for rule in allowed[value].get("valueConstraints", ()):
            others = values.get(rule["applicableForLocalizedAspectName"], ())
            if not set(others) & set(rule["applicableForLocalizedAspectValues"]):
                raise invalid_aspect(
                    name,
                    f"{value} does not go with"
                    f" {rule['applicableForLocalizedAspectName']}.",
                )


def _has_format(value, constraint):
    form = constraint.get("aspectFormat")
    try:
        if form == "int32":
            return -(2**31) <= int(value) < 2**31
        if form == "double":
            return float(value) is not None
        if form in DATE_FORMATS:
            return bool(datetime.strptime(value, DATE_FORMATS[form]))
    except ValueError:
        return False
    return True

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The refusals of the Inventory API, in eBay's words as far as they are known.

https://developer.ebay.com/api-docs/sell/static/inventory/inventory-error-details.html
"""

from ..inventory_common import inventory_error

HAS = "The eBay listing associated with the inventory item, or the unpublished offer"
MISSING_ASPECT = {
    "de": "Artikelmerkmal {0} fehlt. Fügen Sie dem Angebot das Artikelmerkmal {0}"
    " hinzu, geben Sie einen gültigen Wert ein und versuchen Sie es erneut.",
    "pl": "Brak parametru przedmiotu {0}. Dodaj parametr {0} do oferty, podaj"
    " prawidłową wartość i spróbuj ponownie.",
    "en": "The item specific {0} is missing. Add {0} to this listing, enter a valid"
    " value, and then try again.",
}


def refusal(error_id, message, status=400, **parameters):
    """Return an error with eBay's parameters, to raise."""
    return inventory_error(
        status, error_id, message, category="Request", parameters=parameters
    )


def user_error(message, **parameters):
    """Return eBay's error for everything that has no number of its own."""
    return refusal(25002, f"A user error has occurred. {message}", **parameters)


def missing_aspect(names, language):
    """Return the error for missing aspects; eBay names one at a time."""
    sentences = [MISSING_ASPECT[language].format(name) for name in names]
    first = sentences[0].partition(".")[0] + "."
    parameters = {"0": first, "2": names[0]}
    for number, name in enumerate(names[1:], 3):
        parameters[str(number)] = name
    return user_error(" ".join(sentences), **parameters)


def invalid_aspect(name, reason):
    """Return the error for an aspect whose value eBay does not take."""
    return refusal(
        25502, f"Invalid attribute information. {name}: {reason}", field=name
    )


def invalid_value(name, reason=""):
    """Return the error for a field that is malformed."""
    more = f". {reason}" if reason else ""
    return refusal(25709, f"Invalid value for {name}{more}", fieldName=name)


def missing_field(name):
    """Return the error for a field without which nothing is published."""
    message = f"Please provide a value for {name}. It is required to publish the offer."
    return refusal(25017, message, fieldName=name)


def invalid_policy(kind, policy_id):
    """Return the error for a policy that is not there."""
    number = {"fulfillment": 25007, "payment": 25008, "return": 25009}[kind]
    message = f"{HAS} has invalid data in the associated {kind.capitalize()} policy."
    if policy_id:
        message += f" {policy_id} is not available in the system for the marketplace."
    return refusal(number, message, field=f"{kind}PolicyId")


def invalid_group(reason, **parameters):
    """Return the error for a group whose items do not go together."""
    return refusal(
        25013, f"Invalid data in the Inventory Item Group. {reason}", **parameters
    )


def invalid_category(reason):
    """Return the error for a category that takes no listing."""
    return refusal(25005, f"{HAS} has an invalid category ID. {reason}")


def frozen(field):
    """Return the error for a field that cannot change after a sale."""
    message = (
        f"Cannot revise listing. {field} cannot be changed after an item was sold."
    )
    return refusal(25019, message, field=field)

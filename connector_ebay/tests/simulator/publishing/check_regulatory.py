# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What product safety law demands of an offer."""

import re

from . import rules
from .metadata import HAZARDS, STATEMENTS
from .refusals import refusal

EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI"
    " SK".split()
)
ADDRESS = ("addressLine1", "city", "postalCode", "country")
CONTACTS = ("email", "phone", "contactUrl")
MOST_PERSONS = 5
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
USABLE = ("SUBMITTED", "ACCEPTED")
LENGTHS = {
    "companyName": 100,
    "addressLine1": 180,
    "addressLine2": 180,
    "city": 64,
    "stateOrProvince": 64,
    "postalCode": 9,
    "email": 180,
    "phone": 64,
    "contactUrl": 250,
}


def check_regulatory(simulator, given, category, market):
    """Raise eBay's error for the first thing that is missing or wrong."""
    manufacturer = given.get("manufacturer")
    persons = given.get("responsiblePersons") or []
    _check_required(manufacturer, category, market)
    if manufacturer is not None:
        _check_contact(manufacturer, "Manufacturer", (25111, 25110, 25118))
    if len(persons) > MOST_PERSONS:
        raise refusal(
            25112,
            "Responsible Person structure incorrect for responsiblePersons. Max allowed"
            f" number of entries is {MOST_PERSONS}.",
        )
    for person in persons:
        _check_contact(person, "Responsible Person", (25114, 25113, 25119))
        if person.get("types") != ["EUResponsiblePerson"]:
            raise refusal(
                25116,
                "Please provide a minimum of 1 and a maximum of 1 types for a"
                " Responsible Person.",
            )
    _check_location(manufacturer, persons)
    _check_labels(given)
    _check_documents(simulator, given.get("documents") or [])


def _check_required(manufacturer, category, market):
    demanded = {
        one["name"]
        for one in rules.regulatory_attributes(category, market)
        if one["usage"] == "REQUIRED"
    }
    if "MANUFACTURER_CONTACT" in demanded and not manufacturer:
        raise refusal(
            25029,
            "Manufacturer is required for this category.",
            field="manufacturer",
        )


def _check_contact(contact, who, numbers):
    nameless, incomplete, unreachable = numbers
    if not contact.get("companyName"):
        raise refusal(
            nameless,
            f"{who} information is incomplete. Please provide the company name.",
        )
    for name, longest in LENGTHS.items():
        if len(contact.get(name) or "") > longest:
            raise refusal(
                25080,
                f"The value of the {name} field is invalid. Field must not exceed"
                f" {longest} characters.",
            )
    given = [name for name in ADDRESS if contact.get(name)]
    # A country alone is where somebody is, not an address.
    if set(given) - {"country"} and len(given) < len(ADDRESS):
        raise refusal(
            incomplete,
            f"{who} address information is incomplete. When providing the address,"
            " please provide the street, city, postal code and country",
        )
    if len(given) < len(ADDRESS) and not any(contact.get(name) for name in CONTACTS):
        raise refusal(
            unreachable,
            f"Seller must provide at least one form of contact info for {who} - either"
            " address, email, contact URL or phone.",
        )
    if contact.get("email") and not EMAIL.fullmatch(contact["email"]):
        raise refusal(25088, "The email address provided is formatted incorrectly.")
    if contact.get("contactUrl") and not contact["contactUrl"].startswith("http"):
        raise refusal(
            25122,
            "The contact URL is incorrectly formatted. Please update the formatting.",
        )


def _check_location(manufacturer, persons):
    """Somebody has to be in the EU, once anybody is named."""
    if manufacturer is None and not persons:
        return
    countries = {(manufacturer or {}).get("country")}
    countries |= {person.get("country") for person in persons}
    if not countries & EU:
        raise refusal(
            25115,
            "Either the Manufacturer or at least one of the Responsible Persons must be"
            " located in the EU.",
        )


def _check_labels(given):
    hazmat = given.get("hazmat")
    if hazmat is not None:
        if not hazmat.get("statements"):
            raise refusal(
                25081,
                "Hazardous material information incomplete. Your listing must include"
                " hazardous statements.",
            )
        _check_ids("Hazmat statement", hazmat["statements"], HAZARDS)
    safety = given.get("productSafety")
    if safety is not None:
        if not safety.get("statements") and not safety.get("pictograms"):
            raise refusal(
                25109,
                "Product safety information incomplete. Your listing must include"
                " pictograms or safety statements.",
            )
        _check_ids("Product safety statement", safety.get("statements"), STATEMENTS)
        _check_ids("Product safety pictogram", safety.get("pictograms"), ("PSP01",))
    label = given.get("energyEfficiencyLabel")
    if label is not None:
        if not label.get("imageURL"):
            raise refusal(
                25083,
                "Energy efficiency image is missing. Image is required with image"
                " description.",
            )
        if not label.get("productInformationSheet"):
            raise refusal(
                25084,
                "The listing must have both an energy efficiency label and a product"
                " information sheet.",
            )
        if "/picture/" not in label["imageURL"] and "ebayimg" not in label["imageURL"]:
            raise refusal(
                25086, "The URL provided must be an eBay Picture Service URL."
            )
    score = given.get("repairScore")
    if score is not None and not (0 <= score <= 10 and round(score, 1) == score):
        raise refusal(
            25079,
            "Repair score invalid. Repair score must be in the range from 0.0 to 10.0"
            " with one decimal place.",
        )


def _check_ids(what, given, known):
    for one in given or ():
        if one not in known:
            raise refusal(
                25076, f"{what} ID(s) {one} not found. Please use valid ID(s)."
            )


def _check_documents(simulator, documents):
    media = simulator.publishing.media
    for one in documents:
        number = one.get("documentId", "")
        if number not in media.documents:
            raise refusal(
                25104,
                f"Regulatory document ID(s) {number} not found. Please use valid"
                " ID(s).",
            )
        if media.documents[number].status not in USABLE:
            raise refusal(
                25107,
                f"Invalid document state for ID(s) {number}. Documents must be in the"
                " SUBMITTED or ACCEPTED state.",
            )

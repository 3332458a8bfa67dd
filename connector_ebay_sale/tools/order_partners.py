# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who bought an order and where it goes, as eBay's Fulfillment API sends it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from hashlib import sha256
from typing import Any

Json = dict[str, Any]

#: Domain of the addresses behind which eBay hides the buyers' own.
MASKED_DOMAIN = "@members."

#: What eBay's older interfaces write into an empty field.
EMPTY_WORDS = ("", "invalid request", "default", "not applicable", "none")


@dataclass
class Contact:
    """A name and an address; a field that eBay leaves empty is ``""``."""

    name: str = ""
    company: str = ""
    street: str = ""
    street2: str = ""
    city: str = ""
    zip: str = ""
    state: str = ""
    county: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""


@dataclass
class OrderPartners:
    """The buyer of an order and the address that its parcel goes to.

    :ivar buyer_key: eBay's user id where eBay sends it, else the user name
    :ivar kind: value of ``ebay.sale.order.delivery_kind``
    :ivar reference: number that has to be on the label of a parcel to eBay's hub
    :ivar own: the buyer's own contact
    :ivar ship_to: the contact on the label
    :ivar tax: eBay's ``taxIdentifier``
    :ivar tax_country: code of the country whose taxes apply
    :ivar tax_place: the address in that country; its fields may be empty
    :ivar address_hash: identifies equal addresses, whatever their phone number; empty
        if eBay has removed the address from the order, as it does after 90 days
    :ivar phone_hash: identifies the phone number; empty if there is none
    """

    buyer_key: str
    username: str
    kind: str
    reference: str
    service: str
    ordered_at: str
    marketplace: str
    tax: Json
    own: Contact
    ship_to: Contact
    email: str = ""
    tax_country: str = ""
    tax_place: Contact = field(default_factory=Contact)
    address_hash: str = ""
    phone_hash: str = ""

    def address_key(self, buyer_key: str) -> str:
        """Return the key of the address: ``buyer|place.phone``."""
        phone = f".{self.phone_hash}" if self.phone_hash else ""
        return f"{buyer_key}|{self.address_hash}{phone}"


def address_hashes(key: str) -> str:
    """Return the part of an address's key that does not name the buyer."""
    return key.rpartition("|")[2]


def address_place(key: str) -> str:
    """Return an address's key without its phone number."""
    buyer, _separator, hashes = key.rpartition("|")
    return f"{buyer}|{hashes.partition('.')[0]}"


def read_partners(order: Json) -> OrderPartners:
    """Return the buyer and the address of an order as eBay sends it."""
    buyer = order.get("buyer") or {}
    step = (order.get("fulfillmentStartInstructions") or [{}])[0] or {}
    shipping = step.get("shippingStep") or {}
    label = shipping.get("shipTo") or {}
    registered = buyer.get("buyerRegistrationAddress") or {}
    username = _clean(buyer.get("username"))
    partners = OrderPartners(
        buyer_key=_clean(buyer.get("userId")) or username or order["orderId"],
        username=username,
        kind=_delivery_kind(order, step),
        reference=_clean(shipping.get("shipToReferenceId")),
        service=_clean(shipping.get("shippingServiceCode")),
        ordered_at=order["creationDate"],
        marketplace=marketplace_code(order),
        tax=buyer.get("taxIdentifier") or {},
        own=_read_contact(registered, registered.get("contactAddress")),
        ship_to=_read_contact(label, label.get("contactAddress")),
    )
    partners.email = partners.ship_to.email or partners.own.email
    if partners.kind == "hub" and not partners.own.street:
        partners.own = _read_contact(label, step.get("finalDestinationAddress"))
    if not partners.own.name and partners.kind != "hub":
        partners.own = partners.ship_to
    partners.tax_place = _tax_place(partners, buyer, step)
    partners.tax_country = partners.tax_place.country
    partners.address_hash = _address_hash(partners)
    phone = "".join(partners.ship_to.phone.split())
    if partners.address_hash and phone:
        partners.phone_hash = sha256(phone.encode()).hexdigest()[:8]
    return partners


def marketplace_code(order: Json) -> str:
    """Return the code of the marketplace of purchase, else of the listing."""
    line = order["lineItems"][0]
    return line.get("purchaseMarketplaceId") or line.get("listingMarketplaceId") or ""


def is_masked(email: str | None) -> bool:
    """Return whether an e-mail address is missing or one that eBay created."""
    return not email or MASKED_DOMAIN in email


def tax_text(tax: Json) -> str:
    """Return type and number of a tax identifier in one line."""
    words = (tax.get("taxIdentifierType"), tax.get("taxpayerId"))
    return " ".join(word for word in words if word)


def _clean(text: str | None) -> str:
    text = (text or "").strip()
    return "" if text.lower() in EMPTY_WORDS else text


def _delivery_kind(order: Json, step: Json) -> str:
    program = order.get("program") or {}
    kind = step.get("fulfillmentInstructionsType")
    if kind == "PREPARE_FOR_PICKUP" or step.get("pickupStep"):
        return "pickup"
    if kind == "DIGITAL":
        return "none"
    fulfilled_by = (program.get("fulfillmentProgram") or {}).get("fulfilledBy")
    if kind == "FULFILLED_BY_EBAY" or fulfilled_by == "EBAY":
        return "ebay"
    if (
        step.get("ebaySupportedFulfillment")
        or program.get("ebayInternationalShipping")
        or program.get("authenticityVerification")
        or program.get("ebayVault")
    ):
        return "hub"
    return "address"


def _read_contact(contact: Json | None, address: Json | None) -> Contact:
    contact, address = contact or {}, address or {}
    return Contact(
        name=_clean(contact.get("fullName")),
        company=_clean(contact.get("companyName")),
        street=_clean(address.get("addressLine1")),
        street2=_clean(address.get("addressLine2")),
        city=_clean(address.get("city")),
        zip=_clean(address.get("postalCode")),
        state=_clean(address.get("stateOrProvince")),
        county=_clean(address.get("county")),
        country=_clean(address.get("countryCode")),
        phone=_clean((contact.get("primaryPhone") or {}).get("phoneNumber")),
        email=_clean(contact.get("email")),
    )


def _tax_place(partners: OrderPartners, buyer: Json, step: Json) -> Contact:
    """Return where the goods end up; the country of eBay's hub levies no tax."""
    label = partners.ship_to
    if partners.kind == "address" and label.country:
        return label
    places = (
        _read_contact(None, step.get("finalDestinationAddress")),
        _read_contact(None, buyer.get("taxAddress")),
        partners.own,
        label,
    )
    return next((place for place in places if place.country), label)


def _address_hash(partners: OrderPartners) -> str:
    label = partners.ship_to
    if not label.street and not label.name:
        return ""
    # A phone number is often missing, in one answer of eBay but not in the next.
    skipped = ("county", "email", "phone")
    words = [
        getattr(label, one.name) for one in fields(label) if one.name not in skipped
    ]
    folded = "|".join(
        " ".join(word.casefold().split()) for word in (*words, partners.reference)
    )
    return sha256(folded.encode()).hexdigest()[:24]

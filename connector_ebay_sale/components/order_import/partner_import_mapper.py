# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from hashlib import sha256

from odoo.addons.component.core import Component

#: Domain of the addresses behind which eBay hides a buyer's own.
MASKED_DOMAIN = "@members."

#: What old interfaces write where there is nothing.
NOTHING = ("", "invalid request", "default", "not applicable", "none")


def clean(text):
    """Text without what means nothing; False for none."""
    text = (text or "").strip()
    return text if text.lower() not in NOTHING else False


class EbayResPartnerImportMapper(Component):
    """Reads who bought an order and where it goes, and makes contacts of that."""

    _name = "ebay.res.partner.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.res.partner"

    # === WHAT EBAY SAYS ===

    def read_order(self, order):
        """The people of an order, in one flat record.

        ``kind`` is where it goes: see ``ebay.sale.order.delivery_kind``. The address
        has a fingerprint only if it says where: eBay takes names and streets out of
        old orders.
        """
        buyer = order.get("buyer") or {}
        step = self._instruction(order)
        shipping = step.get("shippingStep") or {}
        ship_to = shipping.get("shipTo") or {}
        own = buyer.get("buyerRegistrationAddress") or {}
        username = clean(buyer.get("username"))
        record = {
            "buyer_key": self.buyer_key(order),
            "username": username,
            "kind": self._kind(order, step),
            "reference": clean(shipping.get("shipToReferenceId")),
            "service": clean(shipping.get("shippingServiceCode")),
            "ordered_at": order["creationDate"],
            "marketplace": self.marketplace_code(order),
            "tax": buyer.get("taxIdentifier") or {},
            "own": self._contact(own, own.get("contactAddress")),
            "to": self._contact(ship_to, ship_to.get("contactAddress")),
        }
        record["email"] = record["to"]["email"] or record["own"]["email"]
        if record["kind"] == "hub" and not record["own"]["street"]:
            final = step.get("finalDestinationAddress")
            record["own"] = self._contact(ship_to, final)
        if not record["own"]["name"]:
            record["own"] = record["to"] if record["kind"] != "hub" else record["own"]
        record["tax_country"] = self._tax_country(record, buyer, step)
        record["address_hash"] = self._fingerprint(record)
        return record

    @staticmethod
    def buyer_key(order):
        """What the buyer is known by: eBay's user id where it tells it."""
        buyer = order.get("buyer") or {}
        return (
            clean(buyer.get("userId"))
            or clean(buyer.get("username"))
            or order["orderId"]
        )

    @staticmethod
    def _instruction(order):
        steps = order.get("fulfillmentStartInstructions") or [{}]
        return steps[0] or {}

    @staticmethod
    def marketplace_code(order):
        """Where it was bought, else where it was listed."""
        return order["lineItems"][0].get("purchaseMarketplaceId") or order["lineItems"][
            0
        ].get("listingMarketplaceId")

    @staticmethod
    def _kind(order, step):
        program = order.get("program") or {}
        kind = step.get("fulfillmentInstructionsType")
        if kind == "PREPARE_FOR_PICKUP" or step.get("pickupStep"):
            return "pickup"
        if kind == "DIGITAL":
            return "none"
        by_ebay = (program.get("fulfillmentProgram") or {}).get("fulfilledBy")
        if kind == "FULFILLED_BY_EBAY" or by_ebay == "EBAY":
            return "ebay"
        if (
            step.get("ebaySupportedFulfillment")
            or program.get("ebayInternationalShipping")
            or program.get("authenticityVerification")
            or program.get("ebayVault")
        ):
            return "hub"
        return "address"

    @staticmethod
    def _contact(contact, address):
        contact, address = contact or {}, address or {}
        return {
            "name": clean(contact.get("fullName")),
            "company": clean(contact.get("companyName")),
            "street": clean(address.get("addressLine1")),
            "street2": clean(address.get("addressLine2")),
            "city": clean(address.get("city")),
            "zip": clean(address.get("postalCode")),
            "state": clean(address.get("stateOrProvince")),
            "county": clean(address.get("county")),
            "country": clean(address.get("countryCode")),
            "phone": clean((contact.get("primaryPhone") or {}).get("phoneNumber")),
            "email": clean(contact.get("email")),
        }

    @staticmethod
    def _tax_country(record, buyer, step):
        """Where the goods end up; of a hub's own country no tax is due."""
        tax = (buyer.get("taxAddress") or {}).get("countryCode")
        final = (step.get("finalDestinationAddress") or {}).get("countryCode")
        if record["kind"] == "address" and record["to"]["country"]:
            return record["to"]["country"]
        return final or tax or record["own"]["country"] or record["to"]["country"]

    @staticmethod
    def _fingerprint(record):
        to = record["to"]
        if not to["street"] and not to["name"]:
            return False
        names = ("name", "company", "street", "street2", "city", "zip", "state")
        words = [str(to[name] or "") for name in (*names, "country", "phone")]
        words.append(record["reference"] or "")
        folded = "|".join(" ".join(word.casefold().split()) for word in words)
        return sha256(folded.encode()).hexdigest()[:24]

    @staticmethod
    def is_masked(email):
        """Whether an e-mail is none at all or one of eBay's own making."""
        return not email or MASKED_DOMAIN in email

    # === CONTACTS ===

    def buyer_values(self, record, lookups):
        """Values of the buyer's own contact."""
        own = record["own"]
        marketplace = lookups.marketplace(record["marketplace"])
        return {
            **self._place(own, lookups),
            "name": own["name"] or record["username"] or record["buyer_key"],
            "company_name": own["company"],
            "phone": own["phone"],
            "email": record["email"],
            "lang": lookups.lang(marketplace),
            "company_id": self.backend.company_id.id,
        }

    def address_values(self, record, lookups):
        """Values of a delivery contact.

        A company goes before the name, and the hub's reference above the street: so
        both are on every label.
        """
        to = record["to"]
        names = [name for name in (to["company"], to["name"]) if name]
        values = {
            **self._place(to, lookups),
            "name": ", ".join(names) or record["username"] or record["buyer_key"],
            "phone": to["phone"],
            "email": to["email"],
            "company_id": self.backend.company_id.id,
        }
        reference = record["reference"]
        if reference and reference not in " ".join(
            value for value in (values["street"], values["street2"]) if value
        ):
            # In the name's line: the street stays as the carrier knows it.
            values["name"] = self.env._(
                "%(name)s (Reference #%(reference)s)",
                name=values["name"],
                reference=reference,
            )
        if record.get("buyer"):
            values.update(type="delivery", parent_id=record["buyer"].odoo_id.id)
        return values

    def _place(self, contact, lookups):
        country = lookups.country(contact["country"])
        state = lookups.state(country, contact["state"])
        state = state or lookups.state(country, contact["county"])
        return {
            "street": contact["street"],
            "street2": contact["street2"],
            "zip": contact["zip"],
            "city": contact["city"],
            "state_id": state.id,
            "country_id": country.id,
        }

    def binding_values(self, kind, key, record):
        values = {"kind": kind, "external_id": key}
        if kind == "address":
            return {**values, "buyer_id": record["buyer"].id}
        return {
            **values,
            "username": record["username"],
            "email_at": record["email"] and record["ordered_at"],
            **self.tax_values(record["tax"]),
        }

    @staticmethod
    def tax_values(tax):
        """A buyer's tax number, as the buyer gave it to eBay."""
        return {
            "tax_identifier": tax.get("taxpayerId") or False,
            "tax_identifier_type": tax.get("taxIdentifierType") or False,
            "tax_identifier_country": tax.get("issuingCountry") or False,
        }

    @staticmethod
    def tax_text(tax):
        """Kind and number in one line."""
        words = (tax.get("taxIdentifierType"), tax.get("taxpayerId"))
        return " ".join(word for word in words if word) or False

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import api, fields, models

from ..tools.shipments import OTHER_CARRIER

#: Carrier names that are sent to eBay as they are if the carrier has no code.
_PLAIN_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{0,49}")


class EbayCarrierMapping(models.Model):
    """Map a delivery method, or a word in its name, to one of eBay's carrier codes.

    The codes are those of eBay's ShippingCarrierCodeType:
    https://developer.ebay.com/devzone/xml/docs/reference/ebay/types/ShippingCarrierCodeType.html
    """

    _name = "ebay.carrier.mapping"
    _description = "eBay Carrier Mapping"
    _order = "sequence, id"
    _rec_name = "carrier_code"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    carrier_id = fields.Many2one(
        "delivery.carrier",
        string="Delivery Method",
        ondelete="cascade",
        help="Takes precedence over words in the name.",
    )
    keyword = fields.Char(
        string="Word in Its Name",
        help="Applies to delivery methods with this word in their name; upper and "
        "lower case are the same. The longest word takes precedence.",
    )
    marketplace_id = fields.Many2one(
        "ebay.marketplace",
        help="Applies to orders of this marketplace only. Empty: to all marketplaces "
        "without a line of their own.",
    )
    carrier_code = fields.Char(
        string="eBay Carrier Code",
        required=True,
        help="As eBay spells it: DHL, DeutschePost, RoyalMail, ... or Other.",
    )

    _needs_carrier = models.Constraint(
        "CHECK (carrier_id IS NOT NULL OR keyword IS NOT NULL)",
        "Choose a delivery method, or enter a word in its name.",
    )

    @api.model
    def _find_code(self, carrier, marketplace):
        """Return eBay's code for a delivery method, and whether it is mapped.

        :return: ``(code, True)``; for a carrier without a mapping ``(name, False)``,
            where the name is the carrier's own if it is plain, otherwise *Other*
        """
        if not carrier:
            return OTHER_CARRIER, True
        name = carrier.name or ""
        mappings = self.search([("marketplace_id", "in", [False, marketplace.id])])
        matching = mappings.filtered(
            lambda mapping: mapping._matches(carrier, name.lower())
        )
        if matching:
            return max(matching, key=lambda one: one._precedence()).carrier_code, True
        return (name if _PLAIN_NAME.fullmatch(name) else OTHER_CARRIER), False

    def _precedence(self):
        """Return a sort key: of several matching mappings the greatest one applies."""
        self.ensure_one()
        return (
            bool(self.carrier_id),
            len(self.keyword or ""),
            bool(self.marketplace_id),
            -self.sequence,
        )

    def _matches(self, carrier, lower_name):
        """Return whether this mapping applies to a delivery method.

        :param lower_name: the name of the delivery method in lower case
        """
        self.ensure_one()
        if self.carrier_id:
            return self.carrier_id == carrier
        # UPS matches "UPS Express" but not "Groups"; Seur matches "SEUR24".
        word = re.escape(self.keyword.strip().lower())
        return bool(re.search(rf"\b{word}(?![a-z])", lower_name))

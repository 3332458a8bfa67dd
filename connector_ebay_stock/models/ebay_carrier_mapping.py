# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import api, fields, models

OTHER = "Other"

#: What eBay has no code for may go as its own name, as long as that is plain.
_PLAIN_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{0,49}")


class EbayCarrierMapping(models.Model):
    """Which of eBay's carrier codes a delivery method or a word in its name stands for.

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
        help="Goes before any word.",
    )
    keyword = fields.Char(
        string="Word in Its Name",
        help="Delivery methods with this word in their name are meant, whatever the "
        "case. The longest word wins.",
    )
    marketplace_id = fields.Many2one(
        "ebay.marketplace",
        help="Orders of this marketplace only. Empty: all that have no row of their "
        "own.",
    )
    carrier_code = fields.Char(
        string="eBay Carrier Code",
        required=True,
        help="As eBay spells it: DHL, DeutschePost, RoyalMail, ... or Other.",
    )

    _needs_carrier = models.Constraint(
        "CHECK (carrier_id IS NOT NULL OR keyword IS NOT NULL)",
        "Choose a delivery method, or a word in its name.",
    )

    @api.model
    def _find_code(self, carrier, marketplace):
        """eBay's code for a delivery method, and whether it comes from this list.

        :return: ``(code, True)``; or, for a carrier nobody has mapped, its own name or
            *Other*, and False
        """
        if not carrier:
            return OTHER, True
        name = carrier.name or ""
        rows = self.search([("marketplace_id", "in", [False, marketplace.id])])
        found = rows.filtered(lambda row: row._matches(carrier, name.lower()))
        if found:
            best = max(
                found,
                key=lambda row: (
                    bool(row.carrier_id),
                    len(row.keyword or ""),
                    bool(row.marketplace_id),
                    -row.sequence,
                ),
            )
            return best.carrier_code, True
        return (name if _PLAIN_NAME.fullmatch(name) else OTHER), False

    def _matches(self, carrier, name):
        """Whether this row is about a delivery method; ``name`` in small letters."""
        self.ensure_one()
        if self.carrier_id:
            return self.carrier_id == carrier
        # "UPS Express" and "SEUR24" are meant, "Groups" is not.
        word = re.escape(self.keyword.strip().lower())
        return bool(re.search(rf"\b{word}(?![a-z])", name))

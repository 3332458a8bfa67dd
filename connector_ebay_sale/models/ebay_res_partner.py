# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

#: What eBay calls a number that is a VAT number. A NIF, DNI or codice fiscale is none.
VAT_KINDS = ("VATIN",)


class EbayResPartner(models.Model):
    """A buyer, or one of a buyer's delivery addresses.

    A buyer's ``external_id`` is eBay's user id where eBay tells it, else the user
    name. An address has the buyer's key and a fingerprint of what eBay wrote on it,
    so equal addresses are one contact, and never shared between two buyers. The
    e-mail is no key: eBay gives a new masked one with each order.
    """

    _name = "ebay.res.partner"
    _inherit = "ebay.binding"
    _description = "eBay Buyer or Address"
    _rec_name = "external_id"

    odoo_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        ondelete="cascade",
        index=True,
    )
    kind = fields.Selection(
        [("buyer", "Buyer"), ("address", "Address")], required=True, readonly=True
    )
    buyer_id = fields.Many2one(
        "ebay.res.partner", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    address_ids = fields.One2many("ebay.res.partner", "buyer_id")
    username = fields.Char(
        string="eBay User Name", readonly=True, index="btree_not_null"
    )
    tax_identifier = fields.Char(readonly=True, help="As the buyer gave it to eBay.")
    tax_identifier_type = fields.Char(
        readonly=True, help="As eBay names it. A codice fiscale is no VAT number."
    )
    tax_identifier_country = fields.Char(readonly=True)
    email_at = fields.Char(
        readonly=True, help="When the order was placed whose e-mail the contact has."
    )
    anonymised = fields.Boolean(readonly=True, help="eBay asked us to forget them.")

    def _offer_vat(self):
        """Give contacts the VAT number that their buyer gave eBay.

        Only where eBay calls it that, Odoo's own check takes it, and the contact has
        none. eBay does not check it: whether it is valid stays for a person to see.
        """
        for buyer in self:
            partner = buyer.odoo_id
            number = "".join((buyer.tax_identifier or "").upper().split())
            if buyer.tax_identifier_type not in VAT_KINDS or partner.vat or not number:
                continue
            country = buyer.tax_identifier_country or ""
            if country != partner.country_id.code and number[:2].isdigit():
                number = f"{country}{number}"
            # Without ``base_vat`` Odoo checks nothing.
            vat, _country = partner._run_vat_checks(
                partner.country_id, number, partner.name, validation="setnull"
            )
            if vat:
                partner.with_context(tracking_disable=True).vat = vat

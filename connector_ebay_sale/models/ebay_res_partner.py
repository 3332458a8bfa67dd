# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

#: eBay's types of tax numbers that are VAT numbers; a codice fiscale, for example, is
#: none.
VAT_TYPES = ("VATIN",)


class EbayResPartner(models.Model):
    """A buyer, or one of a buyer's delivery addresses.

    A buyer's ``external_id`` is eBay's user id where eBay sends it, else the user
    name. That of an address is the buyer's key and a hash of what eBay wrote on it,
    with another of its phone number: equal addresses are one contact, never shared by
    two buyers. The e-mail is no key,
    because eBay creates a new masked one for each order.
    """

    _name = "ebay.res.partner"
    _inherit = "ebay.binding"
    _description = "eBay Buyer or Address"
    _rec_name = "external_id"

    external_id = fields.Char(personal_data="erase")
    odoo_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    kind = fields.Selection(
        [("buyer", "Buyer"), ("address", "Address")], required=True, readonly=True
    )
    buyer_id = fields.Many2one(
        "ebay.res.partner", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    address_ids = fields.One2many("ebay.res.partner", "buyer_id")
    username = fields.Char(
        string="eBay User Name",
        readonly=True,
        index="btree_not_null",
        personal_data="erase",
    )
    tax_identifier = fields.Char(
        readonly=True, help="As the buyer gave it to eBay.", personal_data="erase"
    )
    tax_identifier_type = fields.Char(
        readonly=True,
        help="As eBay names it. A codice fiscale is no VAT number.",
        personal_data="erase",
    )
    tax_identifier_country = fields.Char(readonly=True, personal_data="erase")
    email_at = fields.Char(
        readonly=True, help="Date of the order whose e-mail address the contact has."
    )
    user_digest = fields.Char(
        readonly=True,
        index="btree_not_null",
        personal_data="A fingerprint, by which an import recognises the person "
        "without naming them, so that it does not restore what was erased.",
    )
    username_digest = fields.Char(
        readonly=True,
        index="btree_not_null",
        personal_data="A fingerprint, as that of the user id.",
    )
    anonymised = fields.Boolean(
        readonly=True, help="The buyer closed the eBay account; the data was erased."
    )

    def _erase_personal_data(self, pseudonym=None):
        """Put a pseudonym in the place of the required id; empty the other fields."""
        for partner in self:
            partner.external_id = f"{pseudonym or 'deleted'}-{partner.id}"
        self.anonymised = True
        return super()._erase_personal_data()

    def _personal_data_fields(self):
        return [
            name for name in super()._personal_data_fields() if name != "external_id"
        ]

    def _set_vat_of_contact(self):
        """Copy a VAT number from eBay to the contact.

        Only if eBay says that it is one, Odoo's own check accepts it, and the contact
        has none. eBay does not check it, so it may be invalid nevertheless.
        """
        for buyer in self:
            partner = buyer.odoo_id
            number = "".join((buyer.tax_identifier or "").upper().split())
            if buyer.tax_identifier_type not in VAT_TYPES or partner.vat or not number:
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

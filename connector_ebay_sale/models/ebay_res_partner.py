# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


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
    anonymised = fields.Boolean(readonly=True, help="eBay asked us to forget them.")

    @api.model
    def _forget_buyer(self, backend, user_keys):
        """Take a buyer's personal data out, as eBay demands when an account closes.

        :param user_keys: eBay user id and user name
        :return: how many contacts were changed
        """
        buyers = self.with_context(active_test=False).search(
            [
                ("backend_id", "=", backend.id),
                ("kind", "=", "buyer"),
                "|",
                ("external_id", "in", user_keys),
                ("username", "in", user_keys),
            ]
        )
        partners = (buyers | buyers.address_ids).odoo_id
        partners.write(
            {
                "name": self.env._("Deleted eBay user"),
                "company_name": False,
                "street": False,
                "street2": False,
                "zip": False,
                "city": False,
                "email": False,
                "phone": False,
                "comment": False,
            }
        )
        for binding in buyers | buyers.address_ids:
            binding.write(
                {
                    "external_id": f"deleted-{binding.id}",
                    "username": False,
                    "tax_identifier": False,
                    "anonymised": True,
                }
            )
        orders = self.env["ebay.sale.order"].search([("buyer_id", "in", buyers.ids)])
        orders.write(
            {
                "buyer_username": False,
                "buyer_email": False,
                "buyer_note": False,
                "gift_message": False,
                "tax_identifier": False,
            }
        )
        return len(partners)

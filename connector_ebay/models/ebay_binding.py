# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayBinding(models.AbstractModel):
    """Bind a record of Odoo to a record of eBay.

    A concrete binding adds ``odoo_id``. One record of Odoo may have several bindings,
    for example a product in two listings or on two accounts.

    Jobs process bindings with all rights, so users must not be able to write them,
    except for what ``_user_fields`` names.
    """

    _name = "ebay.binding"
    _inherit = [
        "external.binding",
        "ebay.job.mixin",
        "ebay.personal.data.mixin",
        "ebay.user.fields.mixin",
    ]
    _description = "eBay Binding"
    _check_company_auto = True

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    external_id = fields.Char(string="eBay ID", required=True, readonly=True)

    _ebay_uniq = models.Constraint(
        "unique(backend_id, external_id)",
        "This eBay record is already bound on this account.",
    )

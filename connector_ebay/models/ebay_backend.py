# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

ENVIRONMENTS = [
    ("production", "Production"),
    ("sandbox", "Sandbox"),
    ("simulator", "Simulator"),
]

STATES = [
    ("not_connected", "Not connected"),
    ("connected", "Connected"),
    ("reconnect", "Reconnect needed"),
    ("paused", "Paused"),
]


class EbayBackend(models.Model):
    """One eBay seller account, in one of eBay's environments.

    What is here is settings and identity. How it talks to eBay is in
    ``ebay_backend_connection`` and ``ebay_backend_client``; each flow adds its own
    file. Jobs never write on this row: it would make them wait for each other.
    """

    _name = "ebay.backend"
    _description = "eBay Backend"
    _inherit = [
        "connector.backend",
        "mail.thread",
        "mail.activity.mixin",
        "ebay.job.mixin",
        "ebay.activity.mixin",
    ]
    _check_company_auto = True
    _order = "sequence, name, id"

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    environment = fields.Selection(
        ENVIRONMENTS,
        required=True,
        default="production",
        tracking=True,
        help="Production is the live site. Sandbox is eBay's own test site. "
        "Simulator is a stand-in for eBay on this computer.",
    )
    marketplace_id = fields.Many2one(
        "ebay.marketplace",
        string="Home Marketplace",
        tracking=True,
        help="Where the account is registered: eBay tells when it is connected. "
        "Category names and default prices come from here.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Gets the activities about this account.",
    )
    state = fields.Selection(
        STATES, required=True, default="not_connected", readonly=True, copy=False
    )
    pause_reason = fields.Selection(
        [("user", "Paused by a user"), ("copied", "Copied database")],
        readonly=True,
        copy=False,
    )
    test_mode = fields.Boolean(
        tracking=True,
        help="Whatever would be written to eBay is computed, logged and shown, "
        "and not sent.",
    )
    stock_master = fields.Selection(
        [("ebay", "eBay"), ("odoo", "Odoo")],
        string="Stock and Prices From",
        required=True,
        default="ebay",
        tracking=True,
        help="Who is right about quantities and prices of existing listings.",
    )
    pricelist_id = fields.Many2one("product.pricelist", check_company=True)
    unmatched_policy = fields.Selection(
        [("create", "Create the product"), ("leave", "Leave it for a person")],
        string="Listing Without Product",
        required=True,
        default="create",
        help="What happens to a listing that matches no product by SKU or barcode.",
    )
    category_parent_id = fields.Many2one(
        "product.category",
        string="Categories Below",
        help="Product category under which eBay's category tree is created. "
        "Empty: at the top.",
    )
    import_pictures = fields.Boolean(
        default=True, help="Load the first picture of a listing into its product."
    )
    vanish_limit = fields.Integer(
        string="Missing Listings Limit (%)",
        default=20,
        help="When more than this share of the listings is missing from a full "
        "run, nothing is marked as ended until a person says so.",
    )

    ebay_user_id = fields.Char(
        string="eBay User ID",
        readonly=True,
        copy=False,
        help="What eBay calls the account for good; the user name may change.",
    )
    ebay_username = fields.Char(string="eBay User Name", readonly=True, copy=False)
    connected_at = fields.Datetime(readonly=True, copy=False)
    refresh_token_expires_at = fields.Datetime(
        string="Consent Ends",
        readonly=True,
        copy=False,
        help="eBay wants the seller's consent again by then.",
    )
    database_uuid = fields.Char(
        readonly=True, copy=False, help="The database that was connected."
    )

    # Two backends on one account would import and sell everything twice. The
    # simulator is exempt: there, several backends may share its one seller.
    _seller_uniq = models.UniqueIndex(
        "(environment, ebay_user_id) WHERE active AND ebay_user_id IS NOT NULL "
        "AND environment != 'simulator'",
        "This eBay account is connected already, by another backend.",
    )
    _vanish_limit_range = models.Constraint(
        "CHECK (vanish_limit BETWEEN 0 AND 100)",
        "The limit for missing listings is a percentage, 0 to 100.",
    )

    def _ebay_job_backend(self):
        return self

    @api.model
    def _running(self):
        """The backends whose scheduled runs go on: those that need no person.

        One that has a refresh token and is not connected yet connects by its run.
        """
        backends = self.sudo().search([("state", "!=", "paused")])
        return backends.filtered(
            lambda backend: backend._refresh_token()
            and not backend._refresh_token_refused()
        )

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..connection.budget import Budget
from ..connection.call_log import CallLog
from ..connection.circuit_breaker import CircuitBreaker
from ..connection.clients import ClientProvider, can_connect, wake_jobs
from ..connection.consent import (
    consent_url,
    delete_access_tokens,
    delete_refresh_tokens,
    withdraw_consent,
)
from ..connection.keyset import Keyset
from ..connection.process import clock_offset
from ..tools.environments import ENVIRONMENTS
from ..tools.stored_text import StoredText

STATES = [
    ("not_connected", "Not connected"),
    ("connected", "Connected"),
    ("reconnect", "Reconnect needed"),
    ("paused", "Paused"),
]


class EbayBackend(models.Model):
    """One eBay seller account in one of eBay's environments.

    The work is done by components and by the modules of ``connection``. Jobs never
    write this row, so that they do not wait for each other.
    """

    _name = "ebay.backend"
    _description = "eBay Account"
    _inherit = [
        "connector.backend",
        "mail.thread",
        "mail.activity.mixin",
        "ebay.job.mixin",
        "ebay.backend.alert.mixin",
        "ebay.activity.mixin",
        "ebay.backend.screen.mixin",
        "ebay.backend.schedule.mixin",
        "ebay.backend.health.mixin",
        "ebay.backend.status.mixin",
        "ebay.backend.dashboard.mixin",
        "ebay.backend.onboarding.mixin",
        "ebay.price.quantity.settings.mixin",
        "ebay.backend.publishing.mixin",
        "ebay.backend.budget.mixin",
    ]
    _check_company_auto = True
    _order = "sequence, name, id"
    # Every user who may read the account may post in its chatter.
    _mail_post_access = "read"

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    environment = fields.Selection(
        list(ENVIRONMENTS.items()),
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
        help="Marketplace of the account's registration, set when the account is "
        "connected. Category names and default prices come from here.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="User who gets the activities about this account.",
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
        help="Changes for eBay are computed, logged and shown, but not sent.",
    )
    stock_master = fields.Selection(
        [("ebay", "eBay"), ("odoo", "Odoo")],
        string="Stock and Prices From",
        required=True,
        default="ebay",
        tracking=True,
        help="Master of the quantities and prices of existing listings.",
    )
    pricelist_id = fields.Many2one("product.pricelist", check_company=True)
    unmatched_policy = fields.Selection(
        [("create", "Create the product"), ("leave", "Leave it to a person")],
        string="Listing Without Product",
        required=True,
        default="create",
        help="What happens to a listing that matches no product by SKU or barcode.",
    )
    auto_match = fields.Boolean(
        string="Match Automatically",
        default=True,
        tracking=True,
        help="On: the import links each SKU to the product with the same internal "
        "reference or barcode. Off: the import neither links nor creates products; "
        "every link is made by a user in Match Listings.",
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
        "run, no listing is marked as ended until a person confirms it.",
    )

    ebay_user_id = fields.Char(
        string="eBay User ID",
        readonly=True,
        copy=False,
        help="eBay's permanent id of the account; the user name may change.",
    )
    ebay_username = fields.Char(string="eBay User Name", readonly=True, copy=False)
    connected_at = fields.Datetime(readonly=True, copy=False)
    refresh_token_expires_at = fields.Datetime(
        string="Consent Ends",
        readonly=True,
        copy=False,
        help="The seller has to give consent again before this date.",
    )
    database_uuid = fields.Char(
        readonly=True, copy=False, help="Identifier of the database that was connected."
    )

    marketplace_pricelist_ids = fields.One2many(
        "ebay.marketplace.pricelist",
        "backend_id",
        string="Pricelists by Marketplace",
        help="Pricelists of marketplaces that do not use the account's pricelist.",
    )
    run_ids = fields.One2many("ebay.run", "backend_id")
    notification_topic_ids = fields.One2many(
        "ebay.notification.topic", "backend_id", string="Notification Topics"
    )

    # Two backends on one account would import and sell everything twice. In the
    # simulator several backends may share its one seller.
    _seller_uniq = models.UniqueIndex(
        "(environment, ebay_user_id) WHERE active AND ebay_user_id IS NOT NULL "
        "AND environment != 'simulator'",
        "This eBay account is connected already, by another account in Odoo.",
    )
    _vanish_limit_range = models.Constraint(
        "CHECK (vanish_limit BETWEEN 0 AND 100)",
        "The limit for missing listings is a percentage, 0 to 100.",
    )

    # === CONNECTION ===

    @api.private
    @contextmanager
    def work_on(self, model_name, **kwargs):
        """Yield a work context whose adapters share clients, breaker and budget."""
        kwargs.setdefault("ebay_clients", ClientProvider(self))
        kwargs.setdefault("ebay_circuit_breaker", CircuitBreaker(self))
        budget = kwargs.setdefault("ebay_budget", Budget(self))
        try:
            with super().work_on(model_name, **kwargs) as work:
                yield work
        finally:
            budget.release()
            CallLog.of(self.env).flush()

    def _ebay_now(self):
        """Return the current naive UTC time by eBay's clock."""
        return fields.Datetime.now() + clock_offset(self)

    def action_connect(self):
        """Open eBay's consent page."""
        self.check_access("write")
        self.ensure_one()
        state = self.env["ebay.oauth.state"]._issue(self)
        locale = (self.env.lang or "").replace("_", "-") or None
        return {
            "type": "ir.actions.act_url",
            "url": consent_url(self, state, locale),
            "target": "self",
        }

    def connect(self):
        """Connect to eBay and read the seller's identity"""
        self.check_access("write")
        with self.work_on("ebay.backend") as work:
            work.component(usage="backend.adapter").open()
        return self.env._("Connected as %s.", self.sudo().ebay_username or "?")

    def action_pause(self):
        """Stop calling eBay; jobs wait."""
        self.check_access("write")
        self.write({"state": "paused", "pause_reason": "user"})
        self._ebay_log_action(self.env._("paused the account"))

    def action_resume(self):
        """Call eBay again; in a copied database, take over the account."""
        self.check_access("write")
        self.write(
            {"state": "not_connected", "pause_reason": False, "database_uuid": False}
        )
        label = self.env._("Resume")
        for backend in self.env["ebay.button.press"]._follow(self, label):
            if Keyset(backend).refresh_token:
                backend._ebay_delay(
                    "webhook", "connect", description=StoredText._("Connect to eBay")
                ).connect()
        wake_jobs(self)
        self._ebay_log_action(self.env._("resumed the account"))

    def action_disconnect(self):
        """Delete the tokens; bindings and history stay."""
        self.check_access("write")
        withdraw_consent(self)
        self._ebay_log_action(self.env._("disconnected the account from eBay"))

    def write(self, vals):
        """Delete the access tokens of accounts that move to another environment.

        A token of production must never be sent to another address.
        """
        moved = self.filtered(
            lambda one: vals.get("environment", one.environment) != one.environment
        )
        result = super().write(vals)
        delete_access_tokens(moved)
        return result

    def unlink(self):
        """Delete the accounts with their tokens and waiting jobs."""
        self.check_access("unlink")
        delete_refresh_tokens(self)
        jobs = self.env["queue.job"].sudo()
        jobs.search([("ebay_backend_id", "in", self.ids)]).unlink()
        return super().unlink()

    # === NOTIFICATIONS ===

    def subscribe_notifications(self):
        """Enqueue creating or repairing eBay's destination and subscriptions."""
        self._check_can_run()
        for backend in self:
            backend._ebay_delay(
                "webhook",
                "notifications",
                description=StoredText._("Subscribe to eBay's notifications"),
                flow="notifications",
            ).repair_notifications()
            self.env["ebay.flow"]._record_start(backend, "notifications")
            self.env["ebay.feedback"]._report_start(backend, "notifications")
        return True

    @api.private
    def repair_notifications(self):
        """Compare eBay's notification settings with ours and repair them"""
        self._ebay_check_job()
        with self.work_on("ebay.backend") as work:
            result = work.component(usage="notification.subscriber").run()
            self.env["ebay.flow"]._record_success(self, "notifications", result)
            return result

    @api.model
    def _for_seller(self, environment, ebay_user_id):
        """Return the account of this seller; empty if there is none."""
        if not ebay_user_id:
            return self.browse()
        found = self.sudo().search(
            [("environment", "=", environment), ("ebay_user_id", "=", ebay_user_id)]
        )
        return found.sorted(lambda backend: backend.state != "connected")[:1]

    # === RUNS ===

    def _ebay_job_backend(self):
        return self

    @api.model
    def _running(self):
        """Return the accounts that are connected or can connect without a person."""
        return self.sudo().search([("state", "!=", "paused")]).filtered(can_connect)

    def _check_can_run(self):
        """Check that the user may start runs and that a seller has given consent.

        Every public method that starts something calls this first.

        :raise AccessError: the user may not use these accounts
        :raise UserError: names an account without consent
        """
        self.check_access("read")
        for backend in self:
            if not Keyset(backend).refresh_token:
                raise UserError(
                    self.env._("Press 'Connect to eBay' on %s first.", backend.name)
                )

    # === CATALOGUE ===

    def _start_import(self, model, **options):
        """Enqueue the import of a model's records; a run in progress is joined.

        :param options: of the model's batch importer
        """
        self._check_can_run()
        for backend in self:
            with backend.work_on(model) as work:
                importer = work.component(usage="batch.importer")
                is_new = importer.start(**options)
                self.env["ebay.feedback"]._report_start(backend, importer.flow, is_new)
        return True

    def import_categories(self):
        """Import the category tree, as far as listings use it."""
        return self._start_import("ebay.product.category")

    def import_listings(self):
        """Import every active listing; after the first run, what changed since."""
        return self._start_import("ebay.product.template")

    def import_all_listings(self):
        """Import every active listing again and check which ones have ended."""
        return self._start_import("ebay.product.template", full=True)

    # === EXPORT ===

    def export_offers(self):
        """Send the prices and quantities that differ from what eBay last accepted."""
        self._check_can_run()
        for backend in self:
            backend._enqueue_comparison()
            self.env["ebay.flow"]._record_start(backend, "offers")
            self.env["ebay.feedback"]._report_start(backend, "offers")
        return True

    def export_all_offers(self):
        """Compare every SKU with what eBay last accepted, and send the differences."""
        self._check_can_run()
        self._mark_all_skus("check")
        return self.export_offers()

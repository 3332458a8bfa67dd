# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tools import human_size

from odoo.addons.component.core import Component

from ...connection.clients import is_copied_database
from ...tools.health_result import HealthResult, error, ok, warning


class EbayDatabaseCheck(Component):
    """Check that this database may work with eBay, its indexes and its growth."""

    _name = "ebay.database.check"
    _inherit = "ebay.health.check"
    _code = "database"
    _sequence = 160

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Database")

    def check(self) -> HealthResult:
        """Return what was found."""
        parameters = self.env["ir.config_parameter"].sudo()
        if is_copied_database(self.backend) or self.backend.pause_reason == "copied":
            return error(
                self.env._("This is a copy: the account belongs to another database."),
                self.env._(
                    "Resume here only if the other database is switched off for good."
                ),
                "connector_ebay.ebay_backend_action",
                self.env._("Open the Account"),
            )
        if parameters.get_param("database.is_neutralized"):
            return warning(
                self.env._("This database is neutralized: it is meant for tests."),
                self.env._("Do not connect an account with real orders here."),
            )
        return self._check_indexes() or self._check_growth() or self._sizes()

    def _check_indexes(self) -> HealthResult | None:
        self.env.cr.execute(
            """
            SELECT indexrelid::regclass::text FROM pg_index
            JOIN pg_class ON pg_class.oid = indrelid
            WHERE relname LIKE 'ebay\\_%' AND NOT indisvalid
            """
        )
        broken = [name for [name] in self.env.cr.fetchall()]
        if not broken:
            return None
        return warning(
            self.env._("Indexes are not usable: %s.", ", ".join(broken)),
            self.env._("Have them built again (REINDEX), or update the add-on."),
        )

    def _check_growth(self) -> HealthResult | None:
        late = self.env["ebay.retention"]._late()
        if not late:
            return None
        return warning(
            self.env._("Old records were not deleted: %s.", ", ".join(late)),
            self.env._(
                "Look whether the scheduled action 'Base: Auto-vacuum internal data' "
                "runs, and at its log."
            ),
            "base.ir_cron_act",
            self.env._("Scheduled Actions"),
        )

    def _sizes(self) -> HealthResult:
        self.env.cr.execute(
            """
            SELECT pg_database_size(current_database()),
                   COALESCE(sum(pg_total_relation_size(oid)), 0)
            FROM pg_class WHERE relname LIKE 'ebay\\_%' AND relkind = 'r'
            """
        )
        whole, ours = self.env.cr.fetchone()
        return ok(
            self.env._(
                "%(ours)s of the eBay Connector in a database of %(whole)s.",
                ours=human_size(int(ours)),
                whole=human_size(whole),
            )
        )

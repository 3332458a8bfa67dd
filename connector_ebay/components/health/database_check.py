# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime
from typing import NamedTuple

from odoo.tools import format_datetime, human_size

from odoo.addons.component.core import Component

from ...connection.clients import is_copied_database
from ...tools.health_result import HealthResult, error, ok, warning

#: A table with fewer dead rows, or a smaller share of them, is in order: PostgreSQL
#: cleans a table when a fifth of its rows is dead.
FEWEST_DEAD = 20_000
DEAD_SHARE = 0.4


class Bloat(NamedTuple):
    """A table that PostgreSQL should have cleaned.

    :ivar share: dead rows of all, in percent
    :ivar cleaned_at: when it was cleaned last, in UTC; None if never
    """

    table: str
    share: int
    cleaned_at: datetime | None


class EbayDatabaseCheck(Component):
    """Check that this database may work with eBay, its indexes, growth and bloat."""

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
        return (
            self._check_indexes()
            or self._check_growth()
            or self._check_bloat()
            or self._sizes()
        )

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

    def _check_bloat(self) -> HealthResult | None:
        """Warn if PostgreSQL does not clean the tables that change most."""
        bloated = self._bloated()
        if not bloated:
            return None
        tables = ", ".join(self._bloat_text(one) for one in bloated)
        self.env.cr.execute("SELECT current_setting('autovacuum')")
        if self.env.cr.fetchone()[0] == "off":
            cause = self.env._("Switch on PostgreSQL's autovacuum.")
        else:
            cause = self.env._(
                "Look whether a transaction has been open for hours "
                "(pg_stat_activity), and whether PostgreSQL's autovacuum keeps up."
            )
        return warning(
            self.env._("Many rows of these tables are dead: %s.", tables),
            self.env._(
                "%(cause)s Then clean them: VACUUM ANALYZE %(table)s. Until then jobs "
                "and screens become slower.",
                cause=cause,
                table=bloated[0].table,
            ),
        )

    def _bloated(self) -> list[Bloat]:
        """Return the tables with many dead rows, the worst first."""
        self.env.cr.execute(
            """
            SELECT relname, round(100.0 * n_dead_tup / (n_live_tup + n_dead_tup)),
                GREATEST(last_vacuum, last_autovacuum) AT TIME ZONE 'UTC'
            FROM pg_stat_user_tables
            WHERE schemaname = current_schema()
              AND (relname LIKE 'ebay\\_%%' OR relname = 'queue_job')
              AND n_dead_tup >= %s
              AND n_dead_tup >= %s * NULLIF(n_live_tup + n_dead_tup, 0)
            ORDER BY n_dead_tup DESC
            LIMIT 5
            """,
            (FEWEST_DEAD, DEAD_SHARE),
        )
        return [
            Bloat(table, int(share), cleaned_at)
            for table, share, cleaned_at in self.env.cr.fetchall()
        ]

    def _bloat_text(self, bloat: Bloat) -> str:
        """Return table and share, and when the table was cleaned last."""
        if not bloat.cleaned_at:
            return self.env._(
                "%(table)s (%(share)s %%, never cleaned)",
                table=bloat.table,
                share=bloat.share,
            )
        return self.env._(
            "%(table)s (%(share)s %%, cleaned %(moment)s)",
            table=bloat.table,
            share=bloat.share,
            moment=format_datetime(self.env, bloat.cleaned_at, dt_format="short"),
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

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the add-ons' tests share: a simulated eBay, a backend, a job runner."""

import json
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.component.tests.common import ComponentMixin, TransactionComponentCase
from odoo.addons.queue_job.controllers.main import _prevent_commit
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError
from odoo.addons.queue_job.job import Job

from ..connection.process import CLOCK_OFFSETS
from .network_guard import network_guard
from .simulator import Catalogue, Simulator
from .simulator.keyset import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, RU_NAME

#: Tables that hold what was imported: an unchanged account writes none of them.
CATALOGUE_TABLES = (
    "product_template",
    "product_product",
    "product_category",
    "product_attribute",
    "product_template_attribute",
    "ebay_product",
)

#: What eBay answers when it refuses for good.
REFUSAL = json.dumps(
    {
        "errors": [
            {
                "errorId": 62004,
                "domain": "API_TAXONOMY",
                "category": "REQUEST",
                "message": "The specified marketplace is odd.",
            }
        ]
    }
)


#: Pauses after errors are over.
LONG_AGO = "2020-01-01 00:00:00"

#: The catalogue of a seller who has listed nothing yet.
NOTHING = Catalogue(0)


class EbayMixin:
    """A simulated eBay, a backend and a job runner, for any kind of test."""

    def simulate(self, catalogue=NOTHING):
        """Be connected to nothing but a simulated eBay, ``self.sim``."""
        self.startPatcher(network_guard())
        self.startPatcher(patch.dict(CLOCK_OFFSETS, clear=True))
        self.sim = self.enterContext(Simulator(catalogue))
        for key, value in {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "ru_name": RU_NAME,
            "api_url": self.sim.url,
        }.items():
            self.set_parameter(key, value)

    def tearDown(self):
        super().tearDown()
        self.assertEqual(list(self.sim.violations), [], "against eBay's schemas")

    @classmethod
    def set_parameter(cls, name, value):
        """Set one key of the simulator's keyset."""
        parameters = cls.env["ir.config_parameter"].sudo()
        parameters.set_param(f"connector_ebay.simulator.{name}", value)

    @classmethod
    def create_backend(cls, name, **values):
        """A backend whose seller has consented: it connects by itself."""
        backend = cls.env["ebay.backend"].create(
            {"name": name, "environment": "simulator", **values}
        )
        cls.set_parameter(f"refresh_token.{backend.id}", REFRESH_TOKEN)
        return backend

    # === JOBS ===

    def jobs(self, *states, **values):
        """eBay's jobs in these states (all if none given), oldest first."""
        domain = [("ebay_backend_id", "!=", False)]
        if states:
            domain.append(("state", "in", states))
        domain += [(name, "=", value) for name, value in values.items()]
        return self.env["queue.job"].search(domain, order="priority, id")

    def run_jobs(self, limit=500):
        """Run what is due, and what that enqueues, as the job runner would.

        A job that is postponed stays so: ``hasten`` makes it due.

        :return: the jobs that ran, as records
        """
        ran = self.env["queue.job"]
        self.env.flush_all()
        for _turn in range(limit):
            now = fields.Datetime.now()
            due = self.jobs("pending").filtered(
                lambda job, now=now: not job.eta or job.eta <= now
            )
            if not due:
                return ran
            ran |= self.run_job(due[0])
        self.fail(f"more than {limit} jobs: something enqueues itself for ever")

    def hasten(self):
        """The time has come for all jobs that wait for one."""
        self.jobs("pending").write({"eta": False})

    def run_jobs_late(self):
        """Run jobs to their end, those that wait a while too."""
        for _turn in range(40):
            self.env.flush_all()
            self.hasten()
            self.env["ebay.sku.mark"].search([]).write({"due_at": LONG_AGO})
            if not self.run_jobs():
                self.assertFalse(self.jobs("failed").mapped("exc_message"))
                return
        self.fail("jobs go on for ever")

    def run_job(self, record):
        """Run one job to its end: done, postponed or failed.

        Cursors that the code opens for itself are, in a test, savepoints of this
        one. So that what they wrote stays, a job that gives up in order is not rolled
        back here; ``tests/`` has what needs real transactions.
        """
        job = Job.load(self.env, record.uuid)
        job.set_started()
        savepoint = self.env.cr.savepoint()
        try:
            with _prevent_commit(self.env.cr):
                job.perform()
            job.set_done()
        except RetryableJobError as error:
            job.postpone(result=str(error), seconds=error.seconds)
            job.set_pending(reset_retry=False)
        except FailedJobError as error:
            job.set_failed(exc_name=type(error).__name__, exc_message=str(error))
        except Exception as error:
            savepoint.rollback()
            job.set_failed(exc_name=type(error).__name__, exc_message=str(error))
        savepoint.close(rollback=False)
        job.store()
        self.env.flush_all()
        self.env.invalidate_all()
        return record

    # === SQL ===

    def assert_no_catalogue_write(self):
        """A context in which no SQL statement may write what was imported."""
        return _WriteGuard(self)

    def quiet(self):
        """No log lines for errors that a test provokes."""
        return mute_logger("odoo.sql_db", "odoo.addons.connector_ebay")


@tagged("post_install", "-at_install")
class EbayCase(EbayMixin, TransactionComponentCase):
    """A test against the simulator, with a backend that connects by itself.

    ``catalogue`` says what the seller has; a class may change it. Cursors that the
    code opens for itself see the test's data.
    """

    catalogue = NOTHING

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context={**cls.env.context, "tracking_disable": True, "lang": "en_US"}
        )
        cls.registry_enter_test_mode_cls()
        cls.backend = cls.create_backend("Demo Shop")

    def setUp(self):
        super().setUp()
        self.simulate(self.catalogue)


@tagged("post_install", "-at_install")
class EbayHttpCase(EbayMixin, ComponentMixin, HttpCase):
    """A test against a running server; it calls ``simulate`` when it wants eBay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.setUpComponent()

    def setUp(self):
        super().setUp()
        self.setUpComponentRegistryReady()


class _WriteGuard:
    """Collects the statements that insert, update or delete catalogue rows."""

    def __init__(self, case):
        self.case = case
        self.writes = []

    def __enter__(self):
        self.case.env.flush_all()
        cursor = type(self.case.env.cr)
        execute = cursor.execute

        def watched(cr, query, *args, **kwargs):
            text = str(getattr(query, "code", query)).replace('"', "").strip()
            verb, *rest = text.split(None, 3)
            target = " ".join(rest).removeprefix("INTO ").removeprefix("FROM ")
            if verb.upper() in ("INSERT", "UPDATE", "DELETE"):
                if target.startswith(CATALOGUE_TABLES):
                    self.writes.append(text[:200])
            return execute(cr, query, *args, **kwargs)

        self.patcher = self.case.patch(cursor, "execute", watched)
        return self

    def __exit__(self, *error):
        if error[0] is None:
            self.case.env.flush_all()
            self.case.assertEqual(self.writes, [], "something was written")

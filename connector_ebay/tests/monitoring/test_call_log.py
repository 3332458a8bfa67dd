# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.tools import mute_logger

from odoo.addons.component.core import _component_databases

from ...connection import call_log as module
from ...connection.call_log import CallLog
from ...tools.call_statistics import percentile, sum_up
from ..common import EbayCase


def row(backend, **values):
    return {
        "backend_id": backend.id,
        "called_at": datetime(2026, 5, 4, 10, 30),
        "flow": "orders",
        "api_name": "sell.fulfillment",
        "method": "GET",
        "endpoint": "/order",
        "status": 200,
        "duration": 80,
        "request_bytes": 0,
        "response_bytes": 10,
        "request_id": "r",
        "error": None,
        "job_uuid": None,
        "batch_id": None,
        **values,
    }


class TestCallLog(EbayCase):
    """Calls are written in sets, and summed up by hour."""

    def setUp(self):
        super().setUp()
        self.written = []
        self.log = CallLog(self.store)

    def store(self, rows):
        self.written.append(len(rows))
        self.env["ebay.api.call"]._store_calls(rows)

    def add(self, number=1, **values):
        for _call in range(number):
            self.log.add(row(self.backend, **values))

    def calls(self):
        return self.env["ebay.api.call"].search([("endpoint", "=", "/order")])

    def test_the_calls_of_a_job_are_written_together(self):
        log = CallLog.of(self.env)
        self.patch(log, "_store", self.store)
        self.backend.import_categories()
        self.run_jobs()
        self.assertEqual(sum(self.written), self.env["ebay.api.call"].search_count([]))
        self.assertLess(len(self.written), sum(self.written) / 2)

    def test_many_calls_are_written_on_the_way(self):
        self.add(module.FLUSH_CALLS - 1)
        self.assertFalse(self.calls())
        self.add()
        self.assertEqual(len(self.calls()), module.FLUSH_CALLS)

    def test_who_searches_finds_the_calls_of_this_process(self):
        CallLog.of(self.env).add(row(self.backend))
        self.assertEqual(len(self.calls()), 1)

    def test_a_log_that_cannot_be_written_stops_nothing_and_loses_nothing(self):
        self.add(3)
        with (
            mute_logger(module.__name__),
            patch.object(self.log, "_store", side_effect=OperationalError),
        ):
            self.log.flush()
        self.add()
        self.log.flush()
        self.assertEqual(len(self.calls()), 4)

    def test_calls_of_deleted_records_do_not_stop_the_others(self):
        self.add(backend_id=0)
        self.add(batch_id=0x7FFFFFFF)
        self.add()
        self.log.flush()
        self.assertEqual(len(self.calls()), 2)

    def test_the_oldest_are_given_up_in_the_end(self):
        self.patch(module, "MOST_CALLS", 5)
        with (
            mute_logger(module.__name__),
            patch.object(self.log, "_store", side_effect=OperationalError),
        ):
            self.add(7)
            self.log.flush()
        self.log.flush()
        self.assertEqual(len(self.calls()), 5)

    def test_sums_by_hour(self):
        rows = [row(self.backend, duration=ms) for ms in (40, 80, 300, 700)]
        rows.append(row(self.backend, status=500, error="Down", duration=60000))
        for one in rows:
            self.log.add(one)
        self.log.flush()
        self.add(duration=40)
        self.log.flush()
        hours = self.env["ebay.api.call.hour"].search([("endpoint", "=", "/order")])
        good = hours.filtered(lambda one: one.status == 200)
        bad = hours - good
        self.assertEqual((good.calls, good.errors, good.duration_ms), (5, 0, 1160))
        self.assertEqual(
            (good.within_50, good.within_100, good.within_500, good.within_30000),
            (2, 3, 4, 5),
        )
        self.assertEqual((bad.calls, bad.errors, bad.within_30000), (1, 1, 0))
        self.assertEqual(good.hour, datetime(2026, 5, 4, 10))

    def test_percentiles(self):
        key = sum_up([row(self.backend, duration=ms) for ms in range(1, 101)])[0][1]
        calls, _errors, _ms, *counts = key
        self.assertEqual(percentile(counts, calls, 0.5), 50)
        self.assertAlmostEqual(percentile(counts, calls, 0.95), 95)
        self.assertEqual(percentile([0] * 9, 5, 0.95), 30000)


class TestFlowNames(EbayCase):
    """People read what a call was made for, not its code."""

    def flows(self, model="ebay.api.call"):
        return dict(self.env[model].fields_get(["flow"])["flow"]["selection"])

    def test_each_component_that_calls_ebay_has_a_name_for_its_flow(self):
        registry = _component_databases[self.env.cr.dbname]
        flows = {
            component._flow
            for component in registry.lookup(usage="backend.adapter")
            if getattr(component, "_flow", "")
        }
        self.assertIn("categories", flows)
        self.assertLessEqual(flows, set(self.flows()))
        self.assertEqual(self.flows("ebay.api.call.hour"), self.flows())

    def test_a_call_of_an_unknown_flow_is_logged_all_the_same(self):
        log = CallLog(self.env["ebay.api.call"]._store_calls)
        log.add(row(self.backend, flow="of another add-on"))
        log.flush()
        call = self.env["ebay.api.call"].search([("endpoint", "=", "/order")])
        self.assertEqual(call.read(["flow"])[0]["flow"], "of another add-on")

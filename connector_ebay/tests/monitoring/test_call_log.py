# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime

from psycopg2.errors import SerializationFailure

from odoo.tools import mute_logger

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

    def calls(self):
        return self.env["ebay.api.call"].search([("endpoint", "=", "/order")])

    def test_the_calls_of_a_job_are_written_together(self):
        written = []
        store = type(self.env["ebay.api.call"])._store_calls

        def count(this, rows):
            written.append(len(rows))
            return store(this, rows)

        self.patch(type(self.env["ebay.api.call"]), "_store_calls", count)
        self.backend.import_categories()
        self.run_jobs()
        self.assertEqual(sum(written), self.env["ebay.api.call"].search_count([]))
        self.assertLess(len(written), sum(written) / 2)

    def test_many_calls_are_written_on_the_way(self):
        log = CallLog()
        with log:
            for _call in range(module.FLUSH_CALLS - 1):
                log.add(self.backend, row(self.backend))
            self.assertFalse(self.calls())
            log.add(self.backend, row(self.backend))
            self.assertEqual(len(self.calls()), module.FLUSH_CALLS)
        log.add(self.backend, row(self.backend))
        self.assertEqual(len(self.calls()), module.FLUSH_CALLS + 1)

    def test_an_old_call_is_written_with_the_next(self):
        log = CallLog()
        self.patch(module, "FLUSH_SECONDS", 0.0)
        with log:
            log.add(self.backend, row(self.backend))
            self.assertEqual(len(self.calls()), 1)

    def test_a_log_that_cannot_be_written_stops_nothing_and_loses_nothing(self):
        log = CallLog()
        calls = type(self.env["ebay.api.call"])
        store, failing = calls._insert_calls, [True]

        def insert(this, cr, rows):
            if failing:
                raise ValueError("the disk is full")
            return store(this, cr, rows)

        self.patch(calls, "_insert_calls", insert)
        with mute_logger(module.__name__):
            log.add(self.backend, row(self.backend))
        failing.clear()
        log.add(self.backend, row(self.backend))
        self.assertEqual(len(self.calls()), 2)

    def test_a_set_that_another_worker_delays_is_written_again(self):
        log = CallLog()
        calls = type(self.env["ebay.api.call"])
        store, delays = calls._insert_calls, [1, 2]

        def insert(this, cr, rows):
            if delays:
                delays.pop()
                raise SerializationFailure
            return store(this, cr, rows)

        self.patch(calls, "_insert_calls", insert)
        log.add(self.backend, row(self.backend))
        self.assertEqual(len(self.calls()), 1)

    def test_sums_by_hour(self):
        rows = [row(self.backend, duration=ms) for ms in (40, 80, 300, 700)]
        rows.append(row(self.backend, status=500, error="Down", duration=60000))
        log = CallLog()
        with log:
            for one in rows:
                log.add(self.backend, one)
        log.flush(self.backend)
        log.add(self.backend, row(self.backend, duration=40))
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

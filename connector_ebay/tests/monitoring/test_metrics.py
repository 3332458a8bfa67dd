# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The metrics route: who gets in, and what it says."""

import unittest
from datetime import timedelta
from unittest.mock import patch

from odoo import fields

from odoo.addons.component.core import WorkContext

from ...controllers import metrics
from ...controllers.rate_limiter import RateLimiter
from ...tools import metrics as tools
from ...tools.call_statistics import sum_up
from ...tools.flow_kinds import Delay
from ..common import EbayHttpCase

TOKEN = "a-token-of-the-metrics"

#: Names and labels of the contract.
CONTRACT = {
    "ebay_calls": {"backend", "api", "flow", "status"},
    "ebay_budget_used": {"backend", "lane"},
    "ebay_last_success_timestamp_seconds": {"backend", "flow"},
    "ebay_lag_seconds": {"backend", "flow"},
    "ebay_jobs": {"backend", "channel", "state"},
    "ebay_skus": {"backend", "state"},
    "ebay_alerts": {"backend", "code"},
}


@unittest.skipUnless(tools.HAS_PROMETHEUS_CLIENT, "prometheus-client is missing")
class TestMetrics(EbayHttpCase):
    """Prometheus asks for the metrics of this database."""

    def setUp(self):
        super().setUp()
        self.simulate()
        self.backend = self.create_backend("Metrics Shop")
        self.startPatcher(patch.object(metrics, "LIMITER", RateLimiter(100, 100)))

    def get(self, token=None, scheme="Bearer"):
        """Ask for the metrics."""
        headers = {"Authorization": f"{scheme} {token}"} if token else {}
        return self.url_open("/api/ebay/metrics", headers=headers)

    def set_token(self, token):
        """Set the token of the metrics."""
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("connector_ebay.metrics_token", token)

    def families(self):
        """Return the metrics by name, as Prometheus reads them."""
        from prometheus_client.parser import text_string_to_metric_families

        answer = self.get(TOKEN)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertIn("text/plain", answer.headers["Content-Type"])
        return {one.name: one for one in text_string_to_metric_families(answer.text)}

    def value(self, family, **labels):
        """Return the value of the sample with these labels."""
        for sample in self.families()[family].samples:
            if labels.items() <= sample.labels.items():
                return sample.value
        return None

    def fill(self):
        """Store calls, a run, a job and an alert."""
        calls = [
            {
                "backend_id": self.backend.id,
                "called_at": fields.Datetime.now(),
                "api_name": "sell.inventory",
                "flow": "offers",
                "endpoint": "/offer",
                "status": 200,
                "duration": number * 100,
                "error": None,
            }
            for number in range(1, 21)
        ]
        self.env["ebay.api.call.hour"]._add(self.env.cr, sum_up(calls))
        flows = self.env["ebay.flow"]
        flows._record_success(self.backend, "listings")
        delays = {(self.backend.id, "listings"): Delay(3, 12.5)}
        self.startPatcher(
            patch.object(type(flows), "_delays", lambda *_arguments: delays)
        )
        self.backend.import_categories()
        self.env["ebay.alert"]._open(self.backend, "slow", "eBay is slow.")
        self.env.flush_all()

    def test_without_a_token_there_is_no_such_route(self):
        self.set_token(False)
        self.assertEqual(self.get().status_code, 404)
        self.assertEqual(self.get(TOKEN).status_code, 404)

    def test_another_token_is_refused(self):
        self.set_token(TOKEN)
        for answer in (
            self.get(),
            self.get("another"),
            self.get(TOKEN, "Basic"),
            self.get(TOKEN + "x"),
            self.get("\u00e4".encode().decode("latin-1")),
        ):
            self.assertEqual(answer.status_code, 401)
            self.assertNotIn("ebay_calls", answer.text)

    def test_too_many_requests_are_refused(self):
        self.set_token(TOKEN)
        with patch.object(metrics, "LIMITER", RateLimiter(0, 1)):
            self.assertEqual(self.get("wrong").status_code, 401)
            self.assertEqual(self.get(TOKEN).status_code, 429)

    def test_names_and_labels_are_those_of_the_contract(self):
        self.set_token(TOKEN)
        self.fill()
        families = self.families()
        for name, labels in CONTRACT.items():
            self.assertTrue(families[name].samples, name)
            self.assertEqual(set(families[name].samples[0].labels), labels, name)
        self.assertEqual(families["ebay_calls"].samples[0].name, "ebay_calls_total")
        self.assertEqual(families["ebay_call_seconds"].type, "histogram")

    def test_values(self):
        self.set_token(TOKEN)
        self.fill()
        shop = {"backend": "Metrics Shop"}
        count = self.value("ebay_calls", api="sell.inventory", status="200", **shop)
        self.assertEqual(count, 20)
        bucket = self.value("ebay_call_seconds", le="0.5", **shop)
        self.assertEqual(bucket, 5)
        self.assertEqual(self.value("ebay_call_seconds", le="+Inf", **shop), 20)
        self.assertEqual(self.value("ebay_lag_seconds", flow="listings", **shop), 12.5)
        pending = self.value("ebay_jobs", state="pending", **shop)
        self.assertEqual(pending, 1)
        self.assertEqual(self.value("ebay_alerts", code="slow", **shop), 1)
        self.assertEqual(self.value("ebay_alerts", code="errors", **shop), 0)
        success = self.value(
            "ebay_last_success_timestamp_seconds", flow="listings", **shop
        )
        age = fields.Datetime.now() - fields.Datetime.to_datetime("1970-01-01")
        self.assertAlmostEqual(success, age.total_seconds(), delta=60)

    def test_counters_do_not_fall_when_old_calls_are_deleted(self):
        self.set_token(TOKEN)
        self.fill()
        hours = self.env["ebay.api.call.hour"].search([])
        hours.write({"hour": fields.Datetime.now() - timedelta(days=500)})
        other = hours.copy({"hour": hours.hour - timedelta(hours=5)})
        self.env.flush_all()
        retention = self.env["ebay.retention"]
        while retention._gc_old(limit=1)[1]:
            pass
        self.assertFalse((hours | other).exists())
        shop = {"backend": "Metrics Shop"}
        self.assertEqual(self.value("ebay_calls", **shop), 40)
        self.assertEqual(self.value("ebay_call_seconds", le="0.5", **shop), 10)

    def test_accounts_of_one_name_are_told_apart(self):
        other = self.create_backend("Metrics Shop")
        collection = self.backend | other
        work = WorkContext(model_name="ebay.backend", collection=collection)
        collector = work.many_components(usage="metrics.collector")[0]
        self.assertEqual(len(set(collector.names.values())), 2)

    def test_without_the_package_it_says_so(self):
        self.set_token(TOKEN)
        with (
            patch.object(tools, "HAS_PROMETHEUS_CLIENT", False),
            self.quiet(),
        ):
            answer = self.get(TOKEN)
        self.assertEqual(answer.status_code, 501)
        self.assertIn("prometheus-client", answer.text)

    def test_the_token_is_generated_in_the_settings(self):
        settings = self.env["res.config.settings"].create({})
        settings.action_ebay_generate_metrics_token()
        parameters = self.env["ir.config_parameter"]
        token = parameters.get_param("connector_ebay.metrics_token")
        self.assertGreater(len(token), 40)
        self.assertEqual(self.get(token).status_code, 200)

    def test_queries_do_not_grow_with_the_accounts(self):
        def count():
            collection = self.env["ebay.backend"].search([])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            work = WorkContext(model_name="ebay.backend", collection=collection)
            for collector in work.many_components(usage="metrics.collector"):
                for metric in collector.collect():
                    metric.family()
            return self.env.cr.sql_log_count - before

        count()
        first = count()
        for number in range(5):
            self.create_backend(f"Shop {number}")
        # One query of each account's budget is allowed.
        self.assertLessEqual(count(), first + 5)

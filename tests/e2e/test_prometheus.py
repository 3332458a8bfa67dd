# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A real Prometheus reads the metrics of a running Odoo."""

import json
import shutil
import subprocess
import urllib.parse
import urllib.request

import pytest
import yaml

from lib.paths import ROOT
from lib.processes import free_port, wait_until

PROMETHEUS = shutil.which("prometheus")
TOKEN = "a-token-of-the-metrics"

pytestmark = pytest.mark.skipif(
    not PROMETHEUS, reason="prometheus is not installed (apt-get install prometheus)"
)


@pytest.fixture
def prometheus(odoo, tmp_path):
    """Run Prometheus with our configuration; return a function that asks it."""
    settings = yaml.safe_load((ROOT / "docs/monitoring/prometheus.yml").read_text())
    settings["global"]["scrape_interval"] = "1s"
    job = settings["scrape_configs"][0]
    job.update(scheme="http", scrape_timeout="1s")
    job["static_configs"][0]["targets"] = [odoo.url.removeprefix("http://")]
    (tmp_path / "prometheus.yml").write_text(yaml.safe_dump(settings))
    shutil.copy(ROOT / "docs/monitoring/ebay-rules.yml", tmp_path)
    (tmp_path / "ebay-metrics-token").write_text(TOKEN)
    address = f"127.0.0.1:{free_port()}"
    command = [PROMETHEUS, f"--config.file={tmp_path}/prometheus.yml"]
    command += [f"--storage.tsdb.path={tmp_path}/data"]
    command += [f"--web.listen-address={address}"]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield lambda expression: ask(address, expression)
        finally:
            process.terminate()
            process.wait(10)


def ask(address, expression):
    """Return {labels as text: value} of an expression; empty while nothing is there."""
    query = urllib.parse.urlencode({"query": expression})
    try:
        with urllib.request.urlopen(
            f"http://{address}/api/v1/query?{query}", timeout=5
        ) as answer:
            rows = json.load(answer)["data"]["result"]
    except OSError:
        return {}
    return {
        json.dumps(row["metric"], sort_keys=True): float(row["value"][1])
        for row in rows
    }


def test_prometheus_reads_the_metrics(odoo, backend, prometheus):
    key = "connector_ebay.metrics_token"
    odoo.execute("ir.config_parameter", "set_param", key, TOKEN)
    odoo.execute("ebay.backend", "check_health", [backend])
    wait_until(
        lambda: prometheus('up{job="ebay"} == 1'), timeout=60, what="a good scrape"
    )
    wait_until(
        lambda: prometheus("ebay_calls_total > 0"), timeout=60, what="counted calls"
    )
    assert prometheus("ebay_alerts")
    assert prometheus("count(ebay_call_seconds_bucket) > 0")

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""docs/monitoring: valid files that use the names of our metrics."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs/monitoring"
PROMTOOL = shutil.which("promtool")

with_promtool = pytest.mark.skipif(
    not PROMTOOL, reason="promtool is not installed (apt-get install prometheus)"
)


def collected_names():
    """Return the names of the metrics in the add-ons' collectors."""
    found = set()
    for path in ROOT.glob("connector_ebay*/components/**/*_metrics.py"):
        found |= set(re.findall(r'Metric\(\s*"(ebay_\w+)"', path.read_text()))
    return found


def used_names(text):
    """Return the names of our metrics in an expression, without suffixes."""
    names = set(re.findall(r"\bebay_\w+", text))
    return {name.removesuffix("_bucket") for name in names}


def dashboard():
    """Return Grafana's dashboard."""
    return json.loads((FOLDER / "grafana-dashboard.json").read_text())


def test_the_collectors_have_the_names_of_the_contract():
    assert collected_names() >= {
        "ebay_calls_total",
        "ebay_call_seconds",
        "ebay_budget_used",
        "ebay_last_success_timestamp_seconds",
        "ebay_lag_seconds",
        "ebay_jobs",
        "ebay_skus",
        "ebay_orders_held",
        "ebay_alerts",
    }


def test_the_rules_use_our_metrics():
    rules = yaml.safe_load((FOLDER / "ebay-rules.yml").read_text())
    expressions = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    assert used_names(" ".join(expressions)) <= collected_names()


def test_the_dashboard_shows_every_metric():
    text = " ".join(
        target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]
    )
    assert used_names(text) == collected_names()


def test_the_panels_do_not_overlap():
    places = [panel["gridPos"] for panel in dashboard()["panels"]]
    cells = [
        (x, y)
        for place in places
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert len({panel["id"] for panel in dashboard()["panels"]}) == len(places)


@with_promtool
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "config", "prometheus.yml"),
        ("check", "rules", "ebay-rules.yml"),
        ("test", "rules", "ebay-rules-test.yml"),
    ],
    ids=" ".join,
)
def test_prometheus_accepts_the_files(arguments, tmp_path):
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "ebay-metrics-token").write_text("token")
    done = subprocess.run(
        [PROMTOOL, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr

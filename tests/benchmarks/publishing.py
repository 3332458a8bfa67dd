# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Publish products with two pictures each; check many drafts without a call.

.dev/venv/bin/python tests/benchmarks/publishing.py [--products 1000] [--drafts 10000]

The products are published twice over: by one worker, then as many others by two. A
worker is a process of its own, each call takes 50 ms, and the load of the machine is
printed with the seconds.
"""

import argparse
import base64
import json
import os
import subprocess
import sys
import time
from collections import Counter
from io import BytesIO

import harness
from PIL import Image

CATEGORY = "22625"
ASPECTS = {"Marke": ["Fennholm"], "Produktart": ["Bohrer-Set"]}


def picture(number):
    """Return another picture for each number: flat, so that Odoo resizes it fast."""
    stream = BytesIO()
    colour = (number % 256, number // 256 % 256, number // 65536)
    Image.new("RGB", (500, 16), colour).save(stream, "PNG")
    return base64.b64encode(stream.getvalue())


def gtin(number):
    """Return a valid EAN."""
    digits = f"40{number:010d}"
    total = sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits))
    return f"{digits}{-total % 10}"


def create_template(env, backend):
    """Return a listing template whose drafts have no errors."""
    market = env["ebay.marketplace"].search([("code", "=", "EBAY_DE")])
    policies = env["ebay.business.policy"].search([("marketplace_id", "=", market.id)])
    category = env["ebay.product.category"].create(
        {
            "backend_id": backend.id,
            "external_id": CATEGORY,
            "name": "Bohrer",
            "odoo_id": env["product.category"].create({"name": "Bohrer"}).id,
        }
    )
    return env["ebay.listing.template"].create(
        {
            "name": "Benchmark",
            "backend_id": backend.id,
            "marketplace_id": market.id,
            "location_id": env["ebay.inventory.location"].search([], limit=1).id,
            "category_id": category.id,
            "description_html": "<p>{{ object.name }}</p>",
            "vat_mode": "fixed",
            "vat_rate": 19.0,
            "untracked_quantity": 5,
            **{f"{one.policy_type}_policy_id": one.id for one in policies},
        }
    )


def create_products(env, first, number, pictures):
    """Create products with 0 to 2 pictures of their own."""
    maker = env["res.partner"].create(
        {
            "name": "Fennholm",
            "email": "info@fennholm.example",
            "street": "Musterweg 5",
            "city": "Kassel",
            "zip": "34117",
            "country_id": env.ref("base.de").id,
        }
    )
    shared = picture(0)
    products = env["product.template"].create(
        [
            {
                "name": f"Bohrer-Set Nr. {one}",
                "default_code": f"B-{one}",
                "barcode": gtin(one),
                "type": "consu",
                "list_price": 24.9,
                "image_1920": picture(2 * one + 1) if pictures else shared,
                "ebay_manufacturer_id": maker.id,
            }
            for one in range(first, first + number)
        ]
    )
    if pictures > 1:
        for product, one in zip(products, range(first, first + number), strict=True):
            product.product_variant_id.image_variant_1920 = picture(2 * one + 2)
    return products.ids


def create_drafts(env, products):
    """Create drafts with all that eBay demands; return their ids."""
    template = env["ebay.listing.template"].search([], limit=1)
    ids = template.create_listings(products)
    env["ebay.product.template"].browse(ids).aspect_values = ASPECTS
    return ids


def run_all(registry):
    """Run the waiting jobs of the connector, of one channel after the other."""
    return sum(
        harness.run_jobs(registry, f"root.ebay.{name}") for name in ("import", "export")
    )


def calls(registry):
    """Return the calls since the last time by endpoint."""
    with harness.transaction(registry) as env:
        rows = env["ebay.api.call"].search([])
        counts = Counter(row.endpoint for row in rows)
        env.cr.execute("DELETE FROM ebay_api_call")
        return counts


def publish(registry, ids, workers):
    """Publish listings or send their changes; return the measure and the memory.

    :return: seconds and queries, and the peak memory of a worker in megabytes
    """
    # As if a person had pressed the button: that is not held back by a budget of calls.
    with harness.transaction(registry, ebay_trigger="person") as env:
        env["ebay.product.template"].browse(ids).export_listings()
        database = env.cr.dbname
    command = [sys.executable, __file__, "--work", database]
    started = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _worker in range(workers)
    ]
    for worker in started:
        # It says that Odoo is loaded, and begins when it is told to.
        worker.stdout.readline()
    start = time.monotonic()
    for worker in started:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    results = [json.loads(worker.communicate()[0]) for worker in started]
    seconds = time.monotonic() - start
    queries = sum(result["queries"] for result in results)
    return harness.Measure(seconds, queries), max(one["memory"] for one in results)


def work(database):
    """Run the waiting jobs as a worker; print queries and memory as JSON."""
    registry = harness.open_registry(database)
    from odoo.sql_db import Cursor

    print("ready", flush=True)
    sys.stdin.readline()
    with harness.measured(Cursor) as measure:
        jobs = harness.run_jobs(registry, "root.ebay.export")
    memory = harness.peak_megabytes()
    print(json.dumps({"queries": measure.queries, "memory": memory, "jobs": jobs}))


def publish_all(registry, first, number, workers):
    """Draft and publish products, then send their changes, of which there are none."""
    with harness.transaction(registry) as env:
        products = create_products(env, first, number, 2)
    with harness.transaction(registry) as env:
        ids = create_drafts(env, products)
    run_all(registry)
    calls(registry)
    measure, memory = publish(registry, ids, workers)
    sent = calls(registry)
    again, _memory = publish(registry, ids, workers)
    unchanged = calls(registry)
    with harness.transaction(registry) as env:
        listings = env["ebay.product.template"].browse(ids)
        states = Counter(listings.mapped("publish_state"))
    load = os.getloadavg()[0]
    for title, text in (
        ("published", f"{dict(states)}, load {load:.1f}"),
        (
            "first time",
            f"{measure.seconds:.1f} s, {number / measure.seconds * 60:.0f} a minute, "
            f"{measure.queries / number:.1f} SQL queries a listing",
        ),
        ("calls", f"{sent.total() / number:.2f} a listing: {dict(sent)}"),
        ("peak memory", f"{memory:.0f} MB of a worker"),
        ("unchanged", f"{again.seconds:.1f} s, calls {dict(unchanged)}"),
    ):
        print(f"{workers} workers {title:12} {text}", flush=True)
    return measure.seconds


def check(registry, cursor_class, number):
    """Check the first drafts; return the measure."""
    with (
        harness.transaction(registry) as env,
        harness.measured(cursor_class) as measure,
    ):
        drafts = env["ebay.product.template"].search(
            [("status", "=", "draft")], limit=number, order="id"
        )
        drafts.check_listings()
        env.flush_all()
    return measure


def main():
    """Measure and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=1000)
    parser.add_argument("--drafts", type=int, default=10000)
    parser.add_argument("--work", metavar="DATABASE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work)
        return 0
    with (
        harness.scratch_database("benchmark_publishing") as name,
        harness.running_simulator(
            listings=0, validate="none", latency=0.05
        ) as simulator,
    ):
        registry = harness.open_registry(name)
        from odoo.sql_db import Cursor

        with harness.transaction(registry) as env:
            backend = harness.connect(env, simulator)
            backend.import_policies()
        run_all(registry)
        with harness.transaction(registry) as env:
            create_template(env, env["ebay.backend"].search([]))
        if options.products:
            one = publish_all(registry, 1, options.products, 1)
            two = publish_all(registry, 10**5, options.products, 2)
            print(f"two workers are {one / two:.2f} times as fast as one")
        if options.drafts:
            measure_check(registry, Cursor, options.drafts)
    return 0


def measure_check(registry, cursor_class, number):
    """Create many drafts and check them; print the measures."""
    with harness.transaction(registry) as env:
        products = create_products(env, 10**6, number, 0)
    with harness.measured(cursor_class) as drafting:
        with harness.transaction(registry) as env:
            create_drafts(env, products)
    calls(registry)
    small = check(registry, cursor_class, number // 4)
    large = check(registry, cursor_class, number)
    for title, text in (
        ("drafts made", f"{drafting.seconds:.1f} s for {number}"),
        (
            "check",
            f"{large.seconds:.1f} s, {large.queries} SQL queries for {number} drafts, "
            f"{small.queries} for a quarter; calls {dict(calls(registry))}; "
            f"peak {harness.peak_megabytes():.0f} MB, load {os.getloadavg()[0]:.1f}",
        ),
    ):
        print(f"{title:14} {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

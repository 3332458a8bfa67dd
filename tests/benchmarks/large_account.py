# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Screens and metrics of an account with a million calls: how long they take.

.dev/venv/bin/python tests/benchmarks/large_account.py [--calls 1000000]
    [--bindings 100000] [--orders 200000] [--keep]

A listing and an order are imported from the simulator and multiplied by SQL.
``--keep`` leaves the database, for a look with a browser.
"""

import argparse
import statistics
import time
from contextlib import contextmanager

import harness

from lib import database, postgres
from lib.odoo_tree import find_odoo

NAME = "benchmark_large_account"

#: Upper limits of the buckets of ``ebay.api.call.hour``.
BUCKETS_MS = (50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000)

CALLS = """
    INSERT INTO ebay_api_call (backend_id, called_at, flow, api_name, method,
        endpoint, status, duration, request_bytes, response_bytes, request_id)
    SELECT %(backend_id)s, (now() AT TIME ZONE 'UTC') - n * interval '2.5 seconds',
           (ARRAY['orders', 'offers', 'listings', 'fulfillments'])[1 + n %% 4],
           (ARRAY['sell.fulfillment', 'sell.inventory', 'trading'])[1 + n %% 3],
           'GET', '/endpoint/' || n %% 20,
           CASE WHEN n %% 200 = 0 THEN 503 WHEN n %% 333 = 0 THEN 429 ELSE 200 END,
           50 + n %% 900, 500, 5000, 'request-' || n
    FROM generate_series(1, %(count)s) AS n
"""

HOURS = f"""
    INSERT INTO ebay_api_call_hour (backend_id, hour, api_name, flow, endpoint, status,
        calls, errors, duration_ms, {", ".join(f"within_{ms}" for ms in BUCKETS_MS)})
    SELECT backend_id, date_trunc('hour', called_at), api_name, flow, endpoint, status,
           count(*), count(error), sum(duration),
           {", ".join(f"sum((duration <= {ms})::int)" for ms in BUCKETS_MS)}
    FROM ebay_api_call WHERE backend_id = %(backend_id)s
    GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT DO NOTHING
"""

JOBS = """
    INSERT INTO queue_job (uuid, name, model_name, method_name, channel, state,
        ebay_backend_id, date_created, user_id, priority, max_retries, retry)
    SELECT 'benchmark-' || n, 'Job', 'ebay.backend', 'connect', 'root.ebay.import',
           CASE WHEN n %% 5000 = 0 THEN 'failed' ELSE 'done' END,
           %(backend_id)s, now() AT TIME ZONE 'UTC', 1, 10, 9, 0
    FROM generate_series(1, %(count)s) AS n
"""


@contextmanager
def database_with_add_ons(keep):
    """A database with the three add-ons; dropped at the end unless it is kept."""
    tree = find_odoo()
    with postgres.running_cluster():
        database.write_config(tree)
        template = database.ensure_product_template(tree)
        database.drop_database(NAME)
        database.copy_database(template, NAME)
        try:
            yield NAME
        finally:
            if not keep:
                database.drop_database(NAME)


def multiply(cr, table, row_id, count, **changes):
    """Insert ``count`` copies of a row; return the number that was added to each n.

    :param changes: SQL expressions of columns, with n from 1 to count
    """
    cr.execute(
        """
        SELECT column_name FROM information_schema.columns
        WHERE table_name = %s AND is_generated = 'NEVER'
        """,
        (table,),
    )
    columns = [name for [name] in cr.fetchall() if name != "id"]
    cr.execute(f"SELECT max(id) FROM {table}")
    base = cr.fetchone()[0]
    values = [changes.get(name, f"one.{name}") for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    cr.execute(
        f"""
        INSERT INTO {table} (id, {names})
        SELECT {base} + n, {", ".join(values)}
        FROM {table} AS one, generate_series(1, {int(count)}) AS n
        WHERE one.id = {int(row_id)}
        """
    )
    cr.execute(f"SELECT setval('{table}_id_seq', {base + int(count)})")
    return base


def multiply_goods(env, backend, count):
    """Multiply a product with its listing, SKU and prices."""
    cr = env.cr
    sku = env["ebay.product.product"].search([("odoo_id", "!=", False)], limit=1)
    listing, product = sku.listing_id, sku.odoo_id
    templates = multiply(cr, "product_template", product.product_tmpl_id.id, count)
    products = multiply(
        cr,
        "product_product",
        product.id,
        count,
        product_tmpl_id=f"{templates} + n",
        default_code="'BENCH-' || n",
        barcode="NULL",
    )
    listings = multiply(
        cr,
        "ebay_product_template",
        listing.id,
        count,
        external_id="(900000000000 + n)::text",
        odoo_id=f"{templates} + n",
    )
    skus = multiply(
        cr,
        "ebay_product_product",
        sku.id,
        count,
        external_id="(900000000000 + n)::text",
        ebay_listing_id="(900000000000 + n)::text",
        ebay_sku="'BENCH-' || n",
        odoo_id=f"{products} + n",
        listing_id=f"{listings} + n",
    )
    sync = env["ebay.sku.sync"].search([("backend_id", "=", backend.id)], limit=1)
    if sync:
        multiply(
            cr,
            "ebay_sku_sync",
            sync.id,
            count,
            sku_id=f"{skus} + n",
            state="CASE WHEN n % 1000 = 0 THEN 'error' ELSE 'in_sync' END",
        )


def multiply_orders(env, count):
    """Multiply an order with its line and its buyer."""
    cr = env.cr
    binding = env["ebay.sale.order"].search([], limit=1)
    order, line = binding.odoo_id, binding.line_ids[:1]
    partners = multiply(
        cr,
        "res_partner",
        order.partner_id.id,
        count // 2,
        name="'Buyer ' || n",
        complete_name="'Buyer ' || n",
        email="'buyer-' || n || '@example.com'",
        commercial_partner_id="NULL",
    )
    orders = multiply(
        cr,
        "sale_order",
        order.id,
        count,
        name="'BENCH' || n",
        partner_id=f"{partners} + 1 + n / 2 % {count // 2}",
    )
    lines = multiply(
        cr,
        "sale_order_line",
        line.odoo_id.id,
        count,
        order_id=f"{orders} + n",
    )
    bindings = multiply(
        cr,
        "ebay_sale_order",
        binding.id,
        count,
        external_id="'27-' || n",
        legacy_order_id="'27-' || n",
        odoo_id=f"{orders} + n",
        buyer_username="'bench_buyer_' || n / 2",
        ordered_at="(now() AT TIME ZONE 'UTC') - n * interval '3 minutes'",
        import_state="CASE WHEN n % 2000 = 0 THEN 'held' ELSE 'imported' END",
    )
    multiply(
        cr,
        "ebay_sale_order_line",
        line.id,
        count,
        external_id="'27-' || n || '-1'",
        order_id=f"{bindings} + n",
        odoo_id=f"{lines} + n",
    )


def fill(registry, simulator, options):
    """Import one listing and one order, multiply them and add calls and jobs."""
    with harness.transaction(registry) as env:
        backend = harness.connect(env, simulator)
        backend.import_listings()
        backend_id = backend.id
    harness.run_jobs(registry)
    item = simulator.control("listings")["listings"][0]["item_id"]
    simulator.control("orders/buy", {"item_id": item, "quantity": 1})
    with harness.transaction(registry) as env:
        env["ebay.backend"].browse(backend_id).import_orders()
    harness.run_jobs(registry)
    with harness.transaction(registry) as env:
        backend = env["ebay.backend"].browse(backend_id)
        multiply_goods(env, backend, options.bindings)
        multiply_orders(env, options.orders)
        for query, count in ((CALLS, options.calls), (JOBS, options.orders)):
            env.cr.execute(query, {"backend_id": backend_id, "count": count})
        env.cr.execute(HOURS, {"backend_id": backend_id})
    with registry.cursor() as cr:
        cr.connection.rollback()
        cr.connection.autocommit = True
        cr.execute("VACUUM ANALYZE")
    return backend_id


def read_metrics(env, _backend):
    """Do what the metrics route does."""
    from odoo.addons.component.core import WorkContext
    from odoo.addons.connector_ebay.tools.metrics import render

    collection = env["ebay.backend"].search([])
    work = WorkContext(model_name="ebay.backend", collection=collection)
    collectors = work.many_components(usage="metrics.collector")
    render(metric for one in collectors for metric in one.collect())


def read_view(env, backend, kind):
    """Read what a view of the account shows."""
    arch = env["ebay.backend"].get_views([(False, kind)])
    names = arch["models"]["ebay.backend"]["fields"]
    spec = {name: {} for name in names}
    backend.web_read(spec)


def check_database(env, backend):
    """Do the check of the database in the health report."""
    with backend.work_on("ebay.backend") as work:
        for check in work.many_components(usage="health.check"):
            if check.code == "database":
                check.check()


def watch(env, backend):
    """Look for all alerts, as the scheduled action does every five minutes."""
    env["ebay.alert"]._watch(backend)


def search_orders(env, words):
    """Search the list of eBay orders as the field *Customer* does; return 80."""
    return env["ebay.sale.order"].web_search_read(
        [("customer", "ilike", words)],
        {"display_name": {}},
        limit=80,
        count_limit=10001,
    )


def open_settings(env):
    """Read what the page of the settings shows."""
    settings = env["res.config.settings"]
    arch = settings.get_views([(False, "form")])
    names = arch["models"]["res.config.settings"]["fields"]
    settings.onchange({}, [], {name: {} for name in names})


WORK = {
    "alerts: all watchers": (watch, 1.0),
    "orders: one customer": (lambda env, one: search_orders(env, "buyer_4711"), 1.0),
    "orders: many customers": (lambda env, one: search_orders(env, "buyer"), 1.0),
    "settings": (lambda env, one: open_settings(env), 1.0),
    "metrics": (read_metrics, 1.0),
    "dashboard card": (lambda env, one: read_view(env, one, "kanban"), 0.3),
    "account form": (lambda env, one: read_view(env, one, "form"), 0.3),
    "health: database": (check_database, 1.0),
}


def measure(registry, backend_id, tries=5):
    """Print the median seconds and queries of each piece of work."""
    for name, (work, limit) in WORK.items():
        seconds, queries = [], 0
        for _try in range(tries):
            with harness.transaction(registry) as env:
                backend = env["ebay.backend"].browse(backend_id)
                with harness.measured(type(env.cr)) as cost:
                    work(env, backend)
                seconds.append(cost.seconds)
                queries = cost.queries
        median = statistics.median(seconds)
        verdict = "ok" if median < limit else f"MORE THAN {limit} s"
        print(f"{name:<22} {median * 1000:7.0f} ms  {queries:4} queries  {verdict}")


def main():
    """Fill a database and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=1_000_000)
    parser.add_argument("--bindings", type=int, default=100_000)
    parser.add_argument("--orders", type=int, default=200_000)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    with (
        database_with_add_ons(options.keep) as name,
        harness.running_simulator(listings=3) as simulator,
    ):
        registry = harness.open_registry(name)
        start = time.monotonic()
        backend_id = fill(registry, simulator, options)
        print(f"filled in {time.monotonic() - start:.0f} s")
        measure(registry, backend_id)


if __name__ == "__main__":
    main()

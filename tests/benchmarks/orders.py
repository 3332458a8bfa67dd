# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Import of orders, against bare ORM calls that make the same orders in the same run.

    .dev/venv/bin/python tests/benchmarks/orders.py [--orders 1000]

Calls, orders a minute with one and with two workers, memory, queries an order, and
what a second look at unchanged orders costs.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter

import harness

PAGE = 200

#: As the import does: no followers, log notes or mails for each order.
BARE_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "sale_no_log_for_new_lines": True,
}

SALE_FIELDS = (
    "client_order_ref",
    "date_order",
    "commitment_date",
    "pricelist_id",
    "fiscal_position_id",
    "team_id",
    "source_id",
    "medium_id",
)
LINE_FIELDS = ("product_id", "product_uom_id", "product_uom_qty", "price_unit", "name")
PARTNER_FIELDS = ("name", "street", "city", "zip", "country_id", "email", "phone")


def plain(record, names):
    """Field values as ``create`` takes them."""
    return {
        name: record._fields[name].convert_to_write(record[name], record)
        for name in names
    }


def bare_pages(env):
    """What the import made, as plain values, 200 orders at a time."""
    bindings = env["ebay.sale.order"].search([], order="id")
    seen = set()
    for start in range(0, len(bindings), PAGE):
        page = []
        for binding in bindings[start : start + PAGE]:
            sale = binding.odoo_id
            contacts = [
                {**plain(partner, PARTNER_FIELDS), "key": partner.id, "parent": parent}
                for partner, parent in (
                    (sale.partner_id, None),
                    (sale.partner_shipping_id, sale.partner_id.id),
                )
                if partner.id not in seen and not seen.add(partner.id)
            ]
            lines = [
                {
                    **plain(line, LINE_FIELDS),
                    "tax_ids": [(6, 0, line.tax_ids.ids)],
                    "extra_tax_data": line.extra_tax_data,
                }
                for line in sale.order_line
            ]
            page.append(
                {
                    **plain(sale, SALE_FIELDS),
                    "contacts": contacts,
                    "partner": sale.partner_id.id,
                    "address": sale.partner_shipping_id.id,
                    "lines": lines,
                    "confirm": sale.state == "sale",
                }
            )
        yield page
        env.invalidate_all()


def create_bare(env, page, partners):
    """The same orders: contacts, orders with lines, and confirmation, set-wise."""
    for parent in (False, True):
        todo = [
            contact
            for order in page
            for contact in order["contacts"]
            if bool(contact["parent"]) == parent
        ]
        created = env["res.partner"].create(
            [
                {
                    **{name: contact[name] for name in PARTNER_FIELDS},
                    **({"parent_id": partners[contact["parent"]]} if parent else {}),
                    "type": "delivery" if parent else "contact",
                }
                for contact in todo
            ]
        )
        partners.update(
            (contact["key"], partner.id)
            for contact, partner in zip(todo, created, strict=True)
        )
    orders = env["sale.order"].create(
        [
            {
                **{name: order[name] for name in SALE_FIELDS},
                "partner_id": partners[order["partner"]],
                "partner_invoice_id": partners[order["partner"]],
                "partner_shipping_id": partners[order["address"]],
                "payment_term_id": False,
                "order_line": [(0, 0, line) for line in order["lines"]],
            }
            for order in page
        ]
    )
    orders.browse(
        order.id
        for order, values in zip(orders, page, strict=True)
        if values["confirm"]
    ).action_confirm()


def enqueue(registry):
    """What the scheduled action does."""
    with harness.transaction(registry) as env:
        env["ebay.backend"].search([]).import_orders()


def calls(registry, since=0):
    """Calls by API and endpoint after call id ``since``, and the newest id."""
    with harness.transaction(registry) as env:
        rows = env["ebay.api.call"].search([("id", ">", since)])
        number = Counter(f"{row.api_name} {row.endpoint}" for row in rows)
        return number, max(rows.ids, default=since)


def next_job(registry):
    """Take the job whose turn it is: its uuid, or none; and whether none is left."""
    with registry.cursor() as cr:
        cr.execute(
            """UPDATE queue_job SET state = 'started', date_started = now()
            WHERE id = (SELECT id FROM queue_job WHERE state = 'pending'
                AND channel = 'root.ebay.import' AND (eta IS NULL OR eta < now()
                AT TIME ZONE 'UTC') ORDER BY priority, id
                LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING uuid"""
        )
        found = cr.fetchone()
        cr.execute(
            """SELECT 1 FROM queue_job WHERE channel = 'root.ebay.import'
            AND state IN ('pending', 'started') LIMIT 1"""
        )
        return found, not cr.fetchone()


def work(name, spent):
    """One of several workers: run jobs until none is left.

    :param spent: shared value to which the worker's seconds of CPU are added
    """
    registry = harness.open_registry(name)
    begun = time.process_time()
    try:
        run_jobs(registry)
    finally:
        with spent.get_lock():
            spent.value += time.process_time() - begun


def run_jobs(registry):
    """Take jobs that others may want too, until none is left."""
    from psycopg2 import OperationalError

    from odoo.addons.queue_job.controllers.main import _prevent_commit
    from odoo.addons.queue_job.exception import RetryableJobError
    from odoo.addons.queue_job.job import Job

    while True:
        try:
            found, is_over = next_job(registry)
        except OperationalError:
            continue  # the other worker took it
        if is_over:
            return
        if not found:
            time.sleep(0.1)
            continue
        try:
            with harness.transaction(registry) as env:
                job = Job.load(env, found[0])
                with _prevent_commit(env.cr), env.cr.savepoint():
                    job.perform()
                job.set_done()
                job.store()
        except (OperationalError, RetryableJobError):
            with registry.cursor() as cr:
                cr.execute(
                    "UPDATE queue_job SET state = 'pending' WHERE uuid = %s", found
                )


def two_workers(options, cpu):
    """Orders a minute with two processes, on a database of their own.

    :param cpu: seconds of CPU that one worker took for the same
    """
    with (
        harness.scratch_database("benchmark_orders_two") as name,
        simulator(options) as ebay,
    ):
        context = multiprocessing.get_context("spawn")
        registry = prepare(name, ebay)
        enqueue(registry)
        spent = context.Value("d", 0.0)
        workers = [
            context.Process(target=work, args=(name, spent)) for _one in range(2)
        ]
        start = time.monotonic()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        with harness.transaction(registry) as env:
            env.cr.execute(
                "SELECT count(*), count(DISTINCT odoo_id) FROM ebay_sale_order"
            )
            orders, sales = env.cr.fetchone()
            env.cr.execute(
                """SELECT extract(epoch FROM max(date_done) - min(date_started)),
                    sum(extract(epoch FROM date_done - date_started))
                FROM queue_job WHERE state = 'done' AND model_name = 'ebay.sale.order'
                AND method_name NOT LIKE '%details'"""
            )
            seconds, at_work = map(float, env.cr.fetchone())
        whole = time.monotonic() - start
        print(
            f"two workers    {seconds:8.1f} s   "
            f"{60 * orders / seconds:.0f} orders a minute, "
            f"{orders} orders, {sales} sales orders "
            f"({whole:.0f} s with the start of the processes)"
        )
        print(
            f"               {at_work / seconds:8.2f}   jobs at a time, "
            f"{spent.value / cpu:.2f} of one worker's CPU: on cores of their own "
            f"{at_work / seconds * cpu / spent.value:.2f} times as fast"
        )


def simulator(options):
    """Listings and orders of all kinds."""
    return harness.running_simulator(
        listings=200, orders=options.orders, seed=7, validate="none"
    )


def prepare(name, ebay):
    """A backend whose listings are in, so that orders find their products."""
    registry = harness.open_registry(name)
    with harness.transaction(registry) as env:
        env["res.currency"].with_context(active_test=False).search(
            [("name", "in", ("EUR", "USD", "GBP", "PLN", "JPY", "CAD", "AUD"))]
        ).active = True
        backend = harness.connect(env, ebay)
        backend.import_pictures = False
        backend.import_listings()
    harness.run_jobs(registry)
    return registry


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1000)
    parser.add_argument("--one", action="store_true", help="one worker only")
    options = parser.parse_args()
    with (
        harness.scratch_database("benchmark_orders") as name,
        simulator(options) as ebay,
    ):
        registry = prepare(name, ebay)
        from odoo.sql_db import Cursor

        _calls, last = calls(registry)
        begun = time.process_time()
        with harness.measured(Cursor) as first:
            enqueue(registry)
            harness.run_jobs(registry)
        import_cpu = time.process_time() - begun
        memory = harness.peak_megabytes()
        first_calls, last = calls(registry, last)
        with harness.measured(Cursor) as second:
            enqueue(registry)
            harness.run_jobs(registry)
        second_calls, last = calls(registry, last)
        with harness.transaction(registry) as env:
            bindings = env["ebay.sale.order"].search([])
            orders = len(bindings)
            states = Counter(bindings.mapped("import_state"))
            lines = sum(len(one.odoo_id.order_line) for one in bindings)
            pages = list(bare_pages(env))
        partners = {}
        begun = time.process_time()
        with harness.measured(Cursor) as bare:
            for page in pages:
                with harness.transaction(registry, **BARE_CONTEXT) as env:
                    create_bare(env, page, partners)
        bare_cpu = time.process_time() - begun
        print(
            f"import         {first.seconds:8.1f} s   "
            f"{60 * orders / first.seconds:.0f} orders a minute, "
            f"{orders} orders, {lines} lines, {dict(states)}"
        )
        print(
            f"               {first.queries / orders:8.1f} SQL queries an order, "
            f"peak memory {memory:.0f} MB"
        )
        print(f"calls          {dict(first_calls)}")
        print(
            f"bare ORM       {bare.seconds:8.1f} s   "
            f"{bare.queries / orders:.1f} SQL queries an order"
        )
        print(
            f"ratio          {first.seconds / bare.seconds:8.2f}   by the clock, "
            f"{import_cpu / bare_cpu:.2f} in CPU, which a busy machine moves less"
        )
        print(
            f"again          {second.seconds:8.1f} s   {second.queries} queries, "
            f"calls {dict(second_calls)}"
        )
    if not options.one:
        two_workers(options, import_cpu)
    return 0


if __name__ == "__main__":
    sys.exit(main())

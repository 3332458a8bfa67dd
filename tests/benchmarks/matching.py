# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Match 100,000 listings with 80,000 products, and link what was found.

.dev/venv/bin/python tests/benchmarks/matching.py [--listings 100000]
    [--products 80000] [--keep]

A listing and a product are made once and multiplied by SQL: half of the listings have
the SKU of a product, a tenth its barcode, the others only a similar title or nothing.
"""

import argparse
import random
import time

import harness
from large_account import database_with_add_ons, multiply

VOCABULARY = 6000
SYLLABLES = "ka to mi ren sol bra fen gu li pa sto ver dun wek zan hel".split()


def names_of_products(number):
    """Return made-up names: frequent words are in many of them, rare ones in few."""
    rng = random.Random(7)
    vocabulary = [
        "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))
        for _word in range(VOCABULARY)
    ]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    names = []
    for index in range(number):
        words = rng.choices(vocabulary, weights, k=rng.randint(4, 8))
        if index % 3 == 0:
            words.append(f"{rng.randint(1, 500)} ml")
        names.append(" ".join(words))
    return names


def fill(env, options):
    """Create products and listings; return the account."""
    cr = env.cr
    backend = env["ebay.backend"].create(
        {"name": "Benchmark", "environment": "simulator", "auto_match": False}
    )
    product = env["product.product"].create({"name": "x", "default_code": "first"})
    listing = env["ebay.product.template"].create(
        {"backend_id": backend.id, "external_id": "1", "title": "x"}
    )
    sku = env["ebay.product.product"].create(
        {
            "backend_id": backend.id,
            "listing_id": listing.id,
            "external_id": "1",
            "ebay_listing_id": "1",
            "ebay_sku": "none",
        }
    )
    env.flush_all()
    names = names_of_products(options.products)
    cr.execute("CREATE TEMP TABLE names (number int PRIMARY KEY, name varchar)")
    cr.execute(
        "INSERT INTO names SELECT * FROM unnest(%s, %s)",
        (list(range(1, len(names) + 1)), names),
    )
    name = f"(SELECT name FROM names WHERE number = 1 + (n - 1) % {len(names)})"
    templates = multiply(
        cr,
        "product_template",
        product.product_tmpl_id.id,
        options.products,
        name=f"jsonb_build_object('en_US', {name})",
    )
    multiply(
        cr,
        "product_product",
        product.id,
        options.products,
        product_tmpl_id=f"{templates} + n",
        default_code="CASE WHEN n % 100 = 0 THEN 'sku ' ELSE 'SKU' END || n",
        barcode="(2000000000000 + n)::text",
    )
    listings = multiply(
        cr,
        "ebay_product_template",
        listing.id,
        options.listings,
        external_id="(900000000000 + n)::text",
        title=f"CASE WHEN n % 50 = 0 THEN 'Tent Green New' ELSE {name} || ' NEW' END",
    )
    multiply(
        cr,
        "ebay_product_product",
        sku.id,
        options.listings,
        external_id="(900000000000 + n)::text",
        ebay_listing_id="(900000000000 + n)::text",
        listing_id=f"{listings} + n",
        ebay_sku=f"""CASE WHEN n % 10 < 5 THEN 'SKU' || 1 + (n - 1) % {len(names)}
            WHEN n % 10 < 9 THEN 'OTHER' || n END""",
        ean=f"""CASE WHEN n % 10 = 5
            THEN (2000000000000 + 1 + (n - 1) % {len(names)})::text END""",
    )
    return backend.id


def analyze(registry):
    """Tell PostgreSQL how large the tables are."""
    with registry.cursor() as cr:
        cr.connection.rollback()
        cr.connection.autocommit = True
        cr.execute("VACUUM ANALYZE")


def timed(registry, title, work):
    """Run work and the jobs that it enqueues; print what it has cost."""
    from odoo.sql_db import Cursor

    cpu = time.process_time()
    with harness.measured(Cursor) as cost:
        with harness.transaction(registry) as env:
            work(env)
        jobs = harness.run_jobs(registry)
    cpu = time.process_time() - cpu
    print(
        f"{title:12} {cost.seconds:6.1f} s, {cpu:.1f} s of CPU, {jobs} jobs, "
        f"{cost.queries} queries, {harness.peak_megabytes():.0f} MB"
    )


def print_kinds(registry):
    """Print the report: how many SKUs of each kind."""
    with harness.transaction(registry) as env:
        skus = env["ebay.product.product"]
        for kind, count in skus._read_group(
            [("match_state", "!=", "matched")], ["match_kind_id"], ["__count"]
        ):
            print(f"  {kind.code or 'not compared':14} {count}")


def accept_certain(env):
    """Link everything that needs no check."""
    kinds = env["ebay.match.kind"].search([("code", "in", ("sku", "barcode"))])
    kinds.action_accept_all()


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--products", type=int, default=80_000)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    with database_with_add_ons(options.keep) as name:
        registry = harness.open_registry(name)
        with harness.transaction(registry) as env:
            backend_id = fill(env, options)
        analyze(registry)

        def compare(env):
            env["ebay.backend"].browse(backend_id).action_match_listings()

        def compare_again(env):
            skus = env["ebay.product.product"]
            skus.search([("match_state", "!=", "matched")])._start_propose()

        timed(registry, "compare", compare)
        print_kinds(registry)
        timed(registry, "open again", compare)
        timed(registry, "search again", compare_again)
        timed(registry, "accept", accept_certain)
        print_kinds(registry)


if __name__ == "__main__":
    main()

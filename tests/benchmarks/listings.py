# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Measure the first import of a catalogue against bare ORM calls.

.dev/venv/bin/python tests/benchmarks/listings.py [--listings 10000]
"""

import argparse
import sys
from collections import Counter

import harness

PAGE = 200

#: As in the import: no followers, log notes and mails.
BARE_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
}


def bare_pages(env):
    """Yield the values of the imported products, 200 listings at a time."""
    listings = env["ebay.product.template"].search([], order="id")
    for start in range(0, len(listings), PAGE):
        page = []
        for listing in listings[start : start + PAGE]:
            skus = listing.sku_ids
            page.append(
                {
                    "name": listing.title,
                    "categ_id": listing.odoo_id.categ_id.id,
                    "price": listing.price,
                    "skus": [(sku.ebay_sku, sku.specifics) for sku in skus],
                }
            )
        yield page
        env.invalidate_all()


def create_bare(env, page):
    """Create the same products with one call for single ones, one for variants."""
    single = [listing for listing in page if not listing["skus"][0][1]]
    env["product.product"].create(
        [
            {
                "name": listing["name"],
                "categ_id": listing["categ_id"],
                "list_price": listing["price"],
                "default_code": listing["skus"][0][0],
            }
            for listing in single
        ]
    )
    several = [listing for listing in page if listing["skus"][0][1]]
    attributes = {
        attribute.name: attribute for attribute in env["product.attribute"].search([])
    }
    values = {
        (value.attribute_id.name, value.name): value
        for value in env["product.attribute.value"].search([])
    }
    templates = env["product.template"].create(
        [
            {
                "name": listing["name"],
                "categ_id": listing["categ_id"],
                "list_price": listing["price"],
                "attribute_line_ids": [
                    (0, 0, {"attribute_id": attributes[name].id, "value_ids": used})
                    for name, used in _lines(listing, values).items()
                ],
            }
            for listing in several
        ]
    )
    by_value = {
        (value.product_tmpl_id, value.product_attribute_value_id): value.id
        for value in templates.attribute_line_ids.product_template_value_ids
    }
    env["product.product"].create(
        [
            {
                "product_tmpl_id": template.id,
                "default_code": sku,
                "product_template_attribute_value_ids": [
                    (6, 0, [by_value[template, values[tuple(s)]] for s in specifics])
                ],
            }
            for template, listing in zip(templates, several, strict=True)
            for sku, specifics in listing["skus"]
        ]
    )


def _lines(listing, values):
    lines = {}
    for _sku, specifics in listing["skus"]:
        for name, value in specifics:
            lines.setdefault(name, set()).add(values[name, value].id)
    return {name: [(6, 0, sorted(used))] for name, used in lines.items()}


def measure_import(registry, cursor_class):
    """Run ``import_listings`` to its end; return the measure and number of jobs."""
    with harness.measured(cursor_class) as measure:
        with harness.transaction(registry) as env:
            env["ebay.backend"].search([]).import_listings()
        jobs = harness.run_jobs(registry)
    return measure, jobs


def calls(registry, since=0):
    """Return the calls after id ``since`` by API and endpoint, and the newest id."""
    with harness.transaction(registry) as env:
        rows = env["ebay.api.call"].search([("id", ">", since)])
        number = Counter(f"{row.api_name} {row.endpoint}" for row in rows)
        return number, max(rows.ids, default=since)


def _cost(measure, products):
    queries = measure.queries / products
    return f"{measure.seconds:.1f} s, {queries:.1f} SQL queries a product"


def main():
    """Measure and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=10000)
    parser.add_argument("--variations", type=float, default=0.3)
    options = parser.parse_args()
    with (
        harness.scratch_database("benchmark_listings") as name,
        harness.running_simulator(
            listings=options.listings,
            variations=options.variations,
            seed=7,
            validate="none",
        ) as simulator,
    ):
        registry = harness.open_registry(name)
        from odoo.sql_db import Cursor

        with harness.transaction(registry) as env:
            harness.connect(env, simulator)
        first, jobs = measure_import(registry, Cursor)
        memory = harness.peak_megabytes()
        first_calls, last_call = calls(registry)
        second, _jobs = measure_import(registry, Cursor)
        second_calls, _last = calls(registry, last_call)
        with harness.transaction(registry) as env:
            bound = [("ebay_bind_ids", "!=", False)]
            products = env["product.product"].search_count(bound)
            pages = list(bare_pages(env))
        with harness.measured(Cursor) as bare:
            for page in pages:
                with harness.transaction(registry, **BARE_CONTEXT) as env:
                    create_bare(env, page)
    trading = sum(n for name, n in first_calls.items() if name.startswith("trading"))
    for title, text in (
        ("listings", f"{options.listings}, {products} products, {jobs} jobs"),
        ("backfill", _cost(first, products)),
        ("peak memory", f"{memory:.0f} MB"),
        ("bare ORM", _cost(bare, products)),
        ("ratio", f"{first.seconds / bare.seconds:.2f}"),
        ("Trading calls", f"{trading} of {dict(first_calls)}"),
        ("second run", f"{second.seconds:.1f} s, calls {dict(second_calls)}"),
    ):
        print(f"{title:14} {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A running Odoo that is right about the stock it sells through the simulator."""

#: A schedule of orders that has run: the push may look at orders by itself.
ORDERS_RUN = """
    INSERT INTO ebay_run (backend_id, flow, kind, phase, state, window_from, window_to,
                          page, create_date)
    SELECT id, 'orders', 'full', 'orders', 'done', now() AT TIME ZONE 'UTC',
           now() AT TIME ZONE 'UTC', 0, now() AT TIME ZONE 'UTC' FROM ebay_backend
"""

#: Pauses after errors are over.
HURRY = (
    "UPDATE queue_job SET eta = NULL WHERE state = 'pending' AND eta IS NOT NULL"
    " RETURNING 1",
    "UPDATE ebay_sku_mark SET due_at = changed_at WHERE due_at > changed_at"
    " RETURNING 1",
    "DELETE FROM ebay_api_limit RETURNING 1",
)


def import_shop(odoo, backend, **settings):
    """Odoo has eBay's listings and stock; eBay is still the master."""
    odoo.execute(
        "ebay.backend",
        "write",
        [backend],
        {
            "import_pictures": False,
            "price_floor": "none",
            "guard_zero": 0,
            "push_budget": 0,
            **settings,
        },
    )
    odoo.execute("res.company", "write", [1], {"account_sale_tax_id": False})
    odoo.execute("ebay.backend", "import_listings", [backend])
    odoo.wait_jobs()
    odoo.query(ORDERS_RUN)
    odoo.execute("ebay.backend", "import_stock", [backend])
    odoo.wait_jobs()


def sell_from_odoo(odoo, backend, **settings):
    """Odoo has eBay's stock, and is right from now on."""
    import_shop(odoo, backend, **settings)
    odoo.execute("ebay.backend", "write", [backend], {"stock_master": "odoo"})
    odoo.wait_jobs()


def products_by_listing(odoo):
    """``{listing id: product id}`` of listings without variations."""
    rows = odoo.execute(
        "ebay.product.product", "search_read", [], ["ebay_listing_id", "odoo_id"]
    )
    return {row["ebay_listing_id"]: row["odoo_id"][0] for row in rows}


def count(odoo, quantities):
    """Somebody counts ``{product id: pieces}`` in the warehouse."""
    warehouse = odoo.execute("stock.warehouse", "search_read", [], ["lot_stock_id"])[0]
    quants = odoo.execute(
        "stock.quant",
        "create",
        [
            {
                "product_id": product,
                "location_id": warehouse["lot_stock_id"][0],
                "inventory_quantity": quantity,
            }
            for product, quantity in quantities.items()
        ],
        context={"inventory_mode": True},
    )
    odoo.execute("stock.quant", "action_apply_inventory", quants)


def run_schedule(odoo):
    """What the scheduled action of the export does."""
    [cron] = odoo.query(
        "SELECT res_id FROM ir_model_data WHERE module = 'connector_ebay'"
        " AND name = 'ir_cron_ebay_export_offers'"
    )
    odoo.execute("ir.cron", "method_direct_trigger", [int(cron)])


def on_ebay(simulator):
    """``{listing id: pieces}`` that buyers see."""
    return {one.item_id: one.available for one in simulator.seller.active()}


def settle(odoo, timeout=240):
    """Let all jobs end, without the pauses after errors, dead workers' jobs too."""

    def hurry(jobs):
        for statement in HURRY:
            odoo.query(statement)
        odoo.wake_job_runner(jobs)

    odoo.wait_jobs(timeout=timeout, progress=hurry)

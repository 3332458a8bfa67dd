# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Odoo inside the measuring process: memory, queries and seconds are a worker's.

A job runs as the job runner runs it, in a transaction of its own and with commits
forbidden, but one after the other: what is measured is the work, not the waiting.
"""

import gc
import resource
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "setup"), str(ROOT / "connector_ebay/tests")]

from lib import database, postgres  # noqa: E402
from lib.odoo_tree import find_odoo  # noqa: E402
from lib.simulator_process import SimulatorProcess  # noqa: E402


@dataclass
class Measure:
    """What a piece of work cost; filled when its block ends."""

    seconds: float = 0.0
    queries: int = 0


@contextmanager
def scratch_database(name):
    """A fresh database with the three add-ons, dropped at the end."""
    tree = find_odoo()
    with postgres.running_cluster():
        database.write_config(tree)
        template = database.ensure_product_template(tree)
        database.copy_database(template, name)
        try:
            yield name
        finally:
            database.drop_database(name)


@contextmanager
def running_simulator(**options):
    """The simulator as a process of its own."""
    process = SimulatorProcess(**options)
    process.start()
    try:
        yield process
    finally:
        process.stop()


def open_registry(name):
    """Odoo's registry of a database, in this process."""
    import odoo
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-c", str(database.CONFIG), "-d", name, "--log-level", "warn"]
    )
    return Registry(name)


@contextmanager
def transaction(registry, **context):
    """An environment of its own cursor, committed at the end."""
    from odoo import SUPERUSER_ID, api

    with registry.cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, context)


@contextmanager
def measured(cursor_class):
    """Seconds and SQL queries of a block, over all cursors of this process."""
    measure = Measure()
    execute = cursor_class.execute

    def counted(cr, *args, **kwargs):
        measure.queries += 1
        return execute(cr, *args, **kwargs)

    gc.collect()
    cursor_class.execute = counted
    start = time.monotonic()
    try:
        yield measure
    finally:
        measure.seconds = time.monotonic() - start
        cursor_class.execute = execute


def claim_job(registry, channel):
    """Return the uuid of the next waiting job of a channel, which is now ours, or none.

    Several workers may ask at once, each gets another job.
    """
    with registry.cursor() as cr:
        cr.execute(
            """
            UPDATE queue_job SET state = 'enqueued', date_enqueued = now()
            WHERE id = (
                SELECT id FROM queue_job WHERE state = 'pending' AND channel = %s
                ORDER BY priority, id LIMIT 1 FOR UPDATE SKIP LOCKED
            ) RETURNING uuid
            """,
            [channel],
        )
        row = cr.fetchone()
    return row and row[0]


def run_jobs(registry, channel="root.ebay.import", before=None):
    """Run the waiting jobs of a channel and what they enqueue; how many ran.

    :param before: called with each job's record
    """
    from odoo.addons.queue_job.controllers.main import _prevent_commit
    from odoo.addons.queue_job.job import Job

    number = 0
    while uuid := claim_job(registry, channel):
        with transaction(registry) as env:
            job = Job.load(env, uuid)
            if before:
                before(job.db_record())
            # As the job runner does: a job that enqueues its like does not find itself.
            job.set_started()
            job.store()
            with _prevent_commit(env.cr), env.cr.savepoint():
                job.perform()
            job.set_done()
            job.store()
            number += 1
    return number


def connect(env, simulator, **values):
    """A backend on the simulator."""
    from simulator import keyset

    backend = env["ebay.backend"].create(
        {"name": "Benchmark", "environment": "simulator", **values}
    )
    for name, value in {
        "client_id": keyset.CLIENT_ID,
        "client_secret": keyset.CLIENT_SECRET,
        "ru_name": keyset.RU_NAME,
        "api_url": simulator.url,
        f"refresh_token.{backend.id}": keyset.REFRESH_TOKEN,
    }.items():
        env["ir.config_parameter"].set_param(f"connector_ebay.simulator.{name}", value)
    return backend


def peak_megabytes():
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/check-sandbox``: perform the connector's calls with a developer's keys."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from .console import Problem, say
from .ebay_session import (
    account_of_environment,
    add_to_path,
    ebay_session,
    possible,
    simulated_account,
)
from .paths import DEV
from .sandbox_report import Report, Trial

DESCRIPTION = """\
Perform the calls that the connector makes, and compare eBay's answers with eBay's
published schemas and with what the simulator of this project answers.

The keys are those of a keyset and a seller of eBay's sandbox:
  EBAY_CLIENT_ID EBAY_CLIENT_SECRET EBAY_RU_NAME EBAY_REFRESH_TOKEN
EBAY_CODE, the code of a new consent, and EBAY_WEBHOOK with EBAY_VERIFICATION_TOKEN, of
an Odoo that eBay can reach, allow two more calls. In the sandbox some calls write (a
listing, a shipment, a refund): use a seller that is meant for tests. With --production,
the keys are those of the live site, and only reading calls are made.

The report contains names, types and numbers: no value of eBay's answers. The exit
status is 0 if everything was as published, else 1.
"""


def check(arguments: list[str]) -> int:
    """Perform the calls, write the report, and return the exit status."""
    options = _parser().parse_args(arguments)
    add_to_path()
    from recordings import RECORDINGS, WRITING

    from ebay_client import Environment
    from ebay_client.errors import EbayError

    from .ebay_exchanges import published_operations

    unknown = set(options.names) - set(RECORDINGS)
    if unknown:
        raise Problem(f"There is no call {', '.join(sorted(unknown))}.")
    account = account_of_environment(_environment(Environment, options))
    chosen = options.names or sorted(RECORDINGS)
    left_out = {
        name: "its setting is missing" for name in set(chosen) - set(possible(chosen))
    }
    if options.production:
        left_out |= {name: "it writes" for name in set(chosen) & WRITING}
    names = [name for name in chosen if name not in left_out]
    writes = bool(set(names) & WRITING)
    try:
        trials = _try(RECORDINGS, names, account, writes)
    except EbayError as error:
        raise Problem(f"The keys do not work: {_told(error)}.") from error
    today = datetime.now(UTC).date()
    report = Report(
        f"eBay ({account['environment'].name}), {today}",
        trials,
        left_out,
        _simulate(RECORDINGS, names),
        published_operations(),
    )
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text(report.text(), encoding="utf-8")
    for trial in trials:
        say(f"{trial.name}: {trial.error or 'understood'}")
    say(f"\nThe report is in {options.report}.")
    return 1 if report.has_problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="setup/check-sandbox",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", help="names of recordings (default: all)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--production", action="store_true", help="the live site, reading only"
    )
    where.add_argument(
        "--server", default="", metavar="URL", help="another stand-in for eBay"
    )
    parser.add_argument(
        "--report",
        type=Path,
        default=DEV / "check-sandbox.md",
        help="file of the report (default: .dev/check-sandbox.md)",
    )
    return parser


def _environment(kinds, options):
    if options.server:
        return kinds.simulator(options.server)
    return kinds.production() if options.production else kinds.sandbox()


def _try(recordings, names, account, writes) -> list[Trial]:
    """Return a trial of each recording; an error of one does not stop the others."""
    from .ebay_exchanges import read_exchange

    exchanges, trials = [], []
    with ebay_session(
        **account,
        signed=writes,
        on_response=lambda response: exchanges.append(read_exchange(response)),
    ) as ebay:
        for name in names:
            exchanges.clear()
            trial = Trial(name, recordings[name].__doc__.strip().splitlines()[0])
            try:
                recordings[name](ebay)
            except Exception as error:
                trial.error = _told(error)
            trial.exchanges = list(exchanges)
            trials.append(trial)
    return trials


def _told(error: Exception) -> str:
    """Return an error without eBay's sentences, which may name a person."""
    numbers = [str(one.error_id) for one in getattr(error, "details", ())]
    status = getattr(error, "status", 0)
    parts = [type(error).__name__, *([f"status {status}"] if status else []), *numbers]
    return ", ".join(parts)


def _simulate(recordings, names) -> list:
    """Return the exchanges of the same recordings with the simulator."""
    from simulator import Catalogue, Simulator
    from simulator.webhook import Webhook

    from .ebay_exchanges import read_exchange

    exchanges = []
    with Simulator(Catalogue(listings=40)) as simulator, Webhook() as webhook:
        simulator.orders.generate(12, days=10)
        with ebay_session(
            **simulated_account(simulator, webhook),
            on_response=lambda response: exchanges.append(read_exchange(response)),
        ) as ebay:
            for name in names:
                recordings[name](ebay)
    return exchanges

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Run the eBay simulator as a process, and connect a backend to it."""

import json
import runpy
import urllib.request

from .odoo_server import OdooServer
from .paths import ROOT, venv_program
from .processes import BackgroundProcess, free_port, wait_until

FOLDER = ROOT / "connector_ebay/tests/simulator"
START_SECONDS = 60


class SimulatorProcess(BackgroundProcess):
    """A simulated eBay seller account on a port of the loopback interface."""

    def __init__(self, *, port: int = 0, odoo_url: str = "", **options):
        """Prepare the simulator.

        :param port: 0 for any free port
        :param odoo_url: where its consent page sends the seller back to
        :param options: options of the simulator, for example ``listings=60``
        """
        self.port = free_port(port)
        self.url = f"http://127.0.0.1:{self.port}"
        command = [venv_program("python"), str(FOLDER), "--port", str(self.port)]
        if odoo_url:
            callback = f"{odoo_url}/api/ebay/oauth/callback"
            command += ["--accept-url", callback]
            command += ["--decline-url", f"{callback}?declined=1"]
        for name, value in options.items():
            command += [f"--{name.replace('_', '-')}", str(value)]
        super().__init__(f"simulator-{self.port}", command)

    def start(self) -> None:
        """Start the simulator and wait until it answers."""
        super().start()
        wait_until(self._answers, timeout=START_SECONDS, what="eBay simulator")

    def _answers(self):
        self.check()
        try:
            return self.control("state") or True
        except OSError:
            return False

    def control(self, path: str, body=None):
        """Call the control API, ``/_sim/<path>``, and return its answer.

        :param body: sent with POST; without it the method is GET
        """
        request = urllib.request.Request(
            f"{self.url}/_sim/{path}",
            None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None


def connect_backend(odoo: OdooServer, simulator: SimulatorProcess, **values) -> int:
    """Return the id of a backend that is connected to *simulator*; create it if needed.

    :param values: of the backend, if it is created
    """
    keyset = enter_keys(odoo, simulator)
    found = odoo.execute(
        "ebay.backend", "search", [("environment", "=", "simulator")], limit=1
    )
    if found:
        return found[0]
    backend = {"name": "Demo seller", "environment": "simulator", **values}
    backend_id = odoo.execute("ebay.backend", "create", backend)
    _set_parameter(odoo, f"refresh_token.{backend_id}", keyset["REFRESH_TOKEN"])
    return backend_id


def enter_keys(odoo: OdooServer, simulator: SimulatorProcess) -> dict[str, str]:
    """Enter the simulator's keys in Odoo's settings; return all of its keyset."""
    keyset = runpy.run_path(str(FOLDER / "keyset.py"))
    settings = {
        "client_id": keyset["CLIENT_ID"],
        "client_secret": keyset["CLIENT_SECRET"],
        "dev_id": keyset["DEV_ID"],
        "ru_name": keyset["RU_NAME"],
        "api_url": simulator.url,
    }
    for name, value in settings.items():
        _set_parameter(odoo, name, value)
    return keyset


def _set_parameter(odoo: OdooServer, name: str, value: str) -> None:
    key = f"connector_ebay.simulator.{name}"
    odoo.execute("ir.config_parameter", "set_param", key, value)

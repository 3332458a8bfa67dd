# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Full page loads of a large account in headless Chromium: how long they take.

.dev/venv/bin/python tests/benchmarks/large_account.py --keep
.dev/venv/bin/python tests/benchmarks/page_loads.py [--database NAME] [--tries 5]

The time is from the navigation until the rows, cards or fields are there. The browser
has Odoo's assets in its cache, as every user's has after the first page. The first load
of each page is not counted. Odoo's own list of products is there for comparison.
"""

import argparse
import json
import statistics
import subprocess
import tempfile
import time
import urllib.request

import large_account
import websocket

from lib.odoo_server import OdooServer
from lib.postgres import running_cluster
from lib.processes import free_port, wait_until
from lib.system import BROWSERS

#: The rows of a list, or what stands there when it has none.
LIST = ".o_data_row, .o_view_nocontent"
#: Page, the address with ids to be filled in, and what is there when it is loaded.
PAGES = (
    (
        "Odoo's own: products",
        "/odoo/action-{products}",
        ".o_kanban_record:not(.o_kanban_ghost)",
    ),
    ("dashboard", "/odoo/ebay", ".o_kanban_record [name=health]"),
    ("account", "/odoo/ebay-accounts/{backend}", ".o_form_view [name=flow_ids] td"),
    ("orders", "/odoo/ebay-orders", LIST),
    ("sale order", "/odoo/action-sale.action_orders/{sale}", "[name=order_line] td"),
    ("product", "/odoo/action-{products}/{product}", ".o_form_view [name=name]"),
    ("to ship", "/odoo/action-{to_ship}", LIST),
    ("Sync Status", "/odoo/ebay-offers", LIST),
    ("drafts", "/odoo/ebay-drafts", LIST),
    ("listings", "/odoo/ebay-listings", LIST),
    ("jobs", "/odoo/ebay-jobs", LIST),
    ("settings", "/odoo/action-{settings}", ".o_setting_box"),
)
ACTIONS = {
    "products": "sale.product_template_action",
    "to_ship": "connector_ebay_stock.ebay_to_ship_action",
    "settings": "connector_ebay.res_config_settings_action",
}
#: Resolves as soon as the selector finds something; after two seconds, if it does not.
APPEARED = """
new Promise((resolve) => {
    setTimeout(() => resolve(false), 2000);
    const found = () => document.querySelector(%s) !== null;
    if (found()) {
        return resolve(true);
    }
    const observer = new MutationObserver(() => {
        if (found()) {
            observer.disconnect();
            resolve(true);
        }
    });
    observer.observe(document, { childList: true, subtree: true, attributes: true });
})
"""
#: The first page of a new database builds the assets.
SECONDS = 90


class Browser:
    """A headless Chromium that is controlled by its debugging protocol."""

    def __init__(self):
        port = free_port()
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        flags += ["--disable-background-networking", "--window-size=1400,1000"]
        flags += [f"--remote-debugging-port={port}"]
        flags += [f"--user-data-dir={tempfile.mkdtemp()}", "about:blank"]
        self._process = subprocess.Popen(
            [BROWSERS[0], *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._tabs = []
        wait_until(lambda: self._find_tab(port), timeout=SECONDS, what="Chromium")
        self._socket = websocket.create_connection(
            self._tabs[0]["webSocketDebuggerUrl"],
            suppress_origin=True,
            timeout=SECONDS,
        )
        self._number = 0
        self.call("Page.enable")

    def _find_tab(self, port):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                self._tabs = [tab for tab in json.load(answer) if tab["type"] == "page"]
        except OSError:
            return False
        return bool(self._tabs)

    def call(self, method, **parameters):
        """Call a method of the debugging protocol; return its result."""
        self._number += 1
        request = {"id": self._number, "method": method, "params": parameters}
        self._socket.send(json.dumps(request))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._number:
                return answer.get("result", {})

    def load(self, url, selector):
        """Load a page; return the seconds until the selector finds something."""
        self.call("Page.navigate", url="about:blank")
        begun = time.perf_counter()
        self.call("Page.navigate", url=url)
        self.wait(url, selector)
        return time.perf_counter() - begun

    def wait(self, url, selector):
        """Wait until the selector finds something, also after a redirection."""
        expression = APPEARED % json.dumps(selector)
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            answer = self.call(
                "Runtime.evaluate",
                expression=expression,
                awaitPromise=True,
                returnByValue=True,
            )
            if answer.get("result", {}).get("value"):
                return
            time.sleep(0.01)  # the page has been replaced meanwhile
        shown = self.call(
            "Runtime.evaluate",
            expression="location.href + '\\n' + document.body.innerText",
            returnByValue=True,
        )
        text = shown.get("result", {}).get("value", "")[:500]
        raise SystemExit(f"{url} shows no {selector}, but {text}")

    def log_in(self, odoo):
        """Use the session of *odoo*: the log-in page is not what is measured."""
        session = odoo.session_id()
        self.call("Network.setCookie", name="session_id", value=session, url=odoo.url)

    def close(self):
        """End the browser."""
        self._process.terminate()
        self._process.wait()


def addresses(odoo):
    """Return the ids that fill in the addresses of the pages."""
    queries = {
        "backend": "SELECT id FROM ebay_backend ORDER BY id LIMIT 1",
        "sale": "SELECT odoo_id FROM ebay_sale_order ORDER BY ordered_at DESC LIMIT 1",
        "product": "SELECT odoo_id FROM ebay_product_template ORDER BY id DESC LIMIT 1",
    }
    found = {name: odoo.query(query)[0] for name, query in queries.items()}
    return {**found, **ACTIONS}


def main():
    """Load each page several times and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default=large_account.NAME)
    parser.add_argument("--tries", type=int, default=5)
    options = parser.parse_args()
    with running_cluster(), OdooServer(options.database, job_runner=False) as odoo:
        ids = addresses(odoo)
        browser = Browser()
        try:
            browser.log_in(odoo)
            for name, path, selector in PAGES:
                url = odoo.url + path.format(**ids)
                browser.load(url, selector)
                times = [browser.load(url, selector) for _try in range(options.tries)]
                median = statistics.median(times)
                print(
                    f"{name:<22} {median:6.2f} s  best {min(times):.2f} s", flush=True
                )
        finally:
            browser.close()


if __name__ == "__main__":
    main()

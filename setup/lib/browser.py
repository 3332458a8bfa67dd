# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Drive a headless Chromium: open pages of Odoo, press buttons, take pictures."""

import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request

from .console import Problem
from .processes import free_port, wait_until

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
PAGE_SECONDS = 90
#: The page shows a view, and waits for no answer of the server.
READY = """
!!document.querySelector(".o_action_manager > .o_action, .modal .o_form_view")
&& !document.querySelector(".o_loading_indicator, .o_blockUI, .o_skeleton")
&& document.readyState === "complete"
"""


class Browser:
    """One page of a Chromium of its own; a context manager."""

    def __init__(self, url: str, width: int = 1280, height: int = 800):
        self._url = url.rstrip("/")
        self._size = (width, height)
        self._sent = 0

    def __enter__(self):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if not program:
            raise Problem("Chromium is not installed: apt-get install chromium")
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        port = free_port()
        size = ",".join(map(str, self._size))
        self._program = subprocess.Popen(
            [
                program,
                *FLAGS,
                f"--window-size={size}",
                f"--remote-debugging-port={port}",
                f"--user-data-dir={self._folder.name}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._connect(port)
        return self

    def __exit__(self, *_error):
        self._program.terminate()
        self._program.wait(20)
        self._folder.cleanup()

    def _connect(self, port: int) -> None:
        # Odoo requires this package; only this command of the set-up does, too.
        import websocket

        def find_page():
            try:
                address = f"http://127.0.0.1:{port}/json"
                with urllib.request.urlopen(address, timeout=5) as answer:
                    tabs = json.load(answer)
            except OSError:
                return None
            return next((tab for tab in tabs if tab["type"] == "page"), None)

        tab = wait_until(find_page, timeout=30, what="Chromium")
        self._socket = websocket.create_connection(
            tab["webSocketDebuggerUrl"], suppress_origin=True, timeout=PAGE_SECONDS
        )
        width, height = self._size
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def _send(self, method: str, **parameters):
        self._sent += 1
        self._socket.send(
            json.dumps({"id": self._sent, "method": method, "params": parameters})
        )
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._sent:
                return answer.get("result", {})

    def run(self, script: str):
        """Return the value of a JavaScript expression, awaited if it is a promise.

        :raise Problem: the script failed
        """
        answer = self._send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            text = details.get("exception", {}).get("description", details["text"])
            raise Problem(f"In the browser: {text}")
        return answer.get("result", {}).get("value")

    def log_in(self, database: str, login: str, password: str) -> None:
        """Start a session of a user."""
        self._send("Page.navigate", url=f"{self._url}/web/health")
        wait_until(
            lambda: self.run("location.pathname === '/web/health'"),
            timeout=PAGE_SECONDS,
            what="Odoo",
        )
        values = {"db": database, "login": login, "password": password}
        self._fetch("/web/session/authenticate", values)

    def call(self, model: str, method: str, *arguments, **keywords):
        """Call a method of Odoo as the user of the session; return its result."""
        parameters = {
            "model": model,
            "method": method,
            "args": arguments,
            "kwargs": keywords,
        }
        return self._fetch("/web/dataset/call_kw", parameters)

    def _fetch(self, path: str, parameters: dict):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": parameters})
        answer = self.run(
            f"fetch({json.dumps(path)}, {{method: 'POST', body: {json.dumps(body)},"
            " headers: {'Content-Type': 'application/json'}})"
            ".then(answer => answer.json())"
        )
        if "error" in answer:
            data = answer["error"].get("data", {})
            raise Problem(f"Odoo: {data.get('message') or answer['error']}")
        return answer.get("result")

    def open(self, path: str) -> None:
        """Open a page of Odoo and wait until it is drawn."""
        # A page of its own in between: the same address again would not be loaded.
        self._send("Page.navigate", url="about:blank")
        self._send("Page.navigate", url=self._url + path)
        self.wait_until_drawn()

    def wait_until_drawn(self) -> None:
        """Wait until nothing changes on the page for a moment."""
        wait_until(lambda: self.run(READY), timeout=PAGE_SECONDS, what="the page")
        before, since = "", time.monotonic()
        while time.monotonic() - since < PAGE_SECONDS:
            time.sleep(0.4)
            now = self.run("document.body.innerHTML.length + ':' + (" + READY + ")")
            if now == before:
                return
            before = now

    def press(self, selector: str, until: str) -> None:
        """Press the first visible element, and wait until another one appears.

        :raise TimeoutError: one of them is not there
        """
        script = f"""(() => {{
            const found = [...document.querySelectorAll({json.dumps(selector)})]
                .find((one) => one.offsetParent !== null);
            if (found) {{ found.scrollIntoView({{block: "center"}}); found.click(); }}
            return !!found;
        }})()"""
        wait_until(lambda: self.run(script), timeout=20, what=selector)
        appeared = f"!!document.querySelector({json.dumps(until)})"
        wait_until(lambda: self.run(appeared), timeout=PAGE_SECONDS, what=until)
        self.wait_until_drawn()

    def picture(self) -> bytes:
        """Return a PNG file of what is visible."""
        return base64.b64decode(self._send("Page.captureScreenshot")["data"])

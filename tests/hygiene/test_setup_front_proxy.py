# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The demo's one port leads to Odoo's two."""

import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lib.front_proxy import FrontProxy
from lib.processes import free_port


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        content = f"{self.server.server_port} {self.path} {len(body)}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments):
        """Print nothing."""


@pytest.fixture
def server():
    """Return a function that starts a server and returns its port."""
    servers = []

    def start():
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server.server_port

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_the_websocket_has_a_port_of_its_own(server):
    pages, websocket = server(), server()
    with FrontProxy(free_port(), pages, websocket) as proxy:
        for path, port in (("/web", pages), ("/websocket?version=1", websocket)):
            body = b"x" * 300_000
            with urllib.request.urlopen(f"{proxy.url}{path}", body, 10) as answer:
                assert answer.read().decode() == f"{port} {path} {len(body)}"


def test_a_server_that_does_not_run_yet(server):
    with FrontProxy(free_port(), free_port(), free_port()) as proxy:
        with pytest.raises(OSError):
            urllib.request.urlopen(f"{proxy.url}/web/health", timeout=5)

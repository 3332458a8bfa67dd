# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A webhook on this machine, for tests: answers eBay's challenge, keeps what comes."""

import hashlib
import http.server
import json
import threading
from urllib.parse import parse_qs, urlsplit

VERIFICATION_TOKEN = "a-verification-token-of-40-characters-xx"


class Webhook(http.server.ThreadingHTTPServer):
    """Use it as a context manager.

    ``answers`` are the statuses it gives in turn, then 204; ``received`` holds the
    body and the signature of every notification.
    """

    daemon_threads = True

    def __init__(self, token=VERIFICATION_TOKEN):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/api/ebay/webhook"
        self.token = token
        self.answers = []
        self.received = []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_exception):
        self.shutdown()
        self.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        """Answer the challenge."""
        code = parse_qs(urlsplit(self.path).query)["challenge_code"][0]
        text = code + self.server.token + self.server.url
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({"challengeResponse": digest}).encode())

    def do_POST(self):
        """Take a notification."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((body, self.headers["X-EBAY-SIGNATURE"]))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 204)
        self.end_headers()

    def log_message(self, *arguments):
        """Say nothing."""

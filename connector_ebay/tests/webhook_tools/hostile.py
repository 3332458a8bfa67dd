# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Requests that eBay would never make, as many as one likes. No Odoo import.

None of them carries a good signature, so none may be stored. The same seed makes the
same requests.
"""

import base64
import gzip
import json
import random
import uuid

from .signer import Signer, envelope, order_data

PATHS = (
    "/api/ebay/webhook",
    "/api/ebay/webhook",
    "/api/ebay/webhook",
    "/api/ebay/webhook/simulator",
    "/api/ebay/webhook/production",
    "/api/ebay/webhook?challenge_code=x",
    "/api/ebay/webhook?environment=simulator&debug=1",
    "/api/ebay/webhook?challenge_code=%00%ff%fe",
    "/api/ebay/webhook?challenge_code=" + "9" * 2000,
    "/api/ebay/webhook?" + "&".join(f"a{number}=1" for number in range(300)),
)
CONTENT_TYPES = (
    "application/json",
    "application/json",
    "application/json",
    "application/json; charset=utf-16",
    "application/json; charset=nonsense",
    "application/json-rpc",
    "text/xml",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=\xff",
    "a" * 500,
    "",
)
METHODS = ("POST",) * 8 + ("GET", "GET", "PUT", "HEAD", "OPTIONS")
ODD_TEXTS = (
    "\x00",
    "\ud800",
    "‮",
    "😀" * 50,
    "' OR 1=1 --",
    "%s%s%n",
    "../../../etc/passwd",
    "{{7*7}}",
    "A" * 3000,
)


class Fuzzer:
    """Makes hostile requests: ``(method, path, body, headers)``.

    :param body: a genuine notification, and
    :param header: its good signature, to be replayed on something else
    :param kid: the id of eBay's real key
    """

    def __init__(self, body, header, kid, user_id, seed=1):
        self.body = body
        self.header = header
        self.kid = kid
        self.user_id = user_id
        self.random = random.Random(seed)
        self.stranger = Signer()
        self.impostor = Signer(kid)

    def requests(self, number):
        """So many requests, one after the other."""
        for _request in range(number):
            body = self._body()
            headers = {"Content-Type": self._one_of(CONTENT_TYPES)}
            signature = self._signature(body)
            if body == self.body and signature == self.header:
                signature = "x" + signature
            if signature is not None:
                headers["X-EBAY-SIGNATURE"] = signature
            self._add_odd_headers(headers)
            yield self._one_of(METHODS), self._one_of(PATHS), body, headers

    def _one_of(self, choices):
        return self.random.choice(choices)

    # === BODIES ===

    def _body(self):
        return self._one_of(
            (
                self._genuine,
                self._mutated,
                self._noise,
                self._odd_json,
                self._deep,
                self._order,
                self._order,
                self._compressed,
                self._other_encoding,
                self._large,
            )
        )()

    def _genuine(self):
        return self.body

    def _mutated(self):
        body = bytearray(self.body)
        for _change in range(self.random.randint(1, 8)):
            body[self.random.randrange(len(body))] = self.random.randrange(256)
        return bytes(body)

    def _noise(self):
        return self.random.randbytes(self.random.choice((0, 1, 7, 300, 4000)))

    def _odd_json(self):
        return json.dumps(
            self._one_of(
                (
                    None,
                    [],
                    {},
                    0,
                    "x",
                    {"metadata": None, "notification": None},
                    {"metadata": {"topic": []}, "notification": {"notificationId": {}}},
                    {"metadata": {"topic": self._one_of(ODD_TEXTS)}},
                    {"jsonrpc": "2.0", "method": "call", "params": {}},
                    {"a": 10**4000, "b": -1e308},
                )
            )
        ).encode("utf-8", "surrogatepass")

    def _deep(self):
        depth = self.random.choice((10, 1000, 60000))
        return b"[" * depth if self.random.random() < 0.5 else b'{"a":' * depth

    def _order(self):
        data = order_data(str(self.random.randrange(10**9)), self.user_id)
        data["user"]["username"] = self._one_of(ODD_TEXTS)
        return envelope("ORDER_CONFIRMATION", data, notification_id=str(uuid.uuid4()))

    def _compressed(self):
        return gzip.compress(self.body)

    def _other_encoding(self):
        return self.body.decode().encode(self._one_of(("utf-16", "utf-32", "utf-7")))

    def _large(self):
        return b'{"a":"' + b"x" * self._one_of((10_000, 100_000, 300_000)) + b'"}'

    # === SIGNATURES ===

    def _signature(self, body):
        choice = self.random.randrange(10)
        if choice == 0:
            return None
        if choice == 1:
            return self.header  # replayed on another body
        if choice in (2, 3):
            return self.impostor.header(body)  # eBay's key id, another's key
        if choice == 4:
            return self.stranger.header(body, kid=str(uuid.uuid4()))
        if choice == 5:
            return self.stranger.header(body)
        if choice == 6:
            return base64.b64encode(self.random.randbytes(60)).decode()
        if choice == 7:
            return self.stranger.header(body, kid=self._one_of(("", "../x", "1" * 36)))
        if choice == 8:
            odd = {"kid": self.kid, "signature": self._one_of(("", "A", "AAAA", None))}
            return base64.b64encode(json.dumps(odd).encode()).decode()
        return "A" * self._one_of((1, 100, 5000))

    def _add_odd_headers(self, headers):
        choice = self.random.randrange(12)
        if choice == 0:
            headers["Content-Encoding"] = "gzip"
        elif choice == 1:
            headers["Cookie"] = "session_id=" + "a" * 84
        elif choice == 2:
            headers["X-Forwarded-For"] = "1.2.3.4, " * 20
        elif choice == 3:
            headers["Accept-Language"] = "xx-" + "y" * 200
        elif choice == 4:
            headers["Cookie"] = "session_id=../../etc/passwd; \x01=\x02"
        elif choice == 5:
            headers["Origin"] = "null"
        elif choice == 6:
            headers["Accept"] = "application/json"

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Calls to a webhook: the challenge, and notifications with their retries."""

import hashlib
import http.client
import ipaddress
import json
import queue
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

MOST_ATTEMPTS = 3
TIMEOUT_SECONDS = 10
CHALLENGE_CODE = "simulated-challenge-0123456789abcdef"


@dataclass(frozen=True)
class Delivery:
    """One attempt; ``status`` 0 means that there was no answer."""

    notification_id: str
    topic: str
    attempt: int
    status: int

    @property
    def accepted(self):
        """Return whether eBay takes the answer for a receipt."""
        return self.status in (200, 201, 202, 204)


class Courier:
    """Delivers in a thread of its own, one notification after the other."""

    def __init__(self, retry_seconds=0.2):
        self.retry_seconds = retry_seconds
        self.deliveries = []
        self._changed = threading.Condition()
        self._waiting = queue.Queue()
        self._busy = 0
        self._thread = None

    def send(self, endpoint, message, sign):
        """Queue a notification; ``sign`` makes the header of a body's bytes."""
        with self._changed:
            self._busy += 1
        self._waiting.put((endpoint, message, sign))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def wait(self, timeout=30):
        """Wait until nothing is queued or on its way; False when time is up."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._busy, timeout)

    def _work(self):
        while True:
            endpoint, message, sign = self._waiting.get()
            try:
                self._deliver(endpoint, message, sign)
            finally:
                with self._changed:
                    self._busy -= 1
                    self._changed.notify_all()

    def _deliver(self, endpoint, message, sign):
        notification = message["notification"]
        for attempt in range(1, MOST_ATTEMPTS + 1):
            notification["publishAttemptCount"] = attempt
            content = json.dumps(message, separators=(",", ":")).encode()
            headers = {
                "Content-Type": "application/json",
                "X-EBAY-SIGNATURE": sign(content),
            }
            status = _post(endpoint, content, headers)
            delivery = Delivery(
                notification["notificationId"],
                message["metadata"]["topic"],
                attempt,
                status,
            )
            with self._changed:
                self.deliveries.append(delivery)
                self._changed.notify_all()
            if delivery.accepted or attempt == MOST_ATTEMPTS:
                return
            time.sleep(self.retry_seconds)


def is_loopback(endpoint):
    """Return whether an address is on this machine: the simulator calls no other."""
    host = urlsplit(endpoint).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def answers_challenge(endpoint, verification_token):
    """Return whether a webhook proves that it knows the token, as eBay asks it to."""
    url = f"{endpoint}?{urlencode({'challenge_code': CHALLENGE_CODE})}"
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as answer:
            kind = answer.headers.get_content_type()
            body = json.loads(answer.read())
    except (OSError, ValueError, http.client.HTTPException):
        return False
    text = CHALLENGE_CODE + verification_token + endpoint
    expected = hashlib.sha256(text.encode()).hexdigest()
    return kind == "application/json" and body == {"challengeResponse": expected}


def _post(endpoint, content, headers):
    request = urllib.request.Request(endpoint, content, headers)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, http.client.HTTPException):
        return 0

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Call the public webhook address as eBay does when it verifies it."""

import ipaddress
import secrets
from enum import Enum
from urllib.parse import urlsplit

import httpx

from ..ebay_client.notification import challenge_response

#: Seconds for the whole exchange, by parts.
TIMEOUT = httpx.Timeout(3.0, connect=2.0)


class ProbeOutcome(Enum):
    """What became of a challenge."""

    ANSWERED = "answered"
    WRONG_ANSWER = "wrong_answer"
    UNREACHABLE = "unreachable"


def is_public(address: str) -> bool:
    """Return whether an address may be reachable for eBay: https, not a local name."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "https" or not host:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal"))


def probe(address: str, token: str) -> tuple[ProbeOutcome, str]:
    """Send a challenge to the address and compare the answer.

    :return: the outcome, and in a few words what came instead
    """
    code = secrets.token_hex(16)
    expected = challenge_response(code, token, address)
    try:
        with httpx.Client(timeout=TIMEOUT, follow_redirects=False) as client:
            answer = client.get(address, params={"challenge_code": code})
    except httpx.InvalidURL as error:
        return ProbeOutcome.UNREACHABLE, str(error)
    except httpx.HTTPError as error:
        return ProbeOutcome.UNREACHABLE, str(error) or type(error).__name__
    if answer.status_code != 200:
        return ProbeOutcome.WRONG_ANSWER, f"HTTP {answer.status_code}"
    try:
        told = answer.json().get("challengeResponse")
    except (ValueError, AttributeError):
        return ProbeOutcome.WRONG_ANSWER, "no JSON"
    if told != expected:
        return ProbeOutcome.WRONG_ANSWER, "another token or address"
    return ProbeOutcome.ANSWERED, ""

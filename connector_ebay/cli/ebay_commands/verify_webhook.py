# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay verify-webhook``: is a saved notification eBay's?"""

import json
import sys
from pathlib import Path

from ...connection.clients import ClientProvider
from ...ebay_client import notification
from .terminal import CommandError, say, say_json


def run(backend, options):
    """Check the signature over a file's bytes; status 1 if it does not fit."""
    body = _read(options.body)
    try:
        header = notification.parse_signature(options.signature)
    except notification.SignatureError as error:
        raise CommandError(f"The signature header cannot be read: {error}") from error
    answer = _public_key(backend, options, header.kid)
    problem = ""
    try:
        notification.verify(body, header, notification.load_public_key(answer))
    except notification.SignatureError as error:
        problem = f"{error}"
    if options.json:
        found = {"key_id": header.kid, "bytes": len(body), "valid": not problem}
        say_json({**found, "problem": problem} if problem else found)
    else:
        say(f"Key {header.kid}, {len(body)} bytes")
        say(f"NOT eBay's: {problem}" if problem else "The signature is eBay's.")
    return 1 if problem else 0


def _read(path):
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def _public_key(backend, options, kid):
    """Return eBay's answer to ``getPublicKey``, from a file or from eBay."""
    if not options.public_key:
        client = ClientProvider(backend).client("command line")
        return client.notification.get_public_key(kid)
    try:
        answer = json.loads(Path(options.public_key).read_text())
    except ValueError as error:
        raise CommandError(f"{options.public_key} is not JSON.") from error
    return answer

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Keeps tests on this machine. Odoo's own guard knows ``requests``, not httpx."""

import ipaddress
import socket
from unittest.mock import patch

_connect = socket.socket.connect


class NetworkForbidden(Exception):
    """A test tried to leave this machine."""


def _guarded_connect(sock, address):
    if sock.family in (socket.AF_INET, socket.AF_INET6):
        host = address[0]
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise NetworkForbidden(f"A test may not reach {host}.")
    return _connect(sock, address)


def network_guard():
    """A patch under which only loopback addresses can be reached."""
    return patch.object(socket.socket, "connect", _guarded_connect)

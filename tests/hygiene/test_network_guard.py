# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The guard of ``tests/conftest.py`` holds for the ways our code opens connections."""

import http.server
import socket
import threading

import httpx
import pytest

# An address and a name that nobody can have (RFC 5737, RFC 2606).
ADDRESSES = ("http://192.0.2.1/", "http://somewhere.invalid/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_httpx_cannot_leave_the_machine(address, forbidden_hosts):
    with pytest.raises(Exception, match="A test may not reach"):
        httpx.get(address)
    assert forbidden_hosts
    forbidden_hosts.clear()


def test_a_plain_socket_cannot_leave_the_machine(forbidden_hosts):
    with socket.socket() as plain, pytest.raises(Exception, match="may not reach"):
        plain.connect(("192.0.2.1", 80))
    forbidden_hosts.clear()


def test_a_caught_attempt_is_remembered(forbidden_hosts):
    try:
        httpx.get(ADDRESSES[0])
    except Exception:
        assert forbidden_hosts == ["192.0.2.1"]
    forbidden_hosts.clear()


def test_loopback_stays_open():
    handler = http.server.SimpleHTTPRequestHandler
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.handle_request).start()
        answer = httpx.get(f"http://127.0.0.1:{server.server_port}/nothing-here")
    assert answer.status_code == 404

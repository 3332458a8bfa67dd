# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""For every pytest test: nothing but this machine may be reached."""

import ipaddress
import socket

import pytest

_real = {
    name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")
}
_real_getaddrinfo = socket.getaddrinfo
_attempts = []


class NetworkForbidden(Exception):
    """A test tried to leave this machine."""


def _check_host(host) -> None:
    """Raise NetworkForbidden, and remember it, unless *host* is a loopback one."""
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return
    try:
        if ipaddress.ip_address(host).is_loopback:
            return
    except ValueError:
        pass  # a name, which would be looked up on the network
    _attempts.append(host)
    raise NetworkForbidden(f"A test may not reach {host}.")


def _guarded(name):
    def call(self, *arguments):
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _check_host(address[0])
        return _real[name](self, *arguments)

    return call


def _guarded_getaddrinfo(host, *arguments, **keywords):
    _check_host(host)
    return _real_getaddrinfo(host, *arguments, **keywords)


def pytest_configure():
    """Put the guard up, for httpx, requests and whatever else opens a socket."""
    for name in _real:
        setattr(socket.socket, name, _guarded(name))
    socket.getaddrinfo = _guarded_getaddrinfo


def pytest_unconfigure():
    """Take the guard down."""
    for name, function in _real.items():
        setattr(socket.socket, name, function)
    socket.getaddrinfo = _real_getaddrinfo


@pytest.fixture
def forbidden_hosts():
    """The hosts this test tried to reach; a test that empties it expected them."""
    return _attempts


@pytest.fixture(autouse=True)
def _no_network():
    """Fail a test that tried to leave the machine, even when it caught the error."""
    _attempts.clear()
    yield
    hosts, _attempts[:] = list(_attempts), []
    assert not hosts, f"This test tried to reach {', '.join(hosts)}."

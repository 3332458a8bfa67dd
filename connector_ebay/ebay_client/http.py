# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The one way an HTTP client for eBay is made."""

from __future__ import annotations

import httpx

from .redaction import install_redaction

USER_AGENT = "connector_ebay/19.0 (Odoo)"
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def make_http(
    read_timeout: float = 130.0,
    *,
    connect_timeout: float = 10.0,
    write_timeout: float = 30.0,
    pool_timeout: float = 30.0,
    accept_language: str = "en-US",
    transport: httpx.BaseTransport | None = None,
) -> httpx.Client:
    """Return an HTTP client to share between the clients of one process.

    It keeps connections alive, speaks HTTP/1.1, follows no redirect (a token must
    not travel to where an answer points) and always sends Accept-Language, without
    which some Inventory calls fail with error 25709. Time-outs are seconds; eBay
    takes 4 to 10 s for a bulk price update and asks for more than 120 s of patience
    with GetSellerEvents (knowledge base 1313), so reading waits longest.

    Proxies and certificate bundles named by the machine's environment are used,
    since eBay may be reachable in no other way, but never for loopback.
    """
    install_redaction()
    return httpx.Client(
        headers={
            "User-Agent": USER_AGENT,
            "Accept-Language": accept_language,
            "Accept-Encoding": "gzip",
        },
        timeout=httpx.Timeout(
            connect=connect_timeout,
            read=read_timeout,
            write=write_timeout,
            pool=pool_timeout,
        ),
        limits=httpx.Limits(
            max_connections=20, max_keepalive_connections=10, keepalive_expiry=30.0
        ),
        follow_redirects=False,
        http1=True,
        http2=False,
        trust_env=True,
        mounts={f"all://{host}": None for host in LOOPBACK_HOSTS},
        transport=transport,
    )

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which eBay a client talks to: its name and its roots."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

EBAY_DOMAIN = "ebay.com"


@dataclass(frozen=True)
class Environment:
    """The roots of one eBay environment, without a trailing slash.

    Only the simulator has addresses that can be set, so that a seller's real
    token can never be sent anywhere but to eBay.
    """

    name: str
    api_url: str
    apiz_url: str
    auth_url: str
    apim_url: str

    def __post_init__(self) -> None:
        """Refuse roots that could carry a token in the clear or to a stranger.

        :raises ValueError: an address is not one this environment may use
        """
        for url in (self.api_url, self.apiz_url, self.auth_url, self.apim_url):
            _check_root(url)
            is_ebay = _is_ebay_host(urlsplit(url).hostname or "")
            if self.name in ("production", "sandbox") and not is_ebay:
                raise ValueError(f"{self.name} must be one of eBay's own hosts: {url}")
            if self.name == "simulator" and is_ebay:
                raise ValueError(f"A simulator cannot be at eBay's own host: {url}")

    @classmethod
    def production(cls) -> Environment:
        """Return eBay's production environment."""
        return cls(
            name="production",
            api_url="https://api.ebay.com",
            apiz_url="https://apiz.ebay.com",
            auth_url="https://auth.ebay.com",
            apim_url="https://apim.ebay.com",
        )

    @classmethod
    def sandbox(cls) -> Environment:
        """Return eBay's sandbox, which has keysets and sellers of its own."""
        return cls(
            name="sandbox",
            api_url="https://api.sandbox.ebay.com",
            apiz_url="https://apiz.sandbox.ebay.com",
            auth_url="https://auth.sandbox.ebay.com",
            apim_url="https://apim.sandbox.ebay.com",
        )

    @classmethod
    def simulator(
        cls,
        api_url: str,
        apiz_url: str | None = None,
        auth_url: str | None = None,
        apim_url: str | None = None,
    ) -> Environment:
        """Return a stand-in for eBay; a missing root is ``api_url``.

        :raises ValueError: plain http on an address that is not loopback, an
            address that is no absolute http(s) root, or one of eBay's own hosts
        """
        return cls(
            name="simulator",
            api_url=_trim(api_url),
            apiz_url=_trim(apiz_url or api_url),
            auth_url=_trim(auth_url or api_url),
            apim_url=_trim(apim_url or api_url),
        )


def _trim(url: str) -> str:
    return (url or "").strip().rstrip("/")


def _is_ebay_host(host: str) -> bool:
    return host == EBAY_DOMAIN or host.endswith(f".{EBAY_DOMAIN}")


def _check_root(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"Not an absolute http(s) address: {url!r}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("An address may hold no credentials, query or fragment")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise ValueError(f"Plain http is for loopback addresses only: {url!r}")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Pictures of listings, from eBay's picture servers. No API, no token, no quota."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import httpx

from .environment import Environment
from .errors import EbayError, RejectedError, TransientError
from .wire import MEGABYTE

PICTURE_HOST = "i.ebayimg.com"
PICTURE_MAX_BYTES = 12 * MEGABYTE
PARALLEL = 8
# Seconds for one picture, however slowly it trickles in.
TOTAL_TIMEOUT = 20.0


def fetch_pictures(
    http: httpx.Client, environment: Environment, urls: Iterable[str]
) -> dict[str, bytes | EbayError]:
    """Return each picture's bytes, or why it could not be had.

    Only eBay's own picture server is asked (a simulator's, its own host): an address
    in a listing is not a reason to call any machine. Never raises for one picture.
    """
    hosts = {PICTURE_HOST}
    if environment.name == "simulator":
        hosts.add(httpx.URL(environment.api_url).host)
    urls = list(dict.fromkeys(urls))
    with ThreadPoolExecutor(PARALLEL) as pool:
        return dict(
            zip(urls, pool.map(lambda url: _fetch(http, hosts, url), urls), strict=True)
        )


def _fetch(http: httpx.Client, hosts: set[str], url: str) -> bytes | EbayError:
    try:
        address = httpx.URL(url)
        if address.host not in hosts:
            return RejectedError(f"{address.host} is not a picture server of eBay")
        with http.stream("GET", address) as response:
            status = response.status_code
            if status >= 500 or status == 429:
                return TransientError(f"no picture now ({status})", status=status)
            if status != 200:
                return RejectedError(f"no such picture ({status})", status=status)
            return _read(response)
    except httpx.InvalidURL:
        return RejectedError("the picture's address is malformed")
    except httpx.HTTPError as error:
        return TransientError(f"the picture did not arrive: {type(error).__name__}")


def _read(response: httpx.Response) -> bytes | EbayError:
    content = bytearray()
    ends_at = time.monotonic() + TOTAL_TIMEOUT
    for chunk in response.iter_bytes():
        content += chunk
        if time.monotonic() > ends_at:
            return TransientError("the picture did not arrive in time")
        if len(content) > PICTURE_MAX_BYTES:
            return RejectedError("the picture is too large")
    return bytes(content)

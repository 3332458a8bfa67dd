# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Send one request: bounded, measured and reported, never repeated."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import httpx

from .answer import Answer
from .call_record import CallRecord, Observer
from .errors import EbayError, TransientError
from .redaction import install_redaction

_logger = logging.getLogger(__name__)
install_redaction((__name__,))

T = TypeVar("T")
Clock = Callable[[], datetime]

MEGABYTE = 1024 * 1024
DEFAULT_MAX_BYTES = 32 * MEGABYTE
TOTAL_TIMEOUT = 300.0


def utc_now() -> datetime:
    """Return this machine's time as aware UTC."""
    return datetime.now(UTC)


class Wire:
    """What a client and its OAuth share: one HTTP client, clock and observer.

    ``flow`` names in every record what the calls are made for.
    ``gate`` is asked before each call; what it raises keeps the call from being made.
    ``server_time_offset`` is eBay's clock minus ours, None before the first answer.
    """

    def __init__(
        self,
        http: httpx.Client,
        *,
        observer: Observer | None = None,
        clock: Clock = utc_now,
        flow: str = "",
        total_timeout: float = TOTAL_TIMEOUT,
    ) -> None:
        self.http = http
        self.observer = observer
        self.clock = clock
        self.flow = flow
        self.total_timeout = total_timeout
        self.server_time_offset: timedelta | None = None
        self.gate: Callable[[], None] | None = None

    def call(
        self,
        request: httpx.Request,
        *,
        api: str,
        endpoint: str,
        decode: Callable[[Answer], T],
        max_bytes: int = DEFAULT_MAX_BYTES,
        auth: httpx.Auth | None = None,
    ) -> T:
        """Send the request once and return what ``decode`` makes of the answer.

        The observer gets a record in any case; an observer that fails is
        logged and changes nothing, since the call has been made.

        :raises EbayError: whatever ``decode`` raises
        :raises TransientError: no answer, an incomplete or an oversized one
        """
        if self.gate is not None:
            self.gate()
        progress = _Progress(endpoint, self.clock())
        try:
            progress.answer = self._receive(request, progress, max_bytes, auth)
            return decode(progress.answer)
        except BaseException as error:
            progress.failed = error
            if isinstance(error, EbayError):
                error.api = api
            raise
        finally:
            self._learn(progress)
            self._report(request, progress, api)

    def _receive(
        self,
        request: httpx.Request,
        progress: _Progress,
        max_bytes: int,
        auth: httpx.Auth | None,
    ) -> Answer:
        try:
            response = self.http.send(request, stream=True, auth=auth)
            progress.answered(response)
            try:
                content = self._read(response, progress, max_bytes)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise progress.failure("no answer in time", error) from error
        except httpx.RequestError as error:
            raise progress.failure("the connection failed", error) from error
        finally:
            progress.stop(self.clock())
        return Answer(
            endpoint=progress.endpoint,
            status=response.status_code,
            headers=response.headers,
            content=content,
        )

    def _read(
        self, response: httpx.Response, progress: _Progress, max_bytes: int
    ) -> bytes:
        chunks = []
        for chunk in response.iter_bytes():
            chunks.append(chunk)
            progress.response_bytes += len(chunk)
            if progress.response_bytes > max_bytes:
                raise progress.failure(f"the answer exceeds {max_bytes} bytes")
            # A read time-out bounds the wait for the next byte only, so an answer
            # that trickles would hold a worker for as long as it likes.
            if progress.elapsed() > self.total_timeout:
                raise progress.failure(f"the answer took over {self.total_timeout} s")
        return b"".join(chunks)

    def _learn(self, progress: _Progress) -> None:
        # An answer that may be a gateway's or a captive portal's tells no time.
        if isinstance(progress.failed, TransientError):
            return
        server_time = progress.server_time
        if server_time and progress.ended_at:
            self.server_time_offset = server_time - progress.ended_at

    def _report(self, request: httpx.Request, progress: _Progress, api: str) -> None:
        record = CallRecord(
            flow=self.flow,
            api=api,
            method=request.method,
            endpoint=progress.endpoint,
            status=progress.status,
            duration_ms=progress.duration_ms,
            request_bytes=len(request.content),
            response_bytes=progress.response_bytes,
            request_id=progress.request_id,
            error=progress.error,
            started_at=progress.started_at,
            server_time=progress.server_time,
        )
        _logger.debug(
            "%s %s %s: %s in %.0f ms, request %s%s",
            record.flow or "-",
            record.api,
            record.endpoint,
            record.status,
            record.duration_ms,
            record.request_id or "-",
            f", {record.error}" if record.error else "",
        )
        if self.observer is None:
            return
        try:
            self.observer(record)
        except Exception:
            _logger.exception("The observer of eBay calls failed")


class _Progress:
    """How far a call came, for its record and its errors."""

    def __init__(self, endpoint: str, started_at: datetime) -> None:
        self.endpoint = endpoint
        self.started_at = started_at
        self.ended_at: datetime | None = None
        self.answer: Answer | None = None
        self.status = 0
        self.request_id = ""
        self.response_bytes = 0
        self.duration_ms = 0.0
        self.failed: BaseException | None = None
        self._started = time.monotonic()

    @property
    def error(self) -> str:
        failed = self.failed
        return f"{type(failed).__name__}: {failed}" if failed else ""

    @property
    def server_time(self) -> datetime | None:
        return self.answer.server_time if self.answer else None

    def elapsed(self) -> float:
        return time.monotonic() - self._started

    def answered(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.request_id = Answer(self.endpoint, 0, response.headers, b"").request_id

    def stop(self, now: datetime) -> None:
        self.ended_at = now
        self.duration_ms = self.elapsed() * 1000

    def failure(self, reason: str, error: Exception | None = None) -> TransientError:
        cause = f" ({type(error).__name__}: {error})" if error else ""
        return TransientError(
            f"{self.endpoint}: {reason}{cause}",
            status=self.status,
            endpoint=self.endpoint,
            request_id=self.request_id,
        )

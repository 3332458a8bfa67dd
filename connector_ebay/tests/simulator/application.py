# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The WSGI application: one request from the wire to the answer."""

import gzip
import time
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from . import control, errors, faults, trading
from .faults import Fault
from .routing import APPLICATION, USER, Call

TRADING_PATH = "/ws/api.dll"
SMALLEST_COMPRESSED = 1024


class Application:
    """Takes each request through faults, checks, token and endpoint."""

    def __init__(self, simulator, router):
        self.simulator = simulator
        self.router = router

    def __call__(self, environ, start_response):
        request = Request(environ)
        if request.path.startswith("/_sim/"):
            return control.handle(self.simulator, request)(environ, start_response)
        raw_path = urlsplit(environ["REQUEST_URI"]).path
        endpoint, path = self.router.match(request.method, raw_path)
        call = Call(self.simulator, request, endpoint, path)
        started = time.perf_counter()
        entry = self.simulator.requests.open(
            self.simulator.clock.now(), request, call.name, self._token_kind(request)
        )
        status, size = 0, 0
        try:
            response = self._answer_or_fault(call, entry)
            status, size = response.status_code, len(response.get_data())
        finally:
            duration_ms = (time.perf_counter() - started) * 1000
            self.simulator.requests.close(entry, status, size, duration_ms)
        return _compressed(request, response)(environ, start_response)

    def _answer_or_fault(self, call, entry):
        planned, limits = self.simulator.faults, self.simulator.limits
        if limits.latency:
            planned.released.wait(limits.latency)
        fault = planned.take(call.name, call.request)
        api = call.endpoint.api if call.endpoint else ""
        if not limits.spend(self.simulator.clock.now().date(), call.name, api):
            fault = Fault(call.name, "quota")
        if fault is None:
            return self._answer(call)
        entry.fault = fault.kind
        if fault.kind in faults.INSTEAD:
            frame = self._trading_frame(call)
            return faults.answer_instead(fault, planned, call.request, frame)
        if fault.kind == faults.SLOW:
            planned.released.wait(fault.options.get("seconds", 1))
            return self._answer(call)
        if fault.kind == faults.HELD:
            answer = self._answer(call)
            planned.released.wait(fault.options.get("seconds", faults.LONGEST_WAIT))
            return answer
        return faults.spoil(fault, call.request, self._answer(call))

    def _trading_frame(self, call):
        if call.request.path != TRADING_PATH:
            return None
        return lambda error: trading.refusal(call, error)

    def _answer(self, call):
        if call.endpoint is None:
            return errors.not_found().response()
        endpoint, checker = call.endpoint, self.simulator.checker
        problems = checker.check_request(endpoint.api, endpoint.operation, call.request)
        with self.simulator.lock:
            self.simulator.seller.end_due_auctions()
            self.simulator.orders.settle()
            try:
                if endpoint.token:
                    call.grant = self._grant(call)
                if problems:
                    raise errors.invalid_request(problems)
                response = _as_response(endpoint.handler(call))
            except (errors.RestError, errors.OAuthError) as error:
                response = error.response()
        self._check_answer(call, response)
        return response

    def _check_answer(self, call, response):
        checker = self.simulator.checker
        if call.request.path == TRADING_PATH:
            checker.check_trading_answer(call.name, response.get_data())
            return
        checker.check_answer(
            call.endpoint.api,
            call.endpoint.operation,
            response.status_code,
            response.get_data(),
            response.mimetype,
        )

    def _grant(self, call):
        endpoint, tokens = call.endpoint, self.simulator.tokens
        scheme, value = _authorization(call.request)
        if not value:
            raise errors.missing_token()
        grant = tokens.find(value, USER, APPLICATION)
        if scheme != endpoint.scheme or grant is None or not tokens.is_alive(grant):
            raise errors.invalid_token()
        if endpoint.token in (USER, APPLICATION) and grant.kind != endpoint.token:
            raise errors.insufficient_permissions()
        if endpoint.scopes and not grant.scopes.intersection(endpoint.scopes):
            raise errors.insufficient_permissions()
        return grant

    def _token_kind(self, request):
        value = request.headers.get("X-EBAY-API-IAF-TOKEN")
        scheme, bearer = _authorization(request)
        if not value and scheme not in ("bearer", "iaf"):
            return ""
        grant = self.simulator.tokens.find(value or bearer, USER, APPLICATION)
        return grant.kind if grant else "unknown"


def _authorization(request):
    scheme, _blank, value = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower(), value


def _as_response(result):
    if isinstance(result, Response):
        return result
    return errors.json_response(result)


def _compressed(request, response):
    """Compress what is large for callers that can take it, as eBay does."""
    accepted = "gzip" in request.headers.get("Accept-Encoding", "")
    content = response.get_data()
    if not accepted or len(content) < SMALLEST_COMPRESSED:
        return response
    if int(response.headers.get("Content-Length", len(content))) != len(content):
        return response
    response.set_data(gzip.compress(content, compresslevel=1))
    response.headers["Content-Encoding"] = "gzip"
    return response

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The WSGI application: one request from the wire to the answer."""

from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from . import control, errors
from .routing import APPLICATION, USER, Call


class Application:
    """Takes each request through token check, endpoint, faults and journal."""

    def __init__(self, simulator, router):
        self.simulator = simulator
        self.router = router

    def __call__(self, environ, start_response):
        request = Request(environ)
        if request.path.startswith("/_sim/"):
            return control.handle(self.simulator, request)(environ, start_response)
        response = self._answer(request)
        return response(environ, start_response)

    def _answer(self, request):
        raw_path = urlsplit(request.environ["REQUEST_URI"]).path
        endpoint, path = self.router.match(request.method, raw_path)
        if endpoint is None:
            return errors.not_found().response()
        call = Call(self.simulator, request, endpoint, path)
        with self.simulator.lock:
            try:
                if endpoint.token:
                    call.grant = self._grant(request, endpoint)
                result = endpoint.handler(call)
            except (errors.RestError, errors.OAuthError) as error:
                return error.response()
        return result if isinstance(result, Response) else errors.json_response(result)

    def _grant(self, request, endpoint):
        authorization = request.headers.get("Authorization", "")
        scheme, _space, value = authorization.partition(" ")
        if not value:
            raise errors.missing_token()
        tokens = self.simulator.tokens
        grant = tokens.find(value, USER, APPLICATION)
        if scheme.lower() != "bearer" or grant is None or not tokens.is_alive(grant):
            raise errors.invalid_token()
        if endpoint.token in (USER, APPLICATION) and grant.kind != endpoint.token:
            raise errors.insufficient_permissions()
        if endpoint.scopes and not grant.scopes.intersection(endpoint.scopes):
            raise errors.insufficient_permissions()
        return grant

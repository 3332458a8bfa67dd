# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Cassettes: recorded once, scrubbed, and replayed with recording off.

Used by ``setup/record`` to make them and by pytest and Odoo tests to replay them. It
knows neither Odoo nor our client.
"""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import vcr
from vcr.persisters.filesystem import FilesystemPersister

CASSETTES = Path(__file__).parent / "fixtures" / "cassettes"
#: Every host is written as this one: a cassette replays whatever it came from.
HOST = "ebay.example"
REDACTED = "REDACTED"

SECRET_FIELDS = {
    "access_token",
    "client_id",
    "client_secret",
    "code",
    "redirect_uri",
    "privateKey",
    "jwe",
    "refresh_token",
    "token",
    "verificationToken",
}
#: A buyer's tax number in Trading's answers, whose own name says nothing.
TAX_NUMBER = re.compile(
    r"(<BuyerTaxIdentifier>(?:(?!</BuyerTaxIdentifier>).)*?<ID>)[^<]*(</ID>)", re.DOTALL
)
#: What of a person is in eBay's answers, by its JSON or XML name.
PERSONAL_FIELDS = {
    "AddressID",
    "BuyerCheckoutMessage",
    "BuyerUserID",
    "EIASToken",
    "Email",
    "Name1",
    "Name2",
    "Phone",
    "RegistrationAddress",
    "StaticAlias",
    "Street",
    "Street1",
    "Street2",
    "UserFirstName",
    "UserID",
    "UserLastName",
    "addressLine1",
    "addressLine2",
    "alertEmail",
    "buyerCheckoutNotes",
    "city",
    "companyName",
    "county",
    "eiasToken",
    "email",
    "fullName",
    "message",
    "number",
    "phoneNumber",
    "postalCode",
    "recipientEmail",
    "sellerId",
    "senderName",
    "stateOrProvince",
    "taxpayerId",
    "userId",
    "username",
}
#: Elements of Trading in which every text is about a person.
PERSONAL_ELEMENTS = ("BuyerInfo", "ShippingAddress")
KEPT_REQUEST_HEADERS = {
    "accept",
    "accept-language",
    "content-language",
    "content-type",
    "x-ebay-api-call-name",
    "x-ebay-api-compatibility-level",
    "x-ebay-api-siteid",
    "x-ebay-c-marketplace-id",
}
KEPT_ANSWER_HEADERS = {
    "content-type",
    "date",
    "location",
    "retry-after",
    "x-ebay-request-id",
}
_TIMES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
#: What separates the parts of a multipart body is made up anew for each.
_BOUNDARIES = re.compile(rb"\b[0-9a-f]{32}\b")
_LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d+")


def cassette(name, *, record_mode="none", provenance="", folder=CASSETTES):
    """Return a context manager in which HTTP goes to the cassette ``name``.

    With the default mode nothing can leave the machine: a request that is not in the
    cassette fails. ``provenance`` becomes the comment at the head of a new cassette.
    """
    recorder = vcr.VCR(
        cassette_library_dir=str(folder),
        record_mode=record_mode,
        match_on=("method", "path", "masked_query", "trading_call", "masked_body"),
        before_record_request=_scrub_request,
        before_record_response=_scrub_response,
        decode_compressed_response=True,
    )
    recorder.register_matcher("trading_call", _same_trading_call)
    recorder.register_matcher("masked_query", _same_query)
    recorder.register_matcher("masked_body", _same_body)
    recorder.register_persister(_persister(provenance))
    return recorder.use_cassette(f"{name}.yaml", allow_playback_repeats=False)


def names():
    """Return the cassettes there are."""
    return sorted(path.stem for path in CASSETTES.glob("*.yaml"))


def interactions(name):
    """Return [(request, response)] of a cassette, as dicts of vcrpy's notation."""
    import yaml

    recorded = yaml.safe_load((CASSETTES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [(one["request"], one["response"]) for one in recorded["interactions"]]


def _persister(provenance):
    class Persister(FilesystemPersister):
        """Writes a cassette with its provenance at the head."""

        @staticmethod
        def save_cassette(cassette_path, cassette_dict, serializer):
            FilesystemPersister.save_cassette(cassette_path, cassette_dict, serializer)
            path = Path(cassette_path)
            head = "".join(f"# {line}\n" for line in provenance.splitlines())
            path.write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8")

    return Persister


def _same_trading_call(first, second):
    header = "x-ebay-api-call-name"
    assert first.headers.get(header) == second.headers.get(header)


def _same_body(first, second):
    """Assert that bodies are equal but for the times, which are the recording's."""
    assert _masked(first.body) == _masked(second.body)


def _same_query(first, second):
    assert _query(first) == _query(second)


def _query(request):
    return sorted(
        (key, _masked(value)) for key, value in parse_qsl(urlsplit(request.uri).query)
    )


def _masked(body):
    content = body.encode() if isinstance(body, str) else body or b""
    return _BOUNDARIES.sub(b"<boundary>", _TIMES.sub(b"<time>", content))


def _scrub_request(request):
    parts = urlsplit(request.uri)
    if "challenge_code=" in parts.query:
        return None  # a simulator in this process, asking a webhook
    query = urlencode(
        [
            (key, REDACTED if key in SECRET_FIELDS else value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
        ]
    )
    request.uri = urlunsplit(("https", HOST, parts.path, query, ""))
    kept = {
        key.lower(): value
        for key, value in request.headers.items()
        if key.lower() in KEPT_REQUEST_HEADERS
    }
    request.headers = kept
    kind = kept.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        request.body = _scrub_form(request.body)
    elif kind.startswith("application/json") and request.body:
        request.body = scrub_content(request.body)
    return request


def _scrub_form(body):
    text = body.decode() if isinstance(body, bytes) else body or ""
    return urlencode(
        [
            (key, REDACTED if key in SECRET_FIELDS else value)
            for key, value in parse_qsl(text, keep_blank_values=True)
        ]
    ).encode()


def _scrub_response(response):
    response["headers"] = {
        key.lower(): value
        for key, value in response["headers"].items()
        if key.lower() in KEPT_ANSWER_HEADERS
    }
    content = response["body"]["string"]
    content = content.encode() if isinstance(content, str) else content
    kinds = response["headers"].get("content-type", [""])
    if not kinds[0].startswith("application/octet-stream"):
        response["body"]["string"] = scrub_content(content)
    return response


def scrub_content(content):
    """Return an answer's bytes without tokens and without anything of a person."""
    stripped = content.lstrip()
    if stripped[:1] in (b"{", b"["):
        scrubbed = _scrub_json(json.loads(content))
        return json.dumps(scrubbed, ensure_ascii=False).encode()
    text = content.decode("utf-8", "replace")
    for name in PERSONAL_FIELDS:
        text = re.sub(rf"(<{name}>)[^<]*(</{name}>)", rf"\g<1>{REDACTED}\g<2>", text)
    text = TAX_NUMBER.sub(rf"\g<1>{REDACTED}\g<2>", text)
    for name in PERSONAL_ELEMENTS:
        text = re.sub(rf"<{name}>.*?</{name}>", _blank_texts, text, flags=re.DOTALL)
    # Pictures are served by whatever was recorded.
    return _LOOPBACK.sub(f"https://{HOST}", text).encode()


def _blank_texts(match):
    """Return an element with every text in it blanked, its structure kept."""
    return re.sub(r">[^<>]+<", f">{REDACTED}<", match[0])


def _scrub_json(value, key=""):
    if isinstance(value, dict):
        return {name: _scrub_json(member, name) for name, member in value.items()}
    if isinstance(value, list):
        return [_scrub_json(member, key) for member in value]
    if key in SECRET_FIELDS | PERSONAL_FIELDS and isinstance(value, str):
        return REDACTED
    if isinstance(value, str):
        return _LOOPBACK.sub(f"https://{HOST}", value)
    return value

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every call is bounded, measured and reported, whatever becomes of it."""

import logging
import socket
import threading
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from ebay_client import CallRecord, EbayClient, EbayError, Environment, TransientError
from ebay_client import make_http as product_http
from ebay_client.wire import Wire

from .conftest import NOW, Tokens


def test_a_call_is_recorded(client, ebay, records):
    ebay.say_json(
        '{"responses": []}', headers={"date": "Tue, 30 Jun 2026 10:00:07 GMT"}
    )
    client.flow = "export_offers"
    client.inventory.bulk_get_inventory_item(["A"])
    (record,) = records
    assert isinstance(record, CallRecord)
    assert record.flow == "export_offers" == client.flow
    assert record.api == "sell.inventory"
    assert record.method == "POST"
    assert record.endpoint == "/sell/inventory/v1/bulk_get_inventory_item"
    assert record.status == 200
    assert record.request_bytes == len(ebay.request.content) > 0
    assert record.response_bytes == len('{"responses": []}')
    assert record.request_id == "request-7"
    assert record.error == ""
    assert record.started_at == NOW
    assert record.server_time == NOW + timedelta(seconds=7)
    assert record.duration_ms > 0


def test_a_path_is_recorded_as_its_template(client, ebay, records):
    ebay.say_json("{}")
    client.taxonomy.get_category_tree("77")
    assert records[0].endpoint == (
        "/commerce/taxonomy/v1/category_tree/{category_tree_id}"
    )


def test_a_refused_call_is_recorded_with_its_error(client, ebay, records):
    ebay.say_fixture("inventory_25709_whole_request_400.json", 400)
    with pytest.raises(EbayError) as caught:
        client.identity.get_user()
    assert (records[0].status, records[0].request_id) == (400, "request-7")
    assert records[0].error == f"RejectedError: {caught.value}"


def test_a_trading_failure_is_recorded_although_it_is_a_200(client, ebay, records):
    ebay.say_fixture("error_internal_10007.xml")
    with pytest.raises(TransientError):
        client.trading.get_item("1")
    assert (records[0].endpoint, records[0].status) == ("GetItem", 200)
    assert records[0].error.startswith("TransientError: GetItem: ")
    assert records[0].server_time == NOW + timedelta(milliseconds=123)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectTimeout("t"),
        httpx.ReadTimeout("t"),
        httpx.WriteTimeout("t"),
        httpx.PoolTimeout("t"),
        httpx.ConnectError("refused"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("closed"),
        httpx.ProxyError("proxy"),
    ],
)
def test_a_call_without_an_answer_is_transient_and_recorded(
    client, ebay, records, error
):
    ebay.fail(error)
    with pytest.raises(TransientError) as caught:
        client.identity.get_user()
    assert (caught.value.status, caught.value.request_id) == (0, "")
    assert caught.value.endpoint == "/commerce/identity/v1/user/"
    assert len(ebay.requests) == 1, "never a retry inside a call"
    assert (records[0].status, records[0].server_time) == (0, None)
    assert type(error).__name__ in records[0].error


def test_a_call_that_is_interrupted_is_recorded(client, ebay, records, monkeypatch):
    def interrupt(request, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(client.wire.http, "send", interrupt)
    with pytest.raises(KeyboardInterrupt):
        client.identity.get_user()
    assert records[0].error.startswith("KeyboardInterrupt")


def test_a_failing_observer_changes_nothing(client, ebay, caplog):
    def observer(record):
        raise RuntimeError("no database")

    client.wire.observer = observer
    ebay.say_json('{"userId": "u"}')
    assert client.identity.get_user() == {"userId": "u"}
    assert "observer" in caplog.text


def test_no_observer_is_fine(credentials, tokens, http, ebay):
    client = EbayClient(Environment.sandbox(), credentials, tokens, http)
    ebay.say_json('{"userId": "u"}')
    assert client.identity.get_user() == {"userId": "u"}


def test_the_log_line_says_what_it_was_for(client, ebay, caplog):
    caplog.set_level(logging.DEBUG, logger="ebay_client.wire")
    ebay.say_json('{"userId": "u"}')
    client.identity.get_user()
    for part in ("import_listings", "/commerce/identity/v1/user/", "200", "request-7"):
        assert part in caplog.text


def test_ebays_clock_is_read_off_the_date_header(client, ebay):
    assert client.server_time_offset is None
    assert client.server_now() == NOW
    ebay.say_json("{}", headers={"date": "Tue, 30 Jun 2026 09:57:00 GMT"})
    client.identity.get_user()
    assert client.server_time_offset == timedelta(minutes=-3)
    assert client.server_now() == NOW - timedelta(minutes=3)


def test_tradings_timestamp_is_better_than_the_date_header(client, ebay):
    text = (
        "<GetItemResponse><Timestamp>2026-06-30T10:00:01.500Z</Timestamp>"
        "<Ack>Success</Ack><Item><ItemID>1</ItemID></Item></GetItemResponse>"
    )
    ebay.say_xml(text, headers={"date": "Tue, 30 Jun 2026 09:00:00 GMT"})
    client.trading.get_item("1")
    assert client.server_time_offset == timedelta(seconds=1.5)


def test_an_answer_without_a_time_keeps_what_is_known(client, ebay):
    ebay.say_json("{}", headers={"date": "Tue, 30 Jun 2026 10:00:05 GMT"})
    ebay.say_json("{}", headers={"date": "not a date"})
    ebay.fail(httpx.ReadTimeout("t"))
    client.identity.get_user()
    client.identity.get_user()
    with pytest.raises(TransientError):
        client.identity.get_user()
    assert client.server_time_offset == timedelta(seconds=5)


def test_a_gateways_page_tells_no_time(client, ebay):
    date = {"date": "Tue, 30 Jun 2020 10:00:05 GMT"}
    ebay.say(200, content=b"<html/>", media_type="text/html", headers=date)
    with pytest.raises(TransientError):
        client.identity.get_user()
    assert client.server_time_offset is None
    ebay.say_json(
        '{"errors": [{"errorId": 25002, "message": "no"}]}', 400, headers=date
    )
    with pytest.raises(EbayError):
        client.identity.get_user()
    assert client.server_time_offset < timedelta(days=-2000)


class Loopback:
    """A server on this machine that does to a connection what a test says."""

    def __init__(self, serve):
        self.serve = serve
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.released = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def run(self):
        connection, _address = self.listener.accept()
        with connection:
            while b"\r\n\r\n" not in connection.recv(65536):
                pass
            self.serve(connection, self.released)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.released.set()
        self.thread.join(10)
        self.listener.close()


def call(server, credentials, http, **wire):
    """Ask the server for the seller and return the error that comes of it."""
    client = EbayClient(Environment.simulator(server.url), credentials, Tokens(), http)
    for name, value in wire.items():
        setattr(client.wire, name, value)
    with pytest.raises(TransientError) as caught:
        client.identity.get_user()
    return caught.value


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nrlogid: r-9\r\n"


def test_a_server_that_says_nothing_times_out(credentials):
    with (
        Loopback(lambda connection, released: released.wait(10)) as server,
        product_http(read_timeout=0.2) as http,
    ):
        assert "ReadTimeout" in str(call(server, credentials, http))


def test_a_connection_that_is_reset_is_transient(credentials):
    def reset(connection, released):
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    with Loopback(reset) as server, product_http() as http:
        assert call(server, credentials, http).status == 0


def test_a_body_cut_off_is_transient_and_keeps_the_request_id(credentials):
    def cut(connection, released):
        connection.sendall(HEAD + b'Content-Length: 100\r\n\r\n{"userId"')

    with Loopback(cut) as server, product_http() as http:
        error = call(server, credentials, http)
        assert (error.status, error.request_id) == (200, "r-9")


def test_a_body_that_trickles_ends_at_the_total_time(credentials):
    def trickle(connection, released):
        connection.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n")
        try:
            while not released.wait(0.01):
                connection.sendall(b" ")
        except OSError:
            return

    with Loopback(trickle) as server, product_http() as http:
        assert "0.2 s" in str(call(server, credentials, http, total_timeout=0.2))


def test_a_body_without_end_stops_at_the_limit(ebay, http):
    wire = Wire(http)
    ebay.say(content=b"x" * 2000)
    with pytest.raises(TransientError, match="exceeds 1000 bytes"):
        wire.call(
            http.build_request("GET", "https://api.sandbox.ebay.com/"),
            api="test",
            endpoint="/",
            decode=lambda answer: answer,
            max_bytes=1000,
        )


def test_time_outs_are_long_enough_for_ebay():
    with product_http() as http:
        assert http.timeout.read > 120, "knowledge base 1313"
        assert None not in (http.timeout.connect, http.timeout.write, http.timeout.pool)
        assert not http.follow_redirects


def test_loopback_is_never_reached_through_a_proxy(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with product_http() as http:
        direct = http._transport
        for host in ("localhost:9191", "127.0.0.1:9191", "[::1]:9191"):
            url = httpx.URL(f"http://{host}/")
            assert http._transport_for_url(url) is direct
        outside = http._transport_for_url(httpx.URL("https://api.ebay.com/"))
        assert outside is not direct


def test_a_time_is_aware():
    assert Wire(httpx.Client()).clock().tzinfo is UTC
    assert isinstance(Wire(httpx.Client()).clock(), datetime)

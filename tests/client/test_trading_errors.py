# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading's failures, and documents that are not what they should be."""

import pytest

from ebay_client import (
    EbayError,
    NotFoundError,
    RejectedError,
    ThrottledError,
    TransientError,
    UnauthorizedError,
    trading_transport,
)

NAMESPACE = 'xmlns="urn:ebay:apis:eBLBaseComponents"'


def fail(client):
    with pytest.raises(EbayError) as caught:
        client.trading.get_item("1")
    return caught.value


def answer(ack, *errors, body=""):
    return (
        f'<?xml version="1.0"?><GetItemResponse {NAMESPACE}><Ack>{ack}</Ack>'
        f"{''.join(errors)}{body}</GetItemResponse>"
    )


def error(code, severity="Error", kind="RequestError", text="", parameters=""):
    return (
        f"<Errors><ShortMessage>{text}</ShortMessage><ErrorCode>{code}</ErrorCode>"
        f"<SeverityCode>{severity}</SeverityCode>{parameters}"
        f"<ErrorClassification>{kind}</ErrorClassification></Errors>"
    )


ITEM = "<Item><ItemID>1</ItemID></Item>"


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        (518, "RequestError", ThrottledError),
        (10007, "SystemError", TransientError),
        (10007, "RequestError", TransientError),
        (219255, "RequestError", TransientError),
        (424242, "SystemError", TransientError),
        (17, "RequestError", NotFoundError),
        (231, "RequestError", NotFoundError),
        (21919188, "RequestError", RejectedError),
        (424242, "RequestError", RejectedError),
        (424242, "ANewKind", RejectedError),
    ],
)
def test_codes_decide(client, ebay, code, kind, expected):
    ebay.say_xml(answer("Failure", error(code, kind=kind, text="Nein.")))
    caught = fail(client)
    assert type(caught) is expected
    assert caught.error_ids == {code}
    assert (caught.status, caught.endpoint) == (200, "GetItem")
    assert caught.request_id == "request-7"
    assert f"Nein. ({code})" in str(caught)


def test_the_days_limit_is_a_quota(client, ebay):
    ebay.say_fixture("error_call_limit_518.xml")
    assert fail(client).quota


def test_a_limit_of_seconds_is_a_pause(client, ebay):
    text = "Maximum call limit of 300 for 15 seconds. Try back after 15 seconds."
    ebay.say_xml(answer("Failure", error(21919144, text=text)))
    caught = fail(client)
    assert type(caught) is ThrottledError
    assert (caught.quota, caught.retry_after) == (False, 15.0)
    ebay.say_xml(answer("Failure", error(21919144, text="Limite d'appels")))
    assert fail(client).retry_after == 15.0


def test_a_listing_revised_too_often_stops_nothing_else(client, ebay):
    text = "Call limit of 250 for item per day. Try back after 1 day."
    ebay.say_xml(answer("Failure", error(21919144, text=text)))
    caught = fail(client)
    assert type(caught) is TransientError
    assert caught.retry_after == 86400.0


def test_a_token_error_wins_over_others(client, ebay):
    for _ in range(2):
        ebay.say_xml(answer("Failure", error(37), error(931)))
    assert type(fail(client)) is UnauthorizedError


def test_parameters_and_both_messages_are_kept(client, ebay):
    parameters = '<ErrorParameters ParamID="SKU"><Value>MUG-1</Value></ErrorParameters>'
    ebay.say_xml(answer("Failure", error(21916735, parameters=parameters)))
    (detail,) = fail(client).details
    assert detail.parameters == {"SKU": "MUG-1"}
    assert (detail.domain, detail.category) == ("Trading", "RequestError")


def test_a_warning_is_done(client, ebay):
    ebay.say_xml(answer("Warning", error(21917092, "Warning"), body=ITEM))
    assert client.trading.get_item("1")["item_id"] == "1"


def test_warnings_do_not_colour_an_error(client, ebay):
    ebay.say_xml(answer("Failure", error(518, "Warning"), error(37)))
    caught = fail(client)
    assert type(caught) is RejectedError
    assert caught.error_ids == {37}


def test_half_a_list_is_not_taken_for_the_whole(client, ebay):
    ebay.say_xml(answer("PartialFailure", error(37), body=ITEM))
    assert type(fail(client)) is RejectedError


def test_an_ack_ebay_may_invent(client, ebay):
    ebay.say_xml(answer("CustomCode", body=ITEM))
    assert client.trading.get_item("1")["item_id"] == "1"
    ebay.say_xml(answer("CustomCode", error(37), body=ITEM))
    assert type(fail(client)) is RejectedError


def test_a_failure_without_a_reason_is_still_one(client, ebay):
    ebay.say_xml(answer("Failure"))
    assert type(fail(client)) is RejectedError


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"<GetItemResponse><Ack>Success</Ack>",
        b"not xml",
        b"<html><body>maintenance</body></html>",
        b"<GetItemResponse></GetItemResponse>",
        b"<GetItemResponse><Ack>Success</Ack></GetItemResponse>",
        b"<GetSellerListResponse><Ack>Success</Ack></GetSellerListResponse>",
        b"<GetItemResponse><Ack>Success\x00</Ack></GetItemResponse>",
    ],
)
def test_a_document_that_is_no_answer_is_transient(client, ebay, content):
    ebay.say_xml(content)
    caught = fail(client)
    assert type(caught) is TransientError
    assert caught.request_id == "request-7"


@pytest.mark.parametrize(
    ("status", "media_type"),
    [(200, "text/html"), (200, "application/json"), (500, "text/xml"), (503, "")],
)
def test_another_kind_of_answer_is_transient(client, ebay, status, media_type):
    ebay.say(status, content=answer("Success").encode(), media_type=media_type)
    assert type(fail(client)) is TransientError


def test_a_body_over_the_limit_is_transient(client, ebay, monkeypatch):
    monkeypatch.setattr(trading_transport, "MAX_BYTES", 1000)
    ebay.say_xml(answer("Success", body="<Item>" + " " * 1000 + "</Item>"))
    assert "exceeds" in str(fail(client))


def test_entities_are_not_expanded_and_a_dtd_is_refused(client, ebay, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the-secret")
    bomb = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10)
    )
    for declaration, reference in (
        (bomb, "&e9;"),
        (f'<!ENTITY file SYSTEM "file://{secret}">', "&file;"),
        ('<!ENTITY x SYSTEM "http://127.0.0.1:1/x">', "&x;"),
        ("", ""),
    ):
        ebay.say_xml(
            f"<!DOCTYPE GetItemResponse [{declaration}]><GetItemResponse>"
            f"<Ack>Success</Ack><Item><Title>{reference}</Title></Item>"
            "</GetItemResponse>"
        )
        caught = fail(client)
        assert type(caught) is TransientError
        assert "the-secret" not in str(caught)


def test_a_long_escaped_description_is_no_attack(client, ebay):
    description = "&lt;p&gt;&amp;nbsp;&lt;/p&gt;" * 20_000
    ebay.say_xml(
        answer("Success", body=f"<Item><Description>{description}</Description></Item>")
    )
    text = client.trading.get_item("1")["description"]
    assert text == "<p>&nbsp;</p>" * 20_000


def test_marks_before_the_document_and_other_prefixes_are_fine(client, ebay):
    ebay.say_xml(b"\xef\xbb\xbf" + answer("Success", body=ITEM).encode())
    assert client.trading.get_item("1")["item_id"] == "1"
    ebay.say_xml(b"\r\n " + answer("Success", body=ITEM).encode())
    assert client.trading.get_item("1")["item_id"] == "1"
    ebay.say_xml(
        '<e:GetItemResponse xmlns:e="urn:ebay:apis:eBLBaseComponents"><!-- c -->'
        "<?p x?><e:Ack>Success</e:Ack><e:Item><e:ItemID>1</e:ItemID></e:Item>"
        "</e:GetItemResponse>"
    )
    assert client.trading.get_item("1")["item_id"] == "1"

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What no database may hold is removed from XML and JSON answers of any call."""

import json

import pytest

from ebay_client import TransientError
from ebay_client.clean_text import clean_string, clean_xml, load_json
from ebay_client.notification import parse_notification
from ebay_client.trading_xml import iterate_document

LIST = """<?xml version="1.0" encoding="utf-8"?>
<GetSellerListResponse xmlns="urn:ebay:apis:eBLBaseComponents"><Ack>Success</Ack>
<ItemArray><Item><ItemID>1</ItemID><Title>{title}</Title></Item>
<Item><ItemID>2</ItemID><Title>Good</Title></Item></ItemArray>
<PaginationResult><TotalNumberOfPages>1</TotalNumberOfPages>
<TotalNumberOfEntries>2</TotalNumberOfEntries></PaginationResult>
</GetSellerListResponse>"""
ITEM = """<?xml version="1.0" encoding="utf-8"?>
<GetItemResponse xmlns="urn:ebay:apis:eBLBaseComponents"><Ack>Success</Ack>
<Item><ItemID>1</ItemID><Title>{title}</Title></Item></GetItemResponse>"""

XML_TEXTS = [
    (b"Cup\x0b blue\x00", "Cup blue"),
    (b"Cup&#11; blue&#0;", "Cup blue"),
    (b"Cup &#xD83D;", "Cup"),
    (b"Cup &#55357;&#56832; blue", "Cup \U0001f600 blue"),
    (b"Cup &#xD83D;&#xDE00;&#xD83D;", "Cup \U0001f600"),
    (b"Cup \xed\xa0\xbd\xed\xb8\x80", "Cup \U0001f600"),
    (b"Cup \xed\xa0\xbd", "Cup"),
    (b"Cup \xff", "Cup \ufffd"),
    (b"Cup \xef\xbf\xbe", "Cup"),
    (
        b"Cup & saucer &nbsp;&uuml;&unknown; &amp; spoon",
        "Cup & saucer \xa0ü&unknown; & spoon",
    ),
    (b"1 < 2", "1 < 2"),
    (b"Cup <b cut", "Cup <b cut"),
    (b"<b>Cup</b><br> blue <I>", "<b>Cup</b><br> blue <I>"),
    (b"<![CDATA[<b>Cup & \x0bsaucer]]>", "<b>Cup & saucer"),
    ("Größe 5 – ‚żółty' \U0001f600".encode(), "Größe 5 – ‚żółty' \U0001f600"),
]


@pytest.mark.parametrize(("raw", "title"), XML_TEXTS)
def test_a_title_as_ebay_sends_it_in_a_list(client, ebay, raw, title):
    ebay.say_xml(LIST.encode().replace(b"{title}", raw))
    page = client.trading.get_seller_list(page=1, entries_per_page=2)
    assert [one["title"] for one in page.listings] == [title, "Good"]
    assert page.unreadable == []


@pytest.mark.parametrize(("raw", "title"), XML_TEXTS)
def test_a_title_as_ebay_sends_it_alone(client, ebay, raw, title):
    ebay.say_xml(ITEM.encode().replace(b"{title}", raw))
    assert client.trading.get_item("1")["title"] == title


def test_a_listing_beyond_mending_is_left_out_and_named(client, ebay):
    ebay.say_xml(LIST.format(title="<Other>Cup"))
    page = client.trading.get_seller_list(page=1, entries_per_page=2)
    assert [one["item_id"] for one in page.listings] == ["2"]
    assert page.unreadable == ["1"]
    assert page.total_entries == 2


@pytest.mark.parametrize("text", [LIST[:300], ITEM.format(title="<Other>Cup"), "<a"])
def test_what_is_unreadable_even_so_is_transient(client, ebay, text):
    ebay.say_xml(text)
    with pytest.raises(TransientError):
        client.trading.get_item("1")


def test_a_good_document_is_not_touched():
    content = LIST.format(title="A &#228; &#x1F600; &amp; b").encode()
    assert clean_xml(content) is content or clean_xml(content) == content


def test_a_feed_file_is_cleaned_as_well():
    rows = b"".join(
        b"<Row><Text>%s</Text></Row>" % raw for raw in (b"a\x0b", b"&#xD83D;b", b"c")
    )
    found = iterate_document(b"<Rows>" + rows + b"</Rows>", "Row")
    assert [row.text("Text") for row in found] == ["a", "b", "c"]


JSON_TEXTS = [
    (rb"Toni \ud83d", "Toni "),
    (rb"Toni \ud83d\ude00", "Toni \U0001f600"),
    (rb"Toni \ude00\ud83d.", "Toni ."),
    (rb"ring\u0000twice\u000b", "ringtwice"),
    (b"ring\x00twice\x0b", "ringtwice"),
    (b"line one\nline two\t", "line one\nline two\t"),
    (rb"line one\nline two", "line one\nline two"),
    (rb"C:\\u0000", r"C:\u0000"),
    (b"Toni \xed\xa0\xbd\xed\xb8\x80", "Toni \U0001f600"),
    (b"Toni \xff", "Toni \ufffd"),
    (rb"\ufffe\uffff", ""),
    (rb"\u017c\u00f3\u0142ty", "żółty"),
]


@pytest.mark.parametrize(("raw", "text"), JSON_TEXTS)
def test_a_text_as_ebay_sends_it_in_json(client, ebay, raw, text):
    content = b'{"username": "%s", "rows": [{"%s": ["%s"]}]}' % (raw, raw, raw)
    ebay.say(content=content, media_type="application/json")
    answer = client.identity.get_user()
    assert answer == {"username": text, "rows": [{text: [text]}]}
    json.dumps(answer, ensure_ascii=False).encode()


@pytest.mark.parametrize(("raw", "text"), JSON_TEXTS)
def test_a_text_as_ebay_sends_it_in_a_notification(raw, text):
    body = (
        b'{"metadata": {"topic": "T"}, "notification": {"notificationId": "1",'
        b' "data": {"note": "%s"}}}' % raw
    )
    assert parse_notification(body).data == {"note": text}


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": "b', b"\\ud83d", b"[1,]"])
def test_what_is_not_json_is_still_refused(content):
    with pytest.raises(ValueError):
        load_json(content)


def test_a_clean_string_is_returned_as_it_is():
    text = "Größe\n5 \U0001f600"
    assert clean_string(text) is text

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Remove from eBay's answers what no JSON, XML or database may hold.

Sellers and buyers paste anything into titles, names and notes, and eBay's answers
repeat it: control characters, NUL, half an emoji, an emoji as two references, markup
that was never escaped. One such text must not make a whole answer unreadable.
"""

from __future__ import annotations

import json
import re
from html.entities import name2codepoint
from typing import Any

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Characters that XML 1.0 forbids; a database refuses NUL and surrogates.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The same as bytes of UTF-8: none of them is ever a part of a longer character.
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")

_REFERENCE = re.compile(rb"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_REFERENCES = re.compile(rb"(?:&#(?:x[0-9A-Fa-f]+|[0-9]+);)+")
_CDATA = re.compile(rb"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)(?:([A-Za-z][A-Za-z0-9]*);)?"
)
# Names of HTML elements; no element of eBay's has one of them, in any case.
_HTML_TAG = re.compile(
    rb"<(?=/?(?:a|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p"
    rb"|pre|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)"
    rb"[\s/>])",
    re.IGNORECASE,
)
# A tag that begins and, before it ends, meets another; or a mark before no name.
_OPEN_TAG = re.compile(rb"<(?![A-Za-z_/!?])|<(?=/?[A-Za-z_][^<>]*<)")


def clean_string(text: str) -> str:
    """Return a text without control characters and halves of characters.

    Line breaks and tabs stay. Two halves that belong together become one character.
    """
    if not FORBIDDEN.search(text):
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return FORBIDDEN.sub("", joined)


def load_json(content: bytes, **options: Any) -> Any:
    """Return the decoded JSON, with every text in it clean.

    :param options: as ``json.loads`` takes them
    :raises ValueError: it is not JSON even so
    :raises RecursionError: it is nested too deeply
    """
    text = _decode(content)
    # Raw control characters are not JSON, and in a text they say nothing.
    decoded = json.loads(clean_string(text), strict=False, **options)
    # Whatever else is forbidden can only have come from an escape.
    return clean_value(decoded) if "\\" in text else decoded


def clean_xml(content: bytes) -> bytes:
    """Return an XML document without characters and references that XML forbids.

    Nothing that a parser would accept is changed.
    """
    if content.startswith(WIDE_MARKS):
        return content
    if CONTROL_BYTES.search(content):
        content = CONTROL_BYTES.sub(b"", content)
    if b"&#" in content:
        content = _REFERENCES.sub(_clean_references, content)
    try:
        content.decode()
    except UnicodeDecodeError:
        if _is_utf8(content):
            content = clean_string(_decode(content)).encode()
    return content


def escape_loose_markup(content: bytes) -> bytes:
    """Return an XML document with markup escaped that was meant as text.

    Use it only for documents that no parser accepts: bare ampersands, HTML's entities
    and tags, and tags that never end become the text that somebody typed. CDATA stays
    as it is.
    """
    parts = _CDATA.split(content)
    for index in range(0, len(parts), 2):
        part = _AMPERSAND.sub(_escape_ampersand, parts[index])
        part = _HTML_TAG.sub(b"&lt;", part)
        parts[index] = _OPEN_TAG.sub(b"&lt;", part)
    return b"".join(parts)


def drop_unreadable(
    content: bytes, is_readable: Any, names: tuple[str, ...] = ("Item", "Order")
) -> tuple[bytes, list[str]]:
    """Return a document without the records that cannot be read, and their ids.

    :param is_readable: called with the bytes of one record
    :param names: elements that are records, each with an id as ``<name>ID``
    """
    ids: list[str] = []
    for name in names:
        tag = re.escape(name.encode())
        record = re.compile(rb"<%s>.*?</%s>" % (tag, tag), re.DOTALL)
        found_id = re.compile(rb"<%sID>\s*([0-9A-Za-z!-]+)\s*</%sID>" % (tag, tag))

        def keep(
            match: re.Match[bytes], found_id: re.Pattern[bytes] = found_id
        ) -> bytes:
            if is_readable(match[0]):
                return match[0]
            known = found_id.search(match[0])
            ids.append(known[1].decode() if known else "")
            return b""

        content = record.sub(keep, content)
    return content, ids


def _decode(content: bytes) -> str:
    """Return the bytes as text; what is not UTF-8 becomes replacement characters."""
    encoding = json.detect_encoding(content)
    # Halves of characters may each be encoded by themselves.
    for name, errors in ((encoding, "strict"), ("utf-8", "surrogatepass")):
        text = _decode_as(content, name, errors)
        if text is not None:
            return text
    return content.decode(encoding, "replace")


def _decode_as(content: bytes, encoding: str, errors: str) -> str | None:
    try:
        return content.decode(encoding, errors)
    except UnicodeDecodeError:
        return None


def clean_value(value: Any) -> Any:
    """Return decoded JSON with every text in it clean."""
    if isinstance(value, str):
        return clean_string(value)
    if isinstance(value, list):
        return [clean_value(member) for member in value]
    if isinstance(value, dict):
        return {
            clean_string(name): clean_value(member) for name, member in value.items()
        }
    return value


def _clean_references(match: re.Match[bytes]) -> bytes:
    """Return a run of references without those that XML forbids."""
    points = [
        int(found[1], 16) if found[1] else int(found[2])
        for found in _REFERENCE.finditer(match[0])
    ]
    text = "".join(chr(point) for point in points if point <= 0x10FFFF)
    cleaned = clean_string(text)
    if cleaned == text and len(text) == len(points):
        return match[0]
    return "".join(f"&#{ord(character)};" for character in cleaned).encode()


def _escape_ampersand(match: re.Match[bytes]) -> bytes:
    name = (match[1] or b"").decode()
    if name in name2codepoint:
        return f"&#{name2codepoint[name]};".encode()
    return b"&amp;" + match[0][1:]


def _is_utf8(content: bytes) -> bool:
    """Return whether a document says that it is UTF-8, or says nothing."""
    head = content[:200].lower()
    return b"encoding=" not in head or b"utf-8" in head

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reading and writing the XML of the Trading API."""

from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from .trading_errors import TradingError

NAMESPACE = "urn:ebay:apis:eBLBaseComponents"
VERSION = "1477"
BUILD = "E1477_CORE_APISELLING_19187371_R1"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def element(name, value, /, **attributes):
    """Return ``<name>value</name>``, escaped; nothing at all when the value is None."""
    if value is None:
        return ""
    extra = "".join(f" {key}={quoteattr(str(attributes[key]))}" for key in attributes)
    if value is True or value is False:
        value = "true" if value else "false"
    return f"<{name}{extra}>{escape(str(value))}</{name}>"


def container(name, *parts):
    """Return ``<name>`` around parts that are XML already; nothing when all are
    empty."""
    content = "".join(parts)
    return f"<{name}>{content}</{name}>" if content else ""


def amount(name, value, currency):
    """Return an amount as eBay prints it: a double, ``10.0`` rather than ``10.00``."""
    return element(name, float(value), currencyID=currency)


def name_values(pairs):
    """Return ``NameValueList`` elements of (name, values) pairs."""
    return "".join(
        container(
            "NameValueList",
            element("Name", name),
            *(element("Value", value) for value in values),
        )
        for name, values in pairs
    )


class TradingRequest:
    """The body of a Trading call, read by tag names without the namespace."""

    def __init__(self, call_name, content):
        try:
            root = etree.fromstring(content, _PARSER)
        except etree.XMLSyntaxError as error:
            raise TradingError("5", f"XML Parse error. {error.msg}") from error
        if root.tag != f"{{{NAMESPACE}}}{call_name}Request":
            raise TradingError(
                "5", f"The root element is {root.tag}, not {call_name}Request."
            )
        self.root = root

    def text(self, path, default=None):
        """Return the text of the first element at ``A/B``, stripped, or the default."""
        found = self.root.findtext(_qualified(path))
        return found.strip() if found and found.strip() else default

    def texts(self, path):
        """Return the texts of all elements at the path."""
        return [(node.text or "").strip() for node in self.nodes(path)]

    def nodes(self, path):
        """Return the elements at the path."""
        return self.root.findall(_qualified(path))

    def flag(self, path):
        """Return a boolean; absent is False."""
        return self.text(path, "false") in ("true", "1")

    def number(self, path, default=None):
        """Return a whole number; error 37 when it is not one."""
        text = self.text(path)
        if text is None:
            return default
        if not text.lstrip("-").isdigit():
            raise invalid_input(path)
        return int(text)


def child_text(node, name):
    """Return the text of a child element of an lxml element, or None."""
    return node.findtext(f"{{{NAMESPACE}}}{name}")


def invalid_input(name, detail=None):
    """Return Error 37 about one element of the request."""
    return TradingError(
        "37",
        detail
        or f"Input data for tag <{name.replace('/', '.')}> is invalid or missing.",
        parameters={"0": name.replace("/", ".")},
    )


def _qualified(path):
    return "/".join(f"{{{NAMESPACE}}}{part}" for part in path.split("/"))

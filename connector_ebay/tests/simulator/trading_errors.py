# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Errors of the Trading API: always HTTP 200, identified by their code.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/errors/errormessages.htm
"""

from xml.sax.saxutils import escape, quoteattr

REQUEST_ERROR = "RequestError"
SYSTEM_ERROR = "SystemError"

#: code: (short message, long message) in English.
ENGLISH = {
    "5": ("XML Parse error.", "XML Parse error."),
    "10": ("Item not found.", "Item not found."),
    "17": (
        (
            "This item cannot be accessed because the listing has been deleted or the"
            " item ID is invalid."
        ),
        (
            "This item cannot be accessed because the listing has been deleted or the"
            " item ID is invalid."
        ),
    ),
    "37": ("Input data is invalid.", "Input data is invalid."),
    "340": ("Page number is out of range.", "Page number is out of range."),
    "518": (
        "Call usage limit has been reached.",
        (
            "Your application has exceeded usage limit on this call, please make call"
            " to GetAPIAccessRules to check your call usage."
        ),
    ),
    "930": ("Authentication token is required.", "No token was given."),
    "10007": (
        "Internal error to the application.",
        "Internal error to the application.",
    ),
    "10012": ("Invalid value for header.", "Invalid value for header."),
    "10013": ("Unsupported API call.", "The API call is not supported."),
    "219255": ("The request timed out.", "Try again with a smaller page."),
    "21916984": ("Invalid IAF token.", "IAF token supplied is invalid."),
    "21917053": ("Expired IAF token.", "IAF token supplied is expired."),
    "291": (
        "Auction ended.",
        "You are not allowed to revise ended listings.",
    ),
    "21916286": (
        "Unsupported ListingType.",
        (
            "Valid Listing type for fixed price list are FixedPriceItem and"
            " StoresFixedPrice."
        ),
    ),
}
#: What of them sites in other languages say, unless the caller asks for English.
TRANSLATIONS = {
    "de": {
        "17": (
            "Auf diesen Artikel kann nicht zugegriffen werden.",
            "Das Angebot wurde gelöscht oder die Artikelnummer ist ungültig.",
        ),
        "37": ("Eingabedaten sind ungültig.", "Eingabedaten sind ungültig."),
        "518": (
            "Die Nutzungsgrenze für diesen Aufruf wurde erreicht.",
            "Ihre Anwendung hat die Nutzungsgrenze für diesen Aufruf überschritten.",
        ),
        "10007": ("Interner Anwendungsfehler.", "Interner Anwendungsfehler."),
        "21916984": ("Ungültiges IAF-Token.", "Das IAF-Token ist ungültig."),
        "21917053": ("IAF-Token abgelaufen.", "Das IAF-Token ist abgelaufen."),
        "291": ("Auktion beendet.", "Beendete Angebote können nicht geändert werden."),
    },
    "pl": {
        "17": (
            "Nie można uzyskać dostępu do tego przedmiotu.",
            "Oferta została usunięta lub numer przedmiotu jest nieprawidłowy.",
        ),
        "37": ("Dane wejściowe są nieprawidłowe.", "Dane wejściowe są nieprawidłowe."),
        "518": (
            "Osiągnięto limit użycia wywołania.",
            "Aplikacja przekroczyła limit użycia tego wywołania.",
        ),
        "10007": ("Wewnętrzny błąd aplikacji.", "Wewnętrzny błąd aplikacji."),
        "21916984": (
            "Nieprawidłowy token IAF.",
            "Podany token IAF jest nieprawidłowy.",
        ),
        "21917053": ("Token IAF wygasł.", "Podany token IAF wygasł."),
        "291": ("Aukcja zakończona.", "Nie można zmienić zakończonej oferty."),
    },
}


class TradingError(Exception):
    """One error, or with ``severity`` Warning one warning, of a Trading answer."""

    def __init__(
        self,
        code,
        long_message=None,
        *,
        short_message=None,
        severity="Error",
        classification=REQUEST_ERROR,
        parameters=None,
    ):
        super().__init__(f"{code} {long_message or ''}")
        self.code = str(code)
        self.short_message = short_message
        self.long_message = long_message
        self.severity = severity
        self.classification = classification
        self.parameters = parameters or {}

    def messages(self, language):
        """Return (short, long) as a caller of this language reads them."""
        english = ENGLISH.get(self.code, ("Request error.", "Request error."))
        translated = TRANSLATIONS.get(language, {}).get(self.code)
        if translated:
            return translated
        return (
            self.short_message or english[0],
            self.long_message or self.short_message or english[1],
        )

    def as_xml(self, language):
        """Return the ``Errors`` element."""
        short, long = self.messages(language)
        parameters = "".join(
            f"<ErrorParameters ParamID={quoteattr(key)}>"
            f"<Value>{escape(str(value))}</Value></ErrorParameters>"
            for key, value in self.parameters.items()
        )
        return (
            f"<Errors><ShortMessage>{escape(short)}</ShortMessage>"
            f"<LongMessage>{escape(long)}</LongMessage>"
            f"<ErrorCode>{self.code}</ErrorCode>"
            f"<SeverityCode>{self.severity}</SeverityCode>{parameters}"
            f"<ErrorClassification>{self.classification}</ErrorClassification></Errors>"
        )

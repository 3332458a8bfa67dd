# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Replace what a person is called in text and JSON by a pseudonym."""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

#: Shorter texts than this are too likely to mean something else.
SHORTEST = 3

#: Members of eBay's JSON that hold what is personal, whatever their values are.
PERSONAL_KEYS = {
    "addressline1",
    "addressline2",
    "buyercheckoutnotes",
    "city",
    "companyname",
    "county",
    "eiastoken",
    "email",
    "firstname",
    "fullname",
    "lastname",
    "message",
    "phonenumber",
    "postalcode",
    "recipientemail",
    "sendername",
    "shiptoreferenceid",
    "stateorprovince",
    "taxpayerid",
}


class Pseudonymiser:
    """Replace a person's eBay user id, user name and other texts by a pseudonym.

    Only whole words are replaced: a user name may be short and part of other words.
    """

    def __init__(
        self,
        user_id: str | None,
        username: str | None,
        pseudonym: str,
        texts: Iterable[str | None] = (),
    ):
        """Remember what to replace.

        :param texts: what else the person is called or has written; each of its lines
            is replaced
        """
        self.pseudonym = pseudonym
        words = dict.fromkeys(word for word in (user_id, username) if word)
        for text in texts:
            for line in (text or "").splitlines():
                line = line.strip()
                if len(line) >= SHORTEST:
                    words.setdefault(line)
                    words.setdefault(html.escape(line))
                    words.setdefault(html.escape(line, quote=False))
        self.words = sorted(words, key=len, reverse=True)
        alternatives = "|".join(re.escape(word) for word in self.words) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")

    def text(self, text: str) -> str:
        """Return ``text`` with the pseudonym in place of the person."""
        return self._pattern.sub(self.pseudonym, text)

    def tree(self, value: Any) -> Any:
        """Return parsed JSON with its texts pseudonymised; keys stay as they are."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.tree(item) for item in value]
        if isinstance(value, dict):
            return {name: self.tree(item) for name, item in value.items()}
        return value

    def json(self, text: str) -> str | None:
        """Return JSON text without what is personal in it; None if it is no JSON."""
        try:
            value = json.loads(text)
        except ValueError:
            return None
        return json.dumps(self._without_personal(self.tree(value)), ensure_ascii=False)

    def _without_personal(self, value: Any) -> Any:
        """Return parsed JSON whose personal members are the pseudonym."""
        if isinstance(value, list):
            return [self._without_personal(item) for item in value]
        if isinstance(value, dict):
            return {
                name: self.pseudonym
                if name.lower() in PERSONAL_KEYS and member
                else self._without_personal(member)
                for name, member in value.items()
            }
        return value

    def sql_patterns(self) -> list[str]:
        """Return LIKE patterns that find every text the person may be named in."""
        words = dict.fromkeys(self.words)
        # As JSON writes it, if the text is in JSON.
        words |= dict.fromkeys(json.dumps(word)[1:-1] for word in self.words)
        return [f"%{_escape_like(word)}%" for word in words]


def _escape_like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Replace a person's eBay user id and user name in text and JSON by a pseudonym."""

import json
import re
from typing import Any


class Pseudonymiser:
    """Replace a person's eBay user id and user name by a pseudonym.

    Only whole words are replaced: a user name may be short and part of other words.
    """

    def __init__(self, user_id: str | None, username: str | None, pseudonym: str):
        self.pseudonym = pseudonym
        self.words = [word for word in (user_id, username) if word]
        alternatives = "|".join(re.escape(word) for word in self.words)
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

    def json(self, text: str) -> str:
        """Return JSON text with its texts pseudonymised."""
        return json.dumps(self.tree(json.loads(text)), ensure_ascii=False)

    def sql_patterns(self) -> list[str]:
        """Return LIKE patterns that find every text the person may be named in."""
        return [f"%{_escape_like(word)}%" for word in self.words]


def _escape_like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a check of an account's health found."""

from __future__ import annotations

from dataclasses import dataclass

OK, WARNING, ERROR = "ok", "warning", "error"

#: States from the best to the worst.
SEVERITY = (OK, WARNING, ERROR)


@dataclass(frozen=True)
class HealthResult:
    """Result of one check, in the language of the reader.

    :ivar state: ``ok``, ``warning`` or ``error``
    :ivar message: what was found
    :ivar mend: what to do; empty if nothing needs to be done
    :ivar action: what the check's button does: a public method of ``ebay.backend``, the
        XML id of an action, or an https address
    :ivar label: text of the button
    """

    state: str
    message: str
    mend: str = ""
    action: str = ""
    label: str = ""


@dataclass(frozen=True)
class HealthRow:
    """A check of the report: its code, its name on screens and what it found."""

    code: str
    name: str
    result: HealthResult

    def as_dict(self) -> dict[str, str]:
        """Return the check as ``check_health()`` of the account returns it."""
        return {
            "code": self.code,
            "name": self.name,
            "state": self.result.state,
            "message": self.result.message,
            "mend": self.result.mend,
        }


def ok(message: str) -> HealthResult:
    """Return the result of a check that found nothing wrong."""
    return HealthResult(OK, message)


def warning(message: str, mend: str, action: str = "", label: str = "") -> HealthResult:
    """Return a result that a person should look at some day."""
    return HealthResult(WARNING, message, mend, action, label)


def error(message: str, mend: str, action: str = "", label: str = "") -> HealthResult:
    """Return a result that keeps the account from working."""
    return HealthResult(ERROR, message, mend, action, label)


def worst(states: list[str]) -> str:
    """Return the worst of the states; ok if there is none."""
    return max(states, key=SEVERITY.index, default=OK)

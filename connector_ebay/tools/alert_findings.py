# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a watcher of alerts finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from odoo.models import BaseModel

from .stored_text import StoredText


@dataclass(frozen=True)
class Finding:
    """One reason for an alert of an account.

    :ivar backend: the ``ebay.backend``
    :ivar code: code of the alert
    :ivar message: what is wrong, in one sentence
    :ivar mend: what to do; empty if nothing needs to be done
    :ivar count: how often it has happened since the open alert saw it last; 0: it is
        a state that still lasts
    :ivar action: what the alert's button opens, see ``ebay.alert._open``
    :ivar severity: ``info``, ``warning`` or ``error``; None: that of the code
    """

    backend: BaseModel
    code: str
    message: StoredText
    mend: StoredText | str = ""
    count: int = 0
    action: str | dict[str, Any] | None = None
    severity: str | None = None

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Actions that a button returns to the web client."""

from __future__ import annotations

from typing import Any

Action = dict[str, Any]

#: Close the dialog, or load the list again from which the button was pressed.
CLOSE: Action = {"type": "ir.actions.act_window_close"}

#: Load the screen again.
RELOAD: Action = {"type": "ir.actions.client", "tag": "soft_reload"}


def show_message(
    message: str,
    kind: str = "success",
    *,
    then: Action | None = None,
    sticky: bool = False,
) -> Action:
    """Return the action that shows a message.

    :param kind: ``success``, ``info``, ``warning`` or ``danger``
    :param then: what is done next, for example `CLOSE`
    :param sticky: whether the message stays until the user closes it
    """
    parameters: Action = {"type": kind, "message": message, "sticky": sticky}
    if then:
        parameters["next"] = then
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": parameters,
    }

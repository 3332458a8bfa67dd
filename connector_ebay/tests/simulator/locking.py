# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One change at a time: requests and tests act on the same account in threads."""

import functools


def locked(method):
    """Let a method run only while nothing else changes or reads the account.

    Its object has the simulator's (reentrant) ``lock``.
    """

    @functools.wraps(method)
    def run(self, *arguments, **keywords):
        with self.lock:
            return method(self, *arguments, **keywords)

    return run

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The connection of an account to eBay: keyset, consent, tokens, clients, webhook.

Plain modules that know the ``ebay.backend`` record and no component. Models,
components, controllers and the command line use them directly.
"""

from typing import Any, TypeAlias

#: An ``ebay.backend`` record, whose fields a type checker cannot know.
Backend: TypeAlias = Any

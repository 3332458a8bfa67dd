# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Run ``odoo`` without its second server, which is for the websockets of browsers.

It takes as long to start as the first one, and most tests of the whole system have no
browser.
"""

import runpy
import sys
from pathlib import Path

from odoo.service.server import PreforkServer

PreforkServer.long_polling_spawn = lambda self: None
runpy.run_path(str(Path(sys.executable).with_name("odoo")), run_name="__main__")

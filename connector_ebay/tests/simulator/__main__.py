# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``python connector_ebay/tests/simulator --port 8090``: the simulator as a process."""

import sys
from pathlib import Path

if __package__ in (None, ""):
    # Run as a folder: its own modules must not hide those of the standard library.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from simulator.command import main

if __name__ == "__main__":
    sys.exit(main())

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The commands in ``setup/`` stop their servers when they are interrupted."""

import os
import signal
import subprocess
import sys

import pytest

from lib.paths import ROOT

#: A command with one server that ignores SIGINT unless the command resets it.
COMMAND = """
import signal, sys
from lib.console import main, say
from lib.processes import BackgroundProcess

def command(_arguments):
    with BackgroundProcess("test-signals", ["sleep", "600"]) as server:
        say(str(server.pid))
        with open(f"/proc/{server.pid}/status") as status:
            mask = next(line for line in status if line.startswith("SigIgn"))
        say(str(bool(int(mask.split()[1], 16) & 1 << signal.SIGINT - 1)))
        while True:
            server.check()
            signal.sigtimedwait([], 1)

main(command)
"""


def ignore_interrupts():
    """Ignore SIGINT, as a shell does for a command that it starts with ``&``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_servers_stop_although_sigint_is_ignored_in_the_parent_process(number):
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND],
        cwd=ROOT / "setup",
        preexec_fn=ignore_interrupts,
        stdout=subprocess.PIPE,
        text=True,
    ) as command:
        server = int(command.stdout.readline())
        assert command.stdout.readline().strip() == "False", "the server ignores SIGINT"
        command.send_signal(number)
        command.communicate(timeout=30)
    assert command.returncode == 130
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Run servers in the background during a ``with`` block."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import time

from .console import Problem
from .paths import LOGS, ROOT

STOP_SECONDS = 30
PORTS = range(20_000, 32_000)


class BackgroundProcess:
    """A program and its children in a process group of their own.

    Ctrl-C therefore does not reach them, so that they are stopped one after the other,
    and all of them can be killed at once.
    """

    def __init__(self, name: str, command: list[str]):
        """Prepare the program.

        :param name: name of the log file, ``.dev/log/<name>.log``
        """
        self.name = name
        self.log = LOGS / f"{name}.log"
        self._command = command
        self._process = None

    def start(self) -> None:
        """Start the program, and append its output to the log."""
        LOGS.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Return the process id of the program, which is also that of its group."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Return whether the program is running."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Ask the program to end; kill it and its children if they do not in time."""
        if self.running:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Kill the program and its children immediately, as ``kill -9`` does."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def check(self) -> None:
        """Raise Problem if the program has ended by itself."""
        if not self.running:
            lines = self.log.read_text(errors="replace").splitlines()
            tail = "\n".join(lines[-25:])
            raise Problem(f"{self.name} ended by itself ({self.log}):\n{tail}")

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            # Also on Ctrl-C while the program starts: nobody else would stop it.
            self.stop()
            raise
        return self

    def __exit__(self, *_exception):
        self.stop()


def wait_until(condition, *, timeout: float, what: str, every: float = 0.1):
    """Call *condition* until it returns a true value; return that value.

    :param timeout: seconds
    :param what: end of the sentence "After 60 s there is still no …"
    :param every: seconds between two calls
    :raise TimeoutError: after *timeout*
    """
    deadline = time.monotonic() + timeout
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise TimeoutError(f"After {timeout:.0f} s there is still no {what}")
        time.sleep(every)


def free_port(wanted: int = 0) -> int:
    """Return port *wanted* if it is free, otherwise any free port of the loopback.

    None of those that the system gives to connections: one of them could take the port
    before the program that it is for.
    """
    for port in ([wanted] if wanted else []) + random.sample(PORTS, 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise Problem("There is no free port on the loopback interface.")

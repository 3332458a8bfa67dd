# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Servers that run in the background for as long as a ``with`` block lasts."""

import contextlib
import os
import signal
import socket
import subprocess
import time

from .console import Problem
from .paths import LOGS, ROOT

STOP_SECONDS = 30


class BackgroundProcess:
    """A program and all its children, in a process group of their own.

    The group keeps Ctrl-C away from them, so that they are stopped in order, and
    lets all of them be killed at once.
    """

    def __init__(self, name: str, command: list[str]):
        """*name* names the log file, ``.dev/log/<name>.log``."""
        self.name = name
        self.log = LOGS / f"{name}.log"
        self._command = command
        self._process = None

    def start(self) -> None:
        """Start the program; its output is appended to the log."""
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
        """The process id of the program, which is its group's too."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the program has not ended."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End the program as its user would; kill what does not end in time."""
        if self.running:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End the program and its children at once, as ``kill -9`` does."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def check(self) -> None:
        """Raise Problem when the program has ended by itself."""
        if not self.running:
            tail = self.log.read_text(errors="replace").splitlines()[-25:]
            told = "\n".join(tail)
            raise Problem(f"{self.name} ended by itself ({self.log}):\n{told}")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_exception):
        self.stop()


def wait_until(condition, *, timeout: float, what: str, every: float = 0.1):
    """Poll *condition* until it returns something true, and return that.

    Raises TimeoutError after *timeout* seconds; *what* ends its sentence.
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
    """*wanted* when nothing listens on it, else a free port of the loopback."""
    for port in (wanted, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return probe.getsockname()[1]
    raise Problem("There is no free port on the loopback interface.")

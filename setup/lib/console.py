# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Print progress to the terminal, run programs quietly, and handle signals."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from .paths import LOGS


class Problem(Exception):
    """A failure that the user can correct; only its message is printed."""


def say(text: str = "") -> None:
    """Print one line immediately, even if the output is a pipe."""
    print(text, flush=True)


@contextlib.contextmanager
def step(text: str):
    """Print the name of a step and, at its end, how many seconds it took."""
    say(f"==> {text}")
    started = time.monotonic()
    yield
    say(f"    {time.monotonic() - started:.1f} s")


def run(command, *, log=None, failure="", **options) -> subprocess.CompletedProcess:
    """Run a program and return the completed process; write its output to a log file.

    :param log: name of the log file; by default the program's name
    :param failure: sentence for the user if the program fails
    :raise Problem: the program failed; the message ends with the end of the log
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log or Path(command[0]).name}.log"
    with path.open("ab") as output:
        output.write(f"$ {' '.join(map(str, command))}\n".encode())
        output.flush()
        begin = output.tell()
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            **options,
        )
    if done.returncode:
        printed = path.read_bytes()[begin:].decode(errors="replace")
        tail = "\n".join(printed.splitlines()[-25:])
        sentence = failure or f"{Path(command[0]).name} failed"
        raise Problem(f"{sentence} (complete output: {path})\n{tail}")
    return done


def output_of(command, **options) -> str:
    """Return what a program prints; an empty string if it fails or does not exist."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **options,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def interrupt_on_signals() -> None:
    """Raise KeyboardInterrupt on SIGINT and SIGTERM, so that servers are stopped.

    A program that a script starts with ``&``, or that CI starts, inherits a SIGINT that
    is ignored, and Python leaves it so. The programs that this one starts would inherit
    it, too; of a handler they inherit nothing.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)


def main(function) -> None:
    """Call a command's *function* with the arguments; exit with the status it returns.

    An interrupted command exits with status 130.
    """
    interrupt_on_signals()
    try:
        status = function(sys.argv[1:])
    except (Problem, TimeoutError) as problem:
        say(f"\n{problem}")
        status = 1
    except KeyboardInterrupt:
        status = 130
    sys.stdout.flush()
    sys.exit(status)


def is_root() -> bool:
    """Return whether this runs as root, who may install Debian packages."""
    return os.geteuid() == 0

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the person at the terminal sees, and how programs are run behind it."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

from .paths import LOGS


class Problem(Exception):
    """A failure that the user can act on; its text is all that is printed."""


def say(text: str = "") -> None:
    """Print one line at once, also when the output is a pipe."""
    print(text, flush=True)


@contextlib.contextmanager
def step(text: str):
    """Announce a step and, when it is done, how many seconds it took."""
    say(f"==> {text}")
    started = time.monotonic()
    yield
    say(f"    {time.monotonic() - started:.1f} s")


def run(command, *, log=None, failure="", **options) -> subprocess.CompletedProcess:
    """Run a program quietly; its output goes to the log file *log* (a name).

    Raises Problem with the end of that log when the program fails, *failure*
    being the sentence put before it.
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
        told = path.read_bytes()[begin:].decode(errors="replace")
        tail = "\n".join(told.splitlines()[-25:])
        sentence = failure or f"{Path(command[0]).name} failed"
        raise Problem(f"{sentence} (whole output: {path})\n{tail}")
    return done


def output_of(command, **options) -> str:
    """What a program prints, or an empty string when it fails or is missing."""
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


def main(function) -> None:
    """Run a command's *function* and leave with its exit status."""
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
    """Whether this runs as root, who may install Debian packages."""
    return os.geteuid() == 0

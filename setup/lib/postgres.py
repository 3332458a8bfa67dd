# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Run a private PostgreSQL cluster with a socket that only its user can open.

Everything in it can be created again, so its settings prefer speed to durability.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from .console import Problem, is_root, output_of, run, step
from .environment import one_at_a_time
from .paths import CHECKOUT_ID, DEV, venv_program
from .system import postgres_folder

USER = "odoo"  # Odoo refuses to work as the role "postgres"
PORT = 5432  # part of the socket's name only: nothing listens on the network
SOCKETS = Path(tempfile.gettempdir()) / f"connector_ebay-{os.getuid()}-{CHECKOUT_ID}"
END = "-- end of the answer --"  # printed by psql after each answer
END_SECONDS = 5
SETTINGS = f"""
listen_addresses = ''
unix_socket_directories = '{SOCKETS}'
max_connections = 300
shared_buffers = 256MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
jit = off
"""


@contextlib.contextmanager
def running_cluster():
    """Keep the cluster running during the ``with`` block.

    Several commands can use it at the same time; the last one stops it.
    """
    DEV.mkdir(exist_ok=True)
    with (DEV / "postgres.users").open("w") as users:
        with one_at_a_time("postgres"):
            fcntl.flock(users, fcntl.LOCK_SH)
            _start()
        try:
            yield
        finally:
            with one_at_a_time("postgres"):
                _stop_if_last(users)


def _start() -> None:
    folder = cluster_folder()
    if not (folder / "PG_VERSION").exists():
        with step("Private PostgreSQL cluster"):
            _initialise(folder)
    _make_private(SOCKETS)
    if _control("status", check=False):
        return
    _control("start", "-w", "-t", "60", "-l", str(folder / "server.log"))


def _stop_if_last(users) -> None:
    """Stop the cluster unless another command still holds the lock *users*."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if _control("stop", "-m", "fast", "-w", check=False):
        shutil.rmtree(SOCKETS, ignore_errors=True)


def remove_cluster() -> None:
    """Stop the cluster and delete its files, for ``setup/demo --clean``."""
    folder = cluster_folder()
    if (folder / "PG_VERSION").exists() and postgres_folder():
        _control("stop", "-m", "immediate", "-w", check=False)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(SOCKETS, ignore_errors=True)


def cluster_folder() -> Path:
    """Return the folder with the cluster's files: in ``.dev`` if its user can read it.

    If root runs the set-up, the server runs as another user, who cannot read a checkout
    below root's home: then the folder is in /var/tmp.
    """
    inside = DEV / "pg"
    if not is_root() or (inside / "PG_VERSION").exists():
        return inside
    DEV.mkdir(exist_ok=True)
    readable = output_of([*_as_owner(), "sh", "-c", 'cd "$1" && echo yes', "sh", DEV])
    return inside if readable else Path("/var/tmp") / f"connector_ebay-pg-{CHECKOUT_ID}"


def _initialise(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _make_private(folder)
    command = [*_as_owner(), str(postgres_folder() / "initdb"), "-D", str(folder)]
    command += ["-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    run([*command, "--no-sync"], log="postgres", cwd="/")
    with (folder / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS)


def _make_private(folder: Path) -> None:
    """Give *folder* to the user of the server, and deny access to all others."""
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = pwd.getpwnam(_owner()) if is_root() else None
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    elif folder.stat().st_uid != os.getuid():
        raise Problem(f"{folder} belongs to another user. Remove it.")
    folder.chmod(0o700)


def _owner() -> str:
    """Return the user for PostgreSQL if root runs the set-up: it refuses root."""
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def _as_owner() -> list[str]:
    return ["runuser", "-u", _owner(), "--"] if is_root() else []


def _control(*arguments: str, check: bool = True) -> bool:
    """Run pg_ctl; return whether it succeeded.

    :param check: raise Problem if it fails
    """
    command = [*_as_owner(), str(postgres_folder() / "pg_ctl")]
    command += ["-D", str(cluster_folder()), *arguments]
    if not check:
        return bool(output_of(command, cwd="/"))
    run(command, log="postgres", cwd="/", failure="PostgreSQL did not start")
    return True


def postgres_command(program: str, *arguments: str) -> list[str]:
    """Return the command line of a PostgreSQL client program for this cluster."""
    path = str(postgres_folder() / program)
    return [path, "-h", str(SOCKETS), "-p", str(PORT), "-U", USER, *arguments]


def query(statement: str, database: str = "postgres") -> list[str]:
    """Return the first column of the result of an SQL statement, as strings."""
    command = postgres_command("psql", "-d", database, "-AtXq", "-c", statement)
    return output_of(command).splitlines()


class Session:
    """One psql program that stays connected: tests ask several times a second."""

    def __init__(self, database: str):
        """Prepare the session; the first statement connects."""
        self._command = postgres_command(
            "psql", "-d", database, "-AtXq", "-v", "ON_ERROR_STOP=1"
        )
        self._lock = threading.Lock()
        self._psql = None

    def query(self, statement: str) -> list[str]:
        """Return the same as the function ``query``.

        :raise Problem: PostgreSQL refuses the statement, or does not answer
        """
        with self._lock:
            for _try in range(2):  # the server may have ended the connection
                lines = self._ask(statement)
                if lines is not None:
                    return lines
                self._end()
        raise Problem(f"PostgreSQL did not answer: {statement}")

    def _ask(self, statement: str) -> list[str] | None:
        """Return the lines that psql prints; None if it has ended."""
        if not self._psql:
            self._psql = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        try:
            self._psql.stdin.write(f"{statement}\n;\n\\echo {END}\n")
            self._psql.stdin.flush()
        except OSError:
            return None
        lines = []
        for line in self._psql.stdout:
            if line == f"{END}\n":
                return lines
            lines.append(line.removesuffix("\n"))
        return None

    def close(self) -> None:
        """End psql; the next statement starts it again."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if not self._psql:
            return
        psql, self._psql = self._psql, None
        with contextlib.suppress(OSError):  # what psql has not read is lost with it
            psql.stdin.close()
        try:
            psql.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            psql.kill()
            psql.wait()
        psql.stdout.close()


def connection_environment() -> dict[str, str]:
    """Return the environment in which psql and psycopg2 find this cluster."""
    return dict(
        os.environ,
        PGHOST=str(SOCKETS),
        PGPORT=str(PORT),
        PGUSER=USER,
        PATH=f"{Path(venv_program('python')).parent}:{os.environ['PATH']}",
    )

# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Run Odoo with the job runner, and call it remotely."""

import copy
import http.cookiejar
import json
import urllib.request

from .console import Problem
from .database import CONFIG
from .paths import ROOT, venv_program
from .postgres import Session
from .processes import BackgroundProcess, free_port, wait_until

WITHOUT_WEBSOCKETS = ROOT / "setup/lib/odoo_without_websockets.py"
START_SECONDS = 120
CALL_SECONDS = 120
UNFINISHED = {"pending", "enqueued", "started", "wait_dependencies"}


class RemoteError(Problem):
    """An error that Odoo returned: its message, its class and its traceback."""

    def __init__(self, error: dict):
        details = error.get("data") or {}
        super().__init__(details.get("message") or error.get("message"))
        self.name = details.get("name", "")
        self.debug = details.get("debug", "")


class OdooServer(BackgroundProcess):
    """An Odoo server in prefork mode with one database, as in production."""

    def __init__(
        self,
        database: str,
        *,
        port: int = 0,
        workers: int = 2,
        job_runner: bool = True,
        websockets: bool = True,
    ):
        """Prepare the server.

        :param port: 0 for any free port
        :param job_runner: False: jobs are enqueued, and nobody runs them
        :param websockets: False: Odoo starts in half the time, for no browser
        """
        self.database = database
        self.port = free_port(port)
        self.websocket_port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.login = "admin"
        #: Language of the texts that Odoo returns and stores; empty: English.
        self.lang = ""
        self._session = self._cookies = None
        self._sql = Session(database)
        program = [venv_program("odoo")]
        if not websockets:
            program = [venv_program("python"), str(WITHOUT_WEBSOCKETS)]
        command = [*program, "-c", str(CONFIG), "-d", database]
        modules = "base,web,queue_job" if job_runner else "base,web"
        command += ["--load", modules, "--workers", str(workers)]
        command += ["--http-port", str(self.port)]
        command += ["--gevent-port", str(self.websocket_port)]
        # Odoo must not kill a worker in the middle of a long job.
        command += ["--limit-time-real", "1200", "--limit-time-cpu", "1200"]
        super().__init__(f"odoo-{database}", command)

    def start(self) -> None:
        """Start Odoo and wait until it answers."""
        super().start()
        wait_until(self._answers, timeout=START_SECONDS, what=f"Odoo at {self.url}")

    def kill(self) -> None:
        """Kill Odoo at once, and end the connection to its database."""
        super().kill()
        self._sql.close()

    def _answers(self) -> bool:
        self.check()
        try:
            with urllib.request.urlopen(f"{self.url}/web/health", timeout=5):
                return True
        except OSError:
            return False

    def restart(self) -> None:
        """Stop Odoo if it is running, and start it on the same port."""
        self.stop()
        self.start()

    def as_user(self, login: str) -> "OdooServer":
        """Return this server for calls of a user whose password is the login."""
        other = copy.copy(self)
        other.login, other._session = login, None
        return other

    def execute(self, model: str, method: str, *arguments, **keywords):
        """Call a public method, by default as the administrator; return its result.

        :param arguments: for a method of records, the first one is the list of ids
        :raise RemoteError: with Odoo's own message
        """
        if not self._session:
            self._log_in()
        if self.lang:
            keywords["context"] = {"lang": self.lang, **keywords.get("context", {})}
        parameters = {
            "model": model,
            "method": method,
            "args": arguments,
            "kwargs": keywords,
        }
        return self._post("/web/dataset/call_kw", parameters)

    def session_id(self) -> str:
        """Log in and return the session's cookie, for a browser."""
        self._log_in()
        return next(one.value for one in self._cookies if one.name == "session_id")

    def _log_in(self) -> None:
        """Log in as a browser does."""
        self._cookies = http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self._cookies)
        self._session = urllib.request.build_opener(cookies)
        login = {"db": self.database, "login": self.login, "password": self.login}
        self._post("/web/session/authenticate", login)

    def _post(self, path: str, parameters: dict):
        request = urllib.request.Request(
            self.url + path,
            json.dumps({"jsonrpc": "2.0", "params": parameters}).encode(),
            {"Content-Type": "application/json"},
        )
        with self._session.open(request, timeout=CALL_SECONDS) as answer:
            content = json.load(answer)
        if "error" in content:
            raise RemoteError(content["error"])
        return content.get("result")

    def query(self, statement: str) -> list[str]:
        """Return the first column of the result of an SQL statement."""
        return self._sql.query(statement)

    def jobs(self) -> dict[str, int]:
        """Return the number of jobs by state."""
        rows = self.query(
            "SELECT state || ' ' || count(*) FROM queue_job GROUP BY state"
        )
        return {state: int(number) for state, number in map(str.split, rows)}

    def wait_jobs(self, timeout: float = 120, progress=None) -> dict[str, int]:
        """Wait until all jobs are done, failed or cancelled; return numbers by state.

        :param timeout: seconds
        :param progress: called with the numbers after each check
        :raise TimeoutError: with a description of unfinished jobs
        """

        def finished():
            self.check()
            counts = self.jobs()
            if progress:
                progress(counts)
            return None if UNFINISHED & counts.keys() else counts or {"done": 0}

        try:
            return wait_until(finished, timeout=timeout, what="end of the jobs")
        except TimeoutError as error:
            raise TimeoutError(f"{error}: {self._unfinished_jobs()}") from None

    def wake_job_runner(self, _jobs=None) -> None:
        """Make the job runner check for jobs whose worker was killed.

        Without a notification it does so once a minute only. It considers a job dead
        10 s after it was started: ``wait_jobs(progress=odoo.wake_job_runner)``
        therefore repeats the notification.
        """
        self.query(
            "SELECT pg_notify('queue_job', uuid) FROM queue_job"
            " WHERE state IN ('enqueued', 'started')"
        )

    def _unfinished_jobs(self) -> str:
        """Return a description of up to five unfinished jobs."""
        states = ", ".join(f"'{state}'" for state in sorted(UNFINISHED))
        rows = self.query(
            "SELECT concat_ws(' ', state, model_name, method_name, 'try', retry,"
            " 'eta', eta, replace(exc_message, E'\\n', ' '))"
            f" FROM queue_job WHERE state IN ({states}) LIMIT 5"
        )
        return "; ".join(rows)

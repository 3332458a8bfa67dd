# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Feed API: inventory tasks, upload tasks and their files.

https://developer.ebay.com/api-docs/sell/feed/resources/methods
"""

from werkzeug.wrappers import Response

from ..clock import timestamp
from ..errors import RestError, json_response
from ..keyset import scope
from ..routing import Routes
from .documents import active_inventory_report, revise_inventory_status
from .tasks import MOST_CONCURRENT, UPLOAD_WINDOW, unzipped, zipped

BASE = "/sell/feed/v1"
routes = Routes(BASE, "sell.feed")
SCOPES = (scope("sell.inventory"),)
REPORT = "LMS_ACTIVE_INVENTORY_REPORT"
REVISE = "LMS_REVISE_INVENTORY_STATUS"
REVISE_REQUEST = "ReviseInventoryStatusRequest"
LARGEST_FILE = 15_000_000
#: Versions of the Trading schema older than 18 months may be gone.
OLDEST_VERSION = 1400


@routes.add("POST", "/inventory_task", "createInventoryTask", scopes=SCOPES)
def create_inventory_task(call):
    """Order a report; its id is only in the ``Location`` header."""
    body = call.json()
    if body.get("feedType") != REPORT:
        raise _error(400, 160017, "The 'feedType' is missing or invalid.")
    filters = body.get("filterCriteria", {})
    return _create(call, body, listing_format=filters.get("listingFormat", ""))


@routes.add("GET", "/inventory_task/{task_id}", "getInventoryTask", scopes=SCOPES)
def get_inventory_task(call):
    """Answer with how far a report is."""
    task = _known(call)
    call.simulator.feed.look(task, lambda one: _produce(call, one))
    body = _task(task, "inventory_task")
    if task.listing_format:
        body["filterCriteria"] = {"listingFormat": task.listing_format}
    return body


@routes.add("POST", "/task", "createTask", scopes=SCOPES)
def create_task(call):
    """Announce a file; it must come within an hour."""
    body = call.json()
    if body.get("feedType") != REVISE:
        raise _error(400, 160017, "The 'feedType' is missing or invalid.")
    version = str(body.get("schemaVersion", ""))
    if not version.isdigit() or int(version) < OLDEST_VERSION:
        call.simulator.checker.note(
            "request", "createTask", f"the schema version {version} is outdated"
        )
    return _create(call, body, needs_upload=True)


@routes.add("POST", "/task/{task_id}/upload_file", "uploadFile", scopes=SCOPES)
def upload_file(call):
    """Take the file, in a multipart body whose part is called ``file``."""
    task = _known(call)
    part = call.request.files.get("file")
    if part is None:
        raise _error(
            400,
            160100,
            "Payload not found. Make sure your file is uploaded inside the Request Body"
            " under the key name 'file'.",
        )
    if call.simulator.clock.now() - task.created_at > UPLOAD_WINDOW:
        raise _error(
            400,
            160026,
            "This task has expired and you cannot use it to upload a file.",
        )
    content = part.read()
    if len(content) > LARGEST_FILE:
        raise _error(400, 160028, "The file you tried to upload is too large.")
    task.uploaded = unzipped(content)
    _check_lines(call, task.uploaded)
    task.uploaded_at = call.simulator.clock.now()
    return json_response(None, 200)


@routes.add("GET", "/task/{task_id}", "getTask", scopes=SCOPES)
def get_task(call):
    """Answer with how far an upload is."""
    task = _known(call)
    call.simulator.feed.look(task, lambda one: _produce(call, one))
    return _task(task, "task")


@routes.add(
    "GET", "/task/{task_id}/download_result_file", "getResultFile", scopes=SCOPES
)
def get_result_file(call):
    """Answer with the result, packed."""
    task = _known(call)
    if task.result is None:
        raise _error(404, 160014, f"No file found for task ID {task.task_id}.")
    response = Response(task.result, mimetype="application/octet-stream")
    name = f"attachment; filename={task.task_id}_report.zip"
    response.headers["Content-Disposition"] = name
    return response


def _create(call, body, **more):
    if call.simulator.feed.running() >= MOST_CONCURRENT:
        raise _error(
            409,
            160024,
            "You have reached the maximum number of feed tasks that can be queued or"
            " processed concurrently.",
        )
    task = call.simulator.feed.create(
        body["feedType"], body.get("schemaVersion", ""), **more
    )
    kind = "task" if task.needs_upload else "inventory_task"
    location = f"https://api.ebay.com{BASE}/{kind}/{task.task_id}"
    return json_response(None, 202, {"Location": location})


def _produce(call, task):
    simulator = call.simulator
    if task.feed_type == REPORT:
        content = active_inventory_report(
            simulator.seller, task.listing_format, simulator.clock.now()
        )
    else:
        content = revise_inventory_status(simulator, task)
    return zipped(f"{task.task_id}.xml", content)


def _check_lines(call, content):
    """Note lines that hold more than one request: eBay warns of long lines."""
    mark = f"<{REVISE_REQUEST}>".encode()
    if any(line.count(mark) > 1 for line in content.splitlines()):
        call.simulator.checker.note(
            "request", "uploadFile", "several requests are on one line"
        )


def _known(call):
    task = call.simulator.feed.tasks.get(call.path["task_id"])
    if task is None:
        raise _error(404, 160003, f"Task {call.path['task_id']} does not exist.")
    return task


def _task(task, kind):
    body = {
        "taskId": task.task_id,
        "status": task.status,
        "feedType": task.feed_type,
        "creationDate": timestamp(task.created_at),
        "schemaVersion": task.schema_version,
        "detailHref": f"https://api.ebay.com{BASE}/{kind}/{task.task_id}",
    }
    if task.completed_at:
        body["completionDate"] = timestamp(task.completed_at)
        if task.needs_upload:
            body["uploadSummary"] = {
                "successCount": task.successes,
                "failureCount": task.failures,
            }
    return body


def _error(status, error_id, message):
    return RestError(status, error_id, "API_FEED", message)

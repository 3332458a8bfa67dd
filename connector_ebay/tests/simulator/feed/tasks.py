# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Feed tasks: what was ordered, how far it is, and its result."""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta

#: A task moves on by itself; and, so that a test need not wait, at each look a step.
STEPS = ("CREATED", "QUEUED", "IN_PROCESS")
SECONDS = 20
BYTES_A_SECOND = 100_000
UPLOAD_WINDOW = timedelta(hours=1)
MOST_CONCURRENT = 10


@dataclass
class FeedTask:
    """One task; ``outcome`` is the status it will end with."""

    task_id: str
    feed_type: str
    schema_version: str
    created_at: datetime
    listing_format: str = ""
    needs_upload: bool = False
    uploaded: bytes = b""
    outcome: str = "COMPLETED"
    looks: int = 0
    result: bytes | None = None
    completed_at: datetime | None = None
    successes: int = 0
    failures: int = 0
    uploaded_at: datetime | None = None
    notes: list = field(default_factory=list)

    def steps(self, now):
        """Return how many steps it has made by itself since it could begin."""
        waited = (now - (self.uploaded_at or self.created_at)).total_seconds()
        seconds = SECONDS + len(self.uploaded) / BYTES_A_SECOND
        return int(len(STEPS) * waited / seconds)

    @property
    def status(self):
        """Return eBay's status; a task without its file stays CREATED."""
        if self.needs_upload and not self.uploaded:
            return STEPS[0]
        if self.looks < len(STEPS):
            return STEPS[self.looks]
        return self.outcome

    @property
    def is_done(self):
        """Return whether it has ended, well or not."""
        return self.status not in STEPS


class FeedTasks:
    """All tasks of the seller. ``next_outcome`` is how the next one will end."""

    def __init__(self, clock):
        self.clock = clock
        self.tasks = {}
        self.next_outcome = "COMPLETED"

    def create(self, feed_type, schema_version, **more):
        """Create a task."""
        task = FeedTask(
            f"task-8-{len(self.tasks) + 1:010d}",
            feed_type,
            schema_version,
            self.clock.now(),
            outcome=self.next_outcome,
            **more,
        )
        self.next_outcome = "COMPLETED"
        self.tasks[task.task_id] = task
        return task

    def running(self):
        """Return how many are not done."""
        return sum(not task.is_done for task in self.tasks.values())

    def look(self, task, produce):
        """Note that someone asked how far it is; ``produce`` makes the result."""
        waits = task.needs_upload and not task.uploaded
        if waits or task.is_done:
            return
        task.looks = max(task.looks + 1, task.steps(self.clock.now()))
        if task.is_done and task.outcome != "FAILED":
            task.result = produce(task)
        if task.is_done:
            task.completed_at = self.clock.now()


def zipped(name, content):
    """Return a ZIP archive with one file, as eBay sends results."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(content):
    """Return the bytes of an uploaded file, which may be packed."""
    if content[:2] != b"PK":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(archive.namelist()[0])

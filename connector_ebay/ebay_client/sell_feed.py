# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sell Feed API: reports and bulk changes as files.

https://developer.ebay.com/api-docs/sell/feed/overview.html
"""

from __future__ import annotations

from typing import Any

from .answer import Answer
from .bulk_revision import SCHEMA_VERSION
from .multipart import FileForm
from .rest import RestApi, created_id
from .rest_errors import raise_for_status
from .wire import MEGABYTE

ACTIVE_INVENTORY_REPORT = "LMS_ACTIVE_INVENTORY_REPORT"
REVISE_INVENTORY_STATUS = "LMS_REVISE_INVENTORY_STATUS"
# eBay says 15 MB and not which; the smaller reading is safe.
MAX_UPLOAD_BYTES = 15_000_000
MAX_RESULT_BYTES = 128 * MEGABYTE
FINISHED = {"COMPLETED", "COMPLETED_WITH_ERROR", "PARTIALLY_PROCESSED", "FAILED"}


class SellFeed(RestApi):
    """Tasks: created, given a file or not, asked after, and their file fetched.

    100,000 calls a day; 10 tasks at once (160024); 25 active inventory reports a
    day. A task whose status is not one of FINISHED is still at work, whatever eBay
    calls that.
    """

    api = "sell.feed"
    root = "/sell/feed/v1"

    def create_inventory_task(
        self,
        marketplace_id: str,
        *,
        feed_type: str = ACTIVE_INVENTORY_REPORT,
        schema_version: str = "1.0",
        listing_format: str | None = None,
    ) -> str:
        """Order a report and return its task's id.

        https://developer.ebay.com/api-docs/sell/feed/resources/inventory_task/methods/createInventoryTask

        :param listing_format: AUCTION or FIXED_PRICE only; both if None
        """
        body: dict[str, Any] = {
            "schemaVersion": schema_version,
            "feedType": feed_type,
        }
        if listing_format:
            body["filterCriteria"] = {"listingFormat": listing_format}
        return self._create("/inventory_task", marketplace_id, body)

    def get_inventory_task(self, task_id: str) -> dict[str, Any]:
        """Return a report's task; ``status`` says how far it is.

        https://developer.ebay.com/api-docs/sell/feed/resources/inventory_task/methods/getInventoryTask
        """
        return self._call("GET", "/inventory_task/{task_id}", path={"task_id": task_id})

    def create_task(
        self,
        marketplace_id: str,
        *,
        feed_type: str = REVISE_INVENTORY_STATUS,
        schema_version: str = SCHEMA_VERSION,
    ) -> str:
        """Announce a file and return the task's id; upload within an hour.

        https://developer.ebay.com/api-docs/sell/feed/resources/task/methods/createTask
        """
        body = {"feedType": feed_type, "schemaVersion": schema_version}
        return self._create("/task", marketplace_id, body)

    def upload_file(self, task_id: str, file_name: str, content: bytes) -> None:
        """Upload a task's file, which starts it.

        https://developer.ebay.com/api-docs/sell/feed/resources/task/methods/uploadFile

        :param content: at most MAX_UPLOAD_BYTES
        :raises ValueError: the file is larger
        """
        if len(content) > MAX_UPLOAD_BYTES:
            raise ValueError(f"A file has at most {MAX_UPLOAD_BYTES} bytes")
        # eBay looks for the part called ``file`` (160100).
        form = FileForm("file", file_name, content)
        self._exchange(
            "POST",
            "/task/{task_id}/upload_file",
            self._check,
            path={"task_id": task_id},
            content=form.content,
            headers={"Accept": "application/json", "Content-Type": form.content_type},
        )

    def get_task(self, task_id: str) -> dict[str, Any]:
        """Return a task; ``status`` says how far it is.

        https://developer.ebay.com/api-docs/sell/feed/resources/task/methods/getTask
        """
        return self._call("GET", "/task/{task_id}", path={"task_id": task_id})

    def download_result_file(self, task_id: str) -> bytes:
        """Return a finished task's file as eBay sends it; see feed_file to open it.

        https://developer.ebay.com/api-docs/sell/feed/resources/task/methods/getResultFile

        :raises TransientError: it is empty, which no report is
        """
        return self._exchange(
            "GET",
            "/task/{task_id}/download_result_file",
            self._read_file,
            path={"task_id": task_id},
            headers={"Accept": "application/octet-stream"},
            max_bytes=MAX_RESULT_BYTES,
        )

    def _create(self, template: str, marketplace_id: str, body: Any) -> str:
        headers = {"X-EBAY-C-MARKETPLACE-ID": marketplace_id}
        return created_id(self._call("POST", template, body=body, headers=headers))

    def _check(self, answer: Answer) -> None:
        raise_for_status(answer, self._client.wire.clock())

    def _read_file(self, answer: Answer) -> bytes:
        self._check(answer)
        if not answer.content:
            raise answer.unreadable("the file is empty")
        return answer.content

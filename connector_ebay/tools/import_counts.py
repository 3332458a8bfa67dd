# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What an import did to a page of records."""

from __future__ import annotations

from dataclasses import dataclass, field

from .stored_text import StoredText


@dataclass
class ImportCounts:
    """Numbers of records by what an import did to them; can be added up.

    :ivar failed: ids of records that got a job of their own
    :ivar busy: ids of records that another worker was writing: nothing was done
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    held: int = 0
    failed: list[str] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)

    def __add__(self, other: ImportCounts) -> ImportCounts:
        return ImportCounts(
            **{name: value + getattr(other, name) for name, value in vars(self).items()}
        )

    def run_counters(self) -> dict[str, int]:
        """Return the counters of ``ebay.run`` that these numbers are added to."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "failed": len(self.failed),
        }

    def sentence(self) -> StoredText:
        """Return the result of a job in words; numbers that are zero are left out."""
        parts = [
            StoredText._("%s new", self.created),
            StoredText._("%s changed", self.updated),
            StoredText._("%s unchanged", self.unchanged),
        ]
        if self.held:
            parts.append(StoredText._("%s held", self.held))
        if self.skipped:
            parts.append(StoredText._("%s skipped", self.skipped))
        if self.failed:
            failed = ", ".join(self.failed)
            parts.append(
                StoredText._(
                    "%(number)s failed (%(ids)s)", number=len(self.failed), ids=failed
                )
            )
        return StoredText.joined("", [StoredText.joined(", ", parts), "."])
